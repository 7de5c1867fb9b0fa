"""Looking again at what was published: whether it is intact, and what its figures and verdicts come to now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.claims.checks import CheckError, Selection
from sightline.claims.figuring import RecordedFigures
from sightline.foundation.access import Actor, require
from sightline.reports import inline, queries
from sightline.reports.checking import judged, seen
from sightline.reports.freezing import as_text, digest
from sightline.reports.models import Publication, Verification
from sightline.reports.releasing import Frozen, release_figure, release_verdict
from sightline.reports.telling import moved, numbers


@dataclass(frozen=True)
class Then:
    """One figure or verdict, as it was published and as it comes out now; ``then`` and ``now`` as people read it."""

    asks: str
    sentence: str
    verdict_then: str
    verdict_now: str
    value_then: Any
    value_now: Any
    then: str
    now: str
    rows_then: int
    rows_now: int
    because: str
    changed: bool
    records_changed: bool

    @property
    def is_check(self) -> bool:
        return bool(self.verdict_then)


@dataclass(frozen=True)
class Outcome:
    """What was found of a publication: ``damage`` in plain sentences, and each figure and verdict then and now."""

    slug: str
    version: int
    published_at: str
    damage: tuple[str, ...]
    items: tuple[Then, ...]

    @property
    def changed(self) -> tuple[Then, ...]:
        return tuple(item for item in self.items if item.changed)

    @property
    def quiet(self) -> tuple[Then, ...]:
        """What came out the same although the records behind it changed."""
        return tuple(item for item in self.items if item.records_changed and not item.changed)

    @property
    def stands(self) -> bool:
        """Whether all is as it was published."""
        return not self.damage and not self.changed

    def plain(self) -> dict[str, Any]:
        """The outcome as JSON holds it."""
        return {
            "slug": self.slug,
            "version": self.version,
            "published_at": self.published_at,
            "intact": not self.damage,
            "damage": list(self.damage),
            "checked": len(self.items),
            "changed": [asdict(item) for item in self.changed],
            "records_changed": [item.asks for item in self.quiet],
        }


@transaction.atomic
def verify(*, by: Actor, publication: Publication) -> Outcome:
    """Compute every frozen figure and verdict again, keep what was found, and say so in the trail."""
    require(by, "reports.drafts", publication.partnership)
    outcome = compared(publication)
    Verification(
        partnership=publication.partnership,
        publication=publication,
        at=timezone.now(),
        by=audit.signature_of(by),
        outcome=as_text(outcome.plain()),
    ).save(force_insert=True)
    audit.note(
        by=by,
        partnership=publication.partnership,
        verb="verified",
        subject=publication,
        detail={"changed": len(outcome.changed), "damage": list(outcome.damage)},
    )
    return outcome


def compared(publication: Publication) -> Outcome:
    """A publication beside what the records say now; nothing is written."""
    payload = json.loads(publication.payload)
    return Outcome(
        slug=payload["slug"],
        version=publication.version,
        published_at=payload["published_at"],
        damage=tuple(_damage(publication)),
        items=tuple(_items(publication, payload)),
    )


def _damage(publication: Publication) -> Iterator[str]:
    if digest(publication.payload) != publication.sha256:
        yield "The frozen text is not what was published: it was altered in the database."
    for file in publication.files.all():
        content = queries.contents(file)
        if content is None:
            yield f"The {file.form} file is missing."
        elif digest(content) != file.sha256:
            yield f"The {file.form} file is not what was published."


def _items(publication: Publication, payload: Frozen) -> Iterator[Then]:
    figures = RecordedFigures(publication.partnership)
    ledger = json.loads(publication.ledger)
    told: set[str] = set()
    for block in payload["blocks"]:
        shown = block.get("asks", [])
        for asks in (*shown, *inline.asked(block["text"])):
            if asks in told:
                continue
            told.add(asks)
            before = ledger.get(asks, {"rows": 0, "digest": ""})
            if asks in payload["checks"]:
                yield _check(asks, block["text"], payload["checks"][asks], before, figures)
            elif asks in payload["figures"]:
                yield _figure(asks, block["text"], payload["figures"][asks], before, figures)


def _check(asks: str, sentence: str, then: Frozen, before: Frozen, figures: RecordedFigures) -> Then:
    one = judged(asks, figures)
    now = release_verdict(one.check, one.verdict, one.tests) if one.check and one.verdict else {}
    rows, others = _records(one.check, before, figures)
    was, is_now = moved(then, now)
    return Then(
        asks=asks,
        sentence=sentence,
        verdict_then=then["verdict"],
        verdict_now=now.get("verdict", "cannot be asked"),
        value_then=then["value"],
        value_now=now.get("value"),
        then=was,
        now=is_now,
        rows_then=before["rows"],
        rows_now=rows,
        because=now.get("because", one.problem),
        changed=numbers(then) != numbers(now),
        records_changed=others,
    )


def _figure(asks: str, sentence: str, then: Frozen, before: Frozen, figures: RecordedFigures) -> Then:
    one = seen(asks, figures)
    now = release_figure(one.selection, one.answer, one.points) if one.selection else {}
    rows, others = _records(one.selection, before, figures)
    was, is_now = moved(then, now)
    return Then(
        asks=asks,
        sentence=sentence,
        verdict_then="",
        verdict_now="",
        value_then=then.get("value"),
        value_now=now.get("value"),
        then=was,
        now=is_now,
        rows_then=before["rows"],
        rows_now=rows,
        because=one.problem or (one.answer.why_not if one.answer else ""),
        changed=numbers(then) != numbers(now),
        records_changed=others,
    )


def _records(selection: Selection | None, before: Frozen, figures: RecordedFigures) -> tuple[int, bool]:
    """How many records lie behind it now, and whether they are others than they were."""
    if selection is None:
        return 0, True
    try:
        now = figures.fingerprint(selection)
    except CheckError:
        return 0, True
    return now.rows, now.digest != before["digest"]
