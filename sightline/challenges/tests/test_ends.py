"""The ends of a challenge: an agency, a person or a level, and where each of them is seen."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sightline.audit.models import Change
from sightline.challenges import queries, services
from sightline.challenges.between import NOT_SAID, between
from sightline.challenges.ends import End
from sightline.challenges.levels import as_level
from sightline.challenges.models import Challenge
from sightline.imports.cells import BadCell
from sightline.measures.agencies import Agencies
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.services.persons import erase_person

LIST = "/westmoor/challenges/"
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
NOBODY = {"raised_by": None, "raised_by_level": "", "raised_by_name": ""}


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def typed():
    return {
        "raised_on_day": "1",
        "raised_on_month": "3",
        "raised_on_year": "2025",
        "subject": "Why strategy discussions go ahead without health",
    }


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (End("Police", "Jo Field", "Practitioners"), "Jo Field, Police (practitioners)"),
        (End("Police", "", "Strategic leaders"), "Police (strategic leaders)"),
        (End("", "Jo Field", ""), "Jo Field"),
        (End("", "", "Strategic leaders"), "Strategic leaders"),
    ],
)
def test_an_end_says_what_there_is_of_it(end, words):
    assert str(end) == words


def test_practitioners_challenge_their_leaders(coordinator, covered, typed):
    typed |= {"raised_by_level": "practitioners", "raised_with_level": "strategic leaders"}
    assert coordinator.post(f"{LIST}new", typed).status_code == 302
    made = Challenge.objects.get()
    page = coordinator.get(f"{LIST}{made.pk}").text
    assert "Practitioners" in page
    assert "Strategic leaders" in page
    assert "Practitioners" in coordinator.get(LIST, {"year": "all"}).text
    [row] = csv.DictReader(
        io.StringIO(coordinator.get(LIST, {"year": "all", "export": "csv"}).getvalue().decode("utf-8-sig"))
    )
    assert (row["Raised by"], row["Raised by: level"], row["Raised with: level"]) == (
        "",
        "Practitioners",
        "Strategic leaders",
    )


def test_somebody_known_or_a_name_can_be_an_end(coordinator, person_with, police, typed):
    chair = person_with("scrutineer", name="Ruth Okafor")
    typed |= {"raised_by_person": str(chair.pk), "raised_with": str(police.pk)}
    typed |= {"raised_with_name": "Superintendent, public protection"}
    assert coordinator.post(f"{LIST}new", typed).status_code == 302
    made = Challenge.objects.get()
    assert str(made.raiser) == "Ruth Okafor"
    assert str(made.asked) == "Superintendent, public protection, Westmoor & Coast Constabulary"
    assert "Ruth Okafor" in coordinator.get(LIST, {"year": "all"}).text
    both = {**typed, "subject": "Another", "raised_by_name": "Somebody else"}
    response = coordinator.post(f"{LIST}new", both)
    assert "Choose somebody from the list or name somebody else, and not both." in response.text
    assert 'value="Superintendent, public protection"' in response.text  # nothing typed is lost


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("raised_by", "Say who raised it: an agency, a person or a level."),
        ("raised_with", "Say with whom it was raised: an agency, a person or a level."),
    ],
)
def test_an_end_of_which_nothing_is_said_is_refused(coordinator, typed, police, hospitals, missing, said):
    typed |= {"raised_by": str(police.pk), "raised_with": str(hospitals.pk)}
    response = coordinator.post(f"{LIST}new", {**typed, missing: ""})
    assert response.status_code == 422
    assert said in response.text
    assert not Challenge.objects.exists()


def test_the_database_knows_of_no_challenge_without_an_end(partnership, police):
    with pytest.raises(IntegrityError), transaction.atomic():
        Challenge.objects.create(
            partnership=partnership, key="x", raised_on=date(2025, 3, 1), raised_by=police, subject="Why"
        )


def test_within_one_agency_the_levels_or_the_people_must_differ(partnership, police, shell):
    def add(**ends):
        record = Challenge(
            partnership=partnership,
            raised_on=date(2025, 3, 1),
            raised_by=police,
            raised_with=police,
            subject="Why",
            **ends,
        )
        return services.challenges.add(by=shell, record=record)

    for same in (
        {},
        {"raised_by_level": "practitioners"},
        {"raised_by_level": "practitioners", "raised_with_level": "practitioners"},
    ):
        with pytest.raises(Refused, match="at which two levels"):
            add(**same)
    add(raised_by_level="practitioners", raised_with_level="strategic leaders")
    add(raised_by_level="strategic leaders", raised_with_level="practitioners")  # and the other way round
    add(raised_by_name="A detective", raised_with_name="Their inspector")
    assert Challenge.objects.count() == 3


def test_what_a_log_says_of_one_agency_can_still_be_answered(covered, challenge, police, shell):
    one = challenge(date(2024, 5, 1), raised_with=police)
    services.challenges.correct(by=shell, record=one, values={"answered_on": date(2024, 5, 9)})
    with pytest.raises(Refused, match="Both ends are the same"):
        services.challenges.correct(by=shell, record=one, values={"raised_by_level": "practitioners"})


def test_a_correction_keeps_what_was_typed_of_the_ends(coordinator, covered, challenge):
    one = challenge(date(2024, 5, 1), raised_with=None, raised_with_level="practitioners")
    address = f"{LIST}{one.pk}/correct"
    typed = held_by_form(coordinator, address)
    assert typed["raised_with_level"] == "practitioners"
    assert typed["level"] == "Manager"  # the log said it
    assert coordinator.post(address, {**typed, "raised_with_name": "A social worker"}).status_code == 302
    one.refresh_from_db()
    assert str(one.asked) == "A social worker (practitioners)"


def test_a_name_is_readable_in_history_only_with_its_key(covered, challenge, police, partnership, shell):
    record = Challenge(
        partnership=partnership,
        raised_on=date(2024, 5, 1),
        raised_by=police,
        raised_with_name="Jo Field",
        subject="Why",
    )
    services.challenges.add(by=shell, record=record)
    assert "Jo Field" not in "".join(one.after or "" for one in Change.objects.all())


def test_an_erased_person_is_no_longer_named(coordinator, covered, challenge, person_with, shell):
    somebody = person_with(None, name="Jo Field")
    one = challenge(date(2024, 5, 1), raised_with_person=somebody)
    assert "Jo Field" in coordinator.get(f"{LIST}{one.pk}").text
    erase_person(by=shell, person=somebody, reason="They asked.")
    page = coordinator.get(f"{LIST}{one.pk}").text
    assert "Jo Field" not in page
    assert f"Erased person {somebody.pk}" in page


def test_an_end_without_an_agency_is_not_said_in_the_picture(
    coordinator, covered, challenge, police, hospitals
):
    challenge(date(2024, 5, 1))
    challenge(date(2024, 5, 1), **NOBODY | {"raised_by_level": "practitioners"})
    found = between(
        queries.between(queries.challenges(police.partnership)), Agencies(police.partnership), YEAR.end
    )
    assert found.pairs == {(police.name, hospitals.name): 1, (NOT_SAID, hospitals.name): 1}
    page = coordinator.get(f"{LIST}between").text
    assert "Not said" in page
    assert "Westmoor &amp; Coast Constabulary raised most: 1 of 2" in page


def test_a_picture_without_any_agency_still_has_a_finding(coordinator, covered, challenge):
    level = {"raised_by_level": "practitioners", "raised_with_level": "strategic leaders"}
    challenge(date(2024, 5, 1), **NOBODY | level, raised_with=None)
    page = coordinator.get(f"{LIST}between")
    assert page.status_code == 200
    assert "It is not said which agencies raised them" in page.text


def test_figures_divide_by_the_level_of_each_end(covered, challenge, partnership, hospitals):
    challenge(date(2024, 5, 1), level="", raised_by_level="practitioners")
    challenge(
        date(2024, 5, 1), level="", raised_by_level="practitioners", raised_with_level="strategic leaders"
    )
    challenge(date(2024, 5, 1), level="", raised_with_level="strategic leaders")
    challenge(date(2024, 5, 1), level="Manager")
    scope = Scope(partnership=partnership, period=YEAR)

    def by(dimension):
        groups = evaluate("challenges.raised", scope, dimension).groups
        return {name: group.value for name, group in groups.items()}

    assert by("raised_by_level") == {"practitioners": 2, "Not stated": 2}
    assert by("raised_with_level") == {"strategic leaders": 2, "Not stated": 2}
    assert by("level") == {"practitioners": 2, "strategic leaders": 1, "Manager": 1}
    only = Scope(partnership=partnership, period=YEAR, where={"level": ("Practitioners",)})
    assert evaluate("challenges.raised", only).value == 2


def test_stages_of_escalation_divide_by_level_too(covered, challenge, partnership, shell):
    one = challenge(date(2024, 5, 1), level="", raised_with_level="strategic leaders")
    services.escalate(by=shell, challenge=one, stage=1, began_on=date(2024, 5, 2), to="The executive")
    scope = Scope(partnership=partnership, period=YEAR)
    for dimension in ("level", "raised_with_level"):
        groups = evaluate("challenges.escalated", scope, dimension).groups
        assert {name: group.value for name, group in groups.items()} == {"strategic leaders": 1}


def test_the_list_is_narrowed_by_a_level_of_either_kind(coordinator, covered, challenge):
    challenge(date(2024, 5, 1), subject="One", level="", raised_by_level="practitioners")
    challenge(date(2024, 5, 1), subject="Two", level="Manager")
    found = coordinator.get(LIST, {"level": "practitioners"}).context["page"].table.rows
    assert [row.cells[0].text for row in found] == ["One"]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Strategic", "strategic leaders"),
        ("operational level", "senior and middle managers"),
        ("Practice", "practitioners"),
        ("Senior and middle managers", "senior and middle managers"),
        ("", ""),
    ],
)
def test_a_log_means_a_level_in_its_own_words(said, level):
    assert as_level(said) == level


def test_words_that_mean_no_level_are_not_guessed():
    with pytest.raises(BadCell, match="one of strategic leaders"):
        as_level("Stage 2")
