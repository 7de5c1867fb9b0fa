"""The way of a file up to its preview: keep it, understand its columns, or set it aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation import files
from sightline.foundation.access import Actor, require
from sightline.imports import storing
from sightline.imports.interpreting import CannotImport, Plan, recognise, signature
from sightline.imports.layouts import Layout
from sightline.imports.models import Import, SavedMapping, Stage
from sightline.imports.reading import Unreadable, open_file
from sightline.imports.running import Progress
from sightline.imports.services import leftovers
from sightline.imports.services.steps import OPEN, TooLate, note, step, turn
from sightline.partnership.models import Partnership
from sightline.partnership.queries import agency_names

UNCOMMITTED = (Stage.READING, Stage.UNRECOGNISED, Stage.COLUMNS, Stage.PREVIEW)


def receive(*, by: Actor, partnership: Partnership, name: str, chunks: Iterable[bytes]) -> Import:
    """Keep the original file and begin an import of it. Raises CannotImport when it cannot be kept."""
    require(by, "imports.commit", partnership)
    leftovers.clear(by=by, partnership=partnership)
    called = files.plain_name(name)
    try:
        with (
            files.arriving(chunks, folder=storing.folder_of(partnership.pk), name=called) as arrived,
            turn(partnership),
        ):
            arrived.keep()
            import_ = Import.objects.create(
                partnership=partnership,
                file_name=called,
                stored_as=arrived.stored_as,
                sha256=arrived.sha256,
                size=arrived.size,
                created_by=audit.signature_of(by),
            )
            note(by, import_, "received", size=arrived.size)
            return import_
    except OSError as problem:
        raise CannotImport(f"The file could not be kept: {problem.strerror or problem}.") from problem


def plan(*, by: Actor, import_: Import, layout: Layout | None = None) -> Plan:
    """Recognise the columns, put right what was put right before, keep the plan. Raises Unreadable, NotRecognised."""
    require(by, "imports.commit", import_.partnership)
    with open_file(files.place_of(import_.stored_as), name=import_.file_name) as reading:
        found = recognise(
            reading, layout, file=Path(import_.file_name).stem, knows=_known_in(import_.partnership)
        )
    _recall(import_.partnership, found)
    keep_plan(by=by, import_=import_, plan=found)
    return found


def _known_in(partnership: Partnership) -> Callable[[str], bool]:
    """Whether an agency of the partnership goes by a name."""
    names = agency_names(partnership)
    return lambda said: names.meant(said) is not None


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


def keep_plan(*, by: Actor, import_: Import, plan: Plan, remember: bool = False) -> None:
    """Keep how a file is to be read; ``remember`` it for the next file with the same headings."""
    require(by, "imports.commit", import_.partnership)
    with step(import_, *UNCOMMITTED):
        import_.layout = plan.layout.key
        import_.mapping = plan.stored()
        import_.stage, import_.problem = Stage.COLUMNS, ""
        import_.save(update_fields=["layout", "mapping", "stage", "problem"])
        for sheet in plan.sheets if remember else ():
            _remember(by, import_, signature(sheet.headings), sheet.columns)


def _remember(by: Actor, import_: Import, headings: str, columns: dict[str, int]) -> None:
    """Keep which column is which under headings, and say so in the trail."""
    known = {"partnership": import_.partnership, "layout": import_.layout, "signature": headings}
    held = SavedMapping.objects.filter(**known).first()
    if held is None:
        audit.added(by=by, record=SavedMapping(**known, columns=columns))
    else:
        audit.corrected(by=by, record=held, values={"columns": columns})


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


def begin(*, by: Actor, import_: Import) -> None:
    """Say that a file is being read, for whoever looks while a worker does it."""
    require(by, "imports.commit", import_.partnership)
    with step(import_, *OPEN):
        progress_of(import_).begin()
        if import_.stage != Stage.COMMITTING:
            import_.stage = Stage.READING
            import_.save(update_fields=["stage"])


def progress_of(import_: Import) -> Progress:
    """Where it is told how far an import is."""
    return Progress(storing.folder_for(import_.pk) / storing.PROGRESS)


def fail(*, by: Actor, import_: Import, problem: Exception) -> None:
    """Say why a file did not go in, and go back to where that can be mended. An unreadable one is not kept.

    Nothing happens to an import that somebody else has moved on meanwhile.
    """
    require(by, "imports.commit", import_.partnership)
    try:
        with step(import_, *OPEN):
            import_.problem = str(problem)
            if isinstance(problem, Unreadable):
                import_.stage = Stage.UNREADABLE
                partnership, stored_as = import_.partnership, import_.stored_as
                transaction.on_commit(lambda: leftovers.forget_original(partnership, stored_as))
            elif import_.stage == Stage.COMMITTING:
                import_.stage = Stage.PREVIEW
            else:
                import_.stage = Stage.COLUMNS if import_.mapping else Stage.UNRECOGNISED
            import_.save(update_fields=["stage", "problem"])
            note(by, import_, "failed", stage=import_.stage)
    except TooLate:
        return


def discard(*, by: Actor, import_: Import) -> None:
    """Remove an import that was never committed, with its file."""
    require(by, "imports.commit", import_.partnership)
    with step(import_, *OPEN, Stage.UNREADABLE):
        leftovers.remove(by=by, import_=import_)
