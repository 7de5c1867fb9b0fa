"""A figure against what it was."""

from __future__ import annotations

from sightline.claims.checks import Change, Scale
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.outcomes import Outcome, found, lines_of, missing, unjudged
from sightline.claims.judging.readings import Reading
from sightline.claims.words import OPS, Form, apart, made_of, number, stated, verb


def changed(test: Change, info: MeasureInfo, reading: Reading) -> Outcome:
    """Whether the figure moved the stated way and by the stated amount; the same is neither rise nor fall."""
    before, after = reading
    was, now = before.figure.number, after.figure.number
    if was is None:
        return missing(before, reading)
    if now is None:
        return missing(after, reading)
    form = Form.of(info)
    # Beside the size of a change, whole per cents would seem to contradict it: 7% to 6%, a fall of 0.6 points.
    earlier, later = apart(was, now, form, fewest=int(info.is_rate and test.amount is not None))
    earlier, later = earlier + made_of(before.figure, info), later + made_of(after.figure, info)
    if was == now:
        told = f"{verb(info)} {earlier} {before.when} and {later} {after.when}"
        phrase = f"staying at {later}"
    else:
        told = f"{'fell' if now < was else 'rose'} from {earlier} {before.when} to {later} {after.when}"
        phrase = f"going from {earlier} to {later}"
    noun = noun_of(test)
    moved = (now - was) * test.direction > 0
    if test.op is None or test.amount is None:
        holds, tail = moved, told if moved else f"{told}, so there was no {noun}"
    elif not moved:
        holds, tail = False, f"{told}, so there was no {noun} {amount_of(test, info)}"
    elif test.amount.scale is Scale.PERCENT and was == 0:
        why = f"the figure was 0 {before.when}, and a change from 0 is no percentage"
        return unjudged(after.when, why, reading)
    else:
        size = abs(now - was) / was if test.amount.scale is Scale.PERCENT else abs(now - was)
        bound, unit = test.amount.exact, form_of_amount(test, info)
        holds = test.op.holds(size, bound)
        against = OPS[test.op if holds else test.op.opposite].format(stated(bound, unit))
        relative = "relative " if info.is_rate and unit is Form.PERCENT else ""
        tail = f"{told}, a {relative}{noun} of {number(size, unit, bound)}, which is {against}"
    return Outcome(
        holds, tail=tail, phrase=phrase, value=found(now), lines=lines_of(reading, holds), number=now
    )


def noun_of(test: Change) -> str:
    """A fall or a rise."""
    return "fall" if test.direction < 0 else "rise"


def amount_of(test: Change, info: MeasureInfo) -> str:
    """The stated amount in words, as in "of at least 25%"; nothing when none is stated."""
    if test.op is None or test.amount is None:
        return ""
    return "of " + OPS[test.op].format(stated(test.amount.exact, form_of_amount(test, info)))


def form_of_amount(test: Change, info: MeasureInfo) -> Form:
    """How the size of a change is written: a share of what it was, points of a rate, or as the measure is."""
    if test.amount is not None and test.amount.scale is Scale.PERCENT:
        return Form.PERCENT
    return Form.POINTS if info.is_rate else Form.of(info)
