"""Agencies over time: their names, other names, mergers and workforce."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sightline.audit.queries import history
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership import queries, services
from sightline.partnership.models import Agency, AgencyKind, Alias, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, SCRUTINEER, TRAINING_LEAD
from sightline.people.models import Person

MakeAgency = Callable[..., Agency]
MakePerson = Callable[..., Person]


def test_an_agency_is_added_with_its_history(partnership: Partnership, person_with: MakePerson) -> None:
    coordinator = person_with(COORDINATOR, name="Priya Shah")
    agency = services.add_agency(
        by=coordinator,
        partnership=partnership,
        name="  Westmoor   Police ",
        kind=AgencyKind.POLICE,
        statutory=True,
    )
    assert agency.name == "Westmoor Police"
    (line,) = history(agency)
    assert (line.who, line.what, line.after["name"]) == ("Priya Shah", "added", "Westmoor Police")


def test_an_agency_cannot_take_the_name_of_another(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    agency("Westmoor Police")
    with pytest.raises(Refused, match="There is an agency called Westmoor Police already"):
        services.add_agency(by=shell, partnership=partnership, name="westmoor  POLICE")


def test_who_may_not_keep_agencies_is_told_whom_to_ask(
    partnership: Partnership, person_with: MakePerson
) -> None:
    with pytest.raises(Forbidden, match=r"keep the agencies\. Ask your partnership's administrator"):
        services.add_agency(by=person_with(SCRUTINEER), partnership=partnership, name="Westmoor Police")


def test_nobody_keeps_the_agencies_of_another_partnership(
    another_partnership: Partnership, person_with: MakePerson
) -> None:
    with pytest.raises(Forbidden):
        services.add_agency(by=person_with(BUSINESS_MANAGER), partnership=another_partnership, name="Police")


def test_what_is_withdrawn_or_there_already_stays_so_without_another_event(
    agency: MakeAgency, shell: Shell
) -> None:
    police = agency("Police")
    services.restore(by=shell, record=police)
    services.withdraw(by=shell, record=police, reason="Entered twice")
    with pytest.raises(Refused, match="withdrawn already"):
        services.withdraw(by=shell, record=police, reason="Entered twice")
    assert [line.what for line in history(police)] == ["withdrawn"]


def former(agency: Agency) -> list[tuple[str, date]]:
    """The names an agency had before with the last day of each, the latest first."""
    return [(name.name, name.until) for name in queries.former_names(agency)]


def test_an_agency_had_its_old_name_until_the_day_before_the_new_one(
    agency: MakeAgency, shell: Shell
) -> None:
    trust = agency("Westmoor Acute Trust")
    services.rename_agency(
        by=shell, agency=trust, name="Westmoor Hospitals NHS Trust", since=date(2024, 4, 1)
    )
    assert trust.name == "Westmoor Hospitals NHS Trust"
    assert former(trust) == [("Westmoor Acute Trust", date(2024, 3, 31))]


def test_the_names_of_an_agency_follow_one_another(agency: MakeAgency, shell: Shell) -> None:
    trust = agency("First")
    services.rename_agency(by=shell, agency=trust, name="Second", since=date(2022, 1, 1))
    services.rename_agency(by=shell, agency=trust, name="Third", since=date(2024, 1, 1))
    assert former(trust) == [("Second", date(2023, 12, 31)), ("First", date(2021, 12, 31))]
    with pytest.raises(Refused, match="It took its present name on 1 January 2024"):
        services.rename_agency(by=shell, agency=trust, name="Fourth", since=date(2023, 6, 1))


def test_a_name_cannot_begin_in_the_future(agency: MakeAgency, shell: Shell) -> None:
    with pytest.raises(Refused, match="still to come"):
        services.rename_agency(
            by=shell,
            agency=agency("Police"),
            name="Constabulary",
            since=timezone.localdate() + timedelta(days=1),
        )


def test_an_agency_may_go_back_to_a_name_it_had(agency: MakeAgency, shell: Shell) -> None:
    police = agency("Police")
    services.rename_agency(by=shell, agency=police, name="Constabulary", since=date(2022, 1, 1))
    services.rename_agency(by=shell, agency=police, name="Police", since=date(2023, 1, 1))
    assert former(police) == [("Constabulary", date(2022, 12, 31)), ("Police", date(2021, 12, 31))]
    assert police.name == "Police"


def test_every_name_an_agency_has_or_had_means_it(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    trust, police = agency("Westmoor Acute Trust"), agency("Police")
    services.rename_agency(by=shell, agency=trust, name="Westmoor Hospitals", since=date(2024, 4, 1))
    services.add_alias(by=shell, agency=trust, name="WHT")
    names = queries.agency_names(partnership)
    assert {name for name, meant in names.items() if meant == trust.pk} == {
        "westmoor acute trust",
        "westmoor hospitals",
        "wht",
    }
    assert names["police"] == police.pk


def test_a_name_that_was_put_right_still_means_the_agency_it_came_as(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    police = agency("Westmor Police")
    services.correct_agency(
        by=shell,
        agency=police,
        name="Westmoor Police",
        kind=AgencyKind.POLICE,
        statutory=True,
        reason="A typing error",
    )
    assert queries.agency_names(partnership)["westmor police"] == police.pk
    assert history(police)[0].reason == "A typing error"


def test_names_of_one_partnership_mean_nothing_in_another(
    another_partnership: Partnership, agency: MakeAgency
) -> None:
    agency("Police")
    assert queries.agency_names(another_partnership) == {}


def test_an_alias_that_means_another_agency_is_refused(agency: MakeAgency, shell: Shell) -> None:
    council, police = agency("Westmoor Council"), agency("Police")
    services.add_alias(by=shell, agency=council, name="WCC")
    with pytest.raises(Refused, match="“wcc” already means Westmoor Council"):
        services.add_alias(by=shell, agency=police, name="wcc")


def test_a_name_that_an_agency_had_cannot_become_the_alias_of_another(
    agency: MakeAgency, shell: Shell
) -> None:
    trust, police = agency("Old Trust"), agency("Police")
    services.rename_agency(by=shell, agency=trust, name="New Trust", since=date(2024, 1, 1))
    with pytest.raises(Refused, match="already means New Trust"):
        services.add_alias(by=shell, agency=police, name="Old Trust")


def test_an_alias_that_was_taken_away_can_be_given_to_another(agency: MakeAgency, shell: Shell) -> None:
    council, police = agency("Council"), agency("Police")
    alias = services.add_alias(by=shell, agency=council, name="WCP")
    services.withdraw(by=shell, record=alias, reason="It is the police")
    again = services.add_alias(by=shell, agency=police, name="WCP")
    assert again.pk == alias.pk
    assert queries.agency_names(police.partnership)["wcp"] == police.pk
    assert [line.what for line in history(alias)] == ["corrected", "restored", "withdrawn", "added"]


def test_a_name_matched_once_is_remembered(
    partnership: Partnership, agency: MakeAgency, person_with: MakePerson
) -> None:
    police, lead = agency("Westmoor & Coast Constabulary"), person_with(TRAINING_LEAD)
    services.remember_alias(by=lead, partnership=partnership, name="W&C  Police", agency=police)
    assert queries.agency_names(partnership)["w&c police"] == police.pk
    assert services.remember_alias(by=lead, partnership=partnership, name="w&c police", agency=police) is None
    assert Alias.objects.of(partnership).count() == 1


def test_what_an_agency_did_before_a_merger_stays_its_own(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    old, new = agency("East Trust"), agency("Westmoor Trust")
    services.merge_agency(by=shell, agency=old, into=new, on=date(2024, 10, 1))
    assert queries.agency_names(partnership)["east trust"] == old.pk
    assert queries.merged_from(new) == [old]


def test_agencies_cannot_be_merged_in_a_circle(agency: MakeAgency, shell: Shell) -> None:
    one, two, three = agency("One"), agency("Two"), agency("Three")
    services.merge_agency(by=shell, agency=one, into=two, on=date(2023, 1, 1))
    services.merge_agency(by=shell, agency=two, into=three, on=date(2024, 1, 1))
    with pytest.raises(Refused, match="One was itself merged into Three"):
        services.merge_agency(by=shell, agency=three, into=one, on=date(2025, 1, 1))
    with pytest.raises(Refused, match="Choose another agency"):
        services.merge_agency(by=shell, agency=three, into=three, on=date(2025, 1, 1))


def test_a_merger_recorded_by_mistake_is_undone(agency: MakeAgency, shell: Shell) -> None:
    one, two = agency("One"), agency("Two")
    services.merge_agency(by=shell, agency=one, into=two, on=date(2023, 1, 1))
    services.undo_merger(by=shell, agency=one, reason="They only share an office")
    one.refresh_from_db()
    assert (one.merged_into, one.merged_on) == (None, None)


def test_an_agency_of_another_partnership_cannot_be_merged_into(
    agency: MakeAgency, another_partnership: Partnership, shell: Shell
) -> None:
    with pytest.raises(Refused, match="of this partnership"):
        services.merge_agency(
            by=shell, agency=agency("One"), into=agency("Two", of=another_partnership), on=date(2024, 1, 1)
        )


def test_the_workforce_at_a_day_is_the_latest_figure_up_to_it(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    police = agency("Police")
    services.add_workforce(by=shell, agency=police, staff=1800, as_at=date(2023, 4, 1))
    services.add_workforce(by=shell, agency=police, staff=1900, as_at=date(2024, 4, 1))
    staff = {
        day: queries.latest_workforce(partnership, day)[police.pk].staff
        for day in (date(2024, 3, 31), date(2024, 4, 1))
    }
    assert staff == {date(2024, 3, 31): 1800, date(2024, 4, 1): 1900}
    assert queries.latest_workforce(partnership, date(2023, 3, 31)) == {}


def test_two_figures_cannot_be_of_one_day(agency: MakeAgency, shell: Shell) -> None:
    police = agency("Police")
    figure = services.add_workforce(by=shell, agency=police, staff=1800, as_at=date(2024, 4, 1))
    with pytest.raises(Refused, match="There is a figure at 1 April 2024 already"):
        services.add_workforce(by=shell, agency=police, staff=1900, as_at=date(2024, 4, 1))
    services.withdraw(by=shell, record=figure, reason="It counted everybody")
    services.add_workforce(by=shell, agency=police, staff=1900, as_at=date(2024, 4, 1))
    assert [one.staff for one in queries.workforce(police)] == [1900]


def test_a_figure_added_at_the_first_day_of_one_that_was_corrected_leaves_that_one_alone(
    agency: MakeAgency, shell: Shell
) -> None:
    police = agency("Police")
    march, april = date(2024, 3, 31), date(2024, 4, 30)
    figure = services.add_workforce(by=shell, agency=police, staff=100, as_at=march)
    services.correct_workforce(by=shell, figure=figure, staff=100, as_at=april)
    services.add_workforce(by=shell, agency=police, staff=90, as_at=march)
    assert [(one.as_at, one.staff) for one in queries.workforce(police)] == [(april, 100), (march, 90)]
    assert [line.what for line in history(figure)] == ["corrected", "added"]


def test_figures_of_an_agency_with_a_very_long_name_are_told_apart_by_their_day(
    agency: MakeAgency, shell: Shell
) -> None:
    trust = agency("x" * 200)
    for year in (2023, 2024):
        services.add_workforce(by=shell, agency=trust, staff=year, as_at=date(year, 4, 1))
    assert [one.staff for one in queries.workforce(trust)] == [2024, 2023]


def test_what_was_withdrawn_is_put_back_before_it_is_changed(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    police, council = agency("Police"), agency("Council")
    figure = services.add_workforce(by=shell, agency=police, staff=100, as_at=date(2024, 4, 1))
    body = services.add_body(by=shell, partnership=partnership, name="Executive")
    for record in (figure, police, body):
        services.withdraw(by=shell, record=record, reason="Entered twice")
    day = date(2024, 5, 1)
    for change in (
        lambda: services.correct_agency(by=shell, agency=police, name="P", kind="police", statutory=True),
        lambda: services.rename_agency(by=shell, agency=police, name="Constabulary", since=day),
        lambda: services.merge_agency(by=shell, agency=police, into=council, on=day),
        lambda: services.add_alias(by=shell, agency=police, name="The Force"),
        lambda: services.add_workforce(by=shell, agency=police, staff=90, as_at=day),
        lambda: services.correct_workforce(by=shell, figure=figure, staff=90, as_at=day),
        lambda: services.correct_body(by=shell, body=body, name="Board"),
        lambda: services.add_seat(by=shell, body=body, agency=council),
    ):
        with pytest.raises(Refused, match="withdrawn"):
            change()
    with pytest.raises(Refused, match="Choose another agency"):
        services.merge_agency(by=shell, agency=council, into=police, on=day)


def test_withdrawing_needs_a_reason_and_can_be_taken_back(
    partnership: Partnership, agency: MakeAgency, shell: Shell
) -> None:
    police = agency("Police")
    with pytest.raises(Refused, match="Say why"):
        services.withdraw(by=shell, record=police, reason="  ")
    services.withdraw(by=shell, record=police, reason="Entered twice")
    assert "police" not in queries.agency_names(partnership)
    with pytest.raises(Refused, match="was withdrawn"):
        services.add_agency(by=shell, partnership=partnership, name="Police")
    services.restore(by=shell, record=police)
    assert queries.agency_names(partnership)["police"] == police.pk
