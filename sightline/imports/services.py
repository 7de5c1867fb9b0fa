"""Taking a file in: receive, plan, preview, commit, undo. Only a commit touches a record, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.bulk import plan_afresh
from sightline.imports import leftovers, storing
from sightline.imports.faults import Faults
from sightline.imports.interpreting import CannotImport, NothingThere, Plan, recognise, signature
from sightline.imports.layouts import Layout, layouts
from sightline.imports.leftovers import lock
from sightline.imports.models import Import, SavedMapping, Stage
from sightline.imports.reading import Unreadable, open_file
from sightline.imports.running import Outcome, Progress, run
from sightline.imports.undoing import take_back
from sightline.partnership.models import Coverage, Partnership

logger = logging.getLogger(__name__)


def receive(*, by: Actor, partnership: Partnership, name: str, chunks: Iterable[bytes]) -> Import:
    """Keep the original file and begin an import of it. Raises CannotImport when it cannot be kept."""
    require(by, "imports.commit", partnership)
    leftovers.clear(partnership)
    called = storing.plain_name(name)
    try:
        with (
            storing.arriving(chunks, partnership_id=partnership.pk, name=called) as arrived,
            transaction.atomic(),
        ):
            lock(partnership)
            arrived.keep()
            return Import.objects.create(
                partnership=partnership,
                file_name=called,
                stored_as=arrived.stored_as,
                sha256=arrived.sha256,
                size=arrived.size,
                created_by=by.label,
            )
    except OSError as problem:
        raise CannotImport(f"The file could not be kept: {problem.strerror or problem}.") from problem


def plan(*, by: Actor, import_: Import, layout: Layout | None = None) -> Plan:
    """Recognise the columns, put right what was put right before, keep the plan. Raises Unreadable, NotRecognised."""
    require(by, "imports.commit", import_.partnership)
    with open_file(storing.place_of(import_.stored_as), name=import_.file_name) as reading:
        found = recognise(reading, layout, file=Path(import_.file_name).stem)
    _recall(import_.partnership, found)
    keep_plan(by=by, import_=import_, plan=found)
    return found


def _recall(partnership: Partnership, found: Plan) -> None:
    """Use the columns that somebody chose before for a sheet with these headings."""
    saved = {
        mapping.signature: mapping.columns
        for mapping in SavedMapping.objects.filter(partnership=partnership, layout=found.layout.key)
    }
    for sheet in found.sheets:
        columns = saved.get(signature(sheet.headings))
        if columns is not None:
            sheet.columns = {name: place for name, place in columns.items() if place < len(sheet.headings)}


@transaction.atomic
def keep_plan(*, by: Actor, import_: Import, plan: Plan, remember: bool = False) -> None:
    """Keep how a file is to be read; ``remember`` it for the next file with the same headings."""
    require(by, "imports.commit", import_.partnership)
    import_.layout = plan.layout.key
    import_.mapping = plan.stored()
    import_.stage, import_.problem = Stage.COLUMNS, ""
    import_.save(update_fields=["layout", "mapping", "stage", "problem"])
    if remember:
        for sheet in plan.sheets:
            SavedMapping.objects.update_or_create(
                partnership=import_.partnership,
                layout=plan.layout.key,
                signature=signature(sheet.headings),
                defaults={"columns": sheet.columns},
            )


def plan_of(import_: Import) -> Plan:
    """The plan an import keeps."""
    return Plan.from_stored(import_.layout, import_.mapping)


def columns_are_certain(import_: Import) -> bool:
    """Whether every heading was recognised, so that nobody needs to be asked about the columns."""
    return all(
        not heading or place in sheet.columns.values() or place in {place for place, _ in sheet.across}
        for sheet in plan_of(import_).sheets
        for place, heading in enumerate(sheet.headings)
    )


def preview(*, by: Actor, import_: Import) -> Outcome:
    """What a commit would do now, figure for figure: the same run, taken back at its end."""
    require(by, "imports.commit", import_.partnership)
    with transaction.atomic():
        outcome, _ = _run(by, import_)
        transaction.set_rollback(True)
    _settle(import_, Stage.PREVIEW, outcome)
    return outcome


@transaction.atomic
def confirm(*, by: Actor, import_: Import, covers: list[str]) -> None:
    """Say that a previewed import shall be committed, and for which days its file is complete. Raises CannotImport."""
    require(by, "imports.commit", import_.partnership)
    current = Import.objects.select_for_update().get(pk=import_.pk)
    if current.stage != Stage.PREVIEW:
        raise CannotImport(f"This import is {current.get_stage_display().lower()}; nothing was changed.")
    import_.stage, import_.covers = Stage.COMMITTING, covers
    import_.save(update_fields=["stage", "covers"])


def commit(*, by: Actor, import_: Import) -> Outcome:
    """Write everything the file says in one transaction: all of it or, after a kill, none of it."""
    partnership = import_.partnership
    require(by, "imports.commit", partnership)
    with transaction.atomic():
        lock(partnership)
        current = Import.objects.select_for_update().get(pk=import_.pk)
        if current.stage in (Stage.COMMITTED, Stage.UNDONE, Stage.ABANDONED):
            raise CannotImport(
                f"This import is already {current.get_stage_display().lower()}; nothing was changed."
            )
        outcome, event_id = _run(by, import_)
        if outcome.went_in:
            import_.committed_at, import_.event_id = timezone.now(), event_id
            _cover(import_, outcome)
            _settle(import_, Stage.COMMITTED, outcome)
            transaction.on_commit(plan_afresh)
        else:
            transaction.set_rollback(True)
    if not outcome.went_in:
        _settle(import_, Stage.PREVIEW, outcome)
    return outcome


def _run(by: Actor, import_: Import) -> tuple[Outcome, int]:
    """Read and write, inside the caller's transaction, with nobody else importing into the partnership meanwhile."""
    try:
        lock(import_.partnership)
        return _run_alone(by, import_)
    except (IntegrityError, DataError) as problem:
        logger.exception("import %s was refused by the database", import_.pk)
        raise CannotImport(
            "Somebody changed the same records at the same moment, or the file says something that cannot be kept. "
            "Nothing was changed. Import it again."
        ) from problem
    except OperationalError as problem:
        logger.exception("import %s could not be written", import_.pk)
        raise CannotImport(
            "The database is busy. Nothing was changed. Try again in a few minutes."
        ) from problem


def _run_alone(by: Actor, import_: Import) -> tuple[Outcome, int]:
    plan, faults = plan_of(import_), Faults()
    folder = storing.folder_for(import_.pk)
    entry = audit.Entry(by=by, partnership_id=import_.partnership_id, verb="imported")
    try:
        with open_file(storing.place_of(import_.stored_as), name=import_.file_name) as reading:
            outcome = run(
                reading,
                plan,
                partnership=import_.partnership,
                import_id=import_.pk,
                file=Path(import_.file_name).stem,
                entry=entry,
                faults=faults,
                progress=progress_of(import_),
            )
        if not outcome.rows_read:
            raise NothingThere([table.sheet for table in plan.sheets])
        if faults.count:
            faults.to_workbook(folder / storing.REFUSED)
    finally:
        faults.close()
    counts = {name: value for name, value in outcome.stored().items() if isinstance(value, int)}
    entry.close(
        kind=audit.kind_of(import_),
        record_id=import_.pk,
        label=import_.audit_label,
        detail={"layout": import_.layout, "sha256": import_.sha256, **counts},
    )
    return outcome, entry.id


def _cover(import_: Import, outcome: Outcome) -> None:
    """Note the span for which this file is complete: as somebody confirmed, or the years of its dates."""
    layout = layouts[import_.layout]
    if not layout.source or not outcome.covers:
        return
    outcome.covers = import_.covers or outcome.covers
    start, end = (date.fromisoformat(day) for day in outcome.covers)
    Coverage.objects.create(
        partnership=import_.partnership, source=layout.source, start=start, end=end, import_id=import_.pk
    )


def _settle(import_: Import, stage: Stage, outcome: Outcome) -> None:
    import_.stage, import_.outcome, import_.problem = stage, outcome.stored(), ""
    import_.progress = outcome.rows_read
    import_.save(update_fields=["stage", "outcome", "problem", "progress", "committed_at", "event_id"])


@transaction.atomic
def undo(*, by: Actor, import_: Import, reason: str = "") -> Mapping[str, int]:
    """Take back everything an import did, unless a record it touched was changed since. Raises CannotImport."""
    require(by, "imports.commit", import_.partnership)
    lock(import_.partnership)
    current = Import.objects.select_for_update().get(pk=import_.pk)
    if current.stage != Stage.COMMITTED or current.event_id is None:
        raise CannotImport("Only a committed import can be undone; nothing was changed.")
    entry = audit.Entry(by=by, partnership_id=import_.partnership_id, verb="undone", reason=reason)
    counts = take_back(current, layouts[current.layout], entry)
    Coverage.objects.filter(partnership=import_.partnership, import_id=import_.pk).delete()
    Import.objects.filter(pk=import_.pk).update(stage=Stage.UNDONE, undone_at=timezone.now())
    import_.refresh_from_db()
    entry.close(kind=audit.kind_of(import_), record_id=import_.pk, label=import_.audit_label, detail=counts)
    return counts


@transaction.atomic
def begin(*, by: Actor, import_: Import) -> None:
    """Say that a file is being read, for whoever looks while a worker does it."""
    require(by, "imports.commit", import_.partnership)
    progress_of(import_).begin()
    if import_.stage != Stage.COMMITTING:
        import_.stage = Stage.READING
        import_.save(update_fields=["stage"])


def progress_of(import_: Import) -> Progress:
    """Where it is told how far an import is."""
    return Progress(storing.folder_for(import_.pk) / storing.PROGRESS)


@transaction.atomic
def fail(*, import_: Import, problem: Exception) -> None:
    """Say why a file did not go in, and go back to where that can be mended. An unreadable one is not kept."""
    import_.problem = str(problem)
    if isinstance(problem, Unreadable):
        import_.stage = Stage.UNREADABLE
        transaction.on_commit(lambda: leftovers.forget_original(import_))
    elif import_.stage == Stage.COMMITTING:
        import_.stage = Stage.PREVIEW
    else:
        import_.stage = Stage.COLUMNS if import_.mapping else Stage.UNRECOGNISED
    import_.save(update_fields=["stage", "problem"])


@transaction.atomic
def discard(*, by: Actor, import_: Import) -> None:
    """Remove an import that was never committed, with its file."""
    require(by, "imports.commit", import_.partnership)
    if import_.stage in (Stage.COMMITTED, Stage.UNDONE):
        raise CannotImport("This import was committed: undo it instead.")
    leftovers.remove(import_)
