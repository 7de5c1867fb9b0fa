"""Everything that a row of a table is asked: what its contract's fields imply, and the contract's rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlglot import exp, parse_one

from ..contracts.model import Field, Kind, Rule, Severity, Table
from ..reading.sheets import literal, quoted
from .converting import said, unread

_KINDS = {
    Kind.DAY: "a day",
    Kind.CODE: "one of the agreed codes",
    Kind.INTEGER: "a whole number",
    Kind.NUMBER: "a number",
    Kind.YES_NO: "yes or no",
}
_LISTED = 12  # codes that a sentence can name


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What is wrong with a row of ``table`` when ``finds`` is true; it stands at ``field``."""

    id: str
    table: str
    field: str
    severity: Severity
    says: str
    finds: str


def implied(table: Table, there: Collection[str]) -> Iterator[Condition]:
    """What the fields ask for: a value where one is required, and that it can be read."""
    for field in table.fields:
        if field.name not in there:
            continue
        if field.kind is not Kind.TEXT:
            yield _condition(table, field, "unreadable", _unreadable(field), unread(field))
        if field.name in table.key:
            yield _condition(
                table,
                field,
                "no-key",
                f"“{field.title}” is blank, so the row cannot be told from others. It is kept under the row's number.",
                f"{quoted(field.name)} IS NULL",
            )
        elif field.required:
            blank = f"{quoted(field.name)} IS NULL"
            if field.kind is not Kind.TEXT:
                blank += f" AND {said(field)} IS NULL"
            yield _condition(
                table, field, "blank", f"“{field.title}” is blank and has to be filled in.", blank
            )


def twice(table: Table) -> Condition:
    """Another row has the same key; ``twice_<table>`` has the keys."""
    key = ", ".join(map(quoted, table.key))
    title = table.field(table.key[0]).title
    return _condition(
        table,
        table.field(table.key[0]),
        "key-twice",
        f"Another row has the same “{title}” and says something else. Both are kept."
        if len(table.key) == 1
        else f"Another row has the same {', '.join(table.field(name).title for name in table.key)}. Both are kept.",
        f"({key}) IN (SELECT {'(' + key + ')' if len(table.key) > 1 else key} FROM {quoted('twice_' + table.name)})",
    )


def repeated(table: Table) -> Condition:
    """The same row stands above; ``repeats_<table>`` has the numbers of the later ones."""
    return _condition(
        table,
        table.field(table.key[0]),
        "repeated",
        "The same row stands above, in every field. It is counted once.",
        f"_row IN (SELECT _row FROM {quoted('repeats_' + table.name)})",
        Severity.WARNING,
    )


def ruled(
    table: Table, there: Collection[str], tables: Collection[str], today: date, blank: Collection[str] = ()
) -> Iterator[Condition | Rule]:
    """The contract's rules as of a day; a rule itself where the file lacks a column or table that it asks of.

    Fields that are ``blank`` need no column: there is nothing in any row.
    """
    own = {field.name: field for field in table.fields if field.name not in blank}
    for rule in table.rules:
        finds, columns, others = _as_of(rule.finds, today)
        asked = columns & own.keys()
        if not asked <= set(there) or not others <= set(tables):
            yield rule
            continue
        # What cannot be read is an error of its own, and not the same as nothing: no rule is asked of it.
        read = [f"NOT {unread(own[name])}" for name in sorted(asked) if own[name].kind is not Kind.TEXT]
        yield Condition(
            id=rule.id,
            table=table.name,
            field=rule.points_to,
            severity=rule.severity,
            says=rule.says,
            finds=" AND ".join([f"({finds})", *read]),
        )


@lru_cache(1024)
def _as_of(finds: str, today: date) -> tuple[str, frozenset[str], frozenset[str]]:
    """A rule's condition on a day, and the columns and tables that it asks of."""
    parsed = parse_one(finds, read="duckdb")
    columns = frozenset(column.name for column in parsed.find_all(exp.Column))
    tables = frozenset(table.name for table in parsed.find_all(exp.Table))
    day = parse_one(f"DATE {literal(today.isoformat())}", read="duckdb")
    dated = parsed.transform(lambda node: day.copy() if isinstance(node, exp.CurrentDate) else node)
    return dated.sql("duckdb"), columns, tables


def _unreadable(field: Field) -> str:
    if field.kind is Kind.CODE and len(field.codes) <= _LISTED:
        return f"“{field.title}” is none of {', '.join(field.codes)}, nor another word for one of them."
    return f"“{field.title}” cannot be read as {_KINDS[field.kind]}."


def _condition(
    table: Table, field: Field, what: str, says: str, finds: str, severity: Severity = Severity.ERROR
) -> Condition:
    return Condition(
        id=f"{table.name}.{field.name}.{what}",
        table=table.name,
        field=field.name,
        severity=severity,
        says=says,
        finds=finds,
    )
