"""One reading against the test of a check: the whole of a measure, or one of its groups."""

from __future__ import annotations

from sightline.claims.checks import Between, Change, Check, Compare, OfFact
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.changes import changed
from sightline.claims.judging.comparisons import compared
from sightline.claims.judging.facts import told
from sightline.claims.judging.outcomes import Outcome
from sightline.claims.judging.readings import Reading
from sightline.claims.judging.series import over_time
from sightline.claims.words import when


def judged(check: Check, info: MeasureInfo, reading: Reading) -> Outcome:
    """The outcome of a check for one reading."""
    match check.test:
        case Compare() | Between():
            return compared(check.test, info, reading)
        case Change():
            return changed(check.test, info, reading)
        case OfFact():
            return told(check.test, reading)
        case _:
            return over_time(check.test, when(check.period), info, reading)
