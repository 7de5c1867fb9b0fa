"""Laying down which reports bodies owe one another, and recording what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.audit.sealing import seal
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Body
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order, check_past
from sightline.required_reports import queries
from sightline.required_reports.due import due_dates, months_on
from sightline.required_reports.models import DueReport, Requirement
from sightline.required_reports.permissions import EDIT

AHEAD = 5 * 12
BACK = 10 * 12
"""How many months a rule may reach from today, ahead and back: what is laid down once is not too much."""


@dataclass(frozen=True, kw_only=True)
class Requiring(Keeping[Requirement]):
    """Keeping rules: with each, and with each later last day, the reports that it makes due are laid down."""

    @transaction.atomic
    def add(self, *, by: Actor, record: Requirement) -> Requirement:
        made = super().add(by=by, record=record)
        _lay_down(by, made)
        return made

    @transaction.atomic
    def correct(
        self,
        *,
        by: Actor,
        record: Requirement,
        values: Mapping[str, Any],
        made_from: str = "",
        reason: str = "",
    ) -> Requirement:
        held = super().correct(by=by, record=record, values=values, made_from=made_from, reason=reason)
        _lay_down(by, held)
        return held


def _lay_down(by: Actor, requirement: Requirement) -> None:
    """Make the reports due that a rule asks for and that are not there yet: one event, and a history for each."""
    there = queries.days_laid_down(requirement)
    days = due_dates(requirement.first_on, requirement.months, requirement.until)
    rows = [
        DueReport(
            partnership=requirement.partnership,
            requirement=requirement,
            due_on=day,
            key=f"{requirement.pk}|{day}",
        )
        for day in days
        if day not in there
    ]
    if not rows:
        return
    DueReport.objects.bulk_create(rows)
    kind = audit.kind_of(DueReport)
    entry = audit.Entry(by=by, partnership_id=requirement.partnership_id, verb="laid down when due")
    entry.add(
        [
            (kind, row.pk, "added", "", None, seal(kind, row.pk, audit.values_of(row), row.personal))
            for row in rows
        ]
    )
    entry.close(
        kind=audit.kind_of(requirement),
        record_id=requirement.pk,
        label=audit.label_of(requirement),
        detail={"reports": len(rows)},
    )


def _check_requirement(requirement: Requirement) -> None:
    """Refuse a rule for oneself, days out of order or out of reach, and what would change what was due."""
    if requirement.reporter_id == requirement.to_id:
        raise Refused("A body does not report to itself. Choose another.", field="to")
    today = timezone.localdate()
    check_order(requirement, "first_on", "until")
    if requirement.until > (furthest := months_on(today, AHEAD)):
        raise Refused(
            f"The last day must be {spell_out(furthest)} or earlier. It can be moved on when that comes near.",
            field="until",
        )
    if requirement.pk is None:
        if requirement.first_on < (earliest := months_on(today, -BACK)):
            raise Refused(f"The first due date must be {spell_out(earliest)} or later.", field="first_on")
        return
    held = queries.last_day(requirement)
    if requirement.until == held:
        return
    if held < today:
        raise Refused(
            f"This ended on {spell_out(held)}, and what was due stays as it was. Add another that begins later.",
            field="until",
        )
    if requirement.until < today:
        raise Refused(
            "What was due before today stays as it was. Enter today or a later day; of a report that was not "
            "needed, say so on its own page.",
            field="until",
        )
    if told := queries.first_answered_after(requirement, requirement.until):
        raise Refused(
            f"Of the report due on {spell_out(told.due_on)} it is recorded already what came of it. Enter that day "
            "or a later one.",
            field="until",
        )


requirements = Requiring(
    model=Requirement,
    right=EDIT,
    source=queries.SOURCE,
    identity=lambda one: lasting(f"{one.reporter_id}|{one.to_id}|{one.first_on}|{fold(one.subject)}"),
    check=_check_requirement,
)


def _check_due_report(report: DueReport) -> None:
    """Refuse what cannot be said of a report, or of this one."""
    rule = report.requirement
    if rule.withdrawn_at:
        raise Refused("What requires this report was withdrawn. Put that back first.")
    if report.due_on > rule.until:
        raise Refused(f"It is required until {spell_out(rule.until)} only: this is due no longer.")
    check_past(report, "received_on")
    if report.received_on and report.not_needed:
        raise Refused(
            "Either it was received or it was not needed. Clear one of the two.", field="not_needed"
        )
    if report.meeting is None:
        return
    if report.meeting.body_id != rule.to_id:
        raise Refused(f"Choose a meeting of {rule.to.name}, which receives it.", field="meeting")
    if report.received_on is None:
        raise Refused("A meeting considered it, so it was received. Enter the day.", field="received_on")
    if report.meeting.held_on < report.received_on:
        raise Refused(
            f"That meeting was on {spell_out(report.meeting.held_on)}, before the report was received.",
            field="meeting",
        )


due_reports = Keeping(
    model=DueReport,
    right=EDIT,
    source=queries.SOURCE,
    identity=lambda one: f"{one.requirement_id}|{one.due_on}",
    check=_check_due_report,
)


@transaction.atomic
def require_reports(*, by: Actor, requirement: Requirement, to: Iterable[Body]) -> Requirement:
    """Lay down that a body gives a report to each of some others; the rule for the first of them.

    A rule for each, for each receives it on a day of its own, or does not.
    """
    require(by, EDIT, requirement.partnership)
    made = []
    for body in to:
        one = copy(requirement)
        one.to = body
        made.append(requirements.add(by=by, record=one))
    if not made:
        raise Refused("Choose at least one body.", field="to")
    return made[0]
