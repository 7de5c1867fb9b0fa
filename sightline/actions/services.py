"""Keeping actions by hand: what was agreed, when it is due, whether it is done, and whether it worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sightline.actions.keys import key_of
from sightline.actions.models import AcceptedRisk, Action, DateMove, Reopening
from sightline.actions.names import alike
from sightline.actions.permissions import EDIT, MOVE_DATES, UPDATE_OWN
from sightline.actions.queries import reopened_among
from sightline.actions.reopening import NOT_DONE, reopening_of
from sightline.audit import services as audit
from sightline.foundation.access import Actor, Forbidden, require
from sightline.foundation.dates import spell_out
from sightline.partnership.refusals import Refused
from sightline.partnership.services.coverage import begin_live
from sightline.partnership.services.keeping import LATELY, Keeping, check_order, check_past
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import because, named
from sightline.people.models import Person

UNDATED = "Enter the day it was agreed or, if it is only proposed, that day."
LONGEST_RISK = timedelta(days=365)


def _check(action: Action) -> None:
    """Refuse dates that contradict each other or are still to come, and an owner's word for their own work."""
    check_past(action, "proposed_on", "declined_on", "agreed_on", "started_on", "completed_on", "checked_on")
    if action.proposed_on:
        check_order(action, "proposed_on", "declined_on", "agreed_on", "due_on")
    _check_declined(action)
    if action.agreed_on is None:
        _check_proposal(action)
    else:
        check_order(action, "agreed_on", "due_on", "started_on", "completed_on")
    if action.effect or action.checked_on or action.checked_by:
        _check_effect(action)


def _check_proposal(action: Action) -> None:
    if action.proposed_on is None:
        raise Refused(UNDATED, field="agreed_on")
    for name in ("started_on", "completed_on"):
        if getattr(action, name):
            raise Refused("This is only proposed. Agree it first.", field=name)


def _check_declined(action: Action) -> None:
    if bool(action.declined_on) != bool(action.declined_why.strip()):
        missing = "declined_why" if action.declined_on else "declined_on"
        raise Refused("Say why and when it was decided not to take this up.", field=missing)
    if action.declined_on and action.proposed_on is None:
        raise Refused("Say when it was proposed.", field="proposed_on")
    if action.declined_on and action.agreed_on:  # at last, after it had been declined
        check_order(action, "declined_on", "agreed_on")


def _check_reopened(action: Action) -> None:
    standing = (one for one in action.reopenings.all() if one.withdrawn_at is None)
    last = max((one.reopened_on for one in standing), default=None)
    if last and action.completed_on and action.completed_on < last:
        said = f"It was reopened on {spell_out(last)}. Enter that day or a later one."
        raise Refused(said, field="completed_on")


def _check_effect(action: Action) -> None:
    if action.completed_on is None:
        raise Refused(
            "Mark the action as complete first: only what was done can have worked.", field="effect"
        )
    for name, what in (("effect", "whether it worked"), ("checked_on", "when"), ("checked_by", "who looked")):
        if not getattr(action, name):
            raise Refused(f"Say {what}.", field=name)
    check_order(action, "completed_on", "checked_on")
    if _is_one(action.owner_person_id, action.owner, action.checked_by_person_id, action.checked_by):
        raise Refused(
            "Name somebody other than the owner: nobody assures their own work.", field="checked_by"
        )


def _is_one(person: int | None, name: str, other: int | None, other_name: str) -> bool:
    """Whether two are the same: as persons where both are known, else by their names."""
    return alike(name, other_name) if person is None or other is None else person == other


@dataclass(frozen=True, kw_only=True)
class OfActions(Keeping[Action]):
    """Actions as the business team keeps them: all there is to say of one, but nobody's word for their own work."""

    def _check_step(self, by: Actor, held: Action | None, record: Action) -> None:
        if held and record.completed_on and record.completed_on != held.completed_on:
            _check_reopened(record)
        judged = record.effect and (
            held is None or any(getattr(held, n) != getattr(record, n) for n in JUDGED)
        )
        if not judged or by.record is None:
            return
        if _is_one(record.owner_person_id, record.owner, by.person_id, by.label):
            raise Refused(
                "This action is yours. Ask somebody else to say whether it worked: nobody assures their own work.",
                field="effect",
            )
        if leads(by, record) and by.may(UPDATE_OWN, record.partnership):
            raise Refused(
                "You speak for the agency that leads this action. Ask somebody else to say whether it worked.",
                field="effect",
            )


def forget(*, by: Actor, person: Person, reason: str) -> None:
    """Call an erased person in their actions what they are called now, there and in the history of each."""
    for reopening in Reopening.objects.ever_of(person.partnership).filter(checked_by_person=person):
        reopening.checked_by = person.name
        reopening.save(update_fields=["checked_by"])
        audit.erase(by=by, record=reopening, reason=reason)
    _forget_in_actions(by, person, reason)


def _forget_in_actions(by: Actor, person: Person, reason: str) -> None:
    named_in = Action.objects.ever_of(person.partnership).filter(
        Q(owner_person=person) | Q(checked_by_person=person)
    )
    for action in named_in.select_for_update(no_key=True):
        if action.owner_person_id == person.pk:
            action.owner = person.name
        if action.checked_by_person_id == person.pk:
            action.checked_by = person.name
        action.save(update_fields=["owner", "checked_by"])
        audit.erase(by=by, record=action, reason=reason)


JUDGED = ("effect", "checked_on", "checked_by", "checked_by_person_id", "seen")

actions = OfActions(
    model=Action,
    right=EDIT,
    source="actions",
    identity=lambda action: key_of(action.reference),
    check=_check,
)


@dataclass(frozen=True, kw_only=True)
class OfOwnAgency(OfActions):
    """Actions as whoever speaks for an agency keeps them: only its own, and only how far they are."""

    @transaction.atomic
    def correct(
        self, *, by: Actor, record: Action, values: Mapping[str, Any], made_from: str = "", reason: str = ""
    ) -> Action:
        if not leads(by, record):
            raise Forbidden("You can update the actions of your own agency only.")
        if set(values) - HOW_FAR:
            raise Forbidden("You can say how far an action is. Ask the business team to change the rest.")
        return super().correct(by=by, record=record, values=values, made_from=made_from, reason=reason)


HOW_FAR = frozenset({"started_on", "progress", "completed_on", "impact"})


def leads(by: Actor, action: Action) -> bool:
    """Whether somebody speaks for the agency that leads an action."""
    agency = by.record.agency_id if by.record is not None else None
    return agency is not None and agency == action.agency_id


own = OfOwnAgency(
    model=Action, right=UPDATE_OWN, source=actions.source, identity=actions.identity, check=_check
)


@transaction.atomic
def reopen(
    *, by: Actor, action: Action, reopened_on: date, reason: str, made_from: date | None = None
) -> Reopening:
    """Take a completed action up again, and keep when it was complete and what was seen of it.

    ``made_from`` is the date of completion that was seen: refused where it is another by now. That an action never was
    complete is no reopening; it is corrected.
    """
    require(by, EDIT, action.partnership)
    wait_for_turn(action.partnership)
    held = Action.objects.ever_of(action.partnership).select_for_update(no_key=True).get(pk=action.pk)
    if held.withdrawn_at:
        raise Refused("This was withdrawn. Put it back first.")
    if held.completed_on is None:
        raise Refused("This action is not complete, so there is nothing to reopen.")
    if made_from != held.completed_on:
        raise Refused("Somebody else changed this action meanwhile. Look at it again first.")
    if not held.completed_on < reopened_on <= timezone.localdate():
        said = "Enter a day after it was completed and not after today. If it never was complete, correct it instead."
        raise Refused(said, field="reopened_on")
    earlier = reopened_among([held.pk])[held.pk]
    reopening = reopening_of(held, earlier, reopened_on=reopened_on, why=because(reason))
    audit.added(by=by, record=reopening)
    audit.corrected(by=by, record=held, values=NOT_DONE, reason=reopening.why[:500])
    if timezone.localdate() - reopened_on <= LATELY:
        begin_live(by=by, partnership=held.partnership, source=actions.source, since=reopened_on)
    return reopening


@transaction.atomic
def move_due(
    *,
    by: Actor,
    action: Action,
    due_on: date,
    authority: str,
    reason: str,
    moved_on: date | None = None,
    made_from: date | None = None,
) -> DateMove:
    """Give an action another target date, and keep who allowed it and why.

    ``moved_on`` is the day it was decided, today unless said; ``made_from`` the target date that was seen.
    Refused where it is another by now, where the action is complete or was withdrawn, where the date stays, and
    where it lies before the action was agreed.
    """
    require(by, MOVE_DATES, action.partnership)
    wait_for_turn(action.partnership)
    held = Action.objects.ever_of(action.partnership).select_for_update(no_key=True).get(pk=action.pk)
    if held.withdrawn_at:
        raise Refused("This was withdrawn. Put it back first.")
    if held.agreed_on is None:
        raise Refused("This is only proposed. Correct the target date instead.")
    if held.completed_on:
        raise Refused("This action is complete, so its target date stays what it was.")
    if made_from != held.due_on:
        raise Refused("Somebody else moved the target date meanwhile. Look at the action again first.")
    if due_on == held.due_on:
        raise Refused("This is the target date already. Choose another.", field="due_on")
    if due_on < held.agreed_on:
        raise Refused("The target date must be the same as or after the date agreed.", field="due_on")
    moved_on = moved_on or timezone.localdate()
    if not held.agreed_on <= moved_on <= timezone.localdate():
        said = "It was decided between the day the action was agreed and today. Enter a day of that time."
        raise Refused(said, field="moved_on")
    move = DateMove(
        partnership=held.partnership,
        action=held,
        moved_on=moved_on,
        was_due_on=held.due_on,
        due_on=due_on,
        authority=named(authority, field="authority", what="name of who allowed it", longest=200),
        why=because(reason),
        key=f"{held.key}|{held.moves.count() + 1}",
    )
    audit.added(by=by, record=move)
    audit.corrected(by=by, record=held, values={"due_on": due_on}, reason=move.why[:500])
    return move


def _check_risk(risk: AcceptedRisk) -> None:
    if risk.action.agreed_on is None:
        raise Refused("This is only proposed, so it is not late. Agree it first.", field="since")
    check_order(risk, "since", "until")
    if risk.until - risk.since > LONGEST_RISK:
        raise Refused("A risk is accepted for a year at most. Choose an earlier day.", field="until")
    others = AcceptedRisk.objects.of(risk.partnership).filter(action=risk.action).exclude(pk=risk.pk)
    if others.filter(since__lte=risk.until, until__gte=risk.since).exists():
        raise Refused("A risk of this action is accepted in these days already.", field="since")


risks = Keeping(
    model=AcceptedRisk,
    right=MOVE_DATES,
    identity=lambda risk: f"{risk.action.key}|{risk.since}",
    check=_check_risk,
    beside_others=True,
)
