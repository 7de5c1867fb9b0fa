"""Between a check and the answers that an author gives about it, so that nobody has to write the language.

The answers are put together as the text of a check and read like any other, so that both ways of writing one meet
the same refusals, and each check can be taken apart into answers again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from sightline.claims.checks import (
    Between,
    Change,
    Check,
    Compare,
    Falls,
    Includes,
    Is,
    IsConsistent,
    IsImproving,
    IsNot,
    IsWorsening,
    Quantity,
    Scale,
    Selection,
)
from sightline.claims.figures import MeasureInfo
from sightline.claims.grammar import parse, parse_selection, show_period
from sightline.foundation.dates import month_of, spell_out
from sightline.foundation.years import ReportingYear

COMPARISONS = (
    (">=", "is at least"),
    ("<=", "is at most"),
    (">", "is more than"),
    ("<", "is less than"),
    ("=", "is exactly"),
    ("!=", "is not"),
    ("between", "is between two numbers"),
)
CHANGES = (
    ("falls", "has fallen"),
    ("falls by", "has fallen by at least"),
    ("rises", "has risen"),
    ("rises by", "has risen by at least"),
)
OVER_TIME = (
    ("is improving", "is improving, month by month"),
    ("is worsening", "is worsening, month by month"),
    ("is consistent", "is consistent, month by month"),
)
OF_FACTS = (("is", "is"), ("is not", "is not"), ("includes", "includes"))
WITH_NUMBER = frozenset(code for code, _ in COMPARISONS) | {"falls by", "rises by"}
WITH_SINCE = frozenset(code for code, _ in CHANGES)
MONTHLY = frozenset(code for code, _ in OVER_TIME)
YEARS_BACK = 3


@dataclass(frozen=True)
class Answers:
    """What an author chose and typed. ``where`` holds the values ticked of each dimension."""

    measure: str
    when: str
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by: str = ""
    monthly: bool = False
    test: str = ""
    number: str = ""
    high: str = ""
    scale: str = ""
    amount_op: str = ">="
    since: str = ""
    name: str = ""


def check_of(answers: Answers, info: MeasureInfo) -> Check:
    """The check that the answers make. Raises CheckError where they make none."""
    return parse(_joined(answers, f"{'each ' if answers.by else ''}{_test(answers, info)}"))


def selection_of(answers: Answers) -> Selection:
    """The selection that the answers make. Raises CheckError where they make none."""
    return parse_selection(_joined(answers, ""))


def _joined(answers: Answers, rest: str) -> str:
    filters = ", ".join(
        f"{name}={','.join(map(_quoted, values))}" for name, values in sorted(answers.where.items()) if values
    )
    words = [
        answers.measure + (f"{{{filters}}}" if filters else ""),
        "monthly" if answers.monthly or answers.test in MONTHLY else "",
        answers.when,
        f"by {answers.by}" if answers.by else "",
        rest,
    ]
    return " ".join(word for word in words if word)


def _test(answers: Answers, info: MeasureInfo) -> str:
    per_cent = "%" if info.is_rate else ""
    number = answers.number.strip().rstrip("%").strip()
    match answers.test:
        case "between":
            high = answers.high.strip().rstrip("%").strip()
            return f"between {number}{per_cent} and {high}{per_cent}"
        case "falls" | "rises":
            return f"{answers.test} since {answers.since}"
        case "falls by" | "rises by":
            scale = f" {answers.scale}" if answers.scale == Scale.POINTS else answers.scale
            return f"{answers.test} {answers.amount_op} {number}{scale} since {answers.since}"
        case "is" | "is not" | "includes":
            return f"{answers.test} {_quoted(answers.name)}"
        case comparison if comparison in MONTHLY:
            return comparison
        case comparison:
            return f"{comparison} {number}{per_cent}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def answers_of(selection: Selection, info: MeasureInfo) -> Answers:
    """The answers that make a check or a selection."""
    common = {
        "measure": selection.key,
        "when": show_period(selection.period),
        "where": {name: list(values) for name, values in selection.where},
        "by": selection.by or "",
        "monthly": selection.monthly,
    }
    if not isinstance(selection, Check):
        return Answers(**common)  # type: ignore[arg-type]
    match selection.test:
        case Compare(op=op, number=number):
            told = {"test": op.value, "number": _typed(number, info)}
        case Between(low=low, high=high):
            told = {"test": "between", "number": _typed(low, info), "high": _typed(high, info)}
        case Change(since=since, op=op, amount=amount):
            word = "falls" if isinstance(selection.test, Falls) else "rises"
            told = {"test": word, "since": since.isoformat() if isinstance(since, date) else str(since)}
            if op is not None and amount is not None:
                told |= {"test": f"{word} by", "number": amount.plain, "scale": amount.scale.value}
                told |= {"amount_op": op.value}
        case IsImproving() | IsWorsening() | IsConsistent():
            told = {"test": _series_word(selection.test)}
        case IsNot(value=value):
            told = {"test": "is not", "name": value}
        case Includes(value=value):
            told = {"test": "includes", "name": value}
        case Is(value=value):
            told = {"test": "is", "name": value}
        case _:
            raise AssertionError(f"no answers for {selection.test}")
    return Answers(**common, **told)  # type: ignore[arg-type]


def _series_word(test: IsImproving | IsWorsening | IsConsistent) -> str:
    return {IsImproving: "is improving", IsWorsening: "is worsening", IsConsistent: "is consistent"}[
        type(test)
    ]


def _typed(number: Quantity, info: MeasureInfo) -> str:
    """A number as the form shows it: that of a rate in hundredths, before a per cent sign."""
    if info.is_rate and number.scale is Scale.PLAIN:
        return Quantity(number.number * 100).plain
    return number.plain


def tests_for(info: MeasureInfo) -> list[tuple[str, str]]:
    """The comparisons that make sense for a measure."""
    if info.is_fact:
        return list(OF_FACTS)
    series = [one for one in OVER_TIME if info.better != "neither" or one[0] == "is consistent"]
    return [*COMPARISONS, *CHANGES, *(series if info.has_months else [])]


def times_for(info: MeasureInfo, years: Sequence[ReportingYear], *, monthly: bool) -> list[tuple[str, str]]:
    """The periods or dates that a measure can be asked for, the latest first."""
    known = sorted(years, reverse=True) or _recent()
    if info.at_date and not monthly:
        return [
            (f"at {year.end.isoformat()}", f"at {spell_out(year.end)}, the end of {year}") for year in known
        ]
    choices = [(f"in {year}", f"in {year}") for year in known]
    if monthly and len(known) > 1:
        start, end = known[-1].start, known[0].end
        span = (f"from {start:%Y-%m} to {end:%Y-%m}", f"from {month_of(start)} to {month_of(end)}")
        return [span, *choices]
    return choices


def since_for(info: MeasureInfo, years: Sequence[ReportingYear]) -> list[tuple[str, str]]:
    """The earlier periods or dates that a measure can be compared with, the latest first."""
    known = sorted({*years, *(year.previous for year in years)} or _recent(), reverse=True)
    if info.at_date:
        return [(year.end.isoformat(), f"{spell_out(year.end)}, the end of {year}") for year in known]
    return [(str(year), str(year)) for year in known]


def months_for(years: Sequence[ReportingYear]) -> list[tuple[str, str]]:
    """The months a span may begin and end with, the latest first."""
    known = sorted(years) or sorted(_recent())
    first, last = known[0].start, known[-1].end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    found = [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    ]
    return [(f"{month:%Y-%m}", month_of(month)) for month in reversed(found)]


def _recent() -> list[ReportingYear]:
    """The years to offer where no records cover any."""
    year = ReportingYear.of(timezone.localdate())
    return [ReportingYear(year.first - back) for back in range(YEARS_BACK)]
