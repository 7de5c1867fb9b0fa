"""What an indicator says: its months, what is more than chance among them, and that in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from sightline.foundation.dates import month_end, month_of
from sightline.foundation.numbers import Number, percent
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer, Point
from sightline.measures.kinds import Measure, Named, PartOfAll
from sightline.measures.registry import registry
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.spc import RUN, Cause, Chart, Meaning, xmr
from sightline.measures.spc import Point as Judged
from sightline.measures.units import Unit
from sightline.partnership.models import Partnership

PREFIX = "data."
MONTHS = 24
HIDDEN_AT_MOST = 0.25
"""Of the months, the part that may be hidden while the others are still judged."""
FAMILIES = {
    "contacts": "The front door",
    "census": "Children in need",
    "police": "Police",
    "health": "Health",
    "education": "Education",
    "across": "Known to several agencies",
}
"""The families in the order in which they are shown; any other comes after them under its own name."""
DIVIDED = ("agency", "age", "district", "sex")
"""The ways that are shown of every indicator that has them, in this order, after its own."""
MEANS = {
    Meaning.IMPROVEMENT: "better than chance would give",
    Meaning.CONCERN: "worse than chance would give",
    Meaning.NEUTRAL: "a change of more than chance",
}


def indicators() -> list[Measure]:
    """The measures about children, in the order in which they are told."""
    return [measure for measure in registry if measure.key.startswith(PREFIX)]


def countable(key: str) -> Measure | None:
    """The measure of this key, where it has months and counts something; None for any other."""
    measure = registry.get(key)
    return measure if measure and measure.has_months and not isinstance(measure, Named | PartOfAll) else None


def family_of(measure: Measure) -> str:
    """The family that a measure is shown with."""
    return str(getattr(measure, "family", "")) or "across"


def by_family(measures: Iterable[Measure]) -> Iterator[tuple[str, list[Measure]]]:
    """Each family that has a measure, by its title, in the order of FAMILIES."""
    order = [*FAMILIES]
    placed = sorted(
        measures, key=lambda one: order.index(family_of(one)) if family_of(one) in order else len(order)
    )
    for family, members in groupby(placed, key=family_of):
        yield FAMILIES.get(family, family.capitalize()), list(members)


def shown(measure: Measure, value: Any) -> str:
    """A value as people read it; a rate to one decimal place, as official statistics on children have it."""
    return percent(value, 1) if measure.unit is Unit.RATE and value is not None else measure.unit.shown(value)


@dataclass(frozen=True)
class Told:
    """An indicator's months up to the latest that is covered, judged; ``of_year`` is its figure of the last whole year.

    ``judged`` holds the months that have a figure, in their order; None where none has, or too many are hidden.
    """

    measure: Measure
    months: tuple[Point, ...]
    judged: Chart | None
    period: Period
    year: ReportingYear
    of_year: Answer
    before: Answer | None = None
    """The figure of the year before, of an indicator that is told year by year."""

    @property
    def known(self) -> list[Point]:
        """The months that have a figure."""
        return [month for month in self.months if month.value is not None]

    @property
    def latest(self) -> Point | None:
        return self.known[-1] if self.known else None

    @property
    def hidden(self) -> int:
        """How many months hold so few children that they are not shown."""
        return sum(bool(month.symbol) for month in self.months)

    @property
    def marked(self) -> Mapping[int, Judged]:
        """What is more than chance, by its place among all months."""
        if self.judged is None or self.judged.too_few:
            return {}
        places = [place for place, month in enumerate(self.months) if month.value is not None]
        return {places[point.index]: point for point in self.judged.special}

    @property
    def sentence(self) -> str:
        """What the indicator shows, for people who read no charts."""
        return said(self)


def told(figures: Remembered, partnership: Partnership, measure: Measure) -> Told:
    """What an indicator says of the two years up to the last day that its source covers."""
    last = _last_day(partnership, measure)
    period = Period(_months_before(last, MONTHS - 1), last)
    whole = last_year(partnership, measure)
    year = Period.of(whole)
    if getattr(measure, "told_by_year", False):
        of_year, before = (
            figures.evaluate(measure.key, _asked(partnership, measure, Period.of(one)))
            for one in (whole, whole.previous)
        )
        return Told(measure, (), None, period, whole, of_year, before)
    months = figures.series(measure.key, Scope(partnership=partnership, period=period))
    begun = next(
        (place for place, one in enumerate(months) if one.value is not None or one.symbol), len(months)
    )
    held = tuple(months[begun:])
    return Told(
        measure,
        held,
        judged(measure, held),
        Period(held[0].start, last) if held else period,
        whole,
        figures.evaluate(measure.key, _asked(partnership, measure, year)),
    )


def judged(measure: Measure, months: Sequence[Point]) -> Chart | None:
    """The months that have a figure, judged; None where none has, or too many are hidden."""
    # What is left when small months are taken out is larger, or nought, more often than what happened.
    if sum(bool(month.symbol) for month in months) > len(months) * HIDDEN_AT_MOST:
        return None
    values = [_number(month.value) for month in months if month.value is not None]
    return xmr(values, better=measure.better) if values else None


def divided(figures: Remembered, partnership: Partnership, measure: Measure, by: str) -> Answer:
    """The figure of the latest whole year, by the values of a dimension."""
    year = Period.of(last_year(partnership, measure))
    return figures.evaluate(measure.key, _asked(partnership, measure, year), by)


def groups_of(figures: Remembered, partnership: Partnership, measure: Measure) -> dict[str, Answer]:
    """The figure divided in every way that it can be, but for the months, which have a picture of their own."""
    own = [name for name in measure.dimensions if name not in (*DIVIDED, "month")]
    ways = [*own, *(name for name in DIVIDED if name in measure.dimensions)]
    return {by: divided(figures, partnership, measure, by) for by in ways}


def last_year(partnership: Partnership, measure: Measure) -> ReportingYear:
    """The latest reporting year that the measure's source covers to its end."""
    last = _last_day(partnership, measure)
    year = ReportingYear.of(last)
    return year if year.end == last else year.previous


def said(one: Told) -> str:
    """The latest month, how it stands to the others, and since when."""
    latest, measure = one.latest, one.measure
    if one.before is not None:
        return _by_year(one, one.before)
    if one.judged is None and one.hidden:
        return (
            f"{_of_year(one)}. Its months hold so few children that many are not shown, and none is judged."
        )
    if latest is None:
        return one.of_year.why_not or "No month has a figure yet."
    value = shown(measure, latest.value) if measure.unit is Unit.RATE else measure.unit.phrase(latest.value)
    figure = f"{value} in {month_of(latest.end)}"
    if one.judged is None or one.judged.limits is None or one.judged.too_few:
        return (
            f"{figure}. Fewer than twelve months have a figure, which is too few to tell change from chance."
        )
    average = shown(measure, one.judged.limits.mean)
    if one.judged.latest and one.judged.latest.cause:
        return f"{figure}: {_change(one, one.judged.latest)}. The average month has {average}."
    earlier = len(one.judged.special)
    if earlier:
        were = f"{earlier} earlier month{' was' if earlier == 1 else 's were'}"
        return f"{figure}, within chance of the average of {average}; {were} not."
    return f"{figure}, within chance of the average of {average}, as every month before it."


def _by_year(one: Told, before: Answer) -> str:
    """The figure of the year beside that of the year before."""
    if one.of_year.value is None and not one.of_year.symbol:
        return one.of_year.why_not or f"{one.year}: not recorded."
    if before.value is None:
        return f"{_of_year(one)}."
    return f"{_of_year(one)}, after {shown(one.measure, before.value)} in {one.year.previous}."


def _of_year(one: Told) -> str:
    """The figure of the year, where it may be shown."""
    if one.of_year.value is None:
        return f"In {one.year} the figure is not shown" if one.of_year.symbol else f"{one.year}: not recorded"
    rate = one.measure.unit is Unit.RATE
    return f"{shown(one.measure, one.of_year.value) if rate else one.of_year.phrase} in {one.year}"


def _change(one: Told, latest: Judged) -> str:
    """What the latest month is a part of, since when, and what that means."""
    meaning = MEANS[latest.meaning] if latest.meaning else MEANS[Meaning.NEUTRAL]
    if latest.cause is Cause.TREND:
        first = one.known[latest.index - latest.run + 1]
        way = "rising" if latest.direction > 0 else "falling"
        return f"a {way} run of {latest.run} months since {month_of(first.end)}, {meaning}"
    if (run := _on_one_side(one)) >= RUN:
        way = "above" if latest.direction > 0 else "below"
        since = month_of(one.known[latest.index - run + 1].end)
        return f"{run} months in a row {way} the average since {since}, {meaning}"
    return f"{latest.why}, {meaning}"


def _on_one_side(one: Told) -> int:
    """How many months up to the latest lie on its side of the average."""
    points = one.judged.points if one.judged else ()
    sides = [point.limits.side(point.value) for point in points]
    return next((place for place, side in enumerate(reversed(sides)) if side != sides[-1]), len(sides))


def trusted(values: Sequence[Point]) -> list[tuple[str, Number | None]]:
    """Months as a chart takes them: a label and a value."""
    return [
        (f"{month.start:%b %Y}", None if month.value is None else _number(month.value)) for month in values
    ]


def _asked(partnership: Partnership, measure: Measure, period: Period) -> Scope:
    if measure.of_a_period:
        return Scope(partnership=partnership, period=period)
    return Scope(partnership=partnership, at=period.end)


def _last_day(partnership: Partnership, measure: Measure) -> date:
    """The last day of the latest whole month that the measure's source covers; of last month where it covers none."""
    spans = measure.spans(partnership) if measure.source else ()
    last = min(spans[-1].end, timezone.localdate()) if spans else timezone.localdate()
    return last if last == month_end(last) else last.replace(day=1) - timedelta(days=1)


def _months_before(day: date, count: int) -> date:
    """The first day of the month so many months before that of a day."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _number(value: Any) -> Number:
    assert not isinstance(value, str)  # an indicator counts, and names nobody
    return value
