"""A run of months against ordinary variation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sightline.claims.checks import IsConsistent, IsImproving, IsWorsening, OfSeries
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.outcomes import Outcome, found, lines_of, unjudged
from sightline.claims.judging.readings import Reading
from sightline.claims.words import MONTHS, Form, level, number, several
from sightline.measures.spc import TOO_FEW, Cause, Chart, Limits, Meaning, Point, xmr
from sightline.measures.units import Noun

MEANINGS = {
    Meaning.IMPROVEMENT: "which is an improvement",
    Meaning.CONCERN: "which is a worsening",
    Meaning.NEUTRAL: "which is neither better nor worse",
}


def over_time(test: OfSeries, when: str, info: MeasureInfo, reading: Reading) -> Outcome:
    """Whether the latest month is a special cause the stated way, or no month is one.

    A month that is not covered leaves nothing to judge: of some of the months asked about nothing is known. Months
    of which the measure has no value are left out.
    """
    for moment in reading:
        if not moment.figure.covered:
            return unjudged(when, moment.figure.why_not, reading)
    usable = [moment for moment in reading if moment.figure.number is not None]
    values = [moment.figure.number for moment in usable if moment.figure.number is not None]
    chart = xmr(values, better=info.better)
    latest = chart.latest
    if chart.too_few or latest is None:
        months = several(len(usable), MONTHS) if usable else "no month"
        why = f"too few to judge, with {months} recorded where {TOO_FEW} are needed"
        return Outcome(None, f"{when}: {why}", lines=lines_of(reading), why_not=why, months=len(usable))
    said = _Said(chart, usable, info)
    if isinstance(test, IsConsistent):
        if not chart.special and said.nothing_could_fail:
            return unjudged(when, "the months vary so much that nothing would show", reading)
        holds, tail = not chart.special, said.variation()
        phrase = f"at {said.latest}" if holds else f"with {said.unusual}"
    else:
        wanted, noun = WANTED[type(test)]
        holds, tail = (
            latest.meaning is wanted,
            f"the latest monthly figure, {said.latest}, {said.finding(noun)}",
        )
        phrase = f"at {said.latest} ({latest.why or 'within ordinary variation'})"
    causes = {moment.when: point.cause for moment, point in zip(usable, chart.points, strict=True)}
    return Outcome(
        holds,
        tail=f"{when}: {tail}",
        phrase=phrase,
        value=found(latest.value),
        lines=tuple(
            replace(line, note=str(causes.get(line.label) or line.note)) for line in lines_of(reading)
        ),
        number=latest.value,
    )


WANTED: dict[type, tuple[Meaning, str]] = {
    IsImproving: (Meaning.IMPROVEMENT, "improvement"),
    IsWorsening: (Meaning.CONCERN, "worsening"),
}


class _Said:
    """What a chart shows, in words: its lines within what the measure can be, and what its points belong to."""

    def __init__(self, chart: Chart, usable: Reading, info: MeasureInfo) -> None:
        assert chart.latest
        self.chart, self.usable, self.info = chart, usable, info
        self.form = Form.of(info)
        self.point: Point = chart.latest
        self.limits: Limits = chart.latest.limits
        self.latest = self._month(self.point)

    @property
    def nothing_could_fail(self) -> bool:
        """Whether the limits span everything that the measure can be."""
        return self.info.is_part and self.limits.lower <= 0 and self.limits.upper >= 1

    @property
    def unusual(self) -> str:
        """The most unusual of the months beyond ordinary variation, why it is one, and how many others are."""
        special = self.chart.special
        most = max(special, key=lambda point: abs(point.value - point.limits.mean))
        others = several(len(special) - 1, Noun("other month", "other months"))
        return f"{self._month(most)} ({most.why}{f'; {others} too' if len(special) > 1 else ''})"

    def variation(self) -> str:
        count, special = len(self.chart.points), self.chart.special
        if not special:
            return (
                f"the {count} monthly figures show only ordinary variation ({self._range()}),"
                f" the latest being {self.latest}"
            )
        verb = "shows" if len(special) == 1 else "show"
        which = f"all {count}" if len(special) == count else f"{len(special)} of the {count}"
        told = f"{which} monthly figures {verb} more than ordinary variation ({self._range()})"
        if special[0] is self.point:
            return f"{told}: the latest, {self.latest}, is {self.point.why}"
        told += (
            f"{':' if len(special) == 1 else ', beginning with'} {self._month(special[0])}, {special[0].why}"
        )
        if not self.point.special:
            return f"{told}; the latest is {self.latest}"
        return f"{told}; the latest, {self.latest}, is {self.point.why}"

    def finding(self, noun: str) -> str:
        """What the latest month belongs to, and what that means."""
        if self.point.meaning is None:
            return f"is within ordinary variation ({self._range()}), so there is no {noun}"
        return f"{self._cause()}, {MEANINGS[self.point.meaning]}"

    def _month(self, point: Point) -> str:
        limits = point.limits
        shown = number(point.value, self.form, limits.upper, limits.lower, limits.mean)
        return f"{shown} {self.usable[point.index].when}"

    def _range(self) -> str:
        """The limits, no further than what the measure can be: none can be below nought, a part not above 100%."""
        limits = self.limits
        lower = max(limits.lower, Fraction(0))
        upper = min(limits.upper, Fraction(1)) if self.info.is_part else limits.upper
        return f"{self._line(lower)} to {self._line(upper)}, around an average month of {self._line(limits.mean)}"

    def _cause(self) -> str:
        latest, limits = self.point, self.limits
        up = latest.direction > 0
        limit = self._line(limits.upper if up else limits.lower, latest)
        match latest.cause:
            case Cause.OUTSIDE:
                where = "above the upper" if up else "below the lower"
                return f"is {where} limit of ordinary variation, {limit}"
            case Cause.TREND:
                return f"ends a steady {'rise' if up else 'fall'} over {latest.run} monthly figures"
            case Cause.TWO_OF_THREE:
                edge = "upper" if up else "lower"
                return f"is, like another of the last three, near the {edge} limit of ordinary variation, {limit}"
            case _:
                side = "above" if up else "below"
                mean = self._line(limits.mean, latest)
                return f"ends a run of {latest.run} monthly figures {side} the average month of {mean}"

    def _line(self, line: Fraction, beside: Point | None = None) -> str:
        limits = self.limits
        span = limits.upper - limits.lower
        if beside is None:
            return level(line, self.form, span=span)
        return level(
            line,
            self.form,
            span=span,
            beside=beside.value,
            against=(limits.lower, limits.upper, limits.mean),
        )
