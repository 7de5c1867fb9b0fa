"""Figures at the command line: one measure's answer, and what measures there are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sightline.foundation.commands import DONE, NOT_RECORDED, Command, Misuse, answer, commands, say, tell
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer
from sightline.measures.catalogue import as_markdown
from sightline.measures.evaluation import evaluate
from sightline.measures.registry import MeasureError, find, registry
from sightline.measures.scope import Period, Scope
from sightline.measures.units import Unit, Value
from sightline.partnership.queries import partnership_by_slug


def _measure_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("key", help="such as training.places_attended; “sightline measures” lists them")
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--in", dest="year", metavar="YEAR", help="a reporting year, such as 2024-25")
    when.add_argument("--at", metavar="DATE", help="a date, such as 2025-03-31")
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="DIM=VALUE",
        help='only these: --where "body=DSP Executive"; given twice for one dimension, either',
    )
    parser.add_argument("--by", metavar="DIM", help="divide by agency, body, course, month …")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _measure(options: Namespace) -> int:
    partnership = partnership_by_slug(options.partnership)
    if partnership is None:
        raise Misuse(f"There is no partnership “{options.partnership}”.")
    scope = Scope(
        partnership=partnership,
        period=_year(options.year) if options.year else None,
        at=_date(options.at) if options.at else None,
        where=_filters(options.where),
    )
    try:
        found = evaluate(options.key, scope, options.by)
    except MeasureError as problem:
        raise Misuse(str(problem)) from None
    if found.value is None:
        tell(found.why_not)
    if options.json:
        answer(_document(found))
    else:
        say(f"{find(options.key).title} {scope.when}: {found.shown}")
        width = max(map(len, found.groups), default=0)
        for name, group in found.groups.items():
            say(f"  {name:<{width}}  {group.shown:>12}")
    return DONE if found.value is not None or found.symbol or _any_group(found) else NOT_RECORDED


def _any_group(found: Answer) -> bool:
    """A name held in several bodies has no one value, and yet each body's is recorded."""
    return any(group.value is not None for group in found.groups.values())


def _year(text: str) -> Period:
    try:
        return Period.of(ReportingYear.parse(text))
    except ValueError as problem:
        raise Misuse(str(problem)) from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(f"“{text}” is not a date: write it as 2025-03-31.") from None


def _filters(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, list[str]] = defaultdict(list)
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise Misuse(f"“{each}” is not a filter: write it as agency=NAME.")
        filters[name.strip()].append(value.strip())
    return {name: tuple(values) for name, values in filters.items()}


def _document(found: Answer) -> dict[str, Any]:
    return {
        "key": found.key,
        **_figure(found),
        "unit": str(found.unit),
        "as_of": found.as_of.isoformat(),
        "groups": {name: _figure(group) for name, group in found.groups.items()},
    }


def _figure(found: Answer) -> dict[str, Any]:
    value = found.value
    if isinstance(value, Fraction) and found.unit is Unit.RATE:
        value = float(value)  # type: ignore[assignment]
    return {
        "value": _plain(value),
        "numerator": _plain(found.numerator),
        "denominator": _plain(found.denominator),
        **({"symbol": found.symbol} if found.symbol else {}),
    }


def _plain(number: Value | None) -> int | float | str | None:
    """A number as JSON holds it: whole where it is whole."""
    if not isinstance(number, Fraction):
        return number
    return int(number) if number.denominator == 1 else float(number)


def _catalogue_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="print what docs/measures.md holds")


def _catalogue(options: Namespace) -> int:
    if options.markdown:
        say(as_markdown().rstrip("\n"))
        return DONE
    width = max(len(measure.key) for measure in registry)
    for measure in registry:
        say(f"{measure.key:<{width}}  {measure.title}, by {', '.join(measure.dimensions)}")
    return DONE


commands.add(
    Command(
        "measure",
        "a figure of a year or at a date: exit status 3 when not recorded",
        _measure_arguments,
        _measure,
    )
)
commands.add(Command("measures", "what figures there are", _catalogue_arguments, _catalogue))
