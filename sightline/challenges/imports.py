"""The log of professional challenge: one challenge a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from sightline.challenges.keys import ends_of, key_of
from sightline.challenges.levels import as_level
from sightline.challenges.models import Challenge
from sightline.foundation.text import fold
from sightline.imports.cells import as_closing_date, as_date, as_status, contradiction, out_of_order, standing
from sightline.imports.cells.standing import UNKNOWN
from sightline.imports.layouts import Draft, Field, Layout, Line, Refused, Setting, Table, layouts


def _more_of(side: str, title: str, called: Sequence[str]) -> tuple[Field, Field]:
    """The columns that may say more of an end than its agency: who, and at which level."""
    people = (f"{title} person", *(f"{word} person" for word in called), *(f"{word} name" for word in called))
    levels = (
        f"{title} level",
        *(f"{word} level" for word in called),
        *(f"level of {word}" for word in called),
    )
    return (
        Field(f"{side}_name", f"{title}: person", people),
        Field(f"{side}_level", f"{title}: level", levels, as_level, aside=True),
    )


FIELDS = (
    Field("raised_on", "Date raised", ("date", "raised on", "date of challenge", "challenge date", "raised",
                                "date logged", "date of meeting",
                                "meeting date", "logged", "logged on", "date made", "date opened", "when",
                                "date of escalation", "date escalated", "date received", "date of dispute",
                                "escalation date", "date of concern"),
          as_date, needed=True, required=True),
    Field("forum", "Meeting / forum", ("meeting", "forum", "body", "where", "where raised", "raised at", "group",
                                       "source",
                                        "context", "meeting or forum", "setting", "raised in")),
    Field("raised_by", "Raised by", ("from", "challenger", "by", "challenged by", "raising agency", "agency raising",
                                     "from agency", "challenging agency", "challenge from", "challenged from",
                                     "who raised it",
                                     "who challenged", "raised from", "agency making challenge",
                                     "challenging organisation",
                                     "challenging partner", "initiated by", "made by", "escalated by",
                                     "challenge by", "challenge raised by", "challenge made by", "who raised",
                                     "organisation raising", "partner raising", "partner challenging",
                                     "organisation challenging", "agency challenging", "agency making escalation",
                                     "agency escalating", "escalating agency", "originating agency",
                                     "escalation by"),
          needed=True, required=True, agency=True, perhaps=("agency", "organisation", "partner", "raised")),
    Field("raised_with", "To", ("raised with", "challenged", "to agency", "agency challenged", "directed to",
                                "challenge to", "responding agency", "challenged agency", "who was challenged",
                                "agency being challenged",
                    "challenged organisation", "challenged partner", "made to", "agency receiving", "received by",
                    "against",
                                "recipient", "raised to", "escalated to", "challengee", "receiving agency",
                    "receiving organisation", "receiving partner", "who to", "directed at", "raised against",
                    "challenge made to", "agency receiving escalation", "escalation to", "addressed to", "sent to",
                    "challenge raised to", "challenge raised with", "to whom", "raised with whom",
                    "agency in receipt", "agency responding"),
          needed=True, required=True, agency=True, perhaps=("of", "with", "agency", "organisation", "partner")),
    *_more_of("raised_by", "Raised by", ("challenger", "from", "raising")),
    *_more_of("raised_with", "Raised with", ("challenged", "to", "asked")),
    Field("level", "Level", ("level of challenge", "tier", "stage", "escalation level", "escalation stage",
                    "challenge level", "seniority")),
    Field("subject", "Challenge", ("what was challenged", "issue", "nature of challenge", "details", "description",
                                   "concern", "detail of challenge", "challenge made", "summary", "about",
                                   "subject", "what about",
                                     "topic", "summary of challenge", "challenge details", "reason for challenge",
                                     "question", "challenge raised", "summary of concern", "reason for escalation",
                                     "description of issue", "disagreement", "escalation", "dispute",
                                     "what was the challenge", "what was the challenge about", "detail",
                                     "nature of concern", "details of concern", "details of escalation"),
          needed=True, required=True),
    Field("answered_on", "Date answered", ("answered", "answered on", "date of answer", "date of response",
                                           "response date", "date responded", "responded on", "date of reply",
                                           "reply date", "when answered"), as_date, blank=None),
    Field("response", "Response", ("reply", "agency response", "answer", "response received", "response given",
                    "action taken")),
    Field("outcome", "Outcome", ("result", "resolution", "what changed", "impact", "difference made",
                                 "outcome of challenge")),
    Field("closed_on", "Date closed", ("closed", "closed on", "date resolved", "resolved on", "closing date",
                                       "date of closure",
                                       "closure date", "resolved", "date completed", "closed date", "date ended",
                                       "resolution date", "date concluded",
                                       "concluded", "completed", "date of resolution",
                                       "date of outcome", "when closed", "resolved date", "when resolved"),
          as_closing_date, needed=True, blank=None, closing=True),
    Field("status", "Status", ("state", "current status", "challenge status", "open/closed", "position"), as_status),
)  # fmt: skip

MORE = ("raised_by_name", "raised_by_level", "raised_with_name", "raised_with_level")
CHALLENGES = Table(
    Challenge,
    (
        "raised_on",
        "closed_on",
        "body",
        "forum",
        "raised_by",
        "raised_by_name",
        "raised_by_level",
        "raised_with",
        "raised_with_name",
        "raised_with_level",
        "level",
        "subject",
        "answered_on",
        "response",
        "outcome",
    ),
    ends="closed_on",
    same=("subject", "raised_on"),
    page=("challenges:record", "pk"),
)


def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """The challenge that a row speaks of. Raises Refused when its status and its dates contradict."""
    said = line.values
    raised, answered, closed = said["raised_on"], said["answered_on"], said["closed_on"]
    problem = None
    if said["status"] and standing(said["status"], setting.legend) != UNKNOWN:
        problem = contradiction(said["status"], closed, setting.legend, of="challenge", on="closed_on")
    today, raising = timezone.localdate(), "the challenge was raised"
    problem = (
        problem
        or out_of_order(raised, closed, today=today, began_is=raising, on="closed_on")
        or out_of_order(raised, answered, today=today, began_is=raising, on="answered_on")
    )
    if answered and not problem:
        answering = "the challenge was answered"
        problem = out_of_order(answered, closed, today=today, began_is=answering, on="closed_on")
    if problem:
        raise Refused(problem)
    by, to = (
        setting.agency(said["raised_by"], "raised_by"),
        setting.agency(said["raised_with"], "raised_with"),
    )
    ends = {name: said[name] for name in MORE}
    yield Draft(
        CHALLENGES,
        key_of(raised, *ends_of(Challenge(raised_by_id=by, raised_with_id=to, **ends)), said["subject"]),
        (
            raised,
            closed,
            setting.bodies.meant(said["forum"]),
            said["forum"],
            by,
            said["raised_by_name"],
            said["raised_by_level"],
            to,
            said["raised_with_name"],
            said["raised_with_level"],
            fold(said["level"]).capitalize(),
            said["subject"],
            answered,
            said["response"],
            said["outcome"],
        ),
    )


LOG = layouts.add(
    Layout(
        key="challenge-log",
        title="Challenge log",
        explanation="One professional challenge a row: who challenged whom, about what, and when it was closed.",
        fields=FIELDS,
        tables=(CHALLENGES,),
        drafts=drafts,
        dates=lambda line: (line.values["raised_on"], line.values["closed_on"]),
        source="challenges",
        page="challenges:list",
    )
)
