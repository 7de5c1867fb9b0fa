"""Attaching evidence to an action, and further versions of it. A new version never takes the place of an old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.db import transaction

from sightline.actions.models import Action, Evidence, EvidenceVersion
from sightline.actions.permissions import ATTACH, EDIT
from sightline.actions.services import leads
from sightline.files.models import StoredFile
from sightline.files.services import Upload, kept
from sightline.foundation.access import Actor, Forbidden, require
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.refusals import Refused
from sightline.partnership.services.appending import AppendOnly
from sightline.partnership.services.keeping import Keeping, check_order, check_past
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named


@dataclass(frozen=True, kw_only=True)
class Obtained:
    """What somebody obtained: a file, or a link or a text where there is none; when, and what it is about."""

    obtained_on: date
    obtained_by: str
    file: Upload | None = None
    said: str = ""
    covers_from: date | None = None
    covers_until: date | None = None


def _check_version(version: EvidenceVersion) -> None:
    check_past(version, "obtained_on")
    if version.covers_from:
        check_order(version, "covers_from", "covers_until")


evidence = Keeping(
    model=Evidence,
    right=EDIT,
    identity=lambda one: lasting(f"{one.action.key}|{fold(one.title)}"),
)
versions = AppendOnly(
    model=EvidenceVersion,
    right=EDIT,
    identity=lambda version: f"{version.evidence_id}|{version.number}",
    check=_check_version,
)
_attached, _further = replace(evidence, right=ATTACH), replace(versions, right=ATTACH)


def may_attach(by: Actor, action: Action) -> bool:
    """Whether somebody may attach evidence: the business team, and whoever speaks for the agency that leads it."""
    if not by.may(ATTACH, action.partnership):
        return False
    return by.may(EDIT, action.partnership) or leads(by, action)


def check_may_attach(by: Actor, action: Action) -> None:
    """Raise Forbidden for whoever may not attach evidence to an action."""
    require(by, ATTACH, action.partnership)
    if not may_attach(by, action):
        raise Forbidden("You can attach evidence to the actions of your own agency only.")


def add_evidence(
    *, by: Actor, action: Action, title: str, shows: str = "", obtained: Obtained
) -> EvidenceVersion:
    """Attach a piece of evidence with its first version. Refused where the action has one of that title."""
    with _in_turn(by, action, obtained) as file:
        piece = Evidence(
            partnership=action.partnership,
            action=action,
            title=named(title, field="title", what="title"),
            shows=shows.strip(),
        )
        return _add(by, _attached.add(by=by, record=piece), obtained, file)


def add_version(*, by: Actor, piece: Evidence, obtained: Obtained) -> EvidenceVersion:
    """Add a version to a piece of evidence: the next number, whoever else adds one at the same moment."""
    with _in_turn(by, piece.action, obtained) as file:
        if Evidence.objects.ever_of(piece.partnership).get(pk=piece.pk).withdrawn_at:
            raise Refused("This evidence was withdrawn. Put it back first.")
        return _add(by, piece, obtained, file)


@contextmanager
def _in_turn(by: Actor, action: Action, obtained: Obtained) -> Iterator[StoredFile | None]:
    """A transaction in the partnership's turn, with the file that was obtained if there is one."""
    check_may_attach(by, action)
    if obtained.file and obtained.said.strip():
        raise Refused("Choose a file, or give a link or a text; not both.", field="said")
    if obtained.file:
        with kept(by=by, right=ATTACH, partnership=action.partnership, upload=obtained.file) as file:
            _check_in_use(action)
            yield file
        return
    if not obtained.said.strip():
        raise Refused("Choose a file, or give a link or a text where there is none.", field="file")
    with transaction.atomic():
        wait_for_turn(action.partnership)
        _check_in_use(action)
        yield None


def _check_in_use(action: Action) -> None:
    if Action.objects.ever_of(action.partnership).get(pk=action.pk).withdrawn_at:
        raise Refused("This action was withdrawn. Put it back first.")


def _add(by: Actor, piece: Evidence, obtained: Obtained, file: StoredFile | None) -> EvidenceVersion:
    said = obtained.said.strip()
    version = EvidenceVersion(
        partnership=piece.partnership,
        evidence=piece,
        number=piece.versions.count() + 1,
        file=file,
        said=said,
        sha256=file.sha256 if file else sha256(said.encode()).hexdigest(),
        covers_from=obtained.covers_from,
        covers_until=obtained.covers_until,
        obtained_on=obtained.obtained_on,
        obtained_by=named(obtained.obtained_by, field="obtained_by", what="name of who obtained it"),
    )
    return _further.add(by=by, record=version)
