"""What is found of one reading: of the whole of a measure, or of one of its groups."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sightline.claims.judging.readings import Moment, Reading
from sightline.claims.verdicts import Found, Line
from sightline.claims.words import clause, then


@dataclass(frozen=True)
class Outcome:
    """What was found: ``tail`` goes on from the measure's name, ``phrase`` from a group's.

    ``alone`` is said of the only group that has any. ``holds`` is None when it cannot be judged, and ``why_not``
    then says why; ``months`` is how many there are where these are too few. ``number`` is what was weighed.
    """

    holds: bool | None
    tail: str
    phrase: str = ""
    alone: str = ""
    value: Found = None
    lines: tuple[Line, ...] = ()
    number: Fraction | None = None
    why_not: str = ""
    months: int | None = None


def unjudged(when: str, why: str, reading: Reading) -> Outcome:
    """The outcome where a figure is missing, or means nothing."""
    reason = then(clause(why), when) or "nothing is recorded"
    return Outcome(None, f"{when} could not be judged: {reason}", lines=lines_of(reading), why_not=reason)


def missing(moment: Moment, reading: Reading) -> Outcome:
    """The outcome where the figure of one moment is not recorded."""
    return unjudged(moment.when, moment.figure.why_not, reading)


def lines_of(reading: Reading, holds: bool | None = None) -> tuple[Line, ...]:
    """The figures of a reading; ``holds`` is of the last, which is the one that is judged."""
    return tuple(
        Line(
            label=when,
            value=found(figure.number) if figure.number is not None else ", ".join(figure.names) or None,
            numerator=figure.numerator if figure.known else None,
            denominator=figure.denominator if figure.known else None,
            holds=holds if place == len(reading) else None,
            note="" if figure.known else figure.why_not,
        )
        for place, (when, figure) in enumerate(reading, start=1)
    )


def found(number: Fraction) -> Found:
    """A number as a verdict keeps it: whole where it is whole."""
    return number.numerator if number.denominator == 1 else number
