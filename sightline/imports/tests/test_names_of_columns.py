"""The headings that anybody understands, each known for the column that it means."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.imports.interpreting import NotRecognised
from sightline.training.models import Booking

TRACKER = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]


@pytest.fixture(autouse=True)
def known(agency):
    return agency("Police"), agency("Schools")


@pytest.mark.parametrize(
    "heading",
    ["Lead", "Owner", "Responsible", "Responsibility", "Action owner", "Accountable", "Delivery lead",
     "Lead officer / agency", "Responsible lead"],
)  # fmt: skip
def test_who_leads_an_action_is_its_agency_where_agencies_stand_below(rows, partnership, heading):
    head = [heading if title == "Lead agency" else title for title in TRACKER]
    rows([head, ["A1", "Do it", "Police", "05/04/2024", "", "Open", ""]])
    assert Action.objects.of(partnership).get().agency.name == "Police"
    with pytest.raises(NotRecognised, match="no column for “Lead agency”"):
        rows([head, ["A1", "Do it", "J Smith", "05/04/2024", "", "Open", ""]], name="people.csv")


@pytest.mark.parametrize(
    "heading",
    ["Date", "Raised", "Panel date", "Date of panel", "Date of RR", "Date issued", "Date entered",
     "Date assigned", "Date allocated", "Date received", "Date approved", "Date commenced", "Meeting"],
)  # fmt: skip
def test_the_day_of_agreement_goes_by_many_names_where_dates_stand_below(rows, partnership, heading):
    head = [heading if title == "Date agreed" else title for title in TRACKER]
    rows([head, ["A1", "Do it", "Police", "05/04/2024", "", "Open", ""]])
    assert Action.objects.of(partnership).get().agreed_on == date(2024, 4, 5)


@pytest.mark.parametrize(
    ("by", "to"),
    [
        *(("Raised by", "Raised to"), ("Escalated by", "Escalated to"), ("Challenger", "Challengee")),
        *(
            ("Challenge by", "Challenge to"),
            ("Originating agency", "Receiving agency"),
            ("Who raised", "Who to"),
        ),
        *(("Raised by", "Directed at"), ("Organisation raising", "Organisation challenged"), ("By", "Of")),
        ("Agency", "Agency challenged"),
    ],
)
def test_who_challenged_whom_goes_by_many_names(rows, partnership, by, to):
    rows(
        [["Date", by, to, "Challenge", "Date closed"], ["09/04/2024", "Police", "Schools", "Thresholds", ""]]
    )
    challenge = Challenge.objects.of(partnership).get()
    assert (challenge.raiser.agency, challenge.asked.agency) == ("Police", "Schools")


@pytest.mark.parametrize(
    ("column", "heading", "said"),
    [
        *((2, heading, "14/05/2024 09:30") for heading in (
            "Start", "Date/Time", "Course start", "Date of session", "Date delivered", "When", "Session")),
        *((4, heading, "Schools") for heading in (
            "Setting", "School/Setting", "Place of work", "Workplace", "Department", "Team", "Institution")),
        *((5, heading, "Attended") for heading in ("Did they attend?", "State")),
        *((1, heading, "Neglect") for heading in (
            "Event", "Class", "Activity", "Product", "Training event", "Topic", "Learning event", "Session")),
    ],
)  # fmt: skip
def test_the_columns_of_bookings_go_by_many_names(rows, partnership, column, heading, said):
    head = ["Booking ID", "Course", "Date", "Name", "Organisation", "Status"]
    line = ["1", "Neglect", "14/05/2024 09:30", "Ann Lee", "Schools", "Attended"]
    head[column], line[column] = heading, said
    _, outcome = rows([head, line])
    assert (outcome.created, outcome.refused) == (1, 0)
    booking = Booking.objects.of(partnership).get()
    assert (booking.session.course.title, booking.session.held_on) == ("Neglect", date(2024, 5, 14))
    assert booking.agency.name == "Schools"
