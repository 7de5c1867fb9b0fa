"""Minutes are written item by item, agreed at a later meeting and locked then; nobody's text is lost."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from sightline.foundation.attention import attention
from sightline.meetings import services
from sightline.meetings.models import AgendaItem, MinuteEntry, Minutes, Presence
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form

LIST = "/westmoor/meetings/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager", name="Tom Reed"))


@pytest.fixture
def over(meeting, came, shell):
    """A closed meeting with one item, to which Ann came and for which Ben sent apologies."""
    one = meeting(date(2024, 5, 3))
    came(one, "Ann Bell", seat="Chair")
    came(one, "Ben Cole", Presence.APOLOGIES)
    AgendaItem.objects.create(
        partnership=one.partnership, key="i", body=one.body, meeting=one, title="Neglect audit", position=1
    )
    return one


def at(meeting, page: str = "") -> str:
    return f"{LIST}{meeting.pk}/minutes{page}"


def item_of(meeting) -> AgendaItem:
    return meeting.agenda.get()


def write(client, meeting, text: str):
    address = f"{at(meeting, '/write')}?item={item_of(meeting).pk}"
    return client.post(address, {**held_by_form(client, address), "text": text})


def agreed(client, over, meeting):
    write(client, over, "The audit was discussed.")
    client.post(at(over, "/send"))
    later = meeting(date(2024, 6, 12))
    assert client.post(at(over, "/agree"), {"at": str(later.pk)}).status_code == 302
    return later


def test_minutes_go_from_draft_to_agreed_at_a_later_meeting(coordinator, over, meeting):
    agreed(coordinator, over, meeting)
    text = coordinator.get(at(over)).text
    assert "Agreed at the meeting of 12 June 2024. They can no longer be changed." in text
    assert "The audit was discussed." in text


def test_a_draft_is_for_those_alone_who_write_it(coordinator, over, person_with, client_as):
    write(coordinator, over, "The audit was discussed.")
    chair = client_as(person_with("body-chair"))
    assert chair.get(at(over)).status_code == 404
    assert chair.get(at(over, ".docx")).status_code == 404
    coordinator.post(at(over, "/send"))
    assert "The audit was discussed." in chair.get(at(over)).text


def test_two_who_write_the_same_item_at_once_are_shown_both_texts(coordinator, manager, over):
    address = f"{at(over, '/write')}?item={item_of(over).pk}"
    mine, theirs = held_by_form(coordinator, address), held_by_form(manager, address)
    manager.post(address, {**theirs, "text": "What Tom wrote"})
    response = coordinator.post(address, {**mine, "text": "What Priya wrote"})
    assert response.status_code == 409
    assert "What Tom wrote" in response.text
    assert "What Priya wrote" in response.text
    assert MinuteEntry.objects.get().text == "What Tom wrote"
    again = {"text": "What both wrote", "made_from": response.context["page"].form["made_from"].value()}
    assert coordinator.post(address, again).status_code == 302
    assert MinuteEntry.objects.get().text == "What both wrote"


def test_what_is_agreed_stays_whatever_is_corrected_later(coordinator, over, meeting):
    agreed(coordinator, over, meeting)
    response = coordinator.post(f"{at(over, '/write')}?item={item_of(over).pk}", {"text": "Something else"})
    assert "These minutes are agreed, so they cannot be changed." in response.text
    mark = over.attendance.get(person__name="Ben Cole")
    values = held_by_form(coordinator, f"{LIST}attendance/{mark.pk}/correct")
    coordinator.post(f"{LIST}attendance/{mark.pk}/correct", {**values, "presence": "absent"})
    text = coordinator.get(at(over)).text
    assert "Apologies" in text
    assert "Absent" not in text
    said = coordinator.post(f"{LIST}{over.pk}/to/in-progress").text
    assert "The minutes of this meeting are agreed, so it stays closed." in said


def test_a_correction_of_agreed_minutes_is_a_note_with_its_date(coordinator, over, meeting, time_machine):
    response = coordinator.post(at(over, "/correction"), {"text": "It was the second audit."})
    assert "These minutes are not agreed yet" in response.text
    agreed(coordinator, over, meeting)
    time_machine.move_to(date(2025, 9, 1))
    coordinator.post(at(over, "/correction"), {"text": "It was the second audit."})
    assert "1 September 2025: It was the second audit." in coordinator.get(at(over)).text


def test_minutes_are_agreed_only_at_a_later_meeting_of_the_body(coordinator, over, meeting, shell):
    earlier = meeting(date(2024, 4, 1))
    write(coordinator, over, "The audit was discussed.")
    with pytest.raises(Refused, match="Send the minutes for agreement first"):
        services.agree_minutes(by=shell, meeting=over, at=earlier)
    coordinator.post(at(over, "/send"))
    with pytest.raises(Refused, match="later meeting of the same body"):
        services.agree_minutes(by=shell, meeting=over, at=earlier)
    assert Minutes.objects.get().state == "sent"


def test_minutes_are_taken_away_as_word_and_pdf(coordinator, over, meeting):
    agreed(coordinator, over, meeting)
    word = coordinator.get(at(over, ".docx"))
    assert word["Content-Disposition"] == 'attachment; filename="minutes-dsp-executive-2024-05-03.docx"'
    document = docx.Document(io.BytesIO(word.content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "The audit was discussed." in words
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Ann Bell" in cells
    assert "Apologies" in cells
    assert "OFFICIAL" in "".join(part.text for part in document.sections[0].header.paragraphs) + words
    assert coordinator.get(at(over, ".pdf")).content.startswith(b"%PDF-")
    assert coordinator.get(at(over, ".exe")).status_code == 404


def test_nothing_is_sent_while_nothing_is_written(coordinator, over):
    assert "Nothing is written yet." in coordinator.post(at(over, "/send")).text


def test_minutes_that_were_sent_ask_to_be_agreed_until_they_are(coordinator, over, meeting, person_with):
    keeper, today = person_with("coordinator"), date(2024, 6, 12)

    def asked() -> list[str]:
        return [one.text for one in attention["meetings"].items(keeper, over.partnership, today)]

    write(coordinator, over, "The audit was discussed.")
    assert asked() == []
    coordinator.post(at(over, "/send"))
    assert asked() == ["Agree the minutes of DSP Executive of 3 May 2024"]
    later = meeting(today)
    coordinator.post(at(over, "/agree"), {"at": str(later.pk)})
    assert asked() == []
