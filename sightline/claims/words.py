"""The pieces of the sentence that says why: grammatical for any measure, true to the exact figures.

A measure's title may be singular or plural, so no verb here agrees with it: figures "came to" and "fell", and
where a verb would have to agree, the title stands before a colon.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from sightline.claims.checks import AtDate, InSpan, InYear, Op, Period, Selection
from sightline.claims.figures import Figure, MeasureInfo
from sightline.foundation.dates import month_of, spell_out
from sightline.foundation.numbers import exact, half_up, thousands
from sightline.measures.units import Noun

OPS = {
    Op.AT_LEAST: "at least {}",
    Op.AT_MOST: "at most {}",
    Op.MORE: "more than {}",
    Op.LESS: "less than {}",
    Op.EQUAL: "exactly {}",
    Op.UNEQUAL: "not {}",
}
OPENINGS = frozenset(
    {"No", "Nobody", "Nothing", "None", "There", "The", "A", "An", "Records", "Some", "It", "This"}
)
FINEST = 15
WIDE, NARROW = 10, 2
"""How far apart the lines of a chart lie that are written more roughly, and more finely."""
MONTH = "month"
"""The dimension whose values are months, written 2024-04 in a check."""
MONTHS = Noun("month", "months")


def sentence(text: str) -> str:
    """A text with single spaces, a capital and one full stop."""
    plain = " ".join(text.split()).rstrip(". ")
    return f"{plain[:1].upper()}{plain[1:]}."


def clause(text: str) -> str:
    """A sentence made ready to stand inside another: without full stop, or capital unless it is a name's."""
    plain = " ".join(text.split()).rstrip(". ")
    opening = plain.partition(" ")[0]
    return opening.lower() + plain[len(opening) :] if opening in OPENINGS else plain


def then(text: str, when: str) -> str:
    """A reason that is told of ``when`` without repeating it: no action was outstanding then."""
    for time in (when, f"at {when.removeprefix('on ')}"):
        text = text.replace(time, "then")
    return text


def listed(names: Sequence[str], last: str = "and") -> str:
    """A, B and C."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def several(count: int, noun: Noun) -> str:
    """1 body, 7 bodies."""
    return f"{count:,} {noun.one if count == 1 else noun.many}"


def spoken(dimension: str) -> str:
    """A dimension's name in words."""
    return dimension.replace("_", " ")


def called(dimension: str, name: str) -> str:
    """A value of a dimension as a sentence says it: April 2024 for the month 2024-04."""
    return month_of(date.fromisoformat(f"{name}-01")) if dimension == MONTH else name


def subject(selection: Selection, info: MeasureInfo) -> str:
    """The title with the filters: Outstanding actions (source: practice review or rapid review)."""
    filters = "; ".join(
        f"{spoken(name)}: {listed([called(name, value) for value in values], 'or')}"
        for name, values in selection.where
    )
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
            first, last = month_of(start), month_of(end)
            return f"in {first}" if first == last else f"from {first} to {last}"


class Form(Enum):
    """How a number is written: by itself, or with what it would leave in doubt: before, after one, after many."""

    NUMBER = "", "", ""
    PERCENT = "", "%", "%"
    POINTS = "", " percentage point", " percentage points"
    DAYS = "", " day", " days"
    POUNDS = "£", "", ""

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
    return _written(value, form, _places(value, form, _fewest(value, form), against))


def stated(value: Fraction, form: Form) -> str:
    """A number that a check states, with all its decimals: 9,000, 80%, 2.5 days."""
    return number(value, form, value)


def level(
    line: Fraction,
    form: Form,
    *,
    span: Fraction,
    beside: Fraction | None = None,
    against: Sequence[Fraction] = (),
) -> str:
    """A line of a chart, on its side of the value ``beside`` it as that is printed ``against`` all its lines.

    ``span`` is how far apart the lines lie: where that is far, part of a day or a pound says nothing, and where it
    is near, it takes one decimal more to tell one line from another.
    """
    fewest = _fewest(line, form)
    if span >= WIDE and form in (Form.DAYS, Form.POUNDS):
        fewest = 0
    elif span * form.factor < NARROW and (line * form.factor).denominator > 1:
        fewest += 1
    if beside is None:
        return _written(line, form, fewest)
    printed = _rounded(beside, form, _places(beside, form, _fewest(beside, form), against))
    return _written(line, form, _places(line, form, fewest, [printed]))


def apart(first: Fraction, second: Fraction, form: Form, *, fewest: int = 0) -> tuple[str, str]:
    """Two values, with as many decimals as it takes to tell which is the greater, and at least ``fewest``."""
    places = _least(
        max(_fewest(first, form), _fewest(second, form), fewest),
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
    if form is Form.PERCENT or (value * form.factor).denominator == 1:
        return 0
    return 2 if form is Form.POUNDS else 1


def _places(value: Fraction, form: Form, fewest: int, against: Sequence[Fraction]) -> int:
    """The decimals it takes for a value to stand, as it is printed, on the right side of all of ``against``."""
    return _least(
        fewest,
        lambda places: all(
            _sign(_rounded(value, form, places) - bound) == _sign(value - bound) for bound in against
        ),
    )


def _least(fewest: int, serves: Callable[[int], bool]) -> int:
    """The least number of decimals that serves, from ``fewest`` up to the finest."""
    return next((places for places in range(fewest, FINEST) if serves(places)), FINEST)


def _rounded(value: Fraction, form: Form, places: int) -> Fraction:
    return exact(half_up(value * form.factor, places)) / form.factor


def _written(value: Fraction, form: Form, places: int) -> str:
    scaled = value * form.factor
    before, one, many = form.value
    return f"{before}{thousands(scaled, places)}{one if scaled == 1 else many}"


def _sign(difference: Fraction) -> int:
    return (difference > 0) - (difference < 0)
