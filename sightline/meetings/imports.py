"""Attendance sheets: one sheet for each body, one row for each member, one column for each meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text, ignored, says_nothing
from sightline.imports.layouts import (
    Draft,
    Field,
    Layout,
    Line,
    NoRecord,
    Refused,
    Setting,
    Table,
    lasting,
    layouts,
)
from sightline.imports.reading import UNCOMPUTED
from sightline.meetings.keys import attendance_key, meeting_key, member_key
from sightline.meetings.marks import MARKS, is_mark, is_meaning, presence
from sightline.meetings.models import Attendance, Meeting
from sightline.meetings.naming import body_named
from sightline.partnership.models import Body
from sightline.people.models import Person

FIELDS = (
    Field("agency", "Agency", ("organisation", "partner", "member agency", "service", "agency name", "representing",
                               "organisation represented", "agency/organisation", "partner agency",
                               "agency represented", "body represented",
                               "employer", "sector", "partner organisation"), needed=True, carries=True),
    Field("name", "Name", ("member", "representative", "attendee", "full name", "member name", "rep", "person",
                    "name of member",
                            "nominated member", "group member", "names", "core member")),
    Field("seat", "Role", ("position", "seat", "capacity", "role on group", "membership", "status", "job title",
                           "title",
                            "designation", "member type", "post")),
    Field("total", "Total", ("total attended", "attended", "% attendance", "attendance %", "percentage",
                             "total attendance",
                             "attendance rate", "no attended", "meetings attended", "number attended",
                             "attendance", "%", "sum",
                             "out of"), ignored),
)  # fmt: skip

BODIES = Table(Body, ("name",), corrects=False, announced="name", page=("partnership:body", "pk"))
PEOPLE = Table(Person, ("name", "email", "job_role", "agency"), corrects=False)
MEETINGS = Table(
    Meeting, ("body", "held_on"), refers={"body": Body}, corrects=False, page=("meetings:record", "pk")
)
ATTENDANCE = Table(
    Attendance,
    ("meeting", "agency", "person", "seat", "presence", "deputy"),
    refers={"meeting": Meeting, "person": Person},
    page=("meetings:mark-record", "pk"),
)


def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """One attendance for each meeting of the row; Refused with every mark that cannot be understood."""
    said = line.values
    if not said["agency"]:
        raise Refused(("agency", "", "is blank; the agency that this member speaks for is needed"))
    if line.bare and not setting.knows(said["agency"]):
        raise NoRecord(said["agency"], "a heading or a note")
    if not setting.knows(said["agency"]) and _stands_beneath(line):
        raise NoRecord(said["agency"], "a note beneath the table")
    agency = setting.agency(said["agency"], "agency")
    marks, wrong = [], []
    for _, day, cell in line.across:
        try:
            read = presence(cell, setting.legend)
        except BadCell as bad:
            wrong.append((f"{day:%d/%m/%Y}", bad.found, f"was expected to be {bad.expected}"))
            continue
        if read is not None:
            marks.append((day, *read))
    if wrong:
        raise Refused(*wrong)
    name = body_named(
        line.sheet,
        setting.title.split("\n"),
        setting.file,
        setting.bodies,
        one_of_several=setting.one_of_several,
    )
    if not name:
        problem = "does not say which body met: name the sheet after it, or put its name above the headings"
        raise Refused(("sheet", line.sheet, problem))
    known, seat = setting.bodies.same(name), said["seat"]
    body = fold(name) if known is None else setting.bodies.key_of[known]
    yield Draft(BODIES, lasting(body), (name,))
    person = None
    if not _nobody(said["name"]):
        person = lasting(f"{fold(said['name'])}|{agency}")
        yield Draft(PEOPLE, person, (said["name"], "", "", agency))
    member = member_key(agency, person or setting.nth(agency, fold(seat)), seat)
    days: dict[date, int] = {}
    for day, came, deputy in marks:
        days[day] = days.get(day, 0) + 1
        meeting = meeting_key(body, day, days[day])
        yield Draft(MEETINGS, meeting, (lasting(body), day))
        yield Draft(
            ATTENDANCE, attendance_key(meeting, member), (meeting, agency, person, seat, str(came), deputy)
        )


BENEATH = re.compile(
    r"(?:chair(?:ed by|person)?|venue|location|place|time|format|quor(?:ate|um)|meeting quorate"
    r"|minutes?(?: taken)?(?: by)?|minute taker|theme|agenda|notes?|host(?:ed by)?|how held"
    r"|number of .*|no\.? of .*)\W*(?:y/n|yes/no)?\W*"
)


def _stands_beneath(line: Line) -> bool:
    """Whether a row of nobody's agency is a note on the meetings ("Chair", "Venue") or on a mark ("P", "present")."""
    said = fold(line.values["agency"])
    if said in MARKS:
        return not any(as_text(cell) for _, _, cell in line.across if cell is not UNCOMPUTED)
    return not line.values["name"] and BENEATH.fullmatch(said) is not None


def _nobody(name: str) -> bool:
    """Whether what stands for a member's name is none: the seat is vacant, or the name not known yet."""
    return says_nothing(fold(name)) or fold(name).startswith("vacan")


SHEETS = layouts.add(
    Layout(
        key="attendance",
        title="Attendance",
        explanation="One sheet for each body: a row for each member, a column for each meeting, headed by its date.",
        fields=FIELDS,
        tables=(BODIES, PEOPLE, MEETINGS, ATTENDANCE),
        drafts=drafts,
        dates=lambda line: [day for _, day, _ in line.across],
        source="meetings",
        page="meetings:list",
        across=True,
        marks=is_mark,
        means=is_meaning,
    )
)
