"""What the pages of importing say: before a commit, after it, and before it is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sightline.actions.models import Action
from sightline.actions.services import actions
from sightline.imports import services
from sightline.imports.models import Import, Stage
from sightline.partnership.roles import COORDINATOR

HEAD = "Ref,Action,Lead agency,Date agreed,Status,Date completed"
ONE = "RR1/24-1,Brief staff,Police,01/05/2024,Complete,10/07/2024"
TWO = "RR1/24-2,Train staff,Police,02/05/2024,In progress,"


@pytest.fixture
def client(person_with, client_as):
    return client_as(person_with(COORDINATOR, name="Priya Shah"))


@pytest.fixture
def upload(client):
    """``upload(HEAD, ONE, ...)`` brings a file as far as its preview and answers the import and that page."""

    def bring(*lines: str, name: str = "tracker.csv") -> tuple[Import, str]:
        file = SimpleUploadedFile(name, "\n".join(lines).encode())
        client.post(reverse("imports:new", args=["westmoor"]), {"file": file})
        import_ = Import.objects.latest("id")
        return import_, client.get(page("problems", import_)).text

    return bring


def page(name: str, import_: Import) -> str:
    return reverse(f"imports:{name}", args=["westmoor", import_.pk])


@pytest.fixture
def commit(client, upload):
    def bring(*lines: str, **named: str) -> Import:
        import_, _ = upload(*lines, **named)
        client.post(page("commit", import_))
        import_.refresh_from_db()
        assert import_.stage == Stage.COMMITTED
        return import_

    return bring


@pytest.fixture(autouse=True)
def _police(agency):
    agency("Police")


def test_what_was_corrected_or_withdrawn_by_hand_is_told_apart_from_what_is_as_the_file_says(
    commit, upload, shell, partnership
):
    more = "RR1/24-3,Write to schools,Police,03/05/2024,In progress,"
    commit(HEAD, ONE, TWO, more)
    first, second = Action.objects.of(partnership).order_by("reference")[:2]
    actions.correct(by=shell, record=first, values={"completed_on": date(2024, 7, 11)})
    actions.withdraw(by=shell, record=second, reason="A duplicate")
    import_, text = upload(HEAD, ONE, TWO, more)
    assert (import_.outcome["unchanged"], import_.outcome["kept"]) == (3, 2)
    assert (
        "2 records differ from the file, as somebody corrected or withdrew them by hand, and are kept so."
        in text
    )


def test_a_file_that_changes_nothing_leads_on_and_not_to_a_commit(commit, upload):
    commit(HEAD, ONE)
    _, text = upload(HEAD, ONE)
    assert "Everything that can go in is here already" in text
    assert "Commit the import" not in text
    assert "Commit it all the same" in text
    assert "Import another file" in text


def test_a_file_of_which_nothing_can_go_in_does_not_say_that_everything_else_does(upload):
    _, text = upload(HEAD, ONE.replace("Police", "Polise"))
    assert "No row of this file can go in as it is." in text
    assert "everything else" not in text
    assert "It looks like Police." in text
    _, text = upload(HEAD, ONE.replace("Police", "Polise"), TWO)
    assert "everything else goes in" in text


def test_a_register_says_what_it_adds_of_each_kind_and_which_bodies_are_new(upload):
    lines = ("Agency,Name,01/05/2024,01/06/2024", "Police,Ann Bell,P,A", "Police,Ben Cole,P,P")
    import_, text = upload(*lines, name="Learning Group.csv")
    assert "It brings 1 new body: “Learning Group”." in text
    assert import_.outcome["made"] == {
        "partnership.body": 1,
        "people.person": 2,
        "meetings.meeting": 2,
        "meetings.attendance": 4,
    }
    for words in (
        "Bodies to be added",
        "People to be added",
        "Meetings to be added",
        "Attendance to be added",
    ):
        assert words in text


def test_the_columns_page_names_what_the_file_was_read_as(client, upload):
    import_, _ = upload("Name,Kind,Also known as", "ICB,health,NHS Norfield", name="agencies.csv")
    assert "Read as: agencies." in client.get(page("columns", import_)).text


def test_before_an_import_is_undone_it_is_said_how_much_goes(client, commit):
    import_ = commit(HEAD, ONE, TWO)
    text = client.get(page("undo", import_)).text
    assert "2 records that it added are removed." in text
    assert "Undo the import" in text


def test_what_stands_in_the_way_of_undoing_is_shown_with_links_before_anybody_types(client, commit, shell):
    first = commit(HEAD, ONE, TWO)
    second = commit(HEAD, ONE, TWO.replace("Train staff", "Train all staff"))
    by_hand = Action.objects.get(reference="RR1/24-1")
    actions.correct(by=shell, record=by_hand, values={"progress": "Done well"})
    text = client.get(page("undo", first)).text
    assert "This import cannot be undone now" in text
    assert f'href="{page("record", second)}"' in text
    assert f'href="/westmoor/actions/{by_hand.key}"' in text
    assert "<textarea" not in text
    assert 'name="reason"' not in text


def test_an_import_can_be_undone_once_the_later_one_was(client, commit):
    first = commit(HEAD, ONE, TWO)
    second = commit(HEAD, ONE, TWO.replace("Train staff", "Train all staff"))
    for import_, left in ((second, 2), (first, 0)):
        answer = client.post(page("undo", import_), {"reason": "The wrong tracker"})
        assert (answer.status_code, Action.objects.count()) == (302, left)


def test_the_finished_page_leads_to_the_records_and_tells_why_it_was_undone(client, commit, shell):
    import_ = commit(HEAD, ONE)
    text = client.get(page("record", import_)).text
    assert 'href="/westmoor/actions/"' in text
    assert 'href="/westmoor/imports/new"' in text
    services.undo(by=shell, import_=import_, reason="The wrong tracker")
    text = client.get(page("record", import_)).text
    assert "The wrong tracker" in text
    assert "Undo this import" not in text
