"""Exact figures: for whom, of what, and that they are those of the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sightline.datasets.exact import exactly
from sightline.datasets.tests.made_data import BY, contacts, told
from sightline.foundation.access import Forbidden
from sightline.measures.evaluation import evaluate
from sightline.measures.registry import NoSuchMeasure
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership
from sightline.partnership.roles import BUSINESS_MANAGER, DATA_ANALYST, LEAD_PARTNER
from sightline.people.models import Person

pytestmark = pytest.mark.usefixtures("own_files")

MAY = date(2024, 5, 8)
KNOWN = {"contact_source": "Family", "sex": "F"}


@pytest.fixture
def data(own_files: Path, partnership: Partnership, tmp_path: Path) -> None:
    """Contacts of which some groups are small."""
    told(
        partnership,
        tmp_path,
        [
            *contacts(3, MAY, "NFA", **KNOWN),
            *contacts(2, MAY, "Referral", **KNOWN),
            *contacts(20, MAY, "Referral", contact_source="Police", sex="M"),
            *contacts(1, date(2024, 6, 1), "Referral", contact_source="Police", sex="M"),
        ],
    )


def scope(partnership: Partnership, end: date = date(2025, 3, 31), **where: str) -> Scope:
    filters = {name: (value,) for name, value in where.items()}
    return Scope(partnership=partnership, period=Period(date(2024, 4, 1), end), where=filters)


@pytest.mark.usefixtures("data")
def test_small_counts_and_two_ways_at_once_are_told(partnership: Partnership) -> None:
    where = scope(partnership, sex="Female")
    answer = exactly(by=BY, key="data.contacts", scope=where, divided="outcome")
    assert answer.value == 5
    assert {name: group.value for name, group in answer.groups.items()} == {"NFA": 3, "Referral": 2}
    assert exactly(by=BY, key="data.referrals", scope=where).value == 2
    rate = exactly(by=BY, key="data.no_further_action_rate", scope=where)
    assert (rate.numerator, rate.denominator) == (3, 5)


@pytest.mark.usefixtures("data")
def test_any_days_may_be_asked(partnership: Partnership) -> None:
    until = scope(partnership, MAY)
    assert exactly(by=BY, key="data.contacts", scope=until).value == 25
    months = exactly(by=BY, key="data.contacts", scope=scope(partnership), divided="month").groups
    assert [months[name].value for name in ("2024-04", "2024-05", "2024-06")] == [0, 25, 1]
    june = scope(partnership, month="2024-06")
    assert exactly(by=BY, key="data.contacts", scope=june).value == 1


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("role", [LEAD_PARTNER, BUSINESS_MANAGER])
def test_it_takes_the_right_to_see_records_about_single_children(
    partnership: Partnership, person_with: Callable[..., Person], role: str
) -> None:
    with pytest.raises(Forbidden, match="single children"):
        exactly(by=person_with(role), key="data.contacts", scope=scope(partnership))
    analyst = person_with(DATA_ANALYST)
    assert exactly(by=analyst, key="data.contacts", scope=scope(partnership)).value == 26


@pytest.mark.usefixtures("data")
def test_where_nothing_is_hidden_it_agrees_with_what_everybody_sees(partnership: Partnership) -> None:
    where = scope(partnership)
    exact = exactly(by=BY, key="data.contacts", scope=where, divided="contact_source")
    shown = evaluate("data.contacts", where, "contact_source")
    assert exact.value == shown.value == 26
    assert list(exact.groups) == list(shown.groups)


def test_it_is_not_told_of_a_time_that_is_not_covered_nor_of_other_measures(partnership: Partnership) -> None:
    assert not exactly(by=BY, key="data.contacts", scope=scope(partnership)).covered
    with pytest.raises(NoSuchMeasure):
        exactly(by=BY, key="partnership.workforce", scope=scope(partnership))
