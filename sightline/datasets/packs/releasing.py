"""What a pack shows of an indicator, as releases: what its readers know, to be set beside what they knew before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sightline.datasets.figures.counts import month_name, months_of, year_span
from sightline.datasets.indicator_pages.symbols import MEANINGS
from sightline.datasets.indicator_pages.telling import Told, judged
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer, Point
from sightline.measures.disclosure import ALL, Release, Symbol
from sightline.measures.disclosure.knowledge import NO_END
from sightline.measures.disclosure.releases import Fact

MONTHS, YEAR, BEFORE = "months", "year", "year before"
HIDDEN = Symbol.CONFIDENTIAL.value


class Said(NamedTuple):
    """One figure: what it is divided by (or MONTHS, YEAR, BEFORE), its group or month, and what it tells.

    What a hidden figure tells is that it is hidden, and of a count that it is not 0.
    """

    by: str
    name: str
    facts: tuple[Fact, ...]

    @property
    def hidden(self) -> bool:
        return any(fact.hidden for fact in self.facts)


def figures_of(one: Told, groups: Mapping[str, Answer]) -> list[Said]:
    """Every figure of an indicator, those that matter most first."""
    share = getattr(one.measure, "is_share", False)
    found = [Said(YEAR, "", _facts(one.of_year, ALL, str(one.year), share))]
    if one.before is not None:
        found.append(Said(BEFORE, "", _facts(one.before, ALL, str(one.year.previous), share)))
    for month in reversed(one.months):
        name = f"{month.start:%Y-%m}"
        found.append(Said(MONTHS, name, _facts(month, ALL, name, share)))
    for by, answer in groups.items():
        for group, each in answer.groups.items():
            found.append(Said(by, group, _facts(each, group, str(one.year), share)))
    return found


def releases(name: str, one: Told, figures: Iterable[Said]) -> list[Release]:
    """These figures as releases under a name: what is of all children, and each way of dividing them."""
    held = list(figures)
    of_all = tuple(fact for said in held if said.by in (YEAR, BEFORE, MONTHS) for fact in said.facts)
    total = tuple(fact for said in held if said.by == YEAR for fact in said.facts)
    years = {one.year, one.year.previous} if one.months else set()
    made_of = {str(year): _months(year) for year in sorted(years, key=str)}
    found = [Release(name, one.measure.key, "", of_all, made_of=made_of)]
    for by in dict.fromkeys(said.by for said in held if said.by not in (YEAR, BEFORE, MONTHS)):
        parts = tuple(fact for said in held if said.by == by for fact in said.facts)
        found.append(Release(name, one.measure.key, by, (*total, *parts), _adds_up(total, parts)))
    return [release for release in found if release.facts]


def without(
    one: Told, groups: Mapping[str, Answer], withheld: Sequence[Said]
) -> tuple[Told, dict[str, Answer]]:
    """The indicator with these figures hidden; its months are judged anew by those that are left."""
    gone = {(said.by, said.name) for said in withheld}
    months = tuple(
        _hide_month(month) if (MONTHS, f"{month.start:%Y-%m}") in gone else month for month in one.months
    )
    told = replace(
        one,
        months=months,
        judged=judged(one.measure, months),
        of_year=_hide(one.of_year) if (YEAR, "") in gone else one.of_year,
        before=_hide(one.before) if one.before and (BEFORE, "") in gone else one.before,
    )
    return told, {
        by: replace(
            answer,
            groups={
                name: _hide(each) if (by, name) in gone else each for name, each in answer.groups.items()
            },
        )
        for by, answer in groups.items()
    }


def _hide(answer: Answer) -> Answer:
    return replace(
        answer, value=None, numerator=None, denominator=None, symbol=HIDDEN, why_not=MEANINGS[HIDDEN]
    )


def _hide_month(month: Point) -> Point:
    return replace(
        month, value=None, numerator=None, denominator=None, symbol=HIDDEN, why_not=MEANINGS[HIDDEN]
    )


def _months(year: ReportingYear) -> list[str]:
    return [month_name(span) for span in months_of(year_span(year))]


def _facts(shown: Answer | Point, group: str, period: str, share: bool) -> tuple[Fact, ...]:
    """What a figure tells; nothing where it is not recorded."""
    return tuple(
        Fact(part, ((group, period),), low, high, hidden) for part, low, high, hidden in _told(shown, share)
    )


def _told(shown: Answer | Point, share: bool) -> Iterator[tuple[str, float, float, bool]]:
    if shown.symbol:
        parts = ("n", "d", "rest") if share else ("n",)
        yield from ((part, 0 if share else 1, NO_END, True) for part in parts)
    elif share and shown.numerator is not None and shown.denominator is not None:
        yield "n", shown.numerator, shown.numerator, False
        yield "d", shown.denominator, shown.denominator, False
        yield "rest", 0, NO_END, False
    elif isinstance(shown.value, int):
        yield "n", shown.value, shown.value, False


def _adds_up(total: Iterable[Fact], parts: Sequence[Fact]) -> bool:
    """Whether groups can come to the total: of children whom several agencies know they come to more."""
    for whole in total:
        same = [fact for fact in parts if fact.part == whole.part and whole.part != "rest"]
        if same and not whole.hidden and sum(fact.low for fact in same) > whole.high:
            return False
        if same and not whole.hidden and sum(fact.high for fact in same) < whole.low:
            return False
    return True
