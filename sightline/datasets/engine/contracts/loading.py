"""From a contract's YAML to the contract, or to a sentence about the first thing that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from .conditions import Conditions, WrongCondition
from .model import Contract, Delivers, Field, Kind, Role, Rule, Severity, Table, Thresholds
from .parts import Part, document
from .spelling import DAYS, pattern, plain

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_Choice = TypeVar("_Choice", bound=StrEnum)
_CONTRACT = ("key", "version", "title", "form", "delivers", "thresholds", "tables")
_TABLE = ("name", "title", "key", "dated", "fields", "rules", "places", "parent", "wrapped")
_FIELD = ("name", "title", "kind", "heads", "codes", "required", "role", "days", "standard")
_RULE = ("id", "says", "finds", "points_to", "severity")


def load(path: Path) -> Contract:
    """The contract that a YAML file describes. Raises WrongContract."""
    part = document(path)
    part.only(_CONTRACT)
    key = part.text("key")
    if not _KEY.fullmatch(key):
        part.wrong("must be small letters, digits and hyphens", "key")
    read = [(below, _table(below)) for below in part.parts("tables")]
    tables = tuple(table for _, table in read)
    if not tables:
        part.wrong("“tables” is missing")
    _apart([table.name for table in tables], part, "tables")
    for below, table in read:
        if table.parent and table.parent not in [other.name for other in tables if other is not table]:
            below.wrong(f"“{table.parent}” is no other table here", "parent")
    conditions = Conditions(tables)
    try:
        ruled = tuple(replace(table, rules=_rules(below, table, conditions)) for below, table in read)
    finally:
        conditions.close()
    _apart([rule.id for table in ruled for rule in table.rules], part, "tables")
    return Contract(
        key=key,
        version=part.text("version"),
        title=part.text("title"),
        tables=ruled,
        form=part.text("form", "table"),
        delivers=_choice(part, "delivers", Delivers, Delivers.RECORDS),
        thresholds=_thresholds(part.part("thresholds")),
    )


def _table(part: Part) -> Table:
    part.only(_TABLE)
    name = _name(part)
    part.named(name)
    fields = tuple(map(_field, part.parts("fields")))
    if not fields:
        part.wrong("“fields” is missing")
    names = [field.name for field in fields]
    _apart(names, part, "fields")
    table = Table(
        name=name,
        title=part.text("title"),
        fields=fields,
        key=part.words("key"),
        dated=part.text("dated", ""),
        places=part.words("places"),
        parent=part.text("parent", ""),
        wrapped=part.words("wrapped"),
    )
    for key, asked in (("key", table.key), ("dated", (table.dated,) if table.dated else ())):
        for field in asked:
            if field not in names:
                part.wrong(f"“{field}” is not a field of {name}", key)
    if table.dated and fields[names.index(table.dated)].kind is not Kind.DAY:
        part.wrong(f"“{table.dated}” is not a day", "dated")
    return table


def _field(part: Part) -> Field:
    part.only(_FIELD)
    name = _name(part)
    part.named(name)
    kind = _choice(part, "kind", Kind, Kind.TEXT)
    codes = _codes(part.part("codes"))
    if (kind is Kind.CODE) != bool(codes):
        part.wrong("a code has “codes”, and nothing else has")
    days = part.words("days")
    if days and kind is not Kind.DAY:
        part.wrong(f"belongs to a day, and {name} is a {kind}", "days")
    for written in days:
        if written not in DAYS and "%" not in written:
            ways = ", ".join(DAYS)
            part.wrong(
                f"“{written}” is no way to write a day; there are {ways}, or a pattern with %",
                "days",
            )
    for head in part.words("heads"):
        try:
            pattern(head)
        except re.error as problem:
            part.wrong(f"“{head}” is not a pattern: {problem}", "heads")
    role = part.text("role", "")
    return Field(
        name=name,
        title=part.text("title"),
        kind=kind,
        heads=part.words("heads"),
        codes=codes,
        required=part.flag("required"),
        role=_choice(part, "role", Role, Role.LOCAL) if role else None,
        days=days,
        standard=part.text("standard", ""),
    )


def _codes(part: Part | None) -> dict[str, tuple[str, ...]]:
    """Each code with its synonyms; one spelling may not mean two codes."""
    if part is None:
        return {}
    codes = {code: part.words(code) for code in part}
    meant: dict[str, str] = {}
    for code, synonyms in codes.items():
        for spelling in map(plain, (code, *synonyms)):
            if meant.setdefault(spelling, code) != code:
                part.wrong(f"“{spelling}” would mean both {meant[spelling]} and {code}", code)
    return codes


def _rules(part: Part, table: Table, conditions: Conditions) -> tuple[Rule, ...]:
    return tuple(_rule(below, table, conditions) for below in part.parts("rules"))


def _rule(part: Part, table: Table, conditions: Conditions) -> Rule:
    part.only(_RULE)
    id_ = part.text("id")
    part.named(id_)
    points_to = part.text("points_to")
    if points_to not in [field.name for field in table.fields]:
        part.wrong(f"“{points_to}” is not a field of {table.name}", "points_to")
    try:
        finds = conditions.read(part.text("finds"), table)
    except WrongCondition as problem:
        part.wrong(f"the rule {problem}", "finds")
    return Rule(
        id=id_,
        says=part.text("says"),
        finds=finds,
        points_to=points_to,
        severity=_choice(part, "severity", Severity, Severity.ERROR),
    )


def _thresholds(part: Part | None) -> Thresholds:
    if part is None:
        return Thresholds()
    part.only(("warn_above", "refuse_above"))
    thresholds = Thresholds(
        warn_above=part.share("warn_above", Thresholds.warn_above),
        refuse_above=part.share("refuse_above", Thresholds.refuse_above),
    )
    if thresholds.warn_above > thresholds.refuse_above:
        part.wrong("“warn_above” must not be more than “refuse_above”")
    return thresholds


def _name(part: Part) -> str:
    name = part.text("name")
    if not _NAME.fullmatch(name):
        part.wrong("must be small letters, digits and underscores, and begin with a letter", "name")
    return name


def _choice(part: Part, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
    said = part.text(key, default.value)
    try:
        return choices(said)
    except ValueError:
        part.wrong(f"“{said}” is not one of {', '.join(choices)}", key)


def _apart(names: list[str], part: Part, key: str) -> None:
    for name in names:
        if names.count(name) > 1:
            part.wrong(f"“{name}” is there twice", key)
