"""A contract as the engine uses it. Each class is a part of the YAML file of the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a field hold, and so the type of its column in Parquet.

    A day is a DATE, however the sender writes days. A code is one of the contract's codes, whichever of its synonyms
    stands in the file. What cannot be read as its kind is an error of its cell and NULL in its column.
    """

    TEXT = "text"
    DAY = "day"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes-no"


class Role(StrEnum):
    """Which part of a child's identity a field holds. These are kept apart from what happened, and erased first."""

    FORENAME = "forename"
    SURNAME = "surname"
    BORN = "born"
    SEX = "sex"
    POSTCODE = "postcode"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    LOCAL = "local"
    """The sender's own number for the child, such as LAchildID."""


class Severity(StrEnum):
    """What a finding does to its delivery: an error counts towards refusal, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


class Delivers(StrEnum):
    """How a file stands to earlier ones of its kind.

    Of ``records``, each is known by its table's key: the latest delivery of a key is the one that counts, and nothing
    vanishes because a later file leaves it out. A ``snapshot`` is a whole return: it takes the place of what was
    delivered before for the same reference day.
    """

    RECORDS = "records"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column. ``heads`` are the headings that senders give it, besides its name and title: plain, or between
    slashes a pattern that has to fit the whole heading; ``codes`` maps each code to its synonyms, plain or patterns;
    ``days`` names how days may be written, in the order in which they are tried; ``standard`` is its name in the
    sector's Standard Safeguarding Dataset.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    heads: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: bool = False
    role: Role | None = None
    days: tuple[str, ...] = ()
    standard: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must not be: ``finds`` is an SQL condition that is true of a row that is wrong.

    It is written over the columns of its table, and may ask other tables of the contract by name. ``points_to`` is
    the field that the error stands at. ``says`` is the sentence for the sender.
    """

    id: str
    says: str
    finds: str
    points_to: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: ``key`` are the fields that tell its rows apart, ``dated`` is its governing date.

    ``places`` say where its rows lie in a file of several tables: the element of XML, or the names of sheets.
    ``parent`` is the table that its rows hang under, which has fields in common with them: whom a row is about stands
    there. ``wrapped`` are elements that only hold others.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    dated: str = ""
    rules: tuple[Rule, ...] = ()
    places: tuple[str, ...] = ()
    parent: str = ""
    wrapped: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """The field of that name; a KeyError when there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Shares of rows with an error, 0 to 1: above ``warn_above`` a delivery is accepted with warnings, above
    ``refuse_above`` it is refused."""

    warn_above: float = 0.0
    refuse_above: float = 0.2


@dataclass(frozen=True, kw_only=True)
class Contract:
    """A data set as it is agreed to be delivered. ``form`` names the reader: table, cin-xml or annex-a."""

    key: str
    version: str
    title: str
    tables: tuple[Table, ...]
    form: str = "table"
    delivers: Delivers = Delivers.RECORDS
    thresholds: Thresholds = Thresholds()

    def table(self, name: str) -> Table:
        """The table of that name; a KeyError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def whose(self, name: str) -> Table | None:
        """The table, of those that a table hangs under, that says whom its rows are about; None when it does itself."""
        table = self.table(name)
        while table.parent and not any(field.role for field in table.fields):
            table = self.table(table.parent)
        return table if table.name != name and table.key else None
