"""A run of months against ordinary variation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sightline.claims.checks import IsConsistent, IsImproving, IsWorsening, OfSeries
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.outcomes import Outcome, found, lines_of
from sightline.claims.judging.readings import Reading
from sightline.claims.words import Form, apart, number, several
from sightline.measures.spc import TOO_FEW, Cause, Chart, Limits, Meaning, Point, xmr

MEANINGS = {
    Meaning.IMPROVEMENT: "which is an improvement",
    Meaning.CONCERN: "which is a worsening",
    Meaning.NEUTRAL: "which is neither better nor worse",
}


def over_time(test: OfSeries, when: str, info: MeasureInfo, reading: Reading) -> Outcome:
    """Whether the latest month is a special cause the stated way, or no month is one.

    Months that are not covered, or of which the measure has no value, are left out.
    """
    usable = [moment for moment in reading if moment.figure.number is not None]
    values = [moment.figure.number for moment in usable if moment.figure.number is not None]
    chart = xmr(values, better=info.better)
    latest = chart.latest
    if chart.too_few or latest is None:
        months = several(len(usable), "month") if usable else "no month"
        why = f"too few to judge, with {months} recorded where {TOO_FEW} are needed"
        return Outcome(None, f"{when}: {why}", lines=lines_of(reading), why_not=why)
    form = Form.of(info)
    shown = f"{_value(latest, form)} {usable[-1].when}"
    if isinstance(test, IsConsistent):
        holds = not chart.special
        tail = _variation(chart, usable, form, shown)
    else:
        wanted, noun = WANTED[type(test)]
        holds = latest.meaning is wanted
        found_out = (
            f"{_cause(chart, latest, form)}, {MEANINGS[latest.meaning]}"
            if latest.meaning
            else f"is within ordinary variation ({_range(latest.limits, form)}), so there is no {noun}"
        )
        tail = f"the latest monthly figure, {shown}, {found_out}"
    causes = {moment.when: point.cause for moment, point in zip(usable, chart.points, strict=True)}
    return Outcome(
        holds,
        tail=f"{when}: {tail}",
        phrase=f"at {shown}",
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


def _variation(chart: Chart, usable: Reading, form: Form, latest: str) -> str:
    months = f"{len(chart.points)} monthly figures"
    assert chart.limits
    lines = _range(chart.limits, form)
    if not chart.special:
        return f"the {months} show only ordinary variation ({lines}), the latest being {latest}"
    first = chart.special[0]
    verb = "shows" if len(chart.special) == 1 else "show"
    told = f"{len(chart.special)} of the {months} {verb} more than ordinary variation ({lines})"
    if first is chart.latest:
        return f"{told}, the latest at {latest}"
    return f"{told}, beginning with {_value(first, form)} {usable[first.index].when}; the latest is {latest}"


def _value(point: Point, form: Form) -> str:
    return number(point.value, form, point.limits.lower, point.limits.upper, point.limits.mean)


def _range(limits: Limits, form: Form) -> str:
    # None of our measures can fall below nought, so a limit below it is not a limit anybody could meet.
    lower = max(limits.lower, 0 * limits.lower)
    return (
        f"{number(lower, form)} to {number(limits.upper, form)}, around a mean of {number(limits.mean, form)}"
    )


def _cause(chart: Chart, latest: Point, form: Form) -> str:
    limits = latest.limits
    up = latest.direction > 0
    limit = apart(latest.value, limits.upper if up else limits.lower, form)[1]
    match latest.cause:
        case Cause.OUTSIDE:
            where = "above the upper" if up else "below the lower"
            return f"is {where} limit of ordinary variation, {limit}"
        case Cause.TREND:
            way = "rise" if up else "fall"
            return f"ends a steady {way} over {_run(chart, latest, steps=True)} monthly figures"
        case Cause.TWO_OF_THREE:
            edge = "upper" if up else "lower"
            return f"is, like another of the last three, near the {edge} limit of ordinary variation, {limit}"
        case _:
            side = "above" if up else "below"
            mean = apart(latest.value, limits.mean, form)[1]
            return (
                f"ends a run of {_run(chart, latest, steps=False)} monthly figures {side} the mean of {mean}"
            )


def _run(chart: Chart, latest: Point, *, steps: bool) -> int:
    """How many figures, back from the latest, step its way or lie on its side of the mean."""
    values = [point.value for point in chart.points[latest.limits.start :]]
    signs = (
        [after - before for before, after in pairwise(values)]
        if steps
        else [value - latest.limits.mean for value in values]
    )
    length = next((n for n, sign in enumerate(reversed(signs)) if sign * latest.direction <= 0), len(signs))
    return length + steps
