"""``sightline data indicators``: all figures about children of a year, as they may be shown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from fractions import Fraction
from typing import Any

from sightline.datasets.commands.common import partnership_at
from sightline.datasets.exact import exactly
from sightline.datasets.indicator_pages import telling
from sightline.datasets.kinds import OfChildren
from sightline.foundation.access import Shell
from sightline.foundation.commands import DONE, NOT_RECORDED, Command, Misuse, answer, commands, say, tell
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer
from sightline.measures.coverage import year_to_show
from sightline.measures.evaluation import evaluate
from sightline.measures.registry import registry
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument(
        "--in", dest="year", metavar="YEAR", help="a reporting year; by default the latest covered"
    )
    parser.add_argument(
        "--exact",
        action="store_true",
        help="without disclosure control: for your eyes, never to be passed on",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _run(options: Namespace) -> int:
    partnership = partnership_at(options.partnership)
    measures = [measure for measure in registry if isinstance(measure, OfChildren)]
    year = _year(options.year, partnership, measures)
    scope = Scope(partnership=partnership, period=Period.of(year))
    by = Shell()
    found = {
        measure.key: exactly(by=by, key=measure.key, scope=scope)
        if options.exact
        else evaluate(measure.key, scope)
        for measure in measures
    }
    if options.json:
        answer([_document(measure, found[measure.key], year) for measure in measures])
    else:
        width = max(len(measure.title) for measure in measures)
        for measure in measures:
            told = found[measure.key]
            value = told.symbol or telling.shown(measure, told.value)
            say(f"{measure.title:<{width}}  {value:>12}{_made_of(told)}")
    for why in dict.fromkeys(told.why_not for told in found.values() if told.why_not):
        tell(why)
    return DONE if any(told.covered for told in found.values()) else NOT_RECORDED


def _year(said: str | None, partnership: Partnership, measures: list[OfChildren]) -> ReportingYear:
    if said:
        try:
            return ReportingYear.parse(said)
        except ValueError as problem:
            raise Misuse(str(problem)) from None
    covered = [
        year for source in {one.source for one in measures} if (year := year_to_show(partnership, source))
    ]
    if not covered:
        raise Misuse("No agency's data covers a year yet. Name one: --in 2024-25.")
    return max(covered)


def _document(measure: OfChildren, told: Answer, year: ReportingYear) -> dict[str, Any]:
    value = float(told.value) if isinstance(told.value, Fraction) else told.value
    return {
        "key": measure.key,
        "title": measure.title,
        "value": value,
        "numerator": told.numerator,
        "denominator": told.denominator,
        "unit": str(measure.unit),
        "symbol": told.symbol,
        "period": str(year),
        "covered": told.covered,
        "why_not": told.why_not,
    }


def _made_of(told: Answer) -> str:
    return (
        f"  ({told.numerator:,} of {told.denominator:,})"
        if told.denominator and told.numerator is not None
        else ""
    )


commands.add(
    Command("data indicators", "figures about children of a year, small counts hidden", _arguments, _run)
)
