"""The page on which one chooses who to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from sightline.govuk.blocks import Action, Block, Details, Section, Text
from sightline.govuk.blocks.text import Bullets
from sightline.govuk.pages import Page
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership
from sightline.partnership.roles import (
    BUSINESS_MANAGER,
    COORDINATOR,
    DELEGATED_PARTNER,
    SCRUTINEER,
    roles,
)
from sightline.people.models import RoleGrant

TO_TRY = {
    SCRUTINEER: "Open the report of 2024-25 and see which of its claims stops it from being published, and why.",
    COORDINATOR: "Import a spreadsheet of your own, see what was wrong in the action tracker, correct an action.",
    DELEGATED_PARTNER: "See in five minutes what is asked of you before the next meeting.",
    BUSINESS_MANAGER: "Look after agencies, bodies and people, and invite somebody.",
}
"""Where a newcomer begins, and what is worth trying."""


@dataclass(frozen=True)
class Somebody:
    """One person and the button that signs in as them."""

    name: str
    what: str
    purpose: str
    to_try: str
    sign_in: Action


@dataclass(frozen=True)
class People(Block):
    """People one below the other."""

    template: ClassVar[str] = "demo/people.html"
    people: tuple[Somebody, ...]


def people_page(
    partnership: Partnership,
    grants: Sequence[RoleGrant],
    *,
    others: Sequence[Partnership],
    published: str,
    then: str,
) -> Page:
    """Everybody of one demonstration partnership, those to begin with first."""
    earliest = {grant.role: grant for grant in reversed(grants)}
    begin = [earliest[role] for role in TO_TRY if role in earliest]
    first = tuple(_somebody(grant, then) for grant in begin)
    others_here = [_somebody(grant, then) for grant in grants if grant not in begin]
    rest = tuple(sorted(others_here, key=lambda somebody: somebody.what))
    blocks: list[Block] = [
        Text(
            "Choose who to be. Nobody here has a password, and you can change who you are as often as you like."
        ),
    ]
    if published:
        blocks.append(Text(Link("Or read, signed out, the report that was published for 2023-24", published)))
    blocks += [
        Section("Begin with one of these", (People(first),)),
        Section("Everybody else", (People(rest),)),
    ]
    if others:
        where = reverse("demo:people")
        links = tuple(Link(one.name, f"{where}?partnership={one.slug}") for one in others)
        blocks.append(Details(f"Other demonstrations: {len(others)}", (Bullets(links),)))
    return Page(
        title="Try Sightline as somebody else",
        caption=partnership.name,
        lead="This is a demonstration: the place, its people and all of its records are made up.",
        blocks=tuple(blocks),
    )


def _somebody(grant: RoleGrant, then: str) -> Somebody:
    person, role = grant.person, roles[grant.role]
    fields = (("person", str(person.pk)), *((("next", then),) if then else ()))
    job = ", ".join(said for said in (person.job_role, person.agency.name if person.agency else "") if said)
    return Somebody(
        name=person.name,
        what=f"{role.title}: {grant.body.name}" if grant.body else role.title,
        purpose=f"{job}. {role.purpose}" if job and job != role.title else role.purpose,
        to_try=TO_TRY.get(role.key, ""),
        sign_in=Action(f"Be {person.name}", reverse("demo:sign_in"), post=True, fields=fields),
    )
