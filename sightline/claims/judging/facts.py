"""A fact against the name that the check states; capitals and spacing do not matter, as with any name."""

from __future__ import annotations

from sightline.claims.checks import Includes, IsNot, OfFact
from sightline.claims.judging.outcomes import Outcome, lines_of, missing
from sightline.claims.judging.readings import Reading
from sightline.claims.words import listed
from sightline.foundation.text import fold


def told(test: OfFact, reading: Reading) -> Outcome:
    """Whether the fact is the stated name alone, is without it, or has it among others."""
    moment = reading[0]
    names = moment.figure.names
    if not names:
        return missing(moment, reading)
    among = fold(test.value) in {fold(name) for name in names}
    match test:
        case Includes():
            holds = among
            remark = f"which {'includes' if among else 'does not include'} {test.value}"
        case IsNot():
            holds = not among
            remark = f"not {test.value}" if holds else "which the check rules out"
        case _:
            holds = among and len(names) == 1
            remark = "as the check says" if holds else f"not {test.value}{' alone' if among else ''}"
    return Outcome(
        holds,
        tail=f"{moment.when}: {listed(names)}, {remark}",
        phrase=f"with {listed(names)}",
        value=", ".join(names),
        lines=lines_of(reading, holds),
    )
