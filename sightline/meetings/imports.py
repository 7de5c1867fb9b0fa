"""Attendance sheets: a row for each member and a column for each meeting, or a row for each member at each meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_date, as_text, ignored, says_nothing
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
from sightline.imports.reading import UNCOMPUTED, Value
from sightline.meetings.held import was_held
from sightline.meetings.keys import attendance_key, meeting_key, member_key
from sightline.meetings.marks import MARKS, is_mark, is_meaning, presence
from sightline.meetings.models import Attendance, Meeting
from sightline.meetings.naming import body_named, is_like_a_body
from sightline.partnership.models import Body
from sightline.people.models import Person


def is_like_a_mark(cell: Value) -> bool:
    """Whether a cell is a mark, by what marks usually mean."""
    return is_mark(cell, {})


BODY = Field("body", "Body", ("name of body", "meeting body"), carries=True, like=is_like_a_body,
             perhaps=("meeting", "meeting name", "name of meeting", "meeting title", "group", "group name",
                      "name of group", "board", "forum", "committee", "panel", "subgroup", "sub group",
                      "meeting/group", "group/board", "meeting/group/board", "meeting type", "board/group",
                      "group/meeting"))  # fmt: skip
AGENCY = Field("agency", "Agency", ("organisation", "partner", "member agency", "service", "agency name",
                               "representing",
                               "organisation represented", "agency/organisation", "partner agency",
                               "agency represented", "body represented",
                               "employer", "sector", "partner organisation"), needed=True, carries=True, agency=True,
               perhaps=("who", "representative", "membership", "member", "attendee", "department", "team", "rep",
                        "core member", "names", "member name", "directorate"))  # fmt: skip
NAME = Field("name", "Name", ("member", "representative", "attendee", "full name", "member name", "rep", "person",
                    "name of member",
                            "nominated member", "group member", "names", "core member"))  # fmt: skip
SEAT = Field("seat", "Role", ("position", "seat", "capacity", "role on group", "membership", "status", "job title",
                           "title",
                            "designation", "member type", "post"))  # fmt: skip
FIELDS = (
    AGENCY,
    NAME,
    SEAT,
    Field("total", "Total", ("total attended", "attended", "% attendance", "attendance %", "percentage",
                             "total attendance",
                             "attendance rate", "no attended", "meetings attended", "number attended",
                             "attendance", "%", "sum",
                             "out of"), ignored),
    BODY,
)  # fmt: skip
LIST_FIELDS = (
    Field("held_on", "Meeting date", ("date of meeting", "date", "held on", "meeting held on", "date held"),
          as_date, needed=True, required=True),
    BODY,
    replace(AGENCY, carries=False, required=True),
    NAME,
    SEAT,
    Field("mark", "Attendance", ("attended", "attendance status", "presence", "present", "attended y/n",
                                 "did they attend", "attendance mark", "attendance type", "attended/apologies",
                                 "present/apologies", "mark"),
          needed=True, required=True, like=is_like_a_mark, perhaps=("status", "response", "outcome", "apologies")),
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
    named, speaks_for = setting.person_and_agency(said["agency"])
    agency = setting.agency(speaks_for, "agency")
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
    name = _body(setting, line)
    body, seat = _key_of(setting, name), said["seat"]
    yield Draft(BODIES, lasting(body), (name,))
    person, people = _person(said["name"] or named, agency)
    yield from people
    member = member_key(agency, person or setting.nth(body, agency, fold(seat)), seat)
    days: dict[date, int] = {}
    for day, came, deputy in marks:
        days[day] = days.get(day, 0) + 1
        meeting = meeting_key(body, day, days[day])
        yield Draft(MEETINGS, meeting, (lasting(body), day))
        yield Draft(
            ATTENDANCE, attendance_key(meeting, member), (meeting, agency, person, seat, str(came), deputy)
        )


def list_drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """The attendance of one member at one meeting. Raises Refused, NoRecord."""
    said = line.values
    named, speaks_for = setting.person_and_agency(said["agency"])
    agency = setting.agency(speaks_for, "agency")
    try:
        read = presence(said["mark"], setting.legend)
    except BadCell as bad:
        raise Refused(("mark", bad.found, f"was expected to be {bad.expected}")) from None
    if read is None:
        raise NoRecord(said["mark"], "of a meeting that was not held")
    name = _body(setting, line)
    body, day, seat = _key_of(setting, name), said["held_on"], said["seat"]
    person, people = _person(said["name"] or named, agency)
    member = member_key(agency, person or setting.nth(body, day, agency, fold(seat)), seat)
    meeting = meeting_key(body, day)
    yield Draft(BODIES, lasting(body), (name,))
    yield from people
    yield Draft(MEETINGS, meeting, (lasting(body), day))
    yield Draft(
        ATTENDANCE, attendance_key(meeting, member), (meeting, agency, person, seat, str(read[0]), read[1])
    )


def _body(setting: Setting, line: Line) -> str:
    """The body that met: as the row says, or else the sheet, its title or the file. Raises Refused."""
    if said := line.values["body"]:
        return str(said)
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
    return name


def _key_of(setting: Setting, name: str) -> str:
    """The key of the body that goes by a name, whatever it is called now."""
    known = setting.bodies.same(name)
    return fold(name) if known is None else setting.bodies.key_of[known]


def _person(name: str, agency: int) -> tuple[str | None, list[Draft]]:
    """The key of a member and what makes them; nobody where the seat has no name."""
    if _nobody(name):
        return None, []
    person = lasting(f"{fold(name)}|{agency}")
    return person, [Draft(PEOPLE, person, (name, "", "", agency))]


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
        held=was_held,
    )
)

LIST = layouts.add(
    Layout(
        key="attendance-list",
        title="Attendance list",
        explanation="One row for each member at each meeting: its date, the body, the agency and whether they came.",
        fields=LIST_FIELDS,
        tables=(BODIES, PEOPLE, MEETINGS, ATTENDANCE),
        drafts=list_drafts,
        dates=lambda line: (line.values["held_on"],),
        source="meetings",
    )
)
