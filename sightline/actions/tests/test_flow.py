"""Progress: the sentences, the figures of the charts, and that missing is not nought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sightline.actions import flow
from sightline.foundation.dates import months
from sightline.measures.answers import Point
from sightline.measures.spc import xmr
from sightline.measures.units import Better
from tests.costs import queries_of

PROGRESS = "/westmoor/actions/progress"
MONTHS = list(months(date(2023, 4, 1), date(2025, 3, 31)))


def of(*values: int | None) -> list[Point]:
    """The months from April 2023 with these values."""
    return [
        Point(start=start, end=end, value=value) for (start, end), value in zip(MONTHS, values, strict=False)
    ]


def said(*values: int | None) -> str:
    judged = xmr([value for value in values if value is not None], better=Better.LOWER)
    return flow.outstanding(of(*values), judged)


STEADY = (20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 20)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((3, 1), "1 action was outstanding at the end of May 2023"),
        ((3, 0), "No actions were outstanding at the end of May 2023"),
        ((3, 4, None), "4 actions were outstanding at the end of May 2023"),
        (
            STEADY,
            "20 actions were outstanding at the end of March 2024: no month differs from the others by more than "
            "chance",
        ),
        ((*STEADY, 4), "4 actions were outstanding at the end of April 2024: fewer than chance would give"),
        ((*STEADY, 44), "44 actions were outstanding at the end of April 2024: more than chance would give"),
        (
            (*STEADY[:6], 60, *STEADY[6:]),
            "20 actions were outstanding at the end of April 2024, which is within chance; one earlier month was not",
        ),
    ],
)
def test_the_finding_says_what_is_outstanding_and_whether_that_is_chance(values, sentence):
    assert said(*values) == sentence


def test_the_totals_are_told_at_the_latest_month_in_which_all_are_known():
    totals = {
        "actions.agreed_in_all": of(8, 10, 12),
        "actions.completed_in_all": of(2, 5, None),
        "actions.assured_in_all": of(0, 1, None),
    }
    assert flow.in_all(totals) == "Of 10 actions agreed by May 2023, 5 are complete and 1 is assured"


def test_totals_of_nothing_are_no_figures():
    assert flow.in_all({key: of(None) for key in flow.TOTALS}) == (
        "How many were agreed and done in all is not recorded"
    )


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


@pytest.fixture
def flowing(covered, action, agency):
    """Two agreed in May 2024 and one in June by schools; one done in July and seen to have worked in September."""
    action("A")
    looked = {"checked_by": "Ada Brook", "seen": "Staff know it", "effect": "assured"}
    action("B", completed_on=date(2024, 7, 1), checked_on=date(2024, 9, 2), **looked)
    schools = agency("Westmoor Schools")
    action("C", agreed_on=date(2024, 6, 1), agency=schools, source="audit")
    return schools


def figures(response) -> dict[str, tuple[str, ...]]:
    """What the tables beside the charts say of each month: outstanding, then agreed, complete and assured in all."""
    first, second = (
        section.blocks[0].table.rows for section in response.context["page"].blocks if hasattr(section, "id")
    )
    return {one[0]: (one[1], *two[1:]) for one, two in zip(first, second, strict=True)}


def test_each_month_shows_what_is_outstanding_and_what_came_to_how_much(coordinator, flowing):
    told = figures(coordinator.get(PROGRESS))
    assert told["Apr 2024"] == ("0", "0", "0", "0")
    assert told["May 2024"] == ("2", "2", "0", "0")
    assert told["Jun 2024"] == ("3", "3", "0", "0")
    assert told["Jul 2024"] == ("2", "3", "1", "0")
    assert told["Sep 2024"] == ("2", "3", "1", "1")
    assert list(told)[-1] == "Mar 2025"


def test_the_charts_bear_their_findings(coordinator, flowing):
    html = coordinator.get(PROGRESS).text
    assert "Of 3 actions agreed by March 2025, 1 is complete and 1 is assured" in html
    assert "2 actions were outstanding at the end of March 2025" in html


def test_a_source_and_an_agency_narrow_the_figures(coordinator, flowing):
    assert figures(coordinator.get(PROGRESS, {"source": "audit"}))["Mar 2025"] == ("1", "1", "0", "0")
    assert figures(coordinator.get(PROGRESS, {"agency": str(flowing.pk)}))["Mar 2025"] == ("1", "1", "0", "0")


def test_an_earlier_day_ends_the_months(coordinator, flowing):
    told = figures(coordinator.get(PROGRESS, {"at": "2024-06-30"}))
    assert list(told)[-1] == "Jun 2024"
    assert told["Jun 2024"] == ("3", "3", "0", "0")


def test_before_records_begin_nothing_is_drawn(coordinator, flowing):
    assert next(iter(figures(coordinator.get(PROGRESS)))) == "Apr 2023"


def test_where_nothing_is_recorded_it_says_so_and_draws_nothing(coordinator, flowing):
    html = coordinator.get(PROGRESS, {"at": "2019-01-01"}).text
    assert "Records of actions cover 2023-24 to 2024-25 only." in html
    assert "<figure" not in html


def test_without_records_there_is_no_figure(coordinator, partnership):
    assert "There are no records of actions yet." in coordinator.get(PROGRESS).text


def test_an_agency_that_became_part_of_another_is_asked_for_under_that_one(coordinator, flowing, police):
    police.merged_into, police.merged_on = flowing, date(2024, 9, 1)
    police.save()
    html = coordinator.get(PROGRESS, {"agency": str(police.pk)}).text
    assert "Constabulary became part of Westmoor Schools on 1 September 2024: ask for that." in html


def test_one_may_look_back_as_far_as_there_are_records(coordinator, flowing, covered):
    assert "Five years" not in coordinator.get(PROGRESS).text
    covered.start = date(2020, 4, 1)
    covered.save()
    response = coordinator.get(PROGRESS, {"years": "5"})
    assert "Ten years" not in response.text
    assert len(figures(response)) == 60


def test_the_list_leads_to_progress_with_the_filters_that_figures_know(coordinator, flowing):
    html = coordinator.get("/westmoor/actions/", {"source": "audit", "state": "overdue", "q": "staff"}).text
    assert 'href="/westmoor/actions/progress?source=audit"' in html


def test_progress_costs_the_same_queries_however_many_actions_there_are(coordinator, flowing, action):
    few = queries_of(coordinator, PROGRESS)
    for number in range(60):
        action(agreed_on=date(2023, 4, 1) + timedelta(days=10 * number), source=f"source {number % 7}")
    assert queries_of(coordinator, PROGRESS) == few
