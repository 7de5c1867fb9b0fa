"""The pages of indicators: small pictures in one scale, and one with its months, groups, meaning and deliveries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.test import Client

from sightline.actions.models import Action
from sightline.datasets.indicator_pages import drawing, presenters, telling
from sightline.datasets.models import Benchmark
from sightline.govuk.blocks import Chart
from sightline.govuk.tables import Row, Table
from sightline.measures.answers import Answer, Point
from sightline.measures.registry import find
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Scope
from sightline.measures.units import Unit
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.roles import PRACTITIONER, SCRUTINEER

Make = Callable[..., Any]
PAGES = "/westmoor/indicators/"
COMPLETED, RATE = "actions.completed", "actions.completed_on_time_rate"
UNTIL = date(2025, 3, 31)
SAME_UNIT = ("Actions completed", "Actions completed in all")
FEW, MANY = 4, 9
"""Actions completed in a month until August 2024, and from September on: 7 months above the average."""


@pytest.fixture(autouse=True)
def _of_actions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Measures that need no linked store stand for indicators."""
    monkeypatch.setattr(telling, "PREFIX", "actions.")
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def scrutineer(person_with: Make, client_as: Make) -> Client:
    return client_as(person_with(SCRUTINEER))


@pytest.fixture
def completed(partnership: Partnership, agency: Make) -> None:
    """Two years of actions, more of them from September 2024 on."""
    Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )
    council, police = agency("Council"), agency("Police")
    for month in range(24):
        first = date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
        for number in range((FEW if month < 17 else MANY) + month % 2):
            key = f"A{month}-{number}"
            Action.objects.create(
                partnership=partnership,
                key=key,
                reference=key,
                source="audit",
                undertaking="Act",
                agency=police if number % 3 == 0 else council,
                agreed_on=first + timedelta(days=number),
                completed_on=first + timedelta(days=number + 5),
            )


def test_before_there_is_data_the_page_says_what_belongs_there(scrutineer: Client) -> None:
    assert "It begins with the first delivery that is accepted" in scrutineer.get(PAGES).text


@pytest.mark.usefixtures("completed")
def test_a_real_change_is_told_in_a_sentence_with_the_month_it_began(scrutineer: Client) -> None:
    said = scrutineer.get(PAGES).text
    assert "7 months in a row above the average since September 2024" in said
    assert "More than chance in the latest month: " in said
    page = scrutineer.get(f"{PAGES}{COMPLETED}")
    assert page.context["page"].lead.startswith("10 actions in March 2025: 7 months in a row above")


@pytest.mark.usefixtures("completed")
def test_pictures_of_one_unit_share_their_scale(scrutineer: Client) -> None:
    page = scrutineer.get(PAGES).context["page"]
    stats = [stat for section in page.blocks[:-1] for stat in section.blocks[1].stats]
    drawn = {stat.label: str(stat.sparkline) for stat in stats if stat.sparkline}
    # 10 were completed in the busiest month, but many more in all: that is the height of both pictures
    heights = {max(map(int, re.findall(r">(\d+)</text>", drawn[name]))) for name in SAME_UNIT}
    assert len(heights) == 1
    assert heights.pop() > 100


@pytest.mark.usefixtures("completed")
def test_the_page_of_one_says_what_it_counts_and_what_it_rests_on(scrutineer: Client) -> None:
    said = scrutineer.get(f"{PAGES}{COMPLETED}").text
    for words in (
        "By lead agency",
        "What it counts",
        "Definition",
        "What it rests on",
        "No delivery of actions",
    ):
        assert words in said, words


@pytest.mark.usefixtures("completed")
def test_a_figure_of_elsewhere_stands_beside_ours_with_its_source(
    scrutineer: Client, partnership: Partnership
) -> None:
    Benchmark.objects.create(
        partnership=partnership,
        key="b1",
        measure="actions.completed_on_time_rate",
        kind="england",
        area="England",
        year="2024-25",
        numerator=142_900,
        denominator=632_830,
        source="Characteristics of children in need",
    )
    said = scrutineer.get(f"{PAGES}actions.completed_on_time_rate").text
    for words in (
        "Elsewhere in 2024-25",
        "22.6%",
        "142,900 of 632,830",
        "Characteristics of children in need",
    ):
        assert words in said, words
    assert "Elsewhere in" not in scrutineer.get(f"{PAGES}{COMPLETED}").text


def month(number: int, value: int | None, symbol: str = "") -> Point:
    start = date(2024, number, 1)
    return Point(start=start, end=start, value=value, symbol=symbol)


class Hiding:
    """Answers months of which those after ``hidden`` are not shown."""

    def __init__(self, hidden: int) -> None:
        self.hidden = hidden

    def series(self, key: str, scope: Scope) -> list[Point]:
        shown = [month(number, 0) for number in range(1, 13 - self.hidden)]
        return [*shown, *(month(number, None, "c") for number in range(13 - self.hidden, 13))]

    def evaluate(self, key: str, scope: Scope, by: str | None = None) -> Answer:
        return Answer(key=key, unit=Unit.ACTIONS, as_of=scope.as_of, value=21)


def test_what_is_left_when_many_months_are_hidden_is_not_judged(partnership: Partnership) -> None:
    few, many = (
        telling.told(cast(Remembered, Hiding(hidden)), partnership, find(COMPLETED)) for hidden in (3, 4)
    )
    assert few.judged
    assert many.judged is None
    assert many.sentence.startswith("21 actions in ")
    assert "so few children that many are not shown" in many.sentence
    assert drawing.small(many, 10) is None
    assert "3 months hold so few children" in drawing.gaps(few)


class Yearly:
    """Answers years, and is never to be asked for months."""

    def evaluate(self, key: str, scope: Scope, by: str | None = None) -> Answer:
        value = 21 if scope.as_of.month == 3 and scope.start.year % 2 == 0 else 30
        return Answer(key=key, unit=Unit.CHILDREN, as_of=scope.as_of, value=value)


@pytest.mark.parametrize("key", ["data.children_known_to_four", "data.first_met"])
def test_what_a_month_says_nothing_of_is_told_year_by_year(partnership: Partnership, key: str) -> None:
    one = telling.told(cast(Remembered, Yearly()), partnership, find(key))
    even, odd = (21, 30) if one.year.first % 2 == 0 else (30, 21)
    assert one.sentence == f"{even} children in {one.year}, after {odd} in {one.year.previous}."
    assert (one.months, one.judged, drawing.line(one)) == ((), None, None)


def test_only_what_has_months_and_counts_has_a_page(scrutineer: Client) -> None:
    assert scrutineer.get(f"{PAGES}no.such").status_code == 404
    assert scrutineer.get(f"{PAGES}funding.budget").status_code == 404


def test_whoever_may_not_see_figures_is_kept_out(person_with: Make, client_as: Make) -> None:
    assert client_as(person_with(PRACTITIONER)).get(PAGES).status_code == 403


def _share(numerator: int, denominator: int) -> Answer:
    value = Fraction(numerator, denominator)
    return Answer(
        key=RATE, unit=Unit.RATE, as_of=UNTIL, value=value, numerator=numerator, denominator=denominator
    )


HIDDEN_SHARE = Answer(key=RATE, unit=Unit.RATE, as_of=UNTIL, symbol="c", why_not="Hidden.")


def test_shares_stand_in_a_funnel_whose_sentence_names_the_group_that_differs_by_more_than_chance() -> None:
    """With half of all, 100 of 200 is what one expects; 30 of 100 lies four standard errors below."""
    groups = {"A": _share(100, 200), "B": _share(30, 100), "C": _share(120, 200), "D": HIDDEN_SHARE}
    answer = Answer(key=RATE, unit=Unit.RATE, as_of=UNTIL, groups=groups)
    section = presenters._divided(find(RATE), "agency", answer)
    chart, table = cast("tuple[Chart, Table]", section.blocks[:2])
    assert chart.finding == "By lead agency: B, at 30.0%, is lower than chance would give (50.0% of all)."
    drawn = [row[0] for row in cast("tuple[tuple[str, ...], ...]", cast("Table", chart.table).rows)]
    assert drawn == ["A", "B", "C"], "what is hidden is no point of the funnel"
    assert [cast("Row", row).cells[:2] for row in table.rows][-1] == ("D", "c")


def test_two_groups_make_no_funnel() -> None:
    groups = {"A": _share(100, 200), "B": _share(30, 100), "D": HIDDEN_SHARE}
    answer = Answer(key=RATE, unit=Unit.RATE, as_of=UNTIL, groups=groups)
    assert drawing.funnel(find(RATE), "agency", answer) is None
