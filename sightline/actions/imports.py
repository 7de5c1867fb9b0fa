"""The action tracker: one action a row, a sheet for each sort of review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from sightline.actions.following import MAKES, follow
from sightline.actions.keys import key_of
from sightline.actions.models import Action
from sightline.actions.references import made_up, qualified
from sightline.foundation.text import fold
from sightline.imports.cells import (
    as_closing_date,
    as_date,
    as_deadline,
    as_reference,
    as_status,
    contradiction,
    means_standing,
    out_of_order,
)
from sightline.imports.layouts import Draft, Field, Layout, Line, Refused, Setting, Table, layouts

SOURCES = (
    ("rapid review", r"\brapid\b|\brrs?\b|\brr ?\d"),
    (
        "practice review",
        r"practice review|\bl?cspr|\bscrs?\b|\bscr ?\d|serious case|safeguarding review|learning review",
    ),
    ("audit", r"\baudit|\bmaca\b|dip sampl|case file"),
    ("independent-led review", r"independent"),
    ("health check", r"health check"),
    ("section 11", r"section 11\b|\bs\.?11\b"),
    ("inspection", r"inspection|ofsted|\bjtai\b|\bilacs\b"),
    ("scrutiny", r"scrutin"),
    ("meeting", r"meeting|executive|\bgroup\b|\bboard\b"),
)
NOT_STATED = "not stated"


def source_named(*texts: str) -> str:
    """The source that the first telling text speaks of: “Rapid Review actions” is a rapid review."""
    return next(filter(None, map(_source, texts)), NOT_STATED)


@lru_cache(maxsize=4096)
def _source(text: str) -> str:
    folded = fold(text.replace("_", " "))
    return next((source for source, pattern in SOURCES if re.search(pattern, folded)), "")


FIELDS = (
    Field("reference", "Ref", ("reference", "ref no", "no.", "number", "action ref", "action no", "action number",
                    "id", "action id", "ref number", "unique ref", "item", "item no", "serial", "action plan ref"),
          as_reference, merges=False),
    Field("source", "Source", ("action source", "source of action", "origin", "type of review", "review type",
                               "theme source",
                               "arising from", "where from", "came from", "type")),
    Field("review", "Review", ("rapid review", "cspr", "lcspr", "scr", "case", "review name", "review title",
                    "review ref",
                               "name of review", "audit", "practice review", "case name", "subject", "audit title",
                               "meeting")),
    Field("recommendation", "Recommendation", ("learning", "recommendations", "finding", "learning point",
                                               "learning theme", "what did we learn", "key learning",
                                               "learning area", "theme", "issue identified")),
    Field("undertaking", "Action", ("what will we do", "what we will do", "actions", "action required",
                                    "action agreed",
                                    "agreed action", "task", "action to be taken", "what needs to happen",
                                    "action description", "description", "actions agreed", "agreed actions",
                                    "what are we going to do",
                                    "action point", "smart action", "details of action",
                                    "what"), needed=True, required=True),
    Field("agency", "Lead agency", ("who", "agency", "organisation", "responsible agency", "owner agency",
                                    "lead organisation",
                    "lead partner", "agency responsible", "owning agency", "partner", "action owner agency",
                    "lead service", "service",
                    "partner agency", "responsible organisation", "responsible partner", "by whom", "lead agencies",
                                     "owner organisation", "accountable agency", "assigned agency", "owned by",
                                     "assigned to"),
          needed=True, required=True, agency=True, or_sheet=True,
          perhaps=("lead", "owner", "responsible", "responsibility", "action owner", "accountable",
                   "accountability", "delivery lead", "lead officer agency", "lead officer", "responsible lead",
                   "lead and agency", "action lead", "lead officer organisation", "responsible officer",
                   "responsible person", "who will do it", "who is responsible", "who will lead", "led by")),
    Field("owner", "Lead officer", ("named lead", "lead", "owner", "action owner", "responsible officer", "lead name",
                    "responsible person", "named officer", "lead person", "officer", "person responsible", "contact",
                                     "assigned officer", "responsible lead")),
    Field("agreed_on", "Date agreed", ("agreed on", "agreed", "date of agreement", "date set", "date added",
                                       "date raised",
                                       "start date", "agreed date", "date action agreed", "date opened",
                                       "date created", "date of meeting",
                                       "opened", "opened on", "raised on", "created", "created on", "date identified",
                                       "date logged", "date of action", "added", "added on", "meeting date", "start"),
          as_date, needed=True, required=True,
          perhaps=("date", "raised", "panel date", "date of panel", "date of rr", "date of rapid review",
                   "date of review", "date of recommendation", "date issued", "issued", "date entered", "entered",
                   "date assigned", "assigned", "date allocated", "allocated", "date received", "received",
                   "date approved", "approved", "date commenced", "commenced", "action date", "meeting", "panel",
                   "logged", "identified", "when agreed", "when did we agree it", "agreed when")),
    Field("due_on", "Target date", ("by when", "due date", "due", "deadline", "target", "timescale",
                                    "target completion date",
                                    "target completion", "date due", "due by", "completion due", "complete by",
                                    "when", "timeframe", "deadline date", "expected completion",
                                     "planned completion", "date for completion", "due on"),
          as_deadline, blank=None, aside=True),
    Field("revised_on", "Revised target date", ("revised date", "revised target", "revised due date",
                                                "revised deadline", "revised timescale", "extended to",
                                                "extended deadline", "extended date", "extension date",
                                                "extension agreed to", "new target date", "new target",
                                                "new deadline", "new due date", "new date",
                                                "revised completion date"),
          as_deadline, blank=None, aside=True),
    Field("status", "Status", ("rag", "rag status", "brag", "brag status", "progress status", "rag rating", "state",
                               "action status", "current status", "brag rating", "r/a/g", "progress rag",
                               "completion status", "open/closed",
                                "current position", "position"), as_status, either="completion", closing=True),
    Field("progress", "Progress update", ("update", "progress", "latest update", "comments", "notes", "commentary",
                                          "progress notes", "progress to date", "latest position", "narrative",
                                          "progress made")),
    Field("completed_on", "Date completed", ("completed on", "completion date", "date complete", "date closed",
                                             "closed on",
                                             "completed", "closed", "actual completion date", "date of completion",
                                             "date achieved", "actual completion", "date signed off",
                                             "completed date",
                                             "closed date", "date done", "done on", "finished", "finished on",
                                             "date finished", "actual date",
                                             "actual", "complete date", "signed off", "sign off date",
                                             "date of closure",
                                             "closure date", "when completed", "actual completion",
                                             "when was it done", "when done"),
          as_closing_date, blank=None, either="completion", closing=True),
    Field("impact", "Evidence of impact", ("impact", "evidence", "outcome", "impact evidence", "difference made",
                                           "evidence of completion", "what difference did it make",
                                           "impact and evidence")),
)  # fmt: skip

ACTIONS = Table(
    Action,
    ("reference", "source", "review", "recommendation", "undertaking", "agency", "owner", "agreed_on", "due_on",
     "completed_on", "progress", "impact"),
    ends="completed_on",
    same=("undertaking", "agreed_on"),
    page=("actions:record", "key"),
    follow=follow,
    derived=("owner_person",),
    makes=MAKES,
)  # fmt: skip


NOT_SAID = (
    "is blank, and there is no column for the date of completion; colours cannot be read, so say it in words"
)


def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """The action that a row of the tracker speaks of. Raises Refused when its status and its dates contradict."""
    said = line.values
    agency, completed = setting.agency(said["agency"], "agency"), said["completed_on"]
    if problem := _wrong(setting, said):
        raise Refused(problem)
    review = said["review"] or line.group.split(" - ")[0]
    source = (
        _source(said["source"])
        or fold(said["source"])
        or source_named(line.sheet, review, said["reference"], line.group, *setting.title.split("\n"))
    )
    reference = _reference(setting, line, review, source, agency)
    yield Draft(
        ACTIONS,
        key_of(reference),
        (
            reference,
            source,
            review,
            said["recommendation"],
            said["undertaking"],
            agency,
            said["owner"],
            said["agreed_on"],
            said["revised_on"] or said["due_on"],
            completed,
            said["progress"],
            said["impact"],
        ),
    )


def _wrong(setting: Setting, said: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """What is wrong between the status of an action and its dates: (field, what it says, why); None if nothing is."""
    completed = said["completed_on"]
    if not said["status"] and "status" in setting.headings and "completed_on" not in setting.headings:
        return "status", "", NOT_SAID
    if said["status"]:
        told = contradiction(said["status"], completed, setting.legend, of="action", on="completed_on")
        if told:
            return told
    return out_of_order(
        said["agreed_on"],
        completed,
        today=timezone.localdate(),
        began_is="the day it was agreed",
        on="completed_on",
    )


def _reference(setting: Setting, line: Line, review: str, source: str, agency: int) -> str:
    """What the action of a row is known by."""
    said = line.values
    number = qualified(
        said["reference"],
        review=review,
        source=source if source != NOT_STATED else "",
        sheet=line.sheet if line.sheet != setting.file else "",
        agreed_on=said["agreed_on"],
    )
    own = made_up(
        review=review,
        recommendation=said["recommendation"],
        undertaking=said["undertaking"],
        agency=agency,
        agreed_on=said["agreed_on"],
    )
    if said["recommendation"] and line.sheet in setting.noted.get(NUMBERS_RECOMMENDATIONS, ()):
        return f"{number} {own}".strip()
    return number or own


NUMBERS_RECOMMENDATIONS = "sheets whose numbers are those of recommendations"


def survey(setting: Setting, rows: Iterable[Line]) -> None:
    """Note a sheet on which one number stands for several actions of one recommendation: it numbers those."""
    if not {"reference", "recommendation"} <= setting.headings.keys():
        return
    actions: dict[tuple[str, str, str], set[str]] = {}
    for line in rows:
        said = line.values
        if said["reference"] and said["recommendation"]:
            whose = fold(said["review"] or line.group), fold(said["reference"]), fold(said["recommendation"])
            actions.setdefault(whose, set()).add(fold(said["undertaking"]))
            if len(actions[whose]) > 1:
                setting.noted.setdefault(NUMBERS_RECOMMENDATIONS, set()).add(line.sheet)
                return


def dates(line: Line) -> tuple[date | None, ...]:
    """Actions are complete from the first that was agreed to the last that was agreed or completed."""
    return line.values["agreed_on"], line.values["completed_on"]


TRACKER = layouts.add(
    Layout(
        key="action-tracker",
        title="Action tracker",
        explanation="One action a row: what was agreed, by whom, by when, and when it was completed.",
        fields=FIELDS,
        tables=(ACTIONS,),
        drafts=drafts,
        survey=survey,
        dates=dates,
        source="actions",
        means=means_standing,
        page="actions:list",
    )
)
