"""Reading a table row by row: each is a record's line, or refused with reasons, or left out as no record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell
from sightline.imports.interpreting.dating import Reads, rows_dated
from sightline.imports.interpreting.plans import Fault, LeftOut, SheetPlan, column_name, is_blank, words_of
from sightline.imports.layouts import Layout, Line
from sightline.imports.reading import UNCOMPUTED, Reading, Row, Value

HEADING, HEADING_AGAIN = "a heading or a note", "the headings again"
TOTAL, NOTHING_READ = "a total", "holds nothing in the columns that are read"
BENEATH = "part of the summary or the key beneath the table"

_TOTAL = re.compile(
    r"^(?:(?:grand|sub|overall)[\s-]*)?totals?\b|^%|^per ?cent|^(?:number|no\.?|count|sum|average|mean) (?:of"
    r"|present|attend)"
    r"|^(?:attendance|attended|present|apologies|absent|deput(?:y|ies)|in attendance|quorate|quorum|count|sum"
    r"|average)"
    r"(?: (?:total|rate|%|percentage|met|figures))?\s*[:?%]*$"
)
_NOTE = re.compile(
    r"^(?:(?P<block>(?:(?:b?rag|status|colour)(?: rating)? )?(?:key|legend|summary|ratings?)"
    r"|totals|statistics)\s*(?::.*|$)"
    r"|notes?|(?:key|legend)(?: to\b| ?[:=(-])|source|last updated|updated|prepared by|printed"
    r"|generated|exported|report run|page \d+|end of|records?:|filters?:|\*|†|©|nb\b|n\.b)"
)
_TOTAL_OF_MARKS = re.compile(
    r"total|present|attend|apolog|absent|deput|quor|%|per ?cent|average|count|number|overall"
)
_MOST_IN_A_KEY = 3  # cells in a row of a summary or a key: a code, its meaning, a count
_NUMBER = re.compile(r"[-+£]?[\d,]*\.?\d+\s*%?|\d+ ?(?:/|of|out of) ?\d+")


@dataclass
class _Reader:
    """What reading the rows of one table needs to know."""

    plan: SheetPlan
    layout: Layout
    left_out: list[LeftOut]
    fields: list[Reads] = field(init=False)
    across: list[tuple[int, date]] = field(init=False)

    def __post_init__(self) -> None:
        columns, ours = self.plan.columns, self.layout.fields
        found = [f for f in ours if f.name in columns]
        self.fields = [(f.name, columns[f.name], f.parse, f.required, f.blank) for f in found]
        self.missing = {f.name: self.plan.said.get(f.name, f.blank) for f in ours if f.name not in columns}
        self.across = [(place, date.fromisoformat(day)) for place, day in self.plan.across]
        self.places = {columns[f.name] for f in found} | {place for place, _ in self.across}
        self.needed = sorted(columns[f.name] for f in found if f.needed or f.required)
        self.titles = {f.name: f"“{f.title}”" for f in ours}
        self.merging = {columns[f.name] for f in found if f.merges}
        self.carrying = {f.name: "" for f in found if f.carries}  # what a blank cell says
        self.spilling = [(f.name, self._beyond(columns[f.name])) for f in found if f.spills]
        self.headings = [fold(heading) for heading in self.plan.headings if heading]
        self.named = "name" in columns
        self.aside = {f.name for f in found if f.aside}
        self.beneath = False  # a summary or a key has begun

    def _beyond(self, place: int) -> range:
        """The columns without a heading that follow one."""
        headings = self.plan.headings
        end = next((at for at in range(place + 1, len(headings)) if headings[at]), None)
        return range(place + 1, end if end is not None else place + 64)

    def fault(self, row: Row, place: int, value: str, problem: str) -> Fault:
        return Fault(self.plan.sheet, row.number, column_name(self.plan, place), value[:200], problem)

    def leave_out(self, row: Row, reason: str) -> None:
        said = next((words_of(cell) for cell in row.cells if not is_blank(cell)), "")
        self.left_out.append(LeftOut(self.plan.sheet, row.number, said[:200], reason))


def lines(
    reading: Reading,
    plan: SheetPlan,
    layout: Layout,
    faults: list[Fault],
    left_out: list[LeftOut],
    doubts: list[Fault],
) -> Iterator[Line | None]:
    """The lines of a table, in order; None for a row that was refused, whose faults are added to ``faults``.

    Rows that are no records (headings of groups, totals, notes) are added to ``left_out``; what was read otherwise
    than it stands, or left out of a row that goes in, to ``doubts``.
    """
    reader = _Reader(plan, layout, left_out)
    rows = rows_dated(reader.fields, plan, reading, doubts)
    fields, missing, group = reader.fields, reader.missing, ""
    head = next((place for _, place, *_ in fields), 0)
    heading = plan.headings[head].casefold() if head < len(plan.headings) else ""
    for row in rows:
        number, cells, above = row
        if number <= plan.heading_row:
            if plan.since and number >= plan.since:
                reader.leave_out(row, HEADING_AGAIN if number == plan.heading_row else HEADING)
            continue
        if plan.until and number > plan.until:
            return
        if above:
            cells = _with_above(cells, above, reader.merging)
        width = len(cells)
        values: dict[str, Any] = dict(missing)
        wrong: list[Fault] = []
        beside: list[tuple[int, BadCell]] = []  # what only describes, and cannot be read
        filled = 0
        for name, place, parse, required, blank in fields:
            cell = cells[place] if place < width else None
            if cell is None or cell == "" or (type(cell) is str and not cell.strip()):
                values[name] = blank
                if required:
                    wrong.append(reader.fault(row, place, "", f"is blank; {reader.titles[name]} is needed"))
                continue
            filled += 1
            try:
                value = parse(cell)
            except BadCell as bad:
                if name in reader.aside:
                    values[name] = blank if bad.instead is None else bad.instead
                    beside.append((place, bad))
                else:
                    wrong.append(reader.fault(row, place, bad.found, _expected(bad)))
                continue
            if value is None or value == "":
                value = blank
                if required:
                    wrong.append(
                        reader.fault(
                            row, place, words_of(cell), f"says nothing; {reader.titles[name]} is needed"
                        )
                    )
            values[name] = value
        if wrong or filled <= 1 or reader.across or (head < width and _suspect(cells[head], heading)):
            reason = _no_record(reader, cells, wrong=bool(wrong))
            if reason:
                if reason == HEADING:
                    group = words_of(next(cell for cell in cells if not is_blank(cell)))
                    note = _NOTE.match(fold(group))
                    reader.beneath = bool(note and note["block"]) or (reader.beneath and bool(note))
                    group = "" if note else group
                    reader.carrying = dict.fromkeys(reader.carrying, group)
                reader.leave_out(row, reason)
                continue
        for name, last in reader.carrying.items():
            values[name] = values[name] or last
            if name in plan.carries:
                reader.carrying[name] = values[name]
        for name, places in reader.spilling:
            beyond = [words_of(cells[place]) for place in places if place < width]
            values[name] = "; ".join(filter(None, (values[name], *beyond)))
        if wrong:
            faults.extend(wrong)
            faults.extend(reader.fault(row, place, bad.found, _expected(bad)) for place, bad in beside)
            yield None
            continue
        doubts.extend(reader.fault(row, place, bad.found, _left_out(bad)) for place, bad in beside)
        yield Line(
            plan.sheet,
            number,
            values,
            group,
            [(place, day, cells[place] if place < width else None) for place, day in reader.across],
            bare=filled == 1 and bool(reader.across) and _filled(cells) == 1,
        )


def _left_out(bad: BadCell) -> str:
    """What became of a cell that could not be read, as a warning says it."""
    if isinstance(bad.instead, date):
        return f"{_expected(bad)}; it was taken for {bad.instead:%d/%m/%Y}, the last date it names"
    return f"{_expected(bad)}; the row goes in without it"


def _expected(bad: BadCell) -> str:
    return f"was expected to be {bad.expected}"


def _with_above(cells: tuple[Value, ...], above: Any, places: set[int]) -> tuple[Value, ...]:
    """A row with what its merged cells show."""
    shown = {place: value for place, value in above.items() if place in places}
    if not shown:
        return cells
    row = [*cells, *[None] * (max(shown) + 1 - len(cells))]
    for place, value in shown.items():
        if is_blank(row[place]):
            row[place] = value
    return tuple(row)


def _suspect(cell: Value, heading: str) -> bool:
    """Whether the first cell of a sound row may be the heading again, or a total. This runs for every row."""
    if type(cell) is not str:
        return False
    said = cell.strip().casefold()
    return said == heading or said.startswith(("total", "grand total", "sub"))


def _filled(cells: Sequence[Value]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _no_record(reader: _Reader, cells: tuple[Value, ...], *, wrong: bool) -> str:
    """Why a row is no record; nothing when it is one, or is meant to be."""
    said = [(place, cell) for place, cell in enumerate(cells) if not is_blank(cell)]
    here = [fold(words_of(cell)) for _, cell in said]
    if here == reader.headings:
        return HEADING_AGAIN
    if len(said) == 1:
        place = said[0][0]
        if reader.across and place in reader.needed and not reader.named:
            return ""  # a member who came to nothing, or the name of a group: who is known by it decides
        first = min(reader.places, default=0)
        return "" if place in reader.needed and place > first else HEADING
    if reader.places.isdisjoint(place for place, _ in said):
        return NOTHING_READ
    label = next((at for at, (_, cell) in enumerate(said) if _is_word(cell)), None)
    rest = [cell for at, (_, cell) in enumerate(said) if at != label]
    spoken = here[label] if label is not None else ""
    if len(said) <= _MOST_IN_A_KEY and (wrong or _no_marks(reader, cells)):
        note = _NOTE.match(spoken)
        reader.beneath = reader.beneath or bool(note and note["block"])
        if reader.beneath:
            return BENEATH
    if reader.across:
        return TOTAL if _is_total_of_marks(reader, cells, spoken) else ""
    if all(map(_is_number, rest)) and (_TOTAL.match(spoken) or (wrong and not spoken)):
        return TOTAL
    return HEADING if wrong and len(said) == 2 and _NOTE.match(spoken) else ""


def _no_marks(reader: _Reader, cells: tuple[Value, ...]) -> bool:
    """Whether nothing stands in a row of a register below any of its days."""
    return bool(reader.across) and all(
        place >= len(cells) or is_blank(cells[place]) for place, _ in reader.across
    )


def _is_total_of_marks(reader: _Reader, cells: tuple[Value, ...], label: str) -> bool:
    marks = [cells[place] for place, _ in reader.across if place < len(cells) and not is_blank(cells[place])]
    if label and not (_TOTAL.match(label) or _TOTAL_OF_MARKS.search(label)):
        return False
    if _TOTAL.match(label):
        return label.startswith("quor") or all(map(_is_number, marks))
    return (
        bool(marks)
        and all(map(_is_number, marks))
        and not all(words_of(mark) in ("0", "1") for mark in marks)
    )


def _is_word(cell: Value) -> bool:
    return isinstance(cell, str) and not _is_number(cell)


def _is_number(cell: Value) -> bool:
    if isinstance(cell, str):
        return _NUMBER.fullmatch(cell.strip()) is not None
    return cell is UNCOMPUTED or (isinstance(cell, (int, float, date)) and not isinstance(cell, bool))
