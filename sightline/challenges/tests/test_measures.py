"""Figures about challenge against a handful counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from sightline.challenges.models import Challenge
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Body, Coverage, Partnership

D = date
# raised, closed, from, to, level, body
CHALLENGES = (
    (D(2024, 4, 1), D(2024, 4, 11), "Council", "Police", "Strategic", "DSP Executive"),  # 10 days
    (D(2024, 5, 1), D(2024, 5, 31), "Council", "Police", "Manager", "DSP Executive"),  # 30 days
    (D(2025, 3, 31), D(2025, 4, 5), "Police", "Council", "Manager", None),  # closed after the year
    (D(2024, 6, 1), None, "Police", "Council", "", None),
    (D(2024, 3, 1), D(2024, 4, 1), "Police", "Council", "Manager", None),  # raised before it: 31 days
    (D(2024, 3, 1), D(2024, 4, 2), "Police", "Council", "Manager", None),  # 32 days
)
YEAR = Period(D(2024, 4, 1), D(2025, 3, 31))


@pytest.fixture
def year(partnership: Partnership, agency: Callable[..., Any]) -> Scope:
    Coverage.objects.create(
        partnership=partnership, source="challenges", start=D(2023, 4, 1), end=D(2025, 3, 31)
    )
    who = {name: agency(name) for name in ("Council", "Police", "Probation")}
    executive = Body.objects.create(partnership=partnership, key="dsp", name="DSP Executive")
    for number, (raised, closed, by, to, level, body) in enumerate(CHALLENGES):
        Challenge.objects.create(
            partnership=partnership,
            key=str(number),
            raised_on=raised,
            closed_on=closed,
            raised_by=who[by],
            raised_with=who[to],
            level=level,
            body=executive if body else None,
            subject="Why",
        )
    return Scope(partnership=partnership, period=YEAR)


def test_challenges_count_in_the_year_they_were_raised(year: Scope) -> None:
    assert evaluate("challenges.raised", year).value == 4


def test_who_challenged_and_who_was_challenged_are_told_apart(year: Scope) -> None:
    def by(dimension: str) -> dict[str, Any]:
        groups = evaluate("challenges.raised", year, dimension).groups
        return {name: group.value for name, group in groups.items()}

    assert by("raised_by") == by("agency") == {"Council": 2, "Police": 2, "Probation": 0}
    assert by("raised_with") == {"Council": 2, "Police": 2, "Probation": 0}
    assert by("level") == {"Manager": 2, "Not stated": 1, "Strategic": 1}
    assert by("body") == {"DSP Executive": 2, "Not stated": 2}


@pytest.mark.parametrize(
    ("day", "still_open"), [(D(2024, 3, 31), 2), (D(2024, 4, 1), 2), (D(2025, 3, 31), 2)]
)
def test_a_challenge_is_open_until_it_is_closed(year: Scope, day: date, still_open: int) -> None:
    assert evaluate("challenges.open", Scope(partnership=year.partnership, at=day)).value == still_open


def test_the_days_to_close_are_of_those_closed_in_the_year(year: Scope) -> None:
    assert evaluate("challenges.median_days_to_close", year).value == Fraction(61, 2)  # of 10, 30, 31 and 32
