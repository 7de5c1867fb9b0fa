"""Reading papers, and who may see which."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from sightline.foundation.access import Actor
from sightline.meetings.models import AgendaItem, Audience, Meeting, Paper, PaperVersion
from sightline.meetings.permissions import SEE_ALL_PAPERS
from sightline.meetings.queries.invitations import belonging
from sightline.partnership.models import Body, Partnership
from sightline.partnership.roles import BODY_CHAIR
from sightline.people.models import RoleGrant

RELATED = ("meeting__body", "item__body", "item__meeting__body", "partnership")


def audiences_of(person: Actor, body: Body, day: date) -> frozenset[str]:
    """Which papers of a body's meeting on a day somebody who may see the meeting may see.

    A member is who belongs to the body on that day or today, or chairs it today: who joined since prepares from
    what went before.
    """
    if person.may(SEE_ALL_PAPERS, body.partnership):
        return frozenset(Audience)
    if _chairs(person, body) or any(_belongs(person, body, on) for on in {day, timezone.localdate()}):
        return frozenset({Audience.EVERYBODY, Audience.MEMBERS})
    return frozenset({Audience.EVERYBODY})


def _belongs(person: Actor, body: Body, day: date) -> bool:
    return any(one.pk == person.person_id for one in belonging(body, day))


def _chairs(person: Actor, body: Body) -> bool:
    """Whether somebody holds the role of chair of a body."""
    held = RoleGrant.objects.of(body.partnership).in_force()
    return held.filter(person=person.person_id, role=BODY_CHAIR, body=body).exists()


def may_see(person: Actor, paper: Paper) -> bool:
    """Whether somebody who may see the meeting of a paper may see the paper."""
    return paper.seen_by in audiences_of(person, paper.body, paper.day)


def papers_of(meeting: Meeting, audiences: Collection[str], *, withdrawn: bool = False) -> list[Paper]:
    """The papers before a meeting that are for these audiences: those of the whole meeting, then item by item.

    Each with its ``shown`` versions, the newest first; ``withdrawn`` papers, and those without a version left, only
    where asked for.
    """
    of_an_item = Q(item__meeting=meeting, item__withdrawn_at=None)
    return _shown(meeting.partnership, audiences, Q(meeting=meeting) | of_an_item, withdrawn)


def papers_of_item(item: AgendaItem, audiences: Collection[str], *, withdrawn: bool = False) -> list[Paper]:
    """The same of one agenda item."""
    return _shown(item.partnership, audiences, Q(item=item), withdrawn)


def _shown(partnership: Partnership, audiences: Collection[str], which: Q, withdrawn: bool) -> list[Paper]:
    versions = PaperVersion.objects.of(partnership).select_related("file").order_by("-number")
    rows = Paper.objects.ever_of(partnership).filter(which, seen_by__in=audiences)
    if not withdrawn:
        rows = rows.filter(Exists(versions.filter(paper=OuterRef("pk"))), withdrawn_at=None)
    ordered = rows.select_related(*RELATED).order_by("item__position", "id")
    found = list(ordered.prefetch_related(Prefetch("versions", versions, to_attr="shown")))
    return sorted(found, key=lambda paper: paper.item_id is not None)


def paper(partnership: Partnership, number: int) -> Paper | None:
    """One paper, withdrawn or not."""
    return Paper.objects.ever_of(partnership).filter(pk=number).select_related(*RELATED).first()


def paper_versions(paper: Paper) -> QuerySet[PaperVersion]:
    """The versions of a paper, withdrawn or not, the newest first."""
    every = PaperVersion.objects.ever_of(paper.partnership).filter(paper=paper)
    return every.select_related("file__destroyed_by", "partnership").order_by("-number")


def paper_version(partnership: Partnership, number: int) -> PaperVersion | None:
    """One version, withdrawn or not."""
    every = PaperVersion.objects.ever_of(partnership).filter(pk=number)
    related = (f"paper__{path}" for path in RELATED)
    return every.select_related("file__destroyed_by", "file__partnership", "partnership", *related).first()


def destroyed_papers(meeting: Meeting) -> set[tuple[str, str]]:
    """(number, hash) of every version of a paper before a meeting whose file was destroyed."""
    before_it = Q(paper__meeting=meeting) | Q(paper__item__meeting=meeting)
    every = PaperVersion.objects.ever_of(meeting.partnership).filter(before_it)
    gone = every.filter(file__destroyed_at__isnull=False).values_list("number", "file__sha256")
    return {(str(number), sha256) for number, sha256 in gone}
