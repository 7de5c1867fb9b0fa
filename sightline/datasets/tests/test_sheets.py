"""Whether somebody who asks everything that may be asked can make out a small count, by linear programmes."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import Any

import pytest

from sightline.datasets.engine.indicators.asking import Cell, Span
from sightline.datasets.engine.indicators.model import Counts, Indicator, Part, Way
from sightline.datasets.figures.counts import Shown, month_name, months_of, year_span
from sightline.datasets.figures.reading import Reading
from sightline.datasets.figures.sheets import MONTH, Sheets
from sightline.foundation.years import ReportingYear
from sightline.measures.disclosure import Rules
from sightline.measures.disclosure.attacking import exposed
from sightline.measures.disclosure.knowledge import NO_END, Knowledge, Relation

YEAR = ReportingYear(2024)
UNIT = year_span(YEAR)
MONTHS = months_of(UNIT)
SOURCES, OUTCOMES = ("Police", "School", "Family"), ("Referral", "NFA", "Early help")
WAYS = tuple(Way(name=name, title=name, one=name, many=name) for name in ("source", "outcome"))
Place = tuple[str, str, str]
"""A source, an outcome and a month."""
Cube = dict[Place, int]
PROTECTION = 1


def indicator(**more: Any) -> Indicator:
    return Indicator(
        key="contacts",
        title="",
        definition="",
        unit="contacts",
        reads={},
        sources=("s",),
        sql="",
        by=WAYS,
        **more,
    )


def counter(cube: Cube) -> Callable[[Sequence[Span], Sequence[str]], list[Cell]]:
    """Counts a cube as the engine would."""

    def ask(spans: Sequence[Span], ways: Sequence[str]) -> list[Cell]:
        found: dict[tuple[int, tuple[str, ...]], int] = defaultdict(int)
        for place, count in cube.items():
            at = {"source": place[0], "outcome": place[1]}
            for number, span in enumerate(spans):
                if f"{span.first:%Y-%m}" <= place[2] <= f"{span.last:%Y-%m}" and count:
                    found[number, tuple(at[way] for way in ways)] += count
        return [Cell(number, groups, count, 0) for (number, groups), count in sorted(found.items())]

    return ask


def made(seed: int, most: int, none: float) -> Cube:
    """A cube of small counts, of which a part is nothing."""
    rng = random.Random(seed)
    places = product(SOURCES, OUTCOMES, [month_name(month) for month in MONTHS])
    return {place: 0 if rng.random() < none else rng.randint(1, most) for place in places}


def answers(cube: Cube) -> Iterator[tuple[Callable[[Place], bool], Shown]]:
    """Everything that may be asked of contacts and of referrals: which places it counts, and what is answered."""
    contacts = indicator()
    sheets = Sheets(contacts, counter(cube), Rules())
    of_all = Reading(contacts, sheets)
    referrals = Reading(
        Part(
            key="r",
            title="",
            definition="",
            unit="referrals",
            of=contacts,
            way="outcome",
            groups=("Referral",),
        ),
        sheets,
    )
    for unit in (UNIT, *MONTHS):
        yield partial(counts, unit), of_all.total([unit])
        yield partial(counts, unit, outcome="Referral"), referrals.total([unit])
        for source in SOURCES:
            yield partial(counts, unit, source=source), of_all.total([unit], "source", [source])
        for outcome in OUTCOMES:
            yield partial(counts, unit, outcome=outcome), of_all.total([unit], "outcome", [outcome])
    for source in SOURCES:
        both = partial(counts, UNIT, source=source, outcome="Referral")
        yield both, referrals.total([UNIT], "source", [source])


def counts(unit: Span, place: Place, source: str = "", outcome: str = "") -> bool:
    """Whether a place counts in a question."""
    if source not in ("", place[0]) or outcome not in ("", place[1]):
        return False
    return f"{unit.first:%Y-%m}" <= place[2] <= f"{unit.last:%Y-%m}"


SPARSE_AND_FULL = [
    *((1, 2, 0.5), (2, 6, 0.3), (3, 3, 0.8), (4, 12, 0.1), (5, 1, 0.6), (6, 8, 0.9), (7, 80, 0.05)),
    *((134, 20, 0.9), (139, 1, 0.9), (163, 40, 0.9), (187, 8, 0.7)),
]
"""Seeds, the largest count of a place, and which part of all places has nothing."""


@pytest.mark.parametrize(("seed", "most", "none"), SPARSE_AND_FULL)
def test_who_asks_everything_makes_out_no_small_count(seed: int, most: int, none: float) -> None:
    cube = made(seed, most, none)
    relations, secrets, shown = [], {}, 0
    for counted, answer in answers(cube):
        places = [place for place in cube if counted(place)]
        count = sum(cube[place] for place in places)
        terms = tuple((place, 1) for place in places)
        if answer.count is not None:
            assert answer.count.part == count
            relations.append(Relation(terms, count, count))
            shown += 1
        elif 1 <= count <= Rules().threshold:
            secrets[tuple(places)] = terms
    assert shown  # what hides everything proves nothing
    knowledge = Knowledge(dict.fromkeys(cube, (0, NO_END)), tuple(relations))
    assert [(one.low, one.high) for one in exposed(knowledge, secrets, PROTECTION)] == []


def test_the_control_proves_itself_on_tables_that_are_not_controlled() -> None:
    """The same attack finds small counts where nothing is hidden but what is small itself."""
    cube = {("Police", "NFA", "2024-05"): 40, ("School", "NFA", "2024-05"): 3}
    whole, police = tuple((place, 1) for place in cube), ((("Police", "NFA", "2024-05"), 1),)
    knowledge = Knowledge(
        dict.fromkeys(cube, (0, NO_END)), (Relation(whole, 43, 43), Relation(police, 40, 40))
    )
    assert len(exposed(knowledge, {"school": ((("School", "NFA", "2024-05"), 1),)}, PROTECTION)) == 1


def test_a_share_is_hidden_where_its_part_its_whole_or_its_rest_is_small() -> None:
    def ask(spans: Sequence[Span], ways: Sequence[str]) -> list[Cell]:
        groups = {"Police": (100, 97), "School": (60, 30), "Family": (50, 20)}
        if ways:
            return [Cell(0, (name,), rows, part) for name, (rows, part) in groups.items()]
        return [Cell(0, (), 210, 147)]

    sheets = Sheets(indicator(counts=Counts.SHARE), ask, Rules())
    shown = sheets.groups(UNIT, "source")
    assert sheets.total(UNIT).count == (147, 210)
    assert shown["Police"].hidden  # three were not, of 100
    assert sum(one.hidden for one in shown.values()) == 2


def test_children_who_count_in_several_months_have_months_that_do_not_add_up() -> None:
    def ask(spans: Sequence[Span], ways: Sequence[str]) -> list[Cell]:
        return [Cell(0, (), 30 if spans == [UNIT] else 20, 0)]

    sheets = Sheets(indicator(of_the_period=True, counts=Counts.ROWS), ask, Rules())
    assert sheets.total(UNIT).count == (30, None)
    assert {one.count for one in sheets.by_month(YEAR).values()} == {(20, None)}


def test_groups_of_a_month_are_those_of_where_they_meet() -> None:
    cube = made(4, 12, 0.1)
    sheets = Sheets(indicator(), counter(cube), Rules())
    month = MONTHS[3]
    meeting = sheets.meeting(YEAR, "source", MONTH)
    assert sheets.groups(month, "source") == {name: meeting[name, month_name(month)] for name in SOURCES}
    assert date(2024, 7, 1) == month.first
