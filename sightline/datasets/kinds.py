"""A figure about children as a measure of the house: asked of the linked store, and controlled before anybody sees it.

Nothing here answers with a small count. Who holds the right to see records about single children asks exactly, through
``exact.exactly``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from sightline.datasets import queries
from sightline.datasets.catalogue import source_of
from sightline.datasets.dimensions import MONTHS, AgencyInStore, InStore, MonthInStore, dimension_of
from sightline.datasets.engine.indicators.asking import Span
from sightline.datasets.engine.indicators.model import Indicator, Part
from sightline.datasets.figures import stores
from sightline.datasets.figures.counts import Count, Shown, months_of, together, units_of
from sightline.datasets.figures.reading import ONE_WAY, Reading, TooFine
from sightline.datasets.models import Delivery
from sightline.foundation.dates import month_end, month_of
from sightline.measures import coverage
from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension
from sightline.measures.disclosure import Rules, Symbol
from sightline.measures.kinds.base import Measure, Question, Sort
from sightline.measures.registry import NoSuchDimension
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership

RULES = Rules()
MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class OfChildren(Measure):
    """A figure about children. ``of`` is its definition; ``family`` is what it is shown with.

    It rests on the deliveries of its ``sources``, and is known where all of them cover the time, and as much before it
    as it looks back. ``numerator``, ``denominator`` and ``caveat`` are sentences for people.
    """

    of: Indicator | Part
    family: str
    numerator: str = ""
    denominator: str = ""
    caveat: str = ""
    rows: Any = queries.counted
    has_own_pages: ClassVar[bool] = True

    @property
    def whole(self) -> Indicator:
        """The indicator that its figures are counted by."""
        return self.of.of if isinstance(self.of, Part) else self.of

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole."""
        return self.sort == "rate"

    @property
    def sources(self) -> tuple[str, ...]:
        """The data sets that it is counted from."""
        return self.whole.sources

    @property
    def told_by_year(self) -> bool:
        """Whether its months are no news: few children meet two agencies within one, and none meets one for the first
        time twice."""
        return self.whole.of_the_period or self.whole.told_by_year

    @property
    def rests_on(self) -> str:
        linked = ", linked" if self.whole.linked else ""
        return f"deliveries of {', '.join(map(source_of, self.sources))}{linked}"

    @property
    def of_a_period(self) -> bool:
        return True

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        return {**self.by, MONTH: MONTHS}

    def spans(self, partnership: Partnership) -> tuple[Period, ...]:
        held = [coverage.spans(partnership, source_of(source)) for source in self.sources]
        found, *others = [_later(spans, self.whole.looks_back) for spans in held]
        for spans in others:
            found = [both for one in found for two in spans if (both := _both(one, two))]
        return tuple(found)

    def askable(self, period: Period) -> Period:
        first = period.start if period.start.day == 1 else month_end(period.start) + timedelta(days=1)
        last = (
            period.end
            if period.end == month_end(period.end)
            else period.end.replace(day=1) - timedelta(days=1)
        )
        return Period(first, last) if first <= last else period

    def unrecorded(self, question: Question) -> str:
        scope = question.scope
        before = months_before(scope.start, self.whole.looks_back)
        for source in map(source_of, self.sources):
            spans = coverage.spans(scope.partnership, source)
            if gap := coverage.gap(source, spans, scope.start, scope.as_of):
                return gap
            if gap := coverage.gap(source, spans, before, scope.as_of):
                return f"{gap} This figure needs the {self.whole.looks_back} months before it, too."
        try:
            return self.lacking(stores.ready(scope.partnership))
        except stores.NotReady as problem:
            return str(problem)

    def lacking(self, ready: stores.Ready) -> str:
        """What is not there to count it by, in a sentence; "" where nothing is missing."""
        if lacks := ready.opened.lacks(self.whole):
            return f"The deliveries do not say {lacks}."
        if self.whole.linked and ready.unlinked(self.sources):
            return "Not all deliveries are linked yet, so nobody knows which records are of one child."
        return ""

    def answer(self, question: Question) -> Answer:
        ready = stores.ready(question.scope.partnership)
        reading = Reading(self.of, ready.opened.sheets(self.whole, RULES))
        try:
            return self._read(question, reading)
        except TooFine as problem:
            return self.told(question, None, why_not=str(problem))

    def _read(self, question: Question, reading: Reading) -> Answer:
        units, way, groups = self._asked(question, reading)
        total = reading.total(units, way, groups)
        if not question.by:
            return self.told(question, total)
        if question.by == MONTH:
            cells = {unit: reading.total([unit], way, groups) for unit in _months(units)}
            return self.told(question, total, {_name(unit): cell for unit, cell in cells.items()})
        by = self.by[question.by]
        found: dict[str, list[Shown]] = defaultdict(list)
        for unit in units:
            for raw, cell in reading.groups(unit, question.by).items():
                if not way or raw in groups:
                    found[by.label(raw, question.setting)].append(cell)
        for name in question.listed():
            found.setdefault(name, [])
        named = {name: together(cells, reading.nothing) for name, cells in sorted(found.items())}
        return self.told(question, total, named)

    def _asked(self, question: Question, reading: Reading) -> tuple[Sequence[Span], str, list[str]]:
        """The years and months, and the one way and its groups that are filtered by. Raises TooFine."""
        where = dict(question.scope.where)
        units = units_of(question.scope.start, question.scope.as_of)
        if MONTH in where and units is not None:
            wanted = MONTHS.stored(where.pop(MONTH), question.setting)
            units = [unit for unit in _months(units) if _name(unit) in wanted]
        ways = {*where, *([question.by] if question.by and question.by != MONTH else [])}
        if len(ways) > 1:
            raise TooFine(ONE_WAY)
        checked = reading.check(units)
        if not where:
            return checked, "", []
        [(way, names)] = where.items()
        return checked, way, self.stored(way, names, question)

    def stored(self, way: str, names: Sequence[str], question: Question) -> list[str]:
        """What is stored of the names that are filtered by."""
        dimension = self.dimensions[way]
        assert isinstance(
            dimension, InStore | AgencyInStore | MonthInStore
        )  # every dimension of these measures
        return dimension.stored(names, question.setting)

    def told(
        self,
        question: Question,
        shown: Shown | None,
        groups: Mapping[str, Shown] | None = None,
        why_not: str = "",
    ) -> Answer:
        """Counts as an answer, with the reason where there is no value."""
        value, numerator, denominator = _figure(shown)
        hidden = shown is not None and shown.hidden
        if hidden:
            why_not = RULES.means(Symbol.CONFIDENTIAL)
        elif value is None and not why_not:
            why_not = f"There is nothing to count {question.scope.when}, so there is no figure."
        return Answer(
            key=self.key,
            unit=self.unit,
            as_of=question.scope.as_of,
            value=value,
            numerator=numerator,
            denominator=denominator,
            why_not=why_not,
            symbol=Symbol.CONFIDENTIAL.value if hidden else "",
            rows=0 if shown is None or (shown.count and shown.count.nothing) else len(self.sources),
            groups={name: self.told(question, each) for name, each in (groups or {}).items()},
        )

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        reading, problem = None, ""
        try:
            ready = stores.ready(question.scope.partnership)
            reading, problem = Reading(self.of, ready.opened.sheets(self.whole, RULES)), self.lacking(ready)
        except stores.NotReady as not_ready:
            problem = str(not_ready)
        points = []
        for start, end in question.months():
            gap = self._gap(spans, start, end) or problem
            if gap or reading is None:
                points.append(Point(start=start, end=end, covered=False, why_not=gap))
            else:
                points.append(_point(start, end, self._month(question, Period(start, end), reading)))
        return points

    def _month(self, question: Question, month: Period, reading: Reading) -> Answer:
        """The answer of one month of a series. Raises NoSuchDimension for a filter too many."""
        scope = replace(question.scope, period=month)
        try:
            return self._read(Question(self, scope, shared=question.agencies), reading)
        except TooFine as problem:
            raise NoSuchDimension(str(problem)) from None

    def _gap(self, spans: Sequence[Period], start: date, end: date) -> str:
        if start.day != 1 or end != month_end(start):
            return f"{month_of(end)} is not asked about as a whole."
        if coverage.complete(spans, start, end):
            return ""
        return coverage.gap(self.source, spans, start, end) or f"{month_of(end)} is not over."

    def window(self, scope: Scope) -> Q:
        return (
            Q(contract__in=self.sources)
            & (Q(last_day__gte=scope.start) | Q(last_day=None))
            & (Q(first_day__lte=scope.as_of) | Q(first_day=None))
        )

    def fields(self) -> tuple[str, ...]:
        return "first_day", "last_day", "sha256"

    def records(self, question: Question) -> QuerySet[Delivery]:
        return question.rows

    def evidence(self, question: Question) -> list[tuple[Any, ...]]:
        """The hashes of the deliveries behind it, the linkage where it needs one, and the figure as it is shown."""
        rows = [
            ("delivery", one, digest)
            for one, digest in question.rows.order_by("pk").values_list("pk", "sha256")
        ]
        row = stores.latest(question.scope.partnership)
        linkage = [("linkage", row.linkage)] if row and self.whole.linked else []
        gap = self.unrecorded(question)
        answer = None if gap else self.answer(question)
        figure = (
            (gap,) if answer is None else (answer.value, answer.numerator, answer.denominator, answer.symbol)
        )
        return [*rows, *linkage, ("figure", *figure)]


@dataclass(frozen=True, kw_only=True)
class CountOfChildren(OfChildren):
    """How many children, or things that happened to children, a period saw."""

    sort: ClassVar[Sort] = "count"


@dataclass(frozen=True, kw_only=True)
class ShareOfChildren(OfChildren):
    """Of what happened to children in a period, which part was so."""

    sort: ClassVar[Sort] = "rate"

    @property
    def most(self) -> int:
        return 1


def measure_of(one: Indicator | Part, family: str, **words: Any) -> OfChildren:
    """The measure that tells an indicator: its words, its dimensions and its unit."""
    whole = one.of if isinstance(one, Part) else one
    kind = ShareOfChildren if words["unit"].many == "rate" else CountOfChildren
    return kind(
        f"data.{one.key}",
        of=one,
        family=family,
        title=one.title,
        definition=one.definition,
        source=source_of(whole.sources[0]),
        by={way.name: dimension_of(way, whole) for way in one.by},
        numerator=one.numerator,
        denominator=one.denominator,
        caveat=one.caveat,
        **words,
    )


def months_before(day: date, count: int) -> date:
    """A day so many months earlier, no later in its month than the 28th; the day itself where they are none."""
    if not count:
        return day
    month = day.year * 12 + day.month - 1 - count
    return date(month // 12, month % 12 + 1, min(day.day, 28))


def _later(spans: Sequence[Period], looks_back: int) -> list[Period]:
    """What of each period has enough before it."""
    if not looks_back:
        return list(spans)
    starts = [(months_before(span.start, -looks_back), span.end) for span in spans]
    return [Period(start, end) for start, end in starts if start <= end]


def _both(one: Period, two: Period) -> Period | None:
    start, end = max(one.start, two.start), min(one.end, two.end)
    return Period(start, end) if start <= end else None


def _months(units: Sequence[Span]) -> list[Span]:
    return [month for unit in units for month in months_of(unit)]


def _name(unit: Span) -> str:
    return f"{unit.first:%Y-%m}"


def _figure(shown: Shown | None) -> tuple[int | Fraction | None, int | None, int | None]:
    """Value, numerator and denominator."""
    count = shown.count if shown else None
    match count:
        case None:
            return None, None, None
        case Count(part, None):
            return part, None, None
        case Count(part, whole):
            return (Fraction(part, whole) if whole else None), part, whole


def _point(start: date, end: date, told: Answer) -> Point:
    return Point(
        start=start,
        end=end,
        value=told.value,
        numerator=told.numerator,
        denominator=told.denominator,
        rows=told.rows,
        why_not=told.why_not if told.symbol else "",
        symbol=told.symbol,
    )
