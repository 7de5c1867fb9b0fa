"""The list of figures of elsewhere: one published figure of one place in one year a row, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils import timezone

from sightline.datasets.benchmarking import NoSuchMeasure, key_of, measure_meant
from sightline.datasets.models import Benchmark, Elsewhere
from sightline.datasets.services.benchmarks import problem_with
from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.imports.cells import BadCell, as_date, as_text, says_nothing
from sightline.imports.layouts import Draft, Field, Layout, Line, Refused, Setting, Table, layouts
from sightline.imports.reading import Value

A_YEAR = "a reporting year such as 2024-25, or the day it ended on"
YEAR_TO = re.compile(r"(?:year (?:to|ending|ended) )?(?:31 )?(?:march|mar) (\d{4})")
NUMBER = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d{1,8})?( ?%)?")
MOST = Decimal(10) ** 9
KINDS = {
    Elsewhere.ENGLAND: {"england", "national", "country", "all england"},
    Elsewhere.REGION: {"region", "regional", "english region"},
    Elsewhere.NEIGHBOUR: {
        *("neighbour", "statistical neighbour", "statistical neighbours", "sn", "neighbours", "similar area"),
        *("local authority", "statistical neighbour average", "nearest neighbour"),
    },
}


def as_year(value: Value) -> str:
    """The reporting year of a cell (2024-25, 2024/25, "Year to March 2025", 31 March 2025). Raises BadCell."""
    text = as_text(value)
    found = YEAR_TO.fullmatch(fold(text))
    if found:
        return str(ReportingYear(int(found[1]) - 1))
    try:
        return str(ReportingYear.parse(text.replace(" ", "")))
    except ValueError:
        pass
    try:
        day = as_date(value)
    except BadCell:
        day = None
    if day is None or (day.month, day.day) != (3, 31):
        raise BadCell(text, A_YEAR)
    return str(ReportingYear.of(day))


def as_figure(value: Value) -> Decimal | None:
    """A number with its separators, or a share as 22.6% or 0.226; None where there is none. Raises BadCell."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not 0 <= value <= MOST:  # which also refuses what is no number
            raise BadCell(str(value), "a number from 0 up")
        return Decimal(str(value))
    text = as_text(value)
    if says_nothing(fold(text)) or fold(text) in ("c", "x", "z", "k"):
        return None
    found = NUMBER.fullmatch(text)
    if not found or (number := Decimal(re.sub("[, ]", "", found[1]) + (found[2] or ""))) > MOST:
        raise BadCell(text, "a number such as 142,900 or a share such as 22.6%")
    return number / 100 if found[3] else number


def as_count(value: Value) -> int | None:
    """A whole number; None where there is none. Raises BadCell."""
    number = as_figure(value)
    if number is not None and number != int(number):
        raise BadCell(as_text(value), "a whole number such as 142,900")
    return None if number is None else int(number)


def as_kind(value: Value) -> str:
    """The sort of place; "" where it is left to the name of the area. Raises BadCell."""
    said = fold(as_text(value))
    for kind, words in KINDS.items():
        if said in words:
            return kind.value
    if said:
        raise BadCell(as_text(value), "England, region or statistical neighbour")
    return ""


FIELDS = (
    Field("measure", "Measure", ("indicator", "measure key", "key", "indicator name", "measure name"),
          needed=True, required=True),
    Field("area", "Area", ("area name", "place", "geography", "geography name", "region or area",
                           "comparator", "benchmark area"),
          needed=True, required=True),
    Field("kind", "Sort of place", ("kind", "area type", "geography type", "geographic level", "level",
                                    "comparator type", "type of area"),
          as_kind),
    Field("year", "Reporting year", ("year", "period", "time period", "financial year", "year ending"),
          as_year, needed=True, required=True),
    Field("numerator", "Numerator", ("counted", "number"), as_count, blank=None, either="figure"),
    Field("denominator", "Denominator", ("of", "out of", "base", "total"), as_count, blank=None),
    Field("value", "Value", ("figure", "rate", "percentage", "percent", "%", "share", "benchmark"),
          as_figure, blank=None, either="figure"),
    Field("source", "Source", ("publication", "published in", "taken from", "statistical release", "release"),
          needed=True, required=True),
    Field("link", "Link", ("url", "web address", "address of the publication", "source link", "web link")),
    Field("retrieved_on", "Retrieved on", ("retrieved", "date retrieved", "accessed", "accessed on",
                                           "date accessed", "downloaded on", "taken on"),
          as_date, blank=None, aside=True),
)  # fmt: skip
NAMES = tuple(field.name for field in FIELDS)
TABLE = Table(Benchmark, NAMES)


def drafts(setting: Setting, line: Line) -> Iterable[Draft]:
    """The figure that a row gives."""
    return _drafts(line)


def _drafts(line: Line) -> Iterator[Draft]:
    said = dict(line.values)
    try:
        said["measure"] = measure_meant(said["measure"])
    except NoSuchMeasure as problem:
        raise Refused(("measure", said["measure"], str(problem))) from None
    said["kind"] = said["kind"] or _kind_of(said["area"])
    name, problem_said = problem_with(said["measure"], said["numerator"], said["denominator"], said["value"])
    if name:
        raise Refused((name, "" if said[name] is None else str(said[name]), problem_said))
    if said["link"] and not re.match(r"https?://\S+$", said["link"]):
        raise Refused(("link", said["link"], "is no web address; it begins with https://"))
    if said["retrieved_on"] and said["retrieved_on"] > timezone.localdate():
        raise Refused(("retrieved_on", str(said["retrieved_on"]), "is still to come"))
    yield Draft(
        TABLE,
        key_of(said["measure"], said["kind"], said["area"], said["year"]),
        tuple(said[name] for name in NAMES),
    )


def _kind_of(area: str) -> str:
    if fold(area) in KINDS[Elsewhere.ENGLAND]:
        return Elsewhere.ENGLAND.value
    raise Refused(("kind", "", f"is missing: is {area} a region or a statistical neighbour?"))


BENCHMARKS = layouts.add(
    Layout(
        key="benchmarks",
        title="Figures of other places",
        explanation="What a measure is in England, in the region or in places that are alike: one published figure a "
        "row, with measure, area, year, the figure or what it is made of, and the source.",
        fields=FIELDS,
        tables=(TABLE,),
        drafts=drafts,
    )
)
