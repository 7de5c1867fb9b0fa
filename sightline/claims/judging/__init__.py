"""Whether a check holds, and why: from figures to a verdict with one plain sentence."""

from __future__ import annotations

from sightline.claims.checks import Check
from sightline.claims.figures import Figures
from sightline.claims.judging.groups import each_judged
from sightline.claims.judging.readings import ask
from sightline.claims.judging.single import judged
from sightline.claims.validation import validate
from sightline.claims.verdicts import Verdict, VerdictKind
from sightline.claims.words import sentence, subject

__all__ = ["judge", "validate"]

KINDS = {
    True: VerdictKind.HOLDS,
    False: VerdictKind.DOES_NOT_HOLD,
    None: VerdictKind.NOT_RECORDED,
}


def judge(check: Check, figures: Figures) -> Verdict:
    """The verdict on ``check``: holds, does not hold, or not recorded when a figure it needs is missing.

    Raises CheckError when the check cannot be asked of its measure, or there is no such measure.
    """
    info = figures.measure(check.key)
    validate(check, info)
    named = figures.named(check)
    reading = ask(check, figures)
    outcome = each_judged(named, info, reading) if check.each else judged(named, info, reading)
    return Verdict(
        kind=KINDS[outcome.holds],
        value=outcome.value,
        because=sentence(f"{subject(named, info)} {outcome.tail}"),
        detail=outcome.lines,
    )
