"""The end of a file's way: preview, commit, undo. Only a commit touches a record, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.audit.sealing import seal
from sightline.foundation.access import Actor, require
from sightline.foundation.bulk import plan_afresh
from sightline.foundation.files import place_of
from sightline.imports import storing
from sightline.imports.faults import Faults
from sightline.imports.interpreting import NothingThere
from sightline.imports.layouts import layouts
from sightline.imports.merging.report import without_values
from sightline.imports.models import Import, Stage
from sightline.imports.queries import first_received
from sightline.imports.reading import open_file
from sightline.imports.running import Outcome, run
from sightline.imports.services.steps import step
from sightline.imports.services.taking_in import plan_of, progress_of
from sightline.imports.undoing import take_back
from sightline.partnership.models import Coverage
from sightline.partnership.queries import live

PLANNED = (Stage.READING, Stage.COLUMNS, Stage.PREVIEW, Stage.COMMITTING)


def preview(*, by: Actor, import_: Import) -> Outcome:
    """What a commit would do now, figure for figure: the same run, taken back at its end."""
    require(by, "imports.commit", import_.partnership)
    with step(import_, *PLANNED):
        import_.covers = []  # what somebody confirmed before was of another look at it
        outcome, _ = _run(by, import_)
        transaction.set_rollback(True)
    _show(import_, outcome)
    return outcome


def _show(import_: Import, outcome: Outcome) -> None:
    """Keep what a run that was taken back found, for whoever decides about the commit."""
    with step(import_, *PLANNED):
        import_.stage, import_.outcome, import_.problem = Stage.PREVIEW, outcome.stored(), ""
        import_.covers = []
        import_.save(update_fields=["stage", "outcome", "problem", "covers"])


def confirm(
    *, by: Actor, import_: Import, covers: list[str], choices: Mapping[str, str] | None = None
) -> None:
    """Say that a previewed import shall be committed, and for which days its file is complete. Raises CannotImport.

    ``choices`` say whose value goes in where a list that was edited elsewhere and Sightline both changed a cell.
    """
    require(by, "imports.commit", import_.partnership)
    with step(import_, Stage.PREVIEW):
        import_.stage, import_.covers, import_.choices = Stage.COMMITTING, covers, dict(choices or {})
        import_.save(update_fields=["stage", "covers", "choices"])


def commit(*, by: Actor, import_: Import, confirmed: bool = False) -> Outcome:
    """Write everything the file says in one transaction: all of it or, after a kill, none of it.

    ``confirmed``: only as somebody confirmed it. Whoever reads the file again takes that back.
    """
    require(by, "imports.commit", import_.partnership)
    with step(import_, *((Stage.COMMITTING,) if confirmed else PLANNED)):
        outcome, event_id = _run(by, import_)
        if outcome.went_in:
            outcome.merged = without_values(outcome.merged)
            import_.stage, import_.outcome, import_.problem = Stage.COMMITTED, outcome.stored(), ""
            import_.committed_at, import_.event_id = timezone.now(), event_id
            import_.save(update_fields=["stage", "outcome", "problem", "committed_at", "event_id"])
            transaction.on_commit(plan_afresh)
        else:
            transaction.set_rollback(True)
    if not outcome.went_in:
        _show(import_, outcome)
    return outcome


def _run(by: Actor, import_: Import) -> tuple[Outcome, int]:
    """Read and write, inside the caller's step; the outcome, and the number of the event that tells of it."""
    plan, faults = plan_of(import_), Faults()
    entry = audit.Entry(by=by, partnership_id=import_.partnership_id, verb="imported")
    try:
        with open_file(place_of(import_.stored_as), name=import_.file_name) as reading:
            outcome = run(
                reading,
                plan,
                partnership=import_.partnership,
                import_id=import_.pk,
                file=Path(import_.file_name).stem,
                received_on=first_received(import_),
                entry=entry,
                faults=faults,
                progress=progress_of(import_),
                by=by,
                choices=import_.choices,
            )
        if not outcome.rows_read:
            raise NothingThere([table.sheet for table in plan.sheets])
        storing.keep_refused(import_.pk, faults)
    finally:
        faults.close()
    _cover(import_, outcome, entry)
    counts = {name: value for name, value in outcome.stored().items() if isinstance(value, int)}
    entry.close(
        kind=audit.kind_of(import_),
        record_id=import_.pk,
        label=import_.audit_label,
        detail={"layout": import_.layout, "sha256": import_.sha256, **counts},
    )
    return outcome, entry.id


def _cover(import_: Import, outcome: Outcome, entry: audit.Entry) -> None:
    """Note the span for which this file is complete: as somebody confirmed, or the years of its dates.

    What was edited elsewhere is as if kept here by hand: when it tells of the last month, its source is kept live.
    """
    layout = layouts[import_.layout]
    start, end = _span(import_, outcome)
    if not layout.source or start is None or not outcome.went_in:
        return
    span = Coverage(
        partnership=import_.partnership, source=layout.source, start=start, end=end, import_id=import_.pk
    )
    span.save()
    kind = audit.kind_of(span)
    told = seal(kind, span.pk, audit.values_of(span), frozenset())
    entry.add([(kind, span.pk, "added", "", None, told)])


def _span(import_: Import, outcome: Outcome) -> tuple[date | None, date | None]:
    """The first and last day that a file makes complete; no last one where its source is kept live from then on."""
    if outcome.merged is not None:
        if not outcome.lately or live(import_.partnership, layouts[import_.layout].source):
            return None, None
        return date.fromisoformat(outcome.lately), None
    if not outcome.covers:
        return None, None
    outcome.covers = import_.covers or outcome.covers
    start, end = (date.fromisoformat(day) for day in outcome.covers)
    return start, end


def undo(*, by: Actor, import_: Import, reason: str = "") -> Mapping[str, int]:
    """Take back everything an import did, unless a record it touched was changed since. Raises CannotImport."""
    require(by, "imports.commit", import_.partnership)
    with step(import_, Stage.COMMITTED):
        entry = audit.Entry(by=by, partnership_id=import_.partnership_id, verb="undone", reason=reason)
        counts = take_back(import_, layouts[import_.layout], entry)
        _uncover(import_, entry)
        import_.stage, import_.undone_at = Stage.UNDONE, timezone.now()
        import_.save(update_fields=["stage", "undone_at"])
        entry.close(
            kind=audit.kind_of(import_), record_id=import_.pk, label=import_.audit_label, detail=counts
        )
    return counts


def _uncover(import_: Import, entry: audit.Entry) -> None:
    """Remove the span that an import brought, keeping in the trail which it was."""
    for span in Coverage.objects.of(import_.partnership).filter(import_id=import_.pk):
        kind = audit.kind_of(span)
        told = seal(kind, span.pk, audit.values_of(span), frozenset())
        entry.add([(kind, span.pk, "removed", "", told, None)])
        span.delete()
