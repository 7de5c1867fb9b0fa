"""The list of actions as it is exported, edited elsewhere and brought back: what each column is, and its rules.

The rules of pages hold here too: a target date moves only with who allowed it and why, a state follows from its
dates, and nobody says of their own work that it worked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count
from django.utils import timezone

from sightline.actions import imports as tracker
from sightline.actions.following import MAKES, follow
from sightline.actions.keys import key_of
from sightline.actions.models import Action, DateMove, Effect
from sightline.actions.permissions import MOVE_DATES
from sightline.actions.reopening import NOT_DONE
from sightline.actions.services import UNDATED, actions
from sightline.foundation.access import Actor
from sightline.foundation.text import fold
from sightline.imports.cells import (
    BadCell,
    as_closing_date,
    as_date,
    as_deadline,
    as_reference,
    as_status,
    as_text,
    ignored,
    standing,
)
from sightline.imports.cells.standing import COMPLETE, OUTSTANDING
from sightline.imports.layouts import (
    Draft,
    Field,
    Layout,
    Line,
    Refused,
    Said,
    Setting,
    Table,
    Whence,
    layouts,
)
from sightline.imports.merging.edits import Edit, Edits, Proposal
from sightline.imports.merging.versions import COLUMN, is_version
from sightline.imports.reading import Value
from sightline.partnership.refusals import Refused as NotAllowed

LONGEST_NAME = 200
ALLOWED_BY, WHY = "Date move allowed by", "Why the date moves"


def as_effect(value: Value) -> str:
    """What somebody saw of an action, as the list says it."""
    said = fold(as_text(value))
    for effect in Effect:
        if said in ("", effect.value, fold(effect.label)):
            return effect.value if said else ""
    raise BadCell(as_text(value), "“Assured” or “Not achieved”")


FIELDS = (
    Field("reference", "Reference", merges=False),
    Field("source", "Source"),
    Field("review", "Review or meeting"),
    Field("recommendation", "Recommendation"),
    Field("undertaking", "Action", needed=True, required=True),
    Field("agency", "Lead agency", agency=True, required=True),
    Field("owner", "Lead officer"),
    Field("agreed_on", "Date agreed", (), as_date, blank=None),
    Field("due_on", "Target date", (), as_deadline, blank=None),
    Field("status", "State", (), as_status),
    Field("started_on", "Date work began", (), as_date, blank=None),
    Field("completed_on", "Date completed", (), as_closing_date, blank=None),
    Field("progress", "Progress update"),
    Field("impact", "Evidence of impact"),
    Field("effect", "Whether it worked", (), as_effect),
    Field("checked_on", "Looked at on", (), as_date, blank=None),
    Field("checked_by", "Looked at by"),
    Field("seen", "What they saw"),
    Field("proposed_on", "Proposed on", (), as_date, blank=None),
    Field("declined_on", "Not taken up on", (), as_date, blank=None),
    Field("declined_why", "Why it is not taken up"),
    Field("evidence", "Evidence attached", (), ignored),
    Field("authority", ALLOWED_BY),
    Field("why", WHY),
    Field("version", COLUMN, needed=True, merges=False, like=is_version),
)
BESIDE = ("status", "evidence", "authority", "why", "version")
EDITED = tuple(field.name for field in FIELDS if field.name not in BESIDE)
"""What can be changed elsewhere; a state follows from the dates."""

ACTIONS = Table(
    Action,
    EDITED,
    ends="completed_on",
    same=("undertaking", "agreed_on"),
    page=("actions:record", "key"),
    follow=follow,
    derived=("owner_person",),
    makes=MAKES,
)


def drafts(setting: Setting, line: Line) -> Iterator[Edit]:
    """What a row of the list says of its action."""
    said = line.values
    values = {name: said[name] for name in EDITED if name in setting.headings}
    if "agency" in values:
        values["agency"] = setting.agency(said["agency"], "agency")
    yield Edit(
        version=said["version"],
        key=key_of(said["reference"]) if said["reference"] else "",
        values=values,
        beside={name: said[name] for name in BESIDE},
        new=partial(_added, setting, line),
    )


def _added(setting: Setting, line: Line, by: Actor) -> Draft:
    """A row that is of no action yet, read as one of a tracker is; what a tracker does not have goes with it."""
    said = line.values
    day = said["agreed_on"] or said["proposed_on"]
    if not day:
        raise Refused(("agreed_on", "", UNDATED.rstrip(".")))
    read = {"reference": as_reference(said["reference"]), "agreed_on": day, "revised_on": None}
    [draft] = tracker.drafts(setting, Line(line.sheet, line.number, {**said, **read}, line.group))
    told = {
        **{name: said[name] for name in EDITED},
        **dict(zip(tracker.ACTIONS.fields, draft.values, strict=True)),
    }
    told["agreed_on"] = said["agreed_on"]
    action = Action(**{_attribute(name): value for name, value in told.items()})
    try:
        actions.judge(by=by, held=None, record=action)
    except NotAllowed as problem:
        name = problem.field or "reference"
        raise Refused((name, str(said[name] or ""), str(problem).rstrip("."))) from None
    return Draft(ACTIONS, draft.key, tuple(told[name] for name in EDITED))


def _attribute(name: str) -> str:
    return Action._meta.get_field(name).attname  # type: ignore[union-attr]


def settle(by: Actor, whence: Whence, proposals: Sequence[Proposal]) -> None:
    """Take out what an action cannot become by a sheet, and move target dates where it is said by whom and why."""
    moving = [
        one for one in proposals if "due_on" in one.changes and one.record.due_on and one.record.agreed_on
    ]
    moved = dict(
        Action.objects.filter(pk__in=[one.record.pk for one in moving])
        .annotate(number=Count("moves"))
        .values_list("pk", "number")
        if moving
        else ()
    )
    for one in proposals:
        if "source" in one.changes:
            one.changes["source"] = fold(one.changes["source"])
            if one.changes["source"] == fold(one.record.source):
                del one.changes["source"]
        _settle_state(one)
        if "checked_by" in one.changes and one.record.checked_by_person_id:
            one.derived["checked_by_person_id"] = None  # somebody was named who may be another
    _follow(whence, proposals)
    for one in moving:
        due_on, said = one.changes["due_on"], one.beside
        if why_not := _why_not_moved(by, one):
            del one.changes["due_on"]
            one.refused["due_on"] = (_day(due_on), why_not)
        else:
            record: Action = one.record
            one.further.append(
                DateMove(
                    partnership_id=record.partnership_id,
                    action=record,
                    moved_on=timezone.localdate(),
                    was_due_on=record.due_on,
                    due_on=due_on,
                    authority=said["authority"],
                    why=said["why"],
                    key=f"{record.key}|{moved[record.pk] + 1}",
                )
            )


def _follow(whence: Whence, proposals: Sequence[Proposal]) -> None:
    """Find the persons whom new owners' names mean, and reopen what is said to be complete no more, as of a tracker."""
    said: dict[int, Said] = {}
    for one in proposals:
        now = {_attribute(name): one.changes[name] for name in ("owner", "agency") if name in one.changes}
        if one.record.completed_on and one.changes.get("completed_on") == "":
            now["completed_on"] = None
        if now.keys() & {"owner", "completed_on"}:
            said[one.record.pk] = Said(one.record, now)
    further = list(follow(whence, list(said.values()))) if said else []
    for one in proposals:
        if one.record.pk not in said:
            continue
        for name, value in said[one.record.pk].now.items():
            if name in NOT_DONE and name in EDITED:
                one.changes[name] = "" if value is None else value
            elif name not in ("owner", "agency_id"):
                one.derived[name] = value
        one.further += [record for record in further if record.action_id == one.record.pk]  # type: ignore[attr-defined]


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else ""


def _why_not_moved(by: Actor, proposal: Proposal) -> str:
    """Why a target date stays what it is, by the rules of the page on which it is moved; nothing when it moves."""
    action: Action = proposal.record
    due_on, said = proposal.changes["due_on"], proposal.beside
    if not due_on:
        return "A target date is moved, not taken away. Enter the new one."
    if not by.may(MOVE_DATES, action.partnership):
        return "You may not move target dates. Ask a coordinator."
    missing = [title for name, title in (("authority", ALLOWED_BY), ("why", WHY)) if not said[name]]
    if missing:
        named = " and ".join(f"“{title}”" for title in missing)
        return f"A target date moves only with who allowed it and why. Fill in {named}."
    if len(said["authority"]) > LONGEST_NAME:
        return f"“{ALLOWED_BY}” is longer than {LONGEST_NAME} characters. Shorten it."
    if action.completed_on and proposal.changes.get("completed_on", action.completed_on):
        return "This action is complete, so its target date stays what it was."
    return ""


def _settle_state(proposal: Proposal) -> None:
    """Tell of a state that was changed by itself: it follows from the dates, which have to say the same."""
    said = proposal.beside["status"]
    if proposal.told is None or not said or fold(said) == fold(proposal.told):
        return
    completed_on = proposal.changes.get("completed_on", proposal.record.completed_on)
    told = standing(said, {})
    if told not in (COMPLETE, OUTSTANDING) or (told == COMPLETE) != bool(completed_on):
        why = "A state follows from the dates. "
        why += (
            "Empty “Date completed” to say that it is not complete."
            if completed_on
            else "Fill in “Date completed” to say that it is, or “Date work began”."
        )
        proposal.refused["status"] = (said, why)


EXPORT = layouts.add(
    Layout(
        key="actions-edited",
        title="Actions edited elsewhere",
        explanation="The list of actions as you exported it from here, with the cells you changed and rows you added.",
        fields=FIELDS,
        tables=(ACTIONS,),
        drafts=drafts,
        source="actions",
        page="actions:list",
        edits=Edits(
            table=ACTIONS,
            titles={field.name: field.title for field in FIELDS},
            required=frozenset({"reference", "source", "undertaking", "agency"}),
            key=lambda action: key_of(action.reference),
            related=("agency", "partnership"),
            settle=settle,
            beside=("reopenings",),
            check=lambda by, held, record: actions.judge(by=by, held=held, record=record),
        ),
    )
)
