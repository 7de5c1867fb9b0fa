"""What a check tests, in words: printed beside its verdict, so that nobody takes a sentence to be checked further."""

from __future__ import annotations

from datetime import date

from sightline.claims.checks import (
    AtDate,
    Between,
    Change,
    Check,
    Compare,
    Includes,
    IsConsistent,
    IsImproving,
    IsNot,
    IsWorsening,
    OfFact,
    OfSeries,
    Op,
)
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.changes import amount_of
from sightline.claims.judging.comparisons import between
from sightline.claims.words import OPS, Form, stated, subject, when
from sightline.foundation.dates import spell_out

OVER_TIME = {
    IsImproving: "improved beyond ordinary variation",
    IsWorsening: "worsened beyond ordinary variation",
    IsConsistent: "kept within ordinary variation",
}


def condition(check: Check, info: MeasureInfo) -> str:
    """Attendance at meetings (body: Education Advisory Group) in 2024-25 came to at least 95%."""
    named = subject(check, info).rstrip(",")
    words = f"{named[:1].lower()}{named[1:]}" if named[1:2].islower() else named
    of_each = f", of each {info.dimensions[check.by].one}," if check.each and check.by else ""
    if isinstance(check.test, OfSeries):
        return f"{words} {when(check.period)}, month by month{of_each or ','} {OVER_TIME[type(check.test)]}"
    if isinstance(check.test, Change):
        return f"{words}{of_each} {_changed(check, check.test, info)}"
    return f"{words} {when(check.period)}{of_each} {_compared(check, info)}"


def _compared(check: Check, info: MeasureInfo) -> str:
    came = "stood at" if isinstance(check.period, AtDate) else "came to"
    form = Form.of(info)
    match check.test:
        case Compare(op=Op.UNEQUAL, number=number):
            return f"did not come to {stated(number.exact, form)}"
        case Compare(op=op, number=number):
            return f"{came} {OPS[op].format(stated(number.exact, form))}"
        case Between():
            return f"{came} {between(check.test, form)}"
        case Includes(value=value):
            return f"included {value}"
        case IsNot(value=value):
            return f"was not {value}"
        case OfFact(value=value):
            return f"was {value} alone"
    raise AssertionError(f"no words for {check.test}")


def _changed(check: Check, test: Change, info: MeasureInfo) -> str:
    moved = "fell" if test.direction < 0 else "rose"
    amount = amount_of(test, info).removeprefix("of ")
    start = spell_out(test.since) if isinstance(test.since, date) else str(test.since)
    end = when(check.period).removeprefix("in ").removeprefix("on ")
    return f"{moved}{f' by {amount}' if amount else ''} from {start} to {end}"
