"""The pages of challenge: the list of a year, and the record of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from sightline.challenges.ends import End
from sightline.challenges.models import Challenge
from sightline.challenges.stages import LAST, Stage
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.measures.answers import Answer
from sightline.measures.scope import Period
from sightline.measures.standing import sentence
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLUMNS = (
    Column("Challenge", wide=True),
    Column("Raised", sort="raised"),
    Column("By", sort="by"),
    Column("With", sort="with"),
    Column("State", sort="state"),
)
ORDERS = {
    "raised": ("raised_on", "id"),
    "by": ("raised_by__name", "raised_on", "id"),
    "with": ("raised_with__name", "raised_on", "id"),
    "state": ("-closed", "raised_on", "id"),
}


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("challenges:list", args=[partnership.slug])


def at(challenge: Challenge, partnership: Partnership) -> str:
    """The address of a challenge."""
    return reverse("challenges:record", args=[partnership.slug, challenge.pk])


def title(challenge: Challenge) -> str:
    """What a challenge is called where there is room for a line."""
    return shortened(challenge.subject)


def tag(challenge: Challenge) -> Tag:
    """Whether a challenge is open."""
    return Tag("Closed", "green") if challenge.closed_on else Tag("Open", "yellow")


def list_page(
    partnership: Partnership, shown: Part[Challenge], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """The challenges of a year. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Challenges",
        lead=lead,
        filters=filters,
        actions=(
            *((Action("Add a challenge", add, style="primary"),) if add else ()),
            Action("Who challenges whom", reverse("challenges:between", args=[partnership.slug])),
        ),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} challenge{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(challenge, partnership) for challenge in shown.items),
            sorted_by="-raised",
            empty=Empty(
                "No challenge matches. When one agency asks another to account for something, it belongs here: "
                "import the log you keep today, or add them one by one.",
                example="The police asked health why strategy discussions were missed; practice changed in a month.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(challenge: Challenge, partnership: Partnership) -> Row:
    return Row(
        (
            Link(title(challenge), at(challenge, partnership)),
            challenge.raised_on,
            _end(challenge.raiser, challenge.level),
            _end(challenge.asked),
            tag(challenge),
        ),
        key=str(challenge.pk),
    )


def _end(end: End, level: str = "") -> Value:
    """An end where there is room for two lines; ``level`` is what a log says of the whole."""
    first = end.agency or end.who or end.level
    rest = [said for said in (end.who, end.level or level) if said and said != first]
    return Lines(first, Muted(", ".join(rest))) if rest else first


def state_sentence(period: Period, raised: Answer, still_open: Answer) -> str:
    """How many were raised in a period and how many were open at its end; why not, where that is not recorded."""
    open_then = f" {still_open.shown} open at {spell_out(still_open.as_of)}, whenever raised."
    return sentence(period, raised, f"{raised.shown} raised") + (
        open_then if still_open.value is not None else ""
    )


def _cells(challenge: Challenge) -> tuple[Cell, ...]:
    return (
        challenge.raised_on,
        where(challenge),
        challenge.raiser.agency,
        challenge.raiser.who,
        challenge.raiser.level,
        challenge.asked.agency,
        challenge.asked.who,
        challenge.asked.level,
        challenge.level,
        challenge.get_expectation_display(),
        challenge.subject,
        challenge.answered_on,
        challenge.response,
        challenge.get_result_display(),
        challenge.outcome,
        challenge.closed_on,
    )


SHEET = Sheet(
    (
        "Date raised",
        "Meeting or forum",
        "Raised by",
        "Raised by: person",
        "Raised by: level",
        "Raised with",
        "Raised with: person",
        "Raised with: level",
        "Level",
        "Expectation",
        "Challenge",
        "Date answered",
        "Response",
        "What came of it",
        "Outcome",
        "Date closed",
    ),
    _cells,
)


def where(challenge: Challenge) -> str:
    """Where it was raised: the body, or what was written where none is known by that name."""
    return challenge.body.name if challenge.body else challenge.forum


def record_page(
    challenge: Challenge, told: Told, *, day: date, close: str, escalate: str, reached: Sequence[Stage]
) -> RecordPage:
    """One challenge, and the stages that it has reached.

    ``close`` is where its response is recorded and ``escalate`` where it goes to the next stage: "" for who may not,
    and when it is closed.
    """
    name = title(challenge)
    whole = () if name == challenge.subject else (SummaryRow("Challenge", challenge.subject),)
    days = (day - challenge.raised_on).days
    return told.page(
        title=name,
        caption="Challenge",
        state=tag(challenge),
        lead=""
        if challenge.closed_on or days < 1
        else f"Open for {days} day{'s' if days != 1 else ''} at {spell_out(day)}.",
        actions=(Action("Record the response", close, style="primary"),) if close else (),
        sections=(_escalation(challenge, reached, escalate, timezone.localdate()),),
        summary=(
            *whole,
            SummaryRow("Raised", challenge.raised_on),
            SummaryRow("By", str(challenge.raiser)),
            SummaryRow("With", str(challenge.asked)),
            SummaryRow("At", where(challenge) or Muted("not said")),
            *((SummaryRow("Level", challenge.level),) if challenge.level else ()),
            SummaryRow("Expectation", challenge.get_expectation_display() or Muted("not said")),
            SummaryRow(
                "Answered", challenge.answered_on or Muted("not said" if challenge.closed_on else "not yet")
            ),
            SummaryRow("Response", challenge.response or Muted("none yet")),
            SummaryRow("Result", challenge.get_result_display() or Muted("none yet")),
            SummaryRow("In other words", challenge.outcome or Muted("nothing said")),
            SummaryRow("Closed", challenge.closed_on or Muted("not yet")),
        ),
    )


def _escalation(challenge: Challenge, reached: Sequence[Stage], escalate: str, day: date) -> Section:
    """The stages of a disagreement, each with the day by which it is to be over."""
    slug = challenge.partnership.slug
    name = "Escalate it" if not reached else f"Take it to stage {reached[-1].reached.stage + 1}"
    return Section(
        "Escalation",
        (
            Table(
                caption="Stages of escalation",
                caption_hidden=True,
                columns=(
                    Column("Stage"),
                    Column("Began"),
                    Column("Goes to"),
                    Column("To be over by"),
                    Column("State"),
                ),
                rows=tuple(_stage(slug, stage, day) for stage in reached),
                empty="It was not escalated. A disagreement that is not settled goes on in stages, each with its days.",
            ),
        ),
        actions=(Action(name, escalate),)
        if escalate and (not reached or reached[-1].reached.stage < LAST)
        else (),
        id="escalation",
    )


def _stage(slug: str, stage: Stage, day: date) -> Row:
    one = stage.reached
    return Row((str(one), one.began_on, one.to, _over_by(slug, stage), _state(stage, day)))


def _over_by(slug: str, stage: Stage) -> Value:
    """The day by which a stage is to be over, and the way to how it was worked out."""
    if not stage.standing:
        return Muted("no set day")
    said = spell_out(stage.due) if stage.due else "Not known while it is paused"
    ledger = reverse("clocks:ledger", args=[slug, stage.standing.clock.pk])
    return Lines(said, Link("How was this date worked out?", ledger))


def _state(stage: Stage, day: date) -> Tag:
    if stage.over:
        return Tag("Over", "grey")
    if stage.paused:
        return Tag("Paused", "yellow")
    return Tag("Late", "red") if stage.late(day) else Tag("Running", "blue")
