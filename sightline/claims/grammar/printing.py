"""Checks as text: one canonical spelling for each."""

from __future__ import annotations

from sightline.claims.checks import (
    AtDate,
    Between,
    Change,
    Check,
    Compare,
    Includes,
    InSpan,
    InYear,
    Is,
    IsNot,
    Period,
    Selection,
    Test,
)
from sightline.claims.grammar.syntax import BARE


def show(selection: Selection) -> str:
    """The one canonical spelling: ``KEY{filters} [monthly] PERIOD [by DIM each] TEST``."""
    filters = ",".join(
        f"{name}={','.join(value if BARE.fullmatch(value) else _quoted(value) for value in values)}"
        for name, values in selection.where
    )
    words = [
        selection.key + (f"{{{filters}}}" if filters else ""),
        "monthly" if selection.monthly else "",
        show_period(selection.period),
        f"by {selection.by}" if selection.by else "",
    ]
    if isinstance(selection, Check):
        words += ["each" if selection.each else "", show_test(selection.test)]
    return " ".join(word for word in words if word)


def show_period(period: Period) -> str:
    """A period as a check writes it: in 2024-25."""
    match period:
        case InYear(year=year):
            return f"in {year}"
        case AtDate(on=on):
            return f"at {on.isoformat()}"
        case InSpan(start=start, end=end):
            return f"from {start:%Y-%m} to {end:%Y-%m}"


def show_test(test: Test) -> str:
    """A test as a check writes it: >= 80%."""
    match test:
        case Compare(op=op, number=number):
            return f"{op} {number.written}"
        case Between(low=low, high=high):
            return f"between {low.written} and {high.written}"
        case Change(since=since, op=op, amount=amount):
            by = f" by {op} {amount.written}" if amount else ""
            return f"{test.word}{by} since {since}"
        case Is(value=value):
            return f"is {_quoted(value)}"
        case IsNot(value=value):
            return f"is not {_quoted(value)}"
        case Includes(value=value):
            return f"includes {_quoted(value)}"
        case _:
            return f"is {test.word}"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
