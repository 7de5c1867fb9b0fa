"""The children in need census: reads the XML that a local authority sends to the Department for Education.

Elements are found by name wherever they stand, whatever their case, namespace or year; what stands elsewhere than the
specification has it, or not at all, is told and never stops the reading. Only what is not XML, or not this return, is
refused. The file is read as a stream: no more than one child is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from lxml import etree

from ...contracts.model import Contract
from ..model import RawTable, Unreadable
from .rows import ManyKinds, Rows
from .shape import Plan, Shape, local_name
from .xml import CHUNK, LONGEST, explain, opened

if TYPE_CHECKING:
    from ...contracts.recognising import Likeness
    from ..sheets import Sheet

CHILD, HEADER, ROOTS = "child", "header", ("message", "children")
COLLECTION = "collection"


def read(path: Path, contract: Contract, into: duckdb.DuckDBPyConnection, **_: object) -> list[RawTable]:
    """Make the tables ``raw_<table>`` of a census file, one row for each group of elements.

    ``_row`` is the line on which the row's element begins; of several on one line the later ones are counted on, so
    that it tells the rows of a table apart. Raises Unreadable, with a sentence that says what is wrong and on which
    line, for what is not XML or not a children in need census.
    """
    return _Reading(contract, into).run(path)


class _Reading:
    """One reading of one file."""

    def __init__(self, contract: Contract, into: duckdb.DuckDBPyConnection) -> None:
        self.deviations = {table.name: ManyKinds() for table in contract.tables}
        self.rows = {
            table.name: Rows(into, table.name, [field.name for field in table.fields])
            for table in contract.tables
        }
        self.shape = Shape(contract)
        self.told: set[str] = set()
        self.groups: dict[str, Plan | None] = {}
        self.counts = dict.fromkeys(self.rows, 0)
        self.lines = dict.fromkeys(self.rows, 0)

    def run(self, path: Path) -> list[RawTable]:
        for element in _children(path):
            plan = self.shape.plan(local_name(element.tag))
            if plan is not None:
                self._between(element, plan)
                self.row(element, plan, None)
        if not self.counts[self.shape.plans[CHILD].table]:
            raise Unreadable(
                "There is no child in the file: its children are expected as <Child> in <Children>."
            )
        for rows in self.rows.values():
            rows.write()
        return self.shape.found(self.deviations)

    def row(self, element: Any, plan: Plan, parent: list[Any] | None) -> None:
        """Make the row of one element, then the rows of the groups in it."""
        table = plan.table
        row: list[Any] = [None] * plan.width
        row[-1] = self.lines[table] = max(element.sourceline or 0, self.lines[table] + 1)
        self.counts[table] = number = self.counts[table] + 1
        if plan.number is not None:
            row[plan.number] = str(number)
        if parent is not None:
            for mine, theirs in plan.inherited:
                row[mine] = parent[theirs]
        if plan.value is not None:
            if plan.value not in plan.headings:
                plan.headings[plan.value] = local_name(element.tag, folded=False)
            row[plan.value] = (element.text or "").strip() or None
            self.rows[table].add(row)
            return
        later: list[tuple[Any, Plan]] = []
        self._fill(element, plan, row, later)
        if plan.name == HEADER:
            self._is_this_return(row, plan)
        self.rows[table].add(row)
        # after the row's own fields, whose order in the file is not to be relied on
        for inner, its_plan in later:
            if its_plan.parent != table:
                self._note(inner, plan, "", f"does not belong in <{plan.place}>; it was read there")
            self.row(inner, its_plan, row)

    def _fill(self, element: Any, plan: Plan, row: list[Any], later: list[tuple[Any, Plan]]) -> None:
        """Put an element's values into the row; what is a row of its own is left for later."""
        text = element.text
        if text and not text.isspace():
            self._stray(element, plan, text)
        self._values(element, plan, row, later)

    def _values(
        self, elements: Iterable[Any], plan: Plan, row: list[Any], later: list[tuple[Any, Plan]]
    ) -> None:
        columns, groups = plan.columns, self.groups
        for inner in elements:
            tag = inner.tag
            at = columns.get(tag)
            if at is not None:
                text = inner.text
                if text:
                    text = text.strip()
                if not text:
                    if len(inner):
                        self._note(
                            inner, plan, "", "holds elements where a value is expected; they were left out"
                        )
                elif row[at] is None:
                    row[at] = text
                elif row[at] != text:
                    self._note(inner, plan, text, "is given a second time; the first value was kept")
            elif tag not in groups:
                self._meet(inner, plan, row, later)
                continue
            elif (its_plan := groups[tag]) is not None:
                later.append((inner, its_plan))
            else:
                self._fill(inner, plan, row, later)
            tail = inner.tail
            if tail and not tail.isspace():
                self._stray(inner, plan, tail)

    def _meet(self, inner: Any, plan: Plan, row: list[Any], later: list[tuple[Any, Plan]]) -> None:
        """Find out what an element is whose spelling was not met before, and read it as that."""
        name = local_name(inner.tag)
        at = self.shape.meet(inner.tag, plan)
        if at is not None:
            self._spelt(inner, plan, self.shape.heading(plan, at))
        elif (its_plan := self.shape.plan(name)) is not None:
            self._spelt(inner, plan, its_plan.place)
            self.groups[inner.tag] = its_plan
        elif name in self.shape.wrappers:
            self._spelt(inner, plan, self.shape.wrappers[name])
            self.groups[inner.tag] = None
        else:
            self.shape.unknown(plan, inner.tag)
            self._note(inner, plan, "", "is no element of this census; it was left out")
            if inner.tail and not inner.tail.isspace():
                self._stray(inner, plan, inner.tail)
            return
        self._values([inner], plan, row, later)

    def _between(self, element: Any, plan: Plan) -> None:
        """What stands before an element on its own level, and is neither a child nor the header."""
        for before in element.itersiblings(preceding=True):
            if local_name(before.tag) not in (CHILD, HEADER):
                self.shape.unknown(plan, before.tag)
                self._note(before, plan, "", "is no element of this census; it was left out")
            if before.tail and not before.tail.isspace():
                self._stray(before, plan, before.tail)

    def _is_this_return(self, row: list[Any], plan: Plan) -> None:
        at = plan.fields.index(COLLECTION) if COLLECTION in plan.fields else None
        collection = row[at] if at is not None else None
        if collection and collection.upper() not in ("CIN", "CINCENSUS", "CIN CENSUS"):
            raise Unreadable(
                f"Line {row[-1]:,}: the header says that this is the return “{collection[:40]}”, and not the children "
                "in need census (CIN). Send it as what it is, or send the census."
            )

    def _spelt(self, element: Any, plan: Plan, expected: str) -> None:
        """Say once that an element has another name than this year's specification gives it."""
        spelt = local_name(element.tag, folded=False)
        if spelt != expected and spelt not in self.told:
            self.told.add(spelt)
            self._note(element, plan, "", f"was read as <{expected}>, which is its name in the specification")

    def _stray(self, element: Any, plan: Plan, text: str) -> None:
        self._note(element, plan, text.strip(), "there is text between the elements; it was left out")

    def _note(self, element: Any, plan: Plan, value: str, says: str) -> None:
        column = local_name(element.tag, folded=False)
        self.deviations[plan.table].add(element.sourceline or 0, column, value, says)


def _children(path: Path) -> Iterator[Any]:
    """Each <Header> and <Child> of a file, as soon as it is complete; it is gone when the next one is asked for.

    Raises Unreadable.
    """
    wanted = [
        f"{{*}}{spelt}" for name in (CHILD, HEADER) for spelt in (name, name.upper(), name.capitalize())
    ]
    with opened(path, ROOTS) as file:
        parser = etree.XMLPullParser(
            events=("end",),
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        since = 0
        try:
            while chunk := file.read(CHUNK):
                parser.feed(chunk)
                since += len(chunk)
                for _, element in parser.read_events():
                    since = 0
                    yield element
                    element.clear(keep_tail=True)
                    while element.getprevious() is not None:
                        del element.getparent()[0]
                if since > LONGEST:
                    raise Unreadable(
                        f"There is no end of a <Child> within {LONGEST // 1_000_000} MB: this is not a children in "
                        "need census, or it is damaged."
                    )
            parser.close()
        except etree.XMLSyntaxError as fault:
            raise Unreadable(explain(fault)) from None


def likeness(contract: Contract, path: Path, sheets: Sequence[Sheet]) -> Likeness | None:
    """A census, once it is XML whose first element is the header of one, or a child: no more of it is read.

    Raises Unreadable, as reading it would, because no other data set comes as XML.
    """
    from ...contracts.recognising import Likeness

    if sheets:
        return None
    with duckdb.connect() as into:
        reading = _Reading(contract, into)
        for first in _children(path):
            plan = reading.shape.plans[local_name(first.tag)]
            reading.row(first, plan, None)
            return Likeness(fit=1.0, evidence=1.0) if any(plan.columns) else None
    return None
