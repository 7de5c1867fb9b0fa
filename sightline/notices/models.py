"""What people are sent by mail: each notice once, under a key of its own, with every attempt to send it.

A notice says what to do and where, never anything about a child. What could identify whom it was sent to is
sealed under that person's key, so that erasing them reaches it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.db import models
from django.utils import timezone

from sightline.audit.models import Trail
from sightline.audit.sealing import seal, unseal
from sightline.partnership.models import Body, Tenant
from sightline.people.models import Person

OF_A_PERSON = Person._meta.label_lower


@dataclass(frozen=True)
class Attachment:
    """A small file that goes with a notice: a date for a calendar.

    ``kind`` is its Content-Type. One of ``text/calendar`` with a method is an invitation, which mail programs offer
    to accept.
    """

    name: str
    kind: str
    content: bytes

    @property
    def media(self) -> tuple[str, str, dict[str, str]]:
        """(main type, sub-type, parameters)."""
        header = EmailMessage()
        header["Content-Type"] = self.kind
        parameters = dict(header.get_params([])[1:])
        return header.get_content_maintype(), header.get_content_subtype(), parameters

    @property
    def is_invitation(self) -> bool:
        main, sub, parameters = self.media
        return (main, sub) == ("text", "calendar") and "method" in parameters

    def sealed_for(self, person: Person) -> str:
        """The file as it is kept until and after it is sent, legible as long as the person is not erased."""
        told = {"name": self.name, "kind": self.kind, "content": b64encode(self.content).decode()}
        return seal(OF_A_PERSON, person.pk, {"file": json.dumps(told)}, frozenset({"file"}))


class State(models.TextChoices):
    """Where a notice stands. Nobody sends one by itself that is neither waiting nor, for a moment, being sent."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    UNCERTAIN = "uncertain", "Not known whether it was sent"
    FAILED = "failed", "Not sent"
    CANCELLED = "cancelled", "Cancelled"


class Notice(Tenant):
    """One mail to one person. Whoever posts the same key again finds this one."""

    key = models.CharField(max_length=200)
    to = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    file = models.TextField(blank=True, help_text="JSON, sealed under the person's key")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    send_after = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="notices_notice_key")]
        indexes = [models.Index(fields=["state", "send_after"], name="notices_notice_waiting")]

    @property
    def audit_label(self) -> str:
        return f"notice {self.pk}"

    @property
    def attachment(self) -> Attachment | None:
        """The file that goes with it; None without one, or when the person was erased."""
        held = unseal(OF_A_PERSON, self.to_id, self.file).get("file", "") if self.file else ""
        if not held.startswith("{"):
            return None
        told = json.loads(held)
        return Attachment(told["name"], told["kind"], b64decode(told["content"]))


class Outcome(models.TextChoices):
    """What became of one attempt to send a notice."""

    SENT = "sent", "Taken by the server"
    LATER = "later", "Not taken now"
    REFUSED = "refused", "Refused"
    NO_ADDRESS = "no address", "No address"
    UNCERTAIN = "uncertain", "Not known"


class Attempt(Trail):
    """One attempt to send a notice, and what the mail server answered."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    sealed = models.TextField(help_text="JSON of the address and the answer, which may name it")

    class Meta:
        ordering = ["id"]

    def told(self) -> dict[str, Any]:
        """The address and the server's answer; "(erased)" when the person was."""
        return unseal(OF_A_PERSON, self.notice.to_id, self.sealed)


class Reminder(Tenant):
    """One thing of which a notice reminds. Whoever would remind of it again finds that it was said."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="notices_reminder_key")]


class Lengths(Tenant):
    """How a partnership reminds: in days before and after something is due."""

    first = models.PositiveSmallIntegerField("first reminder", default=14)
    second = models.PositiveSmallIntegerField("second reminder", default=3)
    again = models.PositiveSmallIntegerField("again, once it is overdue, every", default=7)
    escalate = models.PositiveSmallIntegerField("tell the chair when it is overdue by", default=14)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="whose chair is told"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership"], name="notices_lengths_one")]

    @property
    def audit_label(self) -> str:
        return "how to remind"


class Choice(Tenant):
    """What a person decided for themselves."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_choice")
    digest = models.BooleanField("weekly digest", default=True)

    @property
    def audit_label(self) -> str:
        return f"choice of mail {self.pk}"


class RoundMade(models.Model):
    """When a round of work was last made, so that starting the worker again does not repeat it."""

    key = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField()
