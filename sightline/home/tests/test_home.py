"""The home page and the search: what each person is shown, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sightline.actions.models import Action
from sightline.audit import services as audit
from sightline.home.presenters import SHOWN
from sightline.partnership.models import Coverage
from sightline.partnership.roles import (
    ADMINISTRATOR,
    BUSINESS_MANAGER,
    COORDINATOR,
    PRACTITIONER,
    SCRUTINEER,
)
from sightline.partnership.services import begin_live
from sightline.people.services import elevate, invite, invite_again
from sightline.reports.services.drafting import create
from sightline.reports.writing import ReportKind
from sightline.training.models import Booking, Course, Place, Session
from tests.costs import queries_of

AT_MOST = 60


@pytest.fixture
def outstanding(partnership, agency, shell):
    """So many actions that were agreed in 2024-25 and are overdue at its end."""
    police = agency("Police")
    Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )

    def make(count: int) -> None:
        for number in range(count):
            action = Action(
                partnership=partnership,
                key=f"rr-{number}",
                reference=f"RR-{number}",
                source="rapid review",
                undertaking="Brief staff on bruising",
                agency=police,
                agreed_on=date(2024, 5, 1),
                due_on=date(2024, 8, 1),
            )
            audit.added(by=shell, record=action)

    return make


def test_the_home_page_says_what_needs_doing_and_how_the_year_stands(outstanding, client_as, person_with):
    outstanding(3)
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert "Chase the owners of 3 overdue actions" in page
    assert "Outstanding actions" in page
    assert "2024-25" in page


def test_what_is_not_recorded_is_never_shown_as_nought(outstanding, client_as, person_with):
    outstanding(1)
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert page.count("not recorded") >= len(SHOWN) - 1


def test_a_partnership_without_records_is_shown_where_to_begin(client_as, person_with):
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert "/westmoor/imports/new" in page
    assert "agencies first" in page


def test_a_practitioner_sees_neither_figures_nor_news(outstanding, client_as, person_with):
    outstanding(2)
    page = client_as(person_with(PRACTITIONER)).get("/westmoor/").content.decode()
    assert "Outstanding actions" not in page
    assert "added RR-" not in page


def test_acts_of_one_kind_that_follow_on_one_another_are_one_piece_of_news(
    outstanding, client_as, person_with
):
    outstanding(5)
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert "added RR-4, and 4 more" in page


def test_a_figure_kept_for_the_page_changes_with_the_next_write(outstanding, client_as, person_with, shell):
    outstanding(2)
    client = client_as(person_with(COORDINATOR))
    assert "Chase the owners of 2 overdue actions" in client.get("/westmoor/").content.decode()
    action = Action.objects.get(reference="RR-0")
    audit.corrected(by=shell, record=action, values={"completed_on": date(2024, 9, 1)})
    page = client.get("/westmoor/").content.decode()
    assert "Chase the owner of 1 overdue action" in page


def test_the_home_page_asks_as_many_questions_of_many_records_as_of_few(outstanding, client_as, person_with):
    client = client_as(person_with(COORDINATOR))
    outstanding(1)
    few = queries_of(client, "/westmoor/", at_most=AT_MOST)
    outstanding_more = [f"RR-{number}" for number in range(1, 40)]
    Action.objects.bulk_create(
        Action(
            partnership=action.partnership,
            key=name.lower(),
            reference=name,
            source="rapid review",
            undertaking="Brief staff",
            agency=action.agency,
            agreed_on=action.agreed_on,
        )
        for action in Action.objects.select_related("agency", "partnership").filter(reference="RR-0")
        for name in outstanding_more
    )
    assert queries_of(client, "/westmoor/", at_most=AT_MOST) == few


def test_a_search_finds_an_action_by_its_reference_and_by_its_words(outstanding, client_as, person_with):
    outstanding(3)
    client = client_as(person_with(COORDINATOR))
    assert "/westmoor/actions/RR-2" in client.get("/westmoor/search", {"q": "rr-2"}).content.decode()
    assert "RR-1" in client.get("/westmoor/search", {"q": "bruising"}).content.decode()
    assert "Nothing was found" in client.get("/westmoor/search", {"q": "zzz"}).content.decode()


def test_a_search_tells_a_practitioner_nothing_of_actions(outstanding, client_as, person_with):
    outstanding(1)
    page = client_as(person_with(PRACTITIONER)).get("/westmoor/search", {"q": "bruising"}).content.decode()
    assert "RR-0" not in page


def test_acts_of_several_kinds_in_one_part_of_the_records_are_one_piece_of_news(
    outstanding, client_as, person_with, shell
):
    outstanding(2)
    action = Action.objects.get(reference="RR-1")
    audit.corrected(by=shell, record=action, values={"undertaking": "Brief every team"})
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert "made 3 changes to actions; the last: corrected RR-1" in page


def test_what_is_noted_of_the_whole_partnership_is_news_of_no_part_of_it(
    outstanding, client_as, person_with, shell, partnership
):
    outstanding(1)
    for verb in ("joined the forum", "left the forum"):
        audit.note(by=shell, partnership=partnership, verb=verb)
    page = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    assert "made 2 changes; the last: left the forum" in page


def test_a_source_kept_live_beside_the_figures_makes_no_new_year_of_them(
    outstanding, client_as, person_with, partnership
):
    outstanding(1)
    before = client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()
    said = next(line for line in before.splitlines() if "The year in figures: " in line)
    Coverage.objects.create(partnership=partnership, source="forum", start=date(2023, 4, 1), end=None)
    assert said in client_as(person_with(COORDINATOR, name="Another")).get("/westmoor/").content.decode()


def test_news_tells_whom_a_role_is_for_and_nothing_of_what_only_bears_it_along(
    partnership, client_as, person_with, shell
):
    invite(
        by=shell,
        partnership=partnership,
        email="noor@example.org",
        name="Noor Haddad",
        role=COORDINATOR,
        site="https://sightline.example.org",
    )
    administrator = person_with(ADMINISTRATOR, elevated=False)
    elevate(by=administrator, reason="A colleague left")
    begin_live(by=shell, partnership=partnership, source="training")
    page = client_as(person_with(BUSINESS_MANAGER)).get("/westmoor/").content.decode()
    told = page[page.index("What happened lately") :]
    assert "gave Noor Haddad the role Coordinator" in told
    for untold in ("for person", "elevation", "invitation", "coverage", "administrator"):
        assert untold not in told, untold


def test_only_those_who_publish_a_kind_of_report_are_told_to(partnership, client_as, person_with, shell):
    create(
        by=shell,
        partnership=partnership,
        kind=ReportKind.SCRUTINEER,
        title="Scrutineer’s report",
        period="2024-25",
    )
    told = {
        role: "Finish and publish" in client_as(person_with(role)).get("/westmoor/").content.decode()
        for role in (SCRUTINEER, BUSINESS_MANAGER, COORDINATOR)
    }
    assert told == {SCRUTINEER: True, BUSINESS_MANAGER: False, COORDINATOR: False}


def test_a_practitioner_finds_their_own_training_and_nobody_elses(
    partnership, agency, client_as, person_with
):
    police, me, other = agency("Police"), person_with(PRACTITIONER), person_with(PRACTITIONER)
    for number, (title, person) in enumerate((("Neglect", me), ("Bruising in babies", other))):
        course = Course.objects.create(partnership=partnership, key=title, title=title)
        session = Session.objects.create(
            partnership=partnership, key=title, reference=title, course=course, held_on=date(2024, 5, 1)
        )
        Booking.objects.create(
            partnership=partnership,
            key=str(number),
            reference=str(number),
            session=session,
            person=person,
            agency=police,
            place=Place.ATTENDED,
        )
    page = client_as(me).get("/westmoor/").content.decode()
    assert "Your training" in page
    assert "Neglect" in page
    assert "Bruising in babies" not in page


def test_an_administrator_is_shown_what_they_look_after_and_who_needs_a_decision(
    partnership, client_as, person_with
):
    soon = timezone.localdate() + timedelta(days=7)
    person_with(COORDINATOR, name="Priya Shah", until=soon)
    person_with(COORDINATOR, name="Sam Okoro", until=soon + timedelta(days=60))
    page = client_as(person_with(ADMINISTRATOR, elevated=False)).get("/westmoor/").content.decode()
    assert "What you look after" in page
    assert "Decide whether Priya Shah should keep a role that ends soon" in page
    assert "What you look after" not in client_as(person_with(COORDINATOR)).get("/westmoor/").content.decode()


def test_whose_invitation_ran_out_before_they_came_is_told_until_they_are_invited_again(
    partnership, client_as, person_with, shell
):
    invited = invite(
        by=shell,
        partnership=partnership,
        email="noor@example.org",
        name="Noor Haddad",
        role=COORDINATOR,
        site="https://sightline.example.org",
    )
    manager = client_as(person_with(BUSINESS_MANAGER))
    assert "Invite Noor Haddad again" not in manager.get("/westmoor/").content.decode()
    assert invited.person.account is not None
    invited.person.account.invitations.update(expires_at=timezone.now() - timedelta(days=1))
    assert "Invite Noor Haddad again" in manager.get("/westmoor/").content.decode()
    invite_again(by=shell, person=invited.person, site="https://sightline.example.org")
    assert "Invite Noor Haddad again" not in manager.get("/westmoor/").content.decode()
