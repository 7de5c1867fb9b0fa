"""Persons, the accounts that some of them have, and the roles they hold.

A person is not an account: four thousand delegates are persons of a partnership, forty people sign in.
One account may belong to persons of several partnerships, as a scrutineer's does.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from rules.permissions import has_perm

from sightline.foundation.access import permissions
from sightline.partnership import roles
from sightline.partnership.models import Agency, Body, Partnership, Record, Tenant
from sightline.people.admission import roles_brought

ELEVATE = "people.elevate"


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """What somebody signs in with. Its address is kept in lower case."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    may_found = models.BooleanField(default=False, help_text="may create a partnership")
    date_joined = models.DateTimeField(default=timezone.now)
    proven_at = models.DateTimeField(
        null=True, editable=False, help_text="when whoever signs in was shown to have this address"
    )

    objects = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    personal = frozenset({"email", "name"})

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Person(Record):
    """Somebody known to a partnership: a delegate on a course, a member of a body, a user of this system.

    The key is the e-mail address in lower case; without one, the folded name and the agency.
    """

    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    job_role = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="people")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="persons")
    personal = frozenset({"name", "email", "key", "job_role"})

    class Meta(Record.Meta):
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "account"], name="people_person_account"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """How the trail names an actor."""
        return self.name

    @property
    def person_id(self) -> int:
        return self.pk

    @property
    def record(self) -> Person:
        return self

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles in force today. An administrator is one only while elevated."""
        held = self.roles_granted
        if roles.ADMINISTRATOR in held and not self.elevated_until:
            held -= {roles.ADMINISTRATOR}
        return held

    @cached_property
    def roles_granted(self) -> frozenset[str]:
        """The roles held today, elevated or not: those granted, and in a forum those that come by membership."""
        granted = frozenset(self.grants.in_force().values_list("role", flat=True))
        return granted | roles_brought(self.account, self.partnership)

    @cached_property
    def elevated_until(self) -> Any:
        """When the present elevation ends; None without one."""
        now = timezone.now()
        return (
            self.elevations.filter(started_at__lte=now, until__gt=now)
            .order_by("-until")
            .values_list("until", flat=True)
            .first()
        )

    def may(self, key: str, partnership: Any) -> bool:
        """Whether this person may do a thing in a partnership; never in any but their own.

        What everybody may do, an administrator may do without being elevated; and elevate themselves.
        """
        if partnership is None or partnership.pk != self.partnership_id:
            return False
        if has_perm(key, self):
            return True
        at_rest = key == ELEVATE or permissions[key].roles >= roles.EVERYONE
        return at_rest and roles.ADMINISTRATOR in self.roles_granted

    def look_again(self) -> None:
        """Forget the roles that were read, because they have changed."""
        for read in ("roles", "roles_granted", "elevated_until"):
            self.__dict__.pop(read, None)


class Grants(models.QuerySet["RoleGrant"]):
    def of(self, partnership: Any) -> Grants:
        return self.filter(partnership=partnership)

    def in_force(self, on: date | None = None) -> Grants:
        """Those that hold on a day, by default today."""
        today = timezone.localdate()
        day = on or today
        grants = self.filter(Q(since__lte=day), Q(until=None) | Q(until__gte=day))
        return grants.filter(ended_at=None) if day >= today else grants

    def not_over(self) -> Grants:
        """Those in force today and those that are still to begin."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()), ended_at=None)


class RoleGrant(Tenant):
    """A role that a person holds from a day, until a day when it has ended."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, help_text="for a chair: of which body"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the last day")
    ended_at = models.DateTimeField(
        null=True, editable=False, help_text="when it was ended in the middle of a day"
    )
    objects = Grants.as_manager()  # type: ignore[assignment, misc]  # its own reads, by partnership too

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="people_grant_ends_after_it_starts",
            )
        ]

    @property
    def title(self) -> str:
        title = roles.roles[self.role].title
        return f"{title} of {self.body.name}" if self.body else title

    @property
    def audit_label(self) -> str:
        return f"{roles.roles[self.role].title} for person {self.person_id}"

    @property
    def is_over(self) -> bool:
        """Whether it was in force and is no more."""
        return self.ended_at is not None or (self.until is not None and self.until < timezone.localdate())


class Elevation(Tenant):
    """A time in which an administrator's rights are in force, with the reason for it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="elevations")
    reason = models.TextField()
    started_at = models.DateTimeField()
    until = models.DateTimeField()


class Invitations(models.QuerySet["Invitation"]):
    def open(self) -> Invitations:
        """Those that were neither accepted nor withdrawn."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A link, good once and for a week, with which somebody sets the password of their account.

    It belongs to the partnership that invites; to none when it was made at a shell for somebody who may
    create one.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(
        max_length=64, unique=True, help_text="of the secret in the link, which is not kept"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=False, help_text="to whoever invited, who may follow it themselves")
    objects = Invitations.as_manager()
    personal = frozenset({"digest"})
