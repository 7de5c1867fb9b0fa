"""What an app says of a spreadsheet it can take in: its columns, and the records that a row makes.

A layout is recognised by its columns, wherever they stand. Reading a row gives *drafts*: what records of
which tables it speaks of, each under its natural key. The writer turns drafts into rows of the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from sightline.foundation.registry import Registry
from sightline.imports.cells import BadCell, as_text
from sightline.imports.reading import Value
from sightline.partnership.keys import lasting as lasting  # for the layouts of other apps
from sightline.partnership.models import Record
from sightline.partnership.naming import Names

if TYPE_CHECKING:
    from sightline.imports.merging.edits import Edits

Parse = Callable[[Value], Any]
_SOME_DAY = date(2024, 4, 1)


@dataclass(frozen=True)
class Field:
    """One column. ``needed``: a sheet without it is not of this layout. ``required``: no row may leave it blank.

    Of the fields with the same word in ``either``, a sheet must have at least one. A field that ``carries`` is
    blank where it says the same as the row above; one that ``spills`` goes on in columns without a heading.
    ``merges``: a cell merged downwards speaks for all its rows. What only describes, ``aside``, costs its row
    nothing where it cannot be read: it is left out with a warning. ``perhaps`` are headings that mean the column
    only where the cells below bear it out. ``agency``: they name agencies; ``or_sheet``: or else the name of
    the sheet does. A field that is ``closing`` is missing where a sheet lists what is open, if others have it.
    ``like``: what its cells look like, where ``parse`` takes anything.
    """

    name: str
    title: str
    synonyms: tuple[str, ...] = ()
    parse: Parse = as_text
    needed: bool = False
    required: bool = False
    blank: Any = ""
    either: str = ""
    carries: bool = False
    spills: bool = False
    merges: bool = True
    aside: bool = False
    perhaps: tuple[str, ...] = ()
    agency: bool = False
    or_sheet: bool = False
    closing: bool = False
    like: Callable[[Value], bool] | None = None

    @cached_property
    def words(self) -> bool:
        """Whether the column holds words, in which a date would be kept as if it were one."""
        if self.like:
            return not self.like(_SOME_DAY)
        try:
            return isinstance(self.parse(_SOME_DAY), str)
        except BadCell:
            return False


@dataclass(frozen=True)
class Whence:
    """What an import is: of which partnership, of a file of which name, and the day on which that first came."""

    partnership_id: int
    import_id: int | None
    file: str
    received_on: date


@dataclass
class Said:
    """What a file says of a record: as it is held (None of a new one), and by attribute what it is to be instead."""

    held: Any | None
    now: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Table:
    """A model that drafts are written to.

    ``fields`` names the model's fields in the order of a draft's values. A field in ``refers`` holds the key
    of a record of another table of the layout. ``corrects``: what the file says replaces what is held;
    otherwise a record is made at its first mention and left alone after. ``decisive`` narrows that to some
    fields: a booking system writes three venues for one session, and none is worth a correction. ``agreed``
    are fields of which two rows of one file may not say different things. What is ``part`` of the counted
    record of its row counts as a correction of it: another alias of an agency.

    A record that ``ends`` on a day may stand twice in a file, as it was open and as it was closed: the end
    counts, if both rows are of the ``same``. A row that differs in all of those from the record that has its
    key speaks of another, to which the key was given again.

    Of records that are made by the way, the field that is ``announced`` is told before the commit. ``page`` is
    the name of the address of a record's page, and the attribute by which it is found there.

    ``follow`` adds what follows from what the file says, in fields that are ``derived`` from others (the person
    whom a name means), and answers the records that are made beside, of the models that it ``makes``.
    """

    model: type[Record]
    fields: tuple[str, ...]
    refers: Mapping[str, type[Record]] = field(default_factory=dict)
    corrects: bool = True
    decisive: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    part: bool = False
    ends: str = ""
    same: tuple[str, ...] = ()
    announced: str = ""
    page: tuple[str, str] = ("", "pk")
    follow: Callable[[Whence, Sequence[Said]], Iterable[Record]] = lambda whence, said: ()
    derived: tuple[str, ...] = ()
    makes: tuple[type[Record], ...] = ()

    @cached_property
    def decisive_places(self) -> tuple[int, ...]:
        return tuple(self.fields.index(name) for name in self.decisive)

    @cached_property
    def agreed_places(self) -> tuple[int, ...]:
        return tuple(self.fields.index(name) for name in self.agreed)

    @cached_property
    def same_places(self) -> tuple[int, ...]:
        return tuple(self.fields.index(name) for name in self.same)

    @cached_property
    def longest(self) -> tuple[tuple[int, int], ...]:
        """(place, most characters) of each value whose length the database limits."""
        fields = ((place, self.model._meta.get_field(name)) for place, name in enumerate(self.fields))
        return tuple(
            (place, column.max_length)
            for place, column in fields
            if isinstance(column, models.CharField) and column.max_length
        )


class Draft(NamedTuple):
    """A record as a row speaks of it."""

    table: Table
    key: str
    values: tuple[Any, ...]


class Refused(Exception):
    """A row that cannot be right: problems as (name of the field, what it says, what is wrong with it)."""

    def __init__(self, *problems: tuple[str, str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class NoRecord(Exception):
    """A row that turns out to be none: what it ``said``, the name of a group say, and ``why`` it is no record."""

    def __init__(self, said: str, why: str) -> None:
        super().__init__(said, why)
        self.said, self.why = said, why


@dataclass
class Line:
    """One row: its parsed values by field, the heading above its group, and in a layout that runs
    across, (place of the column, date, cell) for every column whose heading is a date. ``bare``: nothing
    else stands in it than the first thing it needs, which may therefore be a heading."""

    sheet: str
    number: int
    values: dict[str, Any]
    group: str = ""
    across: list[tuple[int, date, Value]] = field(default_factory=list)
    bare: bool = False


class Setting:
    """What a row is read against: the partnership's names, and what the file says beside its rows."""

    def __init__(self, agencies: Names, bodies: Names) -> None:
        self.agencies, self.bodies = agencies, bodies
        self.noted: dict[str, set[str]] = {}  # what the layout's survey of the whole file found
        self.remarks: list[
            tuple[str, str, str]
        ] = []  # of rows that go in: (field, what it says, why that is left out)
        self.unknown: dict[str, int] = {}
        self.title = ""  # what stands above the headings, a line for each cell
        self.headings: Mapping[str, str] = {}  # what stands above the column of each field
        self.file = ""  # what the file is called, without its ending
        self.received_on = date.min  # the day on which this very file first came
        self.one_of_several = False  # whether the sheet has other tables
        self.legend: Mapping[str, str] = {}  # folded code -> what the file says it means
        self.counts: dict[Any, int] = {}

    def agency(self, name: str, field_name: str) -> int:
        """The agency people mean by ``name``; Refused, and remembered for asking, when nobody knows it."""
        found = self.agencies.meant(name)
        if found is None:
            name = name.strip()
            if name in self.unknown or len(self.unknown) < UNKNOWN_LIMIT:
                self.unknown[name] = self.unknown.get(name, 0) + 1
            near = self.agencies.like(name)
            problem = "is not an agency of this partnership, nor another name of one that is known here"
            raise Refused((field_name, name, f"{problem}; it looks like {near}" if near else problem))
        return found

    def knows(self, name: str) -> bool:
        """Whether somebody is known by ``name``."""
        return self.agencies.meant(name) is not None

    def person_and_agency(self, said: str) -> tuple[str, str]:
        """A person and their agency where one cell gives both, "Jo Smith (NCC)"; else nobody and the whole."""
        if self.knows(said) or not (found := PERSON_AND_AGENCY.fullmatch(said.strip())):
            return "", said
        return (found["person"], found["agency"]) if self.knows(found["agency"]) else ("", said)

    def nth(self, *what: Any) -> int:
        """How often ``what`` has come up on this sheet, this time included."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]


UNKNOWN_LIMIT = 1000
PERSON_AND_AGENCY = re.compile(r"(?P<person>[^()\[\]]+?)\s*(?:[(\[]\s*(?P<agency>[^()\[\]]+?)\s*[)\]])")


@dataclass(frozen=True)
class Layout:
    """A kind of spreadsheet. ``source`` names what it covers. ``counts`` is the table whose records are
    counted, by default the last.

    ``page`` names the address at which its records are listed.
    ``survey`` reads every line before the first is drafted, for what only the whole file can tell.
    ``dates`` gives the governing dates of a line: an import covers the years from the earliest to the latest.
    A layout that runs ``across`` has a column for each day, in whose cells stands what ``marks`` can read;
    ``held`` says from its heading and its cells whether anything took place on that day.
    ``means``: whether words are what one of its codes may stand for, as a key says. A layout with ``edits`` is of
    what was exported here; its rows are drafted as Edits and merged, not written over what is held.
    """

    key: str
    title: str
    explanation: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]
    drafts: Callable[[Setting, Line], Iterable[Any]]
    source: str = ""
    dates: Callable[[Line], Iterable[date | None]] = lambda line: ()
    page: str = ""
    across: bool = False
    marks: Callable[[Value, Mapping[str, str]], bool] = lambda cell, legend: False
    means: Callable[[str], bool] = lambda words: False
    held: Callable[[str, Iterable[Value], Mapping[str, str]], bool] = lambda heading, cells, legend: True
    counts: Table | None = None
    survey: Callable[[Setting, Iterable[Line]], None] | None = None
    edits: Edits | None = None

    @property
    def counted(self) -> Table:
        return self.counts or self.tables[-1]


layouts: Registry[Layout] = Registry("import layout")
