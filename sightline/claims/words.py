"""The pieces of the sentence that says why: grammatical for any measure, true to the exact figures.

A measure's title may be singular or plural, so no verb here agrees with it: figures "came to" and "fell", and
where a verb would have to agree, the title stands before a colon.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction

from sightline.claims.checks import AtDate, InSpan, InYear, Op, Period, Selection
from sightline.claims.figures import Figure, MeasureInfo
from sightline.foundation.dates import month_of, spell_out
from sightline.foundation.numbers import exact, half_up, thousands

OPS = {
    Op.AT_LEAST: "at least {}",
    Op.AT_MOST: "at most {}",
    Op.MORE: "more than {}",
    Op.LESS: "less than {}",
    Op.EQUAL: "exactly {}",
    Op.UNEQUAL: "not {}",
}
OPENINGS = frozenset({"No", "Nothing", "None", "There", "The", "A", "An", "Records", "Some", "It", "This"})
FINEST = 15


def sentence(text: str) -> str:
    """A text with single spaces, a capital and one full stop."""
    plain = " ".join(text.split()).rstrip(". ")
    return f"{plain[:1].upper()}{plain[1:]}."


def clause(text: str) -> str:
    """A sentence made ready to stand inside another: without full stop, or capital unless it is a name's."""
    plain = " ".join(text.split()).rstrip(". ")
    opening = plain.partition(" ")[0]
    return opening.lower() + plain[len(opening) :] if opening in OPENINGS else plain


def listed(names: Sequence[str], last: str = "and") -> str:
    """A, B and C."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def several(count: int, noun: str) -> str:
    """1 body, 7 bodies."""
    return f"{count:,} {spoken(noun) if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a dimension's name."""
    noun = spoken(noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def spoken(dimension: str) -> str:
    """A dimension's name in words."""
    return dimension.replace("_", " ")


def subject(selection: Selection, info: MeasureInfo) -> str:
    """The title with the filters: Outstanding actions (source: practice review or rapid review)."""
    filters = "; ".join(f"{spoken(name)}: {listed(values, 'or')}" for name, values in selection.where)
    named = f"{info.title} ({filters})" if filters else info.title
    return f"{named}," if "," in info.title else named


def verb(info: MeasureInfo) -> str:
    """What a figure did, whether the measure's title is singular or plural."""
    return "stood at" if info.at_date else "came to"


def when(period: Period) -> str:
    """In 2024-25, on 31 March 2025, from April 2023 to March 2025."""
    match period:
        case InYear(year=year):
            return f"in {year}"
        case AtDate(on=on):
            return f"on {spell_out(on)}"
        case InSpan(start=start, end=end):
            return f"from {month_of(start)} to {month_of(end)}"


class Form(Enum):
    """How a number is written: by itself, or with what it would leave in doubt, for one and for many."""

    NUMBER = "", ""
    PERCENT = "%", "%"
    POINTS = " percentage point", " percentage points"
    DAYS = " day", " days"
    POUNDS = " pound", " pounds"

    @property
    def factor(self) -> int:
        return 100 if self in (Form.PERCENT, Form.POINTS) else 1

    @classmethod
    def of(cls, info: MeasureInfo) -> Form:
        """The form of a measure's values."""
        if info.is_rate:
            return cls.PERCENT
        return {"days": cls.DAYS, "pounds": cls.POUNDS}.get(info.unit, cls.NUMBER)


def number(value: Fraction, form: Form, *against: Fraction) -> str:
    """A value, with as many decimals as it takes to stand on the right side of all it is compared with."""
    places = _least(
        _fewest(value, form),
        lambda places: all(
            _sign(_rounded(value, form, places) - bound) == _sign(value - bound) for bound in against
        ),
    )
    return _written(value, form, places)


def stated(value: Fraction, form: Form) -> str:
    """A number that a check states, with all its decimals: 9,000, 80%, 2.5 days."""
    return number(value, form, value)


def apart(first: Fraction, second: Fraction, form: Form) -> tuple[str, str]:
    """Two values, with as many decimals as it takes to tell which is the greater."""
    places = _least(
        max(_fewest(first, form), _fewest(second, form)),
        lambda places: (
            _sign(_rounded(first, form, places) - _rounded(second, form, places)) == _sign(first - second)
        ),
    )
    return _written(first, form, places), _written(second, form, places)


def made_of(found: Figure, info: MeasureInfo) -> str:
    """The two numbers of a rate, as in " (18 of 25)"; nothing for other measures."""
    if not info.is_rate or found.numerator is None or not found.denominator:
        return ""
    return f" ({thousands(found.numerator, 1)} of {thousands(found.denominator, 1)})"


def _fewest(value: Fraction, form: Form) -> int:
    return 0 if form is Form.PERCENT or (value * form.factor).denominator == 1 else 1


def _least(fewest: int, serves: Callable[[int], bool]) -> int:
    """The least number of decimals that serves, from ``fewest`` up to the finest."""
    return next((places for places in range(fewest, FINEST) if serves(places)), FINEST)


def _rounded(value: Fraction, form: Form, places: int) -> Fraction:
    return exact(half_up(value * form.factor, places)) / form.factor


def _written(value: Fraction, form: Form, places: int) -> str:
    scaled = value * form.factor
    one, many = form.value
    return f"{thousands(scaled, places)}{one if scaled == 1 else many}"


def _sign(difference: Fraction) -> int:
    return (difference > 0) - (difference < 0)
