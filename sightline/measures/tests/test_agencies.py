"""Agencies in figures: under their present name, by any name people use, and after a merger as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from sightline.measures.evaluation import choices, evaluate
from sightline.measures.registry import NoSuchValue
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, AgencyName, Alias, Partnership

Make = Callable[..., Any]
BEFORE, AFTER = Period(date(2023, 4, 1), date(2024, 3, 31)), Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture
def hospitals(agency: Make, covered: Make, staff: Make) -> tuple[Agency, Agency]:
    """North and South, which became North and South on 1 April 2024; each with a figure in each year."""
    covered()
    whole = agency("Westmoor Hospitals")
    part = agency("North Hospital", merged_into=whole, merged_on=date(2024, 4, 1))
    for day in (date(2023, 6, 1), date(2024, 6, 1)):
        staff(whole, 100, day)
    staff(part, 30, date(2023, 6, 1))
    return whole, part


def in_(partnership: Partnership, period: Period, *agencies: str) -> Scope:
    return Scope(partnership=partnership, period=period, where={"agency": agencies} if agencies else {})


def groups(key: str, scope: Scope) -> dict[str, Any]:
    return {name: group.value for name, group in evaluate(key, scope, "agency").groups.items()}


@pytest.mark.usefixtures("hospitals")
def test_before_a_merger_each_agency_counts_under_its_own_name(partnership: Partnership) -> None:
    assert groups("tests.figures", in_(partnership, BEFORE)) == {"North Hospital": 1, "Westmoor Hospitals": 1}


def test_after_a_merger_both_count_under_the_one_that_is_left(
    partnership: Partnership, hospitals: tuple[Agency, Agency], staff: Make
) -> None:
    staff(hospitals[1], 20, date(2024, 7, 1))  # a spreadsheet that still uses the old name
    assert groups("tests.figures", in_(partnership, AFTER)) == {"Westmoor Hospitals": 2}
    assert evaluate("tests.figures", in_(partnership, AFTER, "Westmoor Hospitals")).value == 2


def test_distinct_agencies_that_merged_are_united(
    partnership: Partnership, hospitals: tuple[Agency, Agency], staff: Make
) -> None:
    staff(hospitals[1], 20, date(2024, 7, 1))
    assert groups("tests.agencies", in_(partnership, AFTER)) == {"Westmoor Hospitals": 2}


def test_a_chain_of_mergers_ends_at_the_last_agency(
    partnership: Partnership, hospitals: tuple[Agency, Agency], agency: Make, staff: Make
) -> None:
    ward = agency("Ward Nine", merged_into=hospitals[1], merged_on=date(2023, 12, 1))
    staff(ward, 5, date(2024, 6, 1))
    assert groups("tests.figures", in_(partnership, AFTER)) == {"Westmoor Hospitals": 2}
    staff(ward, 5, date(2023, 6, 1))
    assert groups("tests.figures", in_(partnership, BEFORE)) == {"North Hospital": 2, "Westmoor Hospitals": 1}


@pytest.mark.usefixtures("hospitals")
def test_asking_for_an_agency_that_merged_says_which_to_ask_for(partnership: Partnership) -> None:
    assert evaluate("tests.figures", in_(partnership, BEFORE, "North Hospital")).value == 1
    with pytest.raises(NoSuchValue) as problem:
        evaluate("tests.figures", in_(partnership, AFTER, "North Hospital"))
    assert str(problem.value) == (
        "North Hospital became part of Westmoor Hospitals on 1 April 2024: ask for that."
    )


def test_two_agencies_said_to_have_become_each_other_are_both_still_counted(
    partnership: Partnership, hospitals: tuple[Agency, Agency]
) -> None:
    whole, part = hospitals
    Agency.objects.filter(pk=whole.pk).update(merged_into=part, merged_on=date(2024, 4, 1))
    assert sum(groups("tests.figures", in_(partnership, AFTER)).values()) == 1


@pytest.mark.parametrize("name", ["westmoor  COUNTY council", "WCC", "Westmoor Borough Council"])
def test_an_agency_is_found_by_any_spelling_alias_or_former_name(
    partnership: Partnership, agency: Make, covered: Make, staff: Make, name: str
) -> None:
    covered()
    council = agency("Westmoor County Council")
    Alias.objects.create(partnership=partnership, agency=council, key="wcc", name="WCC")
    AgencyName.objects.create(
        partnership=partnership, agency=council, name="Westmoor Borough Council", until=date(2020, 3, 31)
    )
    staff(council, 10, date(2024, 6, 1))
    staff(agency("Police"), 10, date(2024, 6, 1))
    answer = evaluate("tests.figures", in_(partnership, AFTER, name), "agency")
    assert {each: group.value for each, group in answer.groups.items()} == {"Westmoor County Council": 1}


def test_an_agency_filtered_for_is_listed_even_with_nothing(
    partnership: Partnership, agency: Make, covered: Make
) -> None:
    covered()
    council = agency("Westmoor County Council")
    Alias.objects.create(partnership=partnership, agency=council, key="wcc", name="WCC")
    agency("Police")
    assert groups_of(partnership, "WCC") == {"Westmoor County Council": 0}


def groups_of(partnership: Partnership, name: str) -> dict[str, Any]:
    return groups("tests.figures", in_(partnership, AFTER, name))


def test_an_unknown_agency_is_an_error_with_the_nearest_name(
    partnership: Partnership, agency: Make, covered: Make
) -> None:
    covered()
    agency("Westmoor County Council")
    with pytest.raises(NoSuchValue) as problem:
        evaluate("tests.figures", in_(partnership, AFTER, "Westmore County Council"))
    assert str(problem.value) == (
        "There is no agency “Westmore County Council”. Did you mean “Westmoor County Council”?"
    )


def test_a_slip_in_an_alias_is_answered_with_the_agency_it_is_of(
    partnership: Partnership, agency: Make, covered: Make
) -> None:
    covered()
    constabulary = agency("Westmoor & Coast Constabulary")
    Alias.objects.create(partnership=partnership, agency=constabulary, key="police", name="Police")
    with pytest.raises(NoSuchValue) as problem:
        evaluate("tests.figures", in_(partnership, AFTER, "Polise"))
    assert str(problem.value).endswith("Did you mean “Westmoor & Coast Constabulary”?")


def test_an_agency_of_another_partnership_is_unknown(
    partnership: Partnership, another_partnership: Partnership, agency: Make, covered: Make
) -> None:
    covered()
    agency("Eastvale Council", of=another_partnership)
    with pytest.raises(NoSuchValue):
        evaluate("tests.figures", in_(partnership, AFTER, "Eastvale Council"))


def test_a_withdrawn_agency_is_listed_only_while_rows_name_it(
    partnership: Partnership, agency: Make, covered: Make, staff: Make, seat: Make, body: Make
) -> None:
    covered()
    gone, named = agency("Gone", withdrawn_at=timezone.now()), agency("Named", withdrawn_at=timezone.now())
    seat(body("Business Group"), named, date(2024, 4, 1))
    scope = Scope(partnership=partnership, at=date(2024, 5, 1))
    assert set(evaluate("tests.seats", scope, "agency").groups) == {"Named"}
    assert gone.name not in choices("tests.seats", "agency", scope)


def test_a_merged_agencys_workforce_counts_until_its_successor_has_a_figure_of_its_own(
    partnership: Partnership, agency: Make, staff: Make
) -> None:
    whole = agency("Westmoor Hospitals")
    part = agency("North Hospital", merged_into=whole, merged_on=date(2024, 4, 1))
    staff(whole, 100, date(2023, 4, 1))
    staff(part, 30, date(2023, 4, 1))
    at = [date(2024, 3, 31), date(2024, 4, 1), date(2024, 9, 30)]
    staff(whole, 125, date(2024, 9, 30))
    found = [groups("partnership.workforce", Scope(partnership=partnership, at=day)) for day in at]
    assert found == [
        {"North Hospital": 30, "Westmoor Hospitals": 100},
        {"Westmoor Hospitals": 130},
        {"Westmoor Hospitals": 125},
    ]


def test_in_a_chain_of_mergers_nobody_is_counted_twice(
    partnership: Partnership, agency: Make, staff: Make
) -> None:
    trust = agency("Westmoor Trust")
    whole = agency("Westmoor Hospitals", merged_into=trust, merged_on=date(2025, 4, 1))
    part = agency("North Hospital", merged_into=whole, merged_on=date(2024, 4, 1))
    staff(part, 30, date(2023, 4, 1))
    staff(whole, 130, date(2024, 6, 1))  # the 30 are among these from now on
    staff(trust, 500, date(2024, 6, 1))
    at = [date(2024, 4, 1), date(2024, 6, 1), date(2025, 4, 1), date(2025, 9, 30)]
    staff(trust, 640, date(2025, 9, 30))
    found = [groups("partnership.workforce", Scope(partnership=partnership, at=day)) for day in at]
    assert found == [
        {"Westmoor Hospitals": 30, "Westmoor Trust": None},
        {"Westmoor Hospitals": 130, "Westmoor Trust": 500},
        {"Westmoor Trust": 630},
        {"Westmoor Trust": 640},
    ]


def test_agencies_without_a_workforce_are_left_out_of_both_sides_of_a_ratio(
    partnership: Partnership, agency: Make, covered: Make, staff: Make
) -> None:
    covered(date(2023, 4, 1), date(2025, 3, 31))
    council = agency("Council")
    agency("Charity")
    staff(council, 10, date(2024, 6, 1))
    answer = evaluate("tests.reach", in_(partnership, AFTER), "agency")
    assert (answer.numerator, answer.denominator) == (1, 10)
    charity = answer.groups["Charity"]
    assert (charity.value, charity.numerator, charity.denominator) == (None, None, None)
    assert charity.why_not == "No workforce is recorded on or before 31 March 2025."
