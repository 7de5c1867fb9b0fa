"""Who can do what: administrators, second factors, and what is fictional beside what is real."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from sightline.home.doctor.findings import Finding, fine, some, warning
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, roles
from sightline.people.models import RoleGrant


def administrators() -> Iterator[Finding]:
    """Whether every partnership has an administrator who can sign in."""
    real = Partnership.objects.filter(demonstration=False)
    if not real.exists():
        yield fine("There is no partnership yet, other than for demonstration.")
        return
    held = RoleGrant.objects.in_force().filter(
        partnership=OuterRef("pk"), role=ADMINISTRATOR, person__account__is_active=True
    )
    without = list(real.filter(~Exists(held)).order_by("slug").values_list("slug", flat=True))
    if without:
        yield warning(
            f"Nobody administers {some(without)}.",
            f"sightline person create EMAIL --name NAME --role administrator --partnership {without[0]}",
        )
    else:
        yield fine("Every partnership has an administrator.")


def second_factors() -> Iterator[Finding]:
    """Whether those who need a second step at sign-in have one."""
    needing = [role.key for role in roles if role.needs_second_factor]
    factor = Authenticator.objects.filter(user=OuterRef("person__account")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    lacking = (
        RoleGrant.objects.in_force()
        .filter(role__in=needing, partnership__demonstration=False, person__account__is_active=True)
        .filter(~Exists(factor))
        .order_by("person__name")
        .values_list("person__name", flat=True)
        .distinct()
    )
    names = list(lacking)
    if names:
        yield warning(
            f"{len(names):,} people have a role that needs a second step at sign-in, and none yet: {some(names)}.",
            "They are asked to set one up when they next sign in, an administrator when they next act as one; "
            "remind them.",
        )
    else:
        yield fine("Everybody whose role needs a second step at sign-in has one.")


def demonstration() -> Iterator[Finding]:
    """Whether fictional partnerships lie beside real ones."""
    kinds = set(Partnership.objects.values_list("demonstration", flat=True).distinct())
    if kinds == {True, False}:
        yield warning(
            "Fictional partnerships lie beside real ones.",
            "Keep demonstrations in a home of their own: SIGHTLINE_HOME=demonstration sightline demo.",
        )
    elif kinds == {True}:
        yield fine("Everything here is a demonstration: anybody who reaches the site can sign in.")
