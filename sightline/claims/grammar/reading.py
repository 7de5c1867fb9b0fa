"""Text as checks: what the parser found, as values, with the place of whatever makes no sense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from sightline.claims.checks import (
    AtDate,
    Between,
    Check,
    CheckError,
    Compare,
    Falls,
    Includes,
    InSpan,
    InYear,
    Is,
    IsConsistent,
    IsImproving,
    IsNot,
    IsWorsening,
    Op,
    Part,
    Quantity,
    Rises,
    Scale,
    Selection,
)
from sightline.claims.grammar.misreadings import SAY_WHEN, explained
from sightline.claims.grammar.syntax import GRAMMAR
from sightline.foundation.years import ReportingYear

LONGEST = 1000

SPELLINGS = {
    Op.AT_LEAST: (">=", "=>", "≥", "at least"),
    Op.AT_MOST: ("<=", "=<", "≤", "at most"),
    Op.MORE: (">", "more than"),
    Op.LESS: ("<", "less than", "fewer than"),
    Op.EQUAL: ("=", "=="),
    Op.UNEQUAL: ("!=", "≠", "<>"),
}
OP_OF = {spelling: op for op, spellings in SPELLINGS.items() for spelling in spellings}
CHANGES = {kind.word: kind for kind in (Falls, Rises)}
SERIES = {test.word: test for test in (IsImproving(), IsWorsening(), IsConsistent())}
DASHES = str.maketrans("‐‑–", "---")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

Start = Literal["check", "selection"]
Built = TypeVar("Built", bound=Selection)


def parse(text: str) -> Check:
    """The check written in ``text``; CheckError, in plain words and with a position, for anything else."""
    return _read(text, "check", Check)


def parse_selection(text: str) -> Selection:
    """The measure, filters, period and split of a figure in a report; CheckError, as ``parse`` raises it."""
    return _read(text, "selection", Selection)


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", start=["check", "selection"], propagate_positions=True)


def _read(text: str, start: Start, kind: Callable[..., Built]) -> Built:
    if not text.strip():
        raise CheckError(
            "The check is empty: write one such as training.places_attended in 2024-25 >= 9000.", 0
        )
    if len(text) > LONGEST:
        raise CheckError(f"The check is longer than {LONGEST:,} characters: ask for less at once.", LONGEST)
    try:
        tree = _parser().parse(text, start=start)
    except UnexpectedInput as problem:
        raise explained(problem, text) from None
    key, *clauses = tree.children
    assert isinstance(key, Token)
    values: dict[Part, Any] = {"key": key.lower()}
    places: dict[Part, int] = {"key": key.start_pos or 0}
    for clause in clauses:
        assert isinstance(clause, Tree)
        part, build = CLAUSES[clause.data]
        if part in values:
            named = "The period" if part == "period" else f"“{part}”"
            raise CheckError(f"{named} is given twice: take the second one out.", clause.meta.start_pos)
        places[part] = clause.meta.start_pos
        with _placed(places):
            values[part] = build(*clause.children)
    if "period" not in values:
        raise CheckError(f"The period is missing: {SAY_WHEN}.", places.get("test", len(text.rstrip())))
    if "each" in values and kind is Selection:
        raise CheckError("“each” belongs to a check: a figure is only split, as in by body.", places["each"])
    with _placed(places):
        return kind(**values)


@contextmanager
def _placed(places: dict[Part, int]) -> Iterator[None]:
    """Give an error that knows the part it blames, but not the place, the place of that part."""
    try:
        yield
    except CheckError as error:
        if error.position is None:
            error.position = places.get(error.part or "test", places["key"])
        raise


def _where(*tokens: Token) -> tuple[tuple[str, tuple[str, ...]], ...]:
    filters: dict[str, tuple[str, ...]] = {}
    name = ""
    for token in tokens:
        if token.type == "DIMENSION_IS":
            name = token[:-1].strip().lower()
            if name in filters:
                raise CheckError(
                    f"“{name}” is named twice: put all its values behind one name.", token.start_pos
                )
        elif not name:
            raise CheckError("Name the dimension first, such as {source=audit}.", token.start_pos)
        else:
            filters[name] = (*filters.get(name, ()), _name(token))
    return tuple(filters.items())


def _change(word: Token, op: Token | None, amount: Token | None, since: Token) -> Falls | Rises:
    dashed = since.translate(DASHES)
    return CHANGES[word.lower()](
        since=_date(since) if ISO_DATE.fullmatch(dashed) else _year(since),
        op=_op(op) if op else None,
        amount=_quantity(amount) if amount else None,
    )


def _name(token: Token) -> str:
    if token.type == "WORD":
        return str(token)
    return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)


def _op(token: Token) -> Op:
    return OP_OF[" ".join(token.lower().split())]


def _quantity(token: Token) -> Quantity:
    digits = re.match(r"[0-9.,]+", token)
    assert digits
    scale = token[digits.end() :].strip().lower()
    return Quantity(
        Decimal(digits[0].replace(",", "")),
        Scale.PLAIN if not scale else Scale.POINTS if "point" in scale else Scale.PERCENT,
    )


def _year(token: Token) -> ReportingYear:
    try:
        return ReportingYear.parse(token)
    except ValueError as problem:
        raise CheckError(str(problem), token.start_pos) from None


def _date(token: Token) -> date:
    written = token.translate(DASHES)
    if not ISO_DATE.fullmatch(written):
        raise CheckError(
            f"“{token}” is not a date as checks write them: write it as 2025-03-31.", token.start_pos
        )
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CheckError(
            f"There is no such date as {written}: look at the month and the day.", token.start_pos
        ) from None


def _month(token: Token) -> date:
    written = token.translate(DASHES)
    try:
        if ISO_MONTH.fullmatch(written):
            return date.fromisoformat(f"{written}-01")
    except ValueError:
        pass
    raise CheckError(f"“{token}” is not a month: write it as 2025-03.", token.start_pos)


CLAUSES: dict[str, tuple[Part, Callable[..., Any]]] = {
    "where": ("where", _where),
    "monthly": ("monthly", lambda _: True),
    "in_year": ("period", lambda year: InYear(_year(year))),
    "at_date": ("period", lambda on: AtDate(_date(on))),
    "in_span": ("period", lambda first, last: InSpan(_month(first), _month(last))),
    "by": ("by", lambda dimension: dimension.lower()),
    "each": ("each", lambda _: True),
    "compare": ("test", lambda op, number: Compare(_op(op), _quantity(number))),
    "between": ("test", lambda low, high: Between(_quantity(low), _quantity(high))),
    "change": ("test", _change),
    "series": ("test", lambda word: SERIES[word.lower()]),
    "is_fact": ("test", lambda name: Is(_name(name))),
    "is_not": ("test", lambda name: IsNot(_name(name))),
    "includes": ("test", lambda name: Includes(_name(name))),
}
"""Which part of a check each clause of the grammar is, and how its value is made of its tokens."""
