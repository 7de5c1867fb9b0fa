"""Putting papers before a meeting, and further versions of them, until its minutes are agreed."""

from __future__ import annotations

from typing import TypeVar
from uuid import uuid4

from django.db import transaction

from sightline.files.models import StoredFile
from sightline.files.services import Upload, kept
from sightline.foundation.access import Actor
from sightline.meetings.models import Paper, PaperVersion
from sightline.meetings.permissions import EDIT
from sightline.meetings.queries import locked, minutes_are_agreed
from sightline.partnership.models import Record
from sightline.partnership.refusals import Refused
from sightline.partnership.services.appending import AppendOnly
from sightline.partnership.services.keeping import Keeping
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named

R = TypeVar("R", bound=Record)
LOCKED = "The minutes of this meeting are agreed, so its papers stay as they were."


def _check_open(paper: Paper) -> None:
    """Refuse a change to the papers of a meeting that was withdrawn or whose minutes are agreed."""
    if paper.of is None:
        return
    held = locked(paper.of)
    if held.withdrawn_at:
        raise Refused("This meeting was withdrawn. Put it back first.")
    if minutes_are_agreed(held):
        raise Refused(LOCKED)


class _WhileOpen(Keeping[R]):
    """As any record, but only until the minutes are agreed, withdrawing and putting back included."""

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: R, reason: str) -> None:
        wait_for_turn(record.partnership)
        self.check(record)
        super().withdraw(by=by, record=record, reason=reason)

    @transaction.atomic
    def restore(self, *, by: Actor, record: R) -> None:
        wait_for_turn(record.partnership)
        self.check(record)
        super().restore(by=by, record=record)


class _Versions(AppendOnly[PaperVersion], _WhileOpen[PaperVersion]):
    """Versions are added while the papers are open, and never changed."""


papers = _WhileOpen(
    model=Paper,
    right=EDIT,
    identity=lambda paper: paper.key or f"paper|{uuid4()}",  # two papers may be called the same
    check=_check_open,
    beside_others=True,
)
paper_versions = _Versions(
    model=PaperVersion,
    right=EDIT,
    identity=lambda version: f"{version.paper_id}|{version.number}",
    check=lambda version: _check_open(version.paper),
    beside_others=True,
)


def add_paper(*, by: Actor, paper: Paper, file: Upload) -> PaperVersion:
    """Put a paper before a meeting or with an agenda item, with its first version."""
    with kept(by=by, right=EDIT, partnership=paper.partnership, upload=file) as stored:
        paper.title = named(paper.title, field="title", what="title")
        return _add(by, papers.add(by=by, record=paper), stored, "")


def add_paper_version(*, by: Actor, paper: Paper, file: Upload, changed: str = "") -> PaperVersion:
    """Add a version to a paper: the next number, whoever else adds one at the same moment."""
    with kept(by=by, right=EDIT, partnership=paper.partnership, upload=file) as stored:
        if Paper.objects.ever_of(paper.partnership).get(pk=paper.pk).withdrawn_at:
            raise Refused("This paper was withdrawn. Put it back first.")
        return _add(by, paper, stored, changed)


def _add(by: Actor, paper: Paper, file: StoredFile, changed: str) -> PaperVersion:
    version = PaperVersion(
        partnership=paper.partnership,
        paper=paper,
        number=paper.versions.count() + 1,
        file=file,
        changed=named(changed, field="changed", what="sentence", needed=False, longest=300),
    )
    return paper_versions.add(by=by, record=version)
