"""One run over a file: read, interpret, write. A preview is the same run, rolled back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sightline.audit.services import Entry
from sightline.foundation.access import Actor
from sightline.foundation.years import ReportingYear
from sightline.imports.faults import AT_HAND, Faults
from sightline.imports.interpreting import Fault, LeftOut, Plan, SheetPlan, field_column, lines
from sightline.imports.layouts import Draft, Line, NoRecord, Refused, Setting, Whence
from sightline.imports.merging.versions import ABOUT, UNMARKED, about
from sightline.imports.reading import Reading
from sightline.imports.writing import BATCH, Merger, Writer
from sightline.partnership.models import Partnership
from sightline.partnership.queries import agency_names, body_names

LEFT_OUT_AT_HAND = 1000
LONGEST_PLACE = 100  # characters of the name of a sheet, which the trail keeps beside each row


@dataclass
class Outcome:
    """What a run did, or would do. ``covers``: the first and last day of the years its dates fall in.

    ``kept``, ``made`` and ``announced`` are as in the tally of what was written. ``skipped`` lists what was taken
    for no record, with the reason; ``skipped_count`` is all of it. ``warnings`` are of rows that went in: cells that
    were left out of them, or read otherwise than they stand. ``merged`` tells, cell by cell, of a list that was
    edited elsewhere; ``lately`` is the earliest day of the last month that it speaks of. ``notice`` is of the file.
    """

    rows_read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    duplicates: int = 0
    refused: int = 0
    error_count: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    skipped_count: int = 0
    warnings: list[dict[str, Any]] = field(default_factory=list)
    warning_count: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    covers: list[str] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    announced: list[str] = field(default_factory=list)
    merged: dict[str, Any] | None = None
    lately: str = ""
    notice: str = ""

    @property
    def went_in(self) -> bool:
        return bool(self.created or self.updated or self.unchanged or self.duplicates)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


class Progress:
    """How far a run is, in a small file: what a transaction writes cannot be seen from outside it."""

    def __init__(self, path: Path) -> None:
        self._path, self._told = path, 0.0

    def begin(self) -> None:
        """Say that work begins now, so that nobody takes the end of earlier work for a stop."""
        self._write(0)

    def tell(self, rows: int) -> None:
        """Say how many rows were read, at most twice a second."""
        if time.monotonic() - self._told > 0.5:
            self._write(rows)

    def _write(self, rows: int) -> None:
        self._told = time.monotonic()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({"rows": rows, "at": time.time()}))
        os.replace(beside, self._path)


@dataclass
class Dates:
    """The earliest and the latest governing date of what was taken in."""

    first: date | None = None
    last: date | None = None

    def take(self, days: list[date]) -> None:
        if days:
            low, high = min(days), max(days)
            self.first = low if self.first is None or low < self.first else self.first
            self.last = high if self.last is None or high > self.last else self.last

    def years(self) -> list[str]:
        if self.first is None or self.last is None:
            return []
        return [ReportingYear.of(self.first).start.isoformat(), ReportingYear.of(self.last).end.isoformat()]


def run(
    reading: Reading,
    plan: Plan,
    *,
    partnership: Partnership,
    import_id: int | None,
    file: str,
    received_on: date,
    entry: Entry,
    faults: Faults,
    progress: Progress,
    by: Actor,
    choices: Mapping[str, str],
) -> Outcome:
    """Read every table of the plan and write what it says, inside the caller's transaction.

    Of a list that was edited elsewhere, what differs in both places goes by the ``choices`` made of it.
    """
    layout = plan.layout
    names, bodies = agency_names(partnership), body_names(partnership)
    whence = Whence(partnership.pk, import_id, file, received_on)
    writer: Writer | Merger
    if layout.edits:
        writer = Merger(
            layout,
            by=by,
            partnership=partnership,
            whence=whence,
            entry=entry,
            called=names.called,
            choices=choices,
        )
    else:
        writer = Writer(layout, whence=whence, entry=entry)
    outcome, dates = Outcome(), Dates()
    told = about(reading, partnership)
    unknown: dict[str, int] = {}
    noted: dict[str, set[str]] = {}
    for name, why in plan.left_out:
        if name != ABOUT:
            _leave_out(outcome, [LeftOut(name, None, "", f"the sheet {why}")])
    for name, why in plan.refused:
        outcome.rows_read += 1
        faults.add([Fault(name, 1, "", "", f"the sheet {why}")])
    settings = []
    for table in plan.sheets:
        if table.refused:
            outcome.rows_read += 1
            faults.add(
                Fault(table.sheet, table.heading_row, head, "", f"the column {why}")
                for head, why in table.refused
            )
        setting = Setting(names, bodies)
        setting.unknown, setting.noted, setting.legend = unknown, noted, plan.legend
        setting.title, setting.file, setting.received_on = table.title, file, received_on
        setting.headings = {name: field_column(table, name) for name in table.columns}
        setting.one_of_several = sum(other.sheet == table.sheet for other in plan.sheets) > 1
        settings.append(setting)
        if layout.survey:
            layout.survey(setting, filter(None, lines(reading, table, layout, [], [], [])))
    doubts: list[Fault] = []
    unread = 0
    waiting: list[Waiting] = []  # across sheets, so that an action's end is met with its beginning
    for table, setting in zip(plan.sheets, settings, strict=True):
        left_out = [
            LeftOut(table.sheet, table.heading_row, head, f"the column {why}") for head, why in table.unread
        ]
        for line, problems in _drafted(reading, plan, table, setting, left_out, doubts):
            outcome.rows_read += 1
            if problems:
                faults.add(problems)
                unread += 1
                continue
            waiting.append((*line, table))
            if len(waiting) >= BATCH:
                dates.take(_flush(writer, waiting, faults, doubts))
                _leave_out(outcome, left_out)
                _warn(outcome, doubts)
                waiting = []
                progress.tell(outcome.rows_read)
        _leave_out(outcome, left_out)
    dates.take(_flush(writer, waiting, faults, doubts))
    _warn(outcome, doubts)
    outcome.refused, outcome.error_count = faults.rows, faults.count
    outcome.errors = [asdict(fault) for fault in faults.first]
    outcome.unknown = unknown
    if isinstance(writer, Merger):
        writer.finish(told, unread)
        outcome.merged = writer.report.stored()
        outcome.lately = writer.lately.isoformat() if writer.lately else ""
    else:
        outcome.covers = dates.years() if layout.source else []
        outcome.notice = UNMARKED if told else ""
    for name, value in asdict(writer.tally).items():
        setattr(outcome, name, value)
    return outcome


def _leave_out(outcome: Outcome, rows: list[LeftOut]) -> None:
    """Tell of rows that are no records, the first thousand by themselves, and forget them here."""
    room = LEFT_OUT_AT_HAND - len(outcome.skipped)
    outcome.skipped.extend(asdict(one) for one in rows[:room])
    outcome.skipped_count += len(rows)
    rows.clear()


def _warn(outcome: Outcome, doubts: list[Fault]) -> None:
    """Tell of doubts, the first thousand by themselves, and forget them here."""
    outcome.warnings.extend(asdict(one) for one in doubts[: AT_HAND - len(outcome.warnings)])
    outcome.warning_count += len(doubts)
    doubts.clear()


def _without(doubts: list[Fault], rows: set[tuple[str, int]]) -> None:
    """Forget the doubts of rows that were refused: they have faults of their own."""
    doubts[:] = [one for one in doubts if (one.sheet, one.row) not in rows]


Drafted = tuple[tuple[tuple[str, list[Draft]], list[date]], list[Fault]]
Waiting = tuple[tuple[str, list[Draft]], list[date], SheetPlan]
"""(place in the file and what its row drafts, its governing dates, its table)."""


def _drafted(
    reading: Reading,
    plan: Plan,
    table: SheetPlan,
    setting: Setting,
    left_out: list[LeftOut],
    doubts: list[Fault],
) -> Iterator[Drafted]:
    """Every line of a table as its drafts and governing dates, or as what is wrong with it."""
    wrong: list[Fault] = []
    nothing: tuple[tuple[str, list[Draft]], list[date]] = (("", []), [])
    layout = plan.layout
    make, dated, name = layout.drafts, layout.dates, table.sheet
    place = name[:LONGEST_PLACE]
    for line in lines(reading, table, layout, wrong, left_out, doubts):
        if line is None:
            yield nothing, wrong.copy()
            wrong.clear()
            continue
        try:
            drafts = list(make(setting, line))
        except Refused as refused:
            _without(doubts, {(line.sheet, line.number)})
            yield nothing, [_told(line, table, *problem) for problem in refused.problems]
            continue
        except NoRecord as reason:
            _without(doubts, {(line.sheet, line.number)})
            left_out.append(LeftOut(name, line.number, reason.said[:200], reason.why))
            continue
        if setting.remarks:
            doubts.extend(_told(line, table, *remark) for remark in setting.remarks)
            setting.remarks.clear()
        yield ((f"{place}!{line.number}", drafts), [day for day in dated(line) if day]), []


def _told(line: Line, table: SheetPlan, name: str, value: str, problem: str) -> Fault:
    return Fault(line.sheet, line.number, field_column(table, name) or name, value[:200], problem)


def _flush(
    writer: Writer | Merger, waiting: list[Waiting], faults: Faults, doubts: list[Fault]
) -> list[date]:
    """Write what is waiting; answers the governing dates of what was taken in."""
    refused = writer.write([drafts for drafts, _, _ in waiting]) if waiting else {}
    taken: list[date] = []
    for (place, _), days, table in waiting:
        if place not in refused:
            taken.extend(days)
            continue
        faults.add(
            Fault(
                table.sheet,
                int(place.rpartition("!")[2]),
                field_column(table, name) or name,
                value[:200],
                problem,
            )
            for name, value, problem in refused[place]
        )
    _without(
        doubts, {(table.sheet, int(at.rpartition("!")[2])) for (at, _), _, table in waiting if at in refused}
    )
    return taken
