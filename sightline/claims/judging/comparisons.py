"""A figure against numbers that the check states."""

from __future__ import annotations

from sightline.claims.checks import Between, Compare, Op
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.outcomes import Outcome, found, lines_of, missing
from sightline.claims.judging.readings import Reading
from sightline.claims.words import OPS, Form, made_of, number, stated, verb


def compared(test: Compare | Between, info: MeasureInfo, reading: Reading) -> Outcome:
    """Whether the exact figure, never the rounded one, is on the stated side of the stated numbers."""
    moment = reading[0]
    value = moment.figure.number
    if value is None:
        return missing(moment, reading)
    form = Form.of(info)
    if isinstance(test, Compare):
        bounds = [test.number.exact]
        holds = test.op.holds(value, bounds[0])
        clause = OPS[test.op if holds else test.op.opposite].format(stated(bounds[0], form))
    else:
        bounds = [test.low.exact, test.high.exact]
        holds = bounds[0] <= value <= bounds[1]
        clause = f"{'' if holds else 'not '}{between(test, form)}"
    shown = number(value, form, *bounds) + made_of(moment.figure, info)
    return Outcome(
        holds,
        tail=f"{verb(info)} {shown} {moment.when}, which is {clause}",
        phrase=f"at {shown}",
        alone=f"{shown}, {clause}",
        value=found(value),
        lines=lines_of(reading, holds),
        number=value,
    )


def between(test: Between, form: Form) -> str:
    """The two ends in words: between 70% and 90%, or exactly 80%."""
    if test.low.exact == test.high.exact:
        return OPS[Op.EQUAL].format(stated(test.low.exact, form))
    return f"between {stated(test.low.exact, form)} and {stated(test.high.exact, form)}"
