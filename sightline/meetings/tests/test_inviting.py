"""Invitations as a mail server gets them, read by a library that knows calendars."""

from __future__ import annotations

from datetime import date, time
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
import time_machine
from django.utils import timezone

from sightline.appointments.models import Appointment
from sightline.foundation.attention import attention
from sightline.meetings import services
from sightline.meetings.events import uid
from sightline.meetings.models import Invitation
from sightline.meetings.services import send_invitations
from sightline.notices.models import Notice
from sightline.notices.services.sending import send_waiting
from sightline.partnership.models import Body
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.models import Person
from sightline.people.services import erase_person

LIST = "/westmoor/meetings/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def part(mail: Any, kind: str) -> Any:
    [found] = [one for one in mail.walk() if one.get_content_type() == kind]
    return found


def calendar(mail: EmailMessage) -> Any:
    return icalendar.Calendar.from_ical(part(mail, "text/calendar").get_payload(decode=True))


def event(mail: EmailMessage) -> Any:
    [found] = calendar(mail).walk("VEVENT")
    return found


def told(mail: EmailMessage) -> tuple[str, str, int]:
    """(to whom, method, sequence)."""
    return mail["To"], str(calendar(mail)["method"]), int(event(mail)["sequence"])


def test_everybody_with_a_seat_that_day_and_an_address_is_invited(mail_server, shell, called_to, seated):
    seated("Ann Bell")
    seated("Ben Cole", until=date(2021, 3, 31))
    seated("Dee Fox", email="")
    seated("Eve Gray", body=Body.objects.create(partnership=called_to(40).partnership, key="qa", name="QA"))
    assert send_invitations(by=shell, meeting=called_to(14)) == 1
    send_waiting()
    [mail] = mail_server.taken
    assert told(mail) == ("ann@example.org", "REQUEST", 0)
    assert event(mail)["attendee"] == "mailto:ann@example.org"
    assert "Dee" not in mail.as_string()


def test_the_mail_is_one_that_outlook_takes_for_an_invitation(mail_server, shell, called_to, seated):
    seated("Ann Bell")
    send_invitations(by=shell, meeting=called_to(day=date(2098, 7, 14)))
    send_waiting()
    [mail] = mail_server.taken
    file = part(mail, "text/calendar")
    assert file.get_params() == [("text/calendar", ""), ("method", "REQUEST"), ("charset", "utf-8")]
    alternative = part(mail, "multipart/alternative")
    assert [one.get_content_type() for one in alternative.iter_parts()] == ["text/plain", "text/calendar"]
    assert not file.is_attachment()
    content = file.get_payload(decode=True)
    assert content.count(b"\n") == content.count(b"\r\n")
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("meeting.ics", content)
    assert mail["Subject"] == "Invitation: DSP Executive, 14 July 2098"
    assert "10:00 to 12:00\r\nMoor Room" in part(mail, "text/plain").get_content()
    assert event(mail)["dtstart"].dt.isoformat() == "2098-07-14T10:00:00+01:00"


def test_a_change_of_time_is_told_under_the_same_name_with_a_higher_number(
    mail_server, coordinator, shell, called_to, seated
):
    seated("Ann Bell")
    one = called_to()
    page = f"{LIST}{one.pk}"
    assert "Send invitations" in coordinator.get(page).text
    assert coordinator.post(f"{page}/invite")["Location"] == page
    assert "Send the update" not in coordinator.get(page).text
    values = held_by_form(coordinator, f"{page}/correct")
    coordinator.post(f"{page}/correct", {**values, "starts_at": "14:00", "ends_at": "15:00", "place": "Hall"})
    text = coordinator.get(page).text
    assert "Date, time or place have changed since the invitations were sent." in text
    assert "It goes to Ann Bell" in coordinator.get(f"{page}/invite").text
    coordinator.post(f"{page}/invite")
    send_waiting()
    first, second = mail_server.taken
    assert (told(first)[1:], told(second)[1:]) == (("REQUEST", 0), ("REQUEST", 1))
    assert event(first)["uid"] == event(second)["uid"]
    assert (event(second)["location"], event(second)["dtstart"].dt.time()) == ("Hall", time(14))
    assert second["Subject"].startswith("Changed: ")


def test_whoever_keeps_meetings_is_told_of_an_invitation_that_is_not_right_any_more(
    shell, called_to, seated, person_with
):
    seated("Ann Bell")
    one, keeper = called_to(), person_with("coordinator")

    def asked() -> list[str]:
        return [
            item.text for item in attention["meetings"].items(keeper, one.partnership, timezone.localdate())
        ]

    send_invitations(by=shell, meeting=one)
    assert asked() == []
    moved = services.meetings.correct(by=shell, record=one, values={"place": "Hall"})
    [text] = asked()
    assert text.startswith("Tell those invited what changed about DSP Executive on ")
    send_invitations(by=shell, meeting=moved)
    assert asked() == []


def test_a_correction_that_a_calendar_does_not_show_asks_for_no_mail(shell, called_to, seated):
    ann, one = seated("Ann Bell"), called_to()
    send_invitations(by=shell, meeting=one)
    services.meetings.correct(by=shell, record=one, values={"chair": ann})
    with pytest.raises(Refused, match="was written to about it as it is now"):
        send_invitations(by=shell, meeting=one)


def test_cancelling_takes_the_invitations_back_and_planning_again_sends_them_anew(
    mail_server, coordinator, shell, called_to, seated
):
    seated("Ann Bell")
    one = called_to()
    send_invitations(by=shell, meeting=one)
    coordinator.post(f"{LIST}{one.pk}/to/cancelled", {"reason": "The room of Ben Cole is not free"})
    services.move_to(by=shell, meeting=one, state="draft")
    send_invitations(by=shell, meeting=one)
    send_waiting()
    assert [told(mail)[1:] for mail in mail_server.taken] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    off = mail_server.taken[1]
    assert (event(off)["status"], off["Subject"].split(":")[0]) == ("CANCELLED", "Cancelled")
    assert part(off, "text/calendar").get_param("method") == "CANCEL"
    assert "Ben Cole" not in off.as_string(), "the reason may say anything, so it stays on the page"
    assert len({event(mail)["uid"] for mail in mail_server.taken}) == 1


def test_a_meeting_that_is_withdrawn_is_off_for_those_invited(mail_server, shell, called_to, seated):
    seated("Ann Bell")
    one = called_to()
    send_invitations(by=shell, meeting=one)
    services.meetings.withdraw(by=shell, record=one, reason="Twice in the list")
    send_waiting()
    assert [told(mail)[1] for mail in mail_server.taken] == ["REQUEST", "CANCEL"]


def test_cancelling_writes_to_nobody_who_was_not_invited(shell, called_to, seated):
    seated("Ann Bell")
    services.cancel(by=shell, meeting=called_to(), reason="No room")
    assert not Notice.objects.exists()


def test_who_gave_up_a_seat_is_told_and_who_took_it_is_invited_and_nobody_else_is_troubled(
    mail_server, shell, called_to, seated
):
    seated("Ann Bell")
    seated("Ben Cole")
    one = called_to()
    send_invitations(by=shell, meeting=one)
    Appointment.objects.filter(person__name="Ben Cole").update(until=timezone.localdate())
    seated("Cat Dunn")
    assert send_invitations(by=shell, meeting=one) == 2
    send_waiting()
    assert [told(mail) for mail in mail_server.taken[2:]] == [
        ("cat@example.org", "REQUEST", 1),
        ("ben@example.org", "CANCEL", 1),
    ]
    assert "STATUS" not in event(mail_server.taken[3])
    assert "you are not invited any more" in part(mail_server.taken[3], "text/plain").get_content()


def test_pressing_the_button_twice_sends_once(shell, called_to, seated):
    seated("Ann Bell")
    one = called_to()
    send_invitations(by=shell, meeting=one)
    with pytest.raises(Refused, match="was written to about it as it is now"):
        send_invitations(by=shell, meeting=one)
    assert Invitation.objects.count() == 1


def test_without_times_the_page_says_what_is_missing(coordinator, planned, seated):
    seated("Ann Bell")
    one = planned(9)
    text = coordinator.get(f"{LIST}{one.pk}").text
    assert "once it is said when the meeting starts and ends" in text
    assert "Send invitations" not in text
    response = coordinator.post(f"{LIST}{one.pk}/invite")
    assert response.status_code == 422
    assert "Say when the meeting starts and ends first" in response.text


def test_a_meeting_that_is_over_invites_nobody(shell, meeting, seated):
    seated("Ann Bell")
    with pytest.raises(Refused, match="planned and still to come"):
        send_invitations(by=shell, meeting=meeting(date(2024, 5, 3)))


def test_what_was_sent_and_what_the_server_answered_stand_on_the_page(
    mail_server, coordinator, shell, called_to, seated, person_with, client_as
):
    seated("Ann Bell")
    seated("Dee Fox", email="")
    one = called_to()
    send_invitations(by=shell, meeting=one)
    assert "Waiting" in coordinator.get(f"{LIST}{one.pk}").text
    mail_server.answers = ["550 5.1.1 No such mailbox"]
    send_waiting()
    [section] = [
        block
        for block in coordinator.get(f"{LIST}{one.pk}").context["page"].sections
        if block.id == "invitations"
    ]
    ann, dee = section.blocks[-1].rows
    assert (ann.cells[0], ann.cells[3].text, ann.cells[4]) == (
        "Ann Bell",
        "Not sent",
        "550 5.1.1 No such mailbox",
    )
    assert (dee.cells[0], dee.cells[1].text) == ("Dee Fox", "no address")
    member = client_as(person_with("delegated-partner")).get(f"{LIST}{one.pk}")
    assert "No such mailbox" not in member.text


def test_whoever_may_see_a_meeting_takes_it_away_as_a_file(person_with, client_as, called_to):
    one = called_to(day=date(2098, 7, 14))
    client = client_as(person_with("delegated-partner"))
    assert "Add it to your calendar" in client.get(f"{LIST}{one.pk}").text
    answer = client.get(f"{LIST}{one.pk}/meeting.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="dsp-executive-2098-07-14.ics"'
    read: Any = icalendar.Calendar.from_ical(answer.content)
    assert read["method"] == "PUBLISH"
    [made] = read.walk("VEVENT")
    assert (made["summary"], made["location"]) == ("DSP Executive", "Moor Room")
    assert b"ATTENDEE" not in answer.content


def test_nothing_leaves_for_the_people_of_a_demonstration(mail_server, shell, called_to, seated):
    ann = seated("Ann Bell")
    ann.partnership.demonstration = True
    ann.partnership.save()
    send_invitations(by=shell, meeting=called_to())
    send_waiting()
    assert not mail_server.taken
    assert Notice.objects.get().state == "sent"


def test_an_erased_person_is_not_in_what_is_kept_of_their_invitation(shell, called_to, seated):
    ann = seated("Ann Bell")
    send_invitations(by=shell, meeting=called_to())
    held = Notice.objects.get().attachment
    assert held
    assert b"ann@example.org" in held.content
    erase_person(by=shell, person=Person.objects.get(pk=ann.pk), reason="They asked")
    assert Notice.objects.get().attachment is None


def test_a_meeting_keeps_its_name_in_calendars_and_no_two_share_one(shell, called_to, another_partnership):
    one, other = called_to(14), called_to(15)
    body = Body.objects.create(partnership=another_partnership, key="dsp executive", name="DSP Executive")
    elsewhere = called_to(14, body=body)
    before = uid(one)
    moved = services.meetings.correct(by=shell, record=one, values={"held_on": date(2098, 1, 1)})
    assert uid(moved) == before
    assert len({before, uid(other), uid(elsewhere)}) == 3


@time_machine.travel("2027-03-28 00:30", tick=False)
def test_on_the_day_itself_invitations_can_still_be_sent(mail_server, shell, called_to, seated):
    seated("Ann Bell")
    send_invitations(by=shell, meeting=called_to(0))
    send_waiting()
    assert len(mail_server.taken) == 1
