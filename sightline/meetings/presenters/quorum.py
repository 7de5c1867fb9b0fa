"""The rules of quorum, and what a meeting lacked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link
from sightline.meetings.models import ATTENDED, Attendance, QuorumRule
from sightline.meetings.quorum import Came, Rule, lacking
from sightline.partnership.models import AgencyKind, Partnership
from sightline.partnership.recording import Told

ONE_DAY = timedelta(days=1)


def listed(partnership: Partnership) -> str:
    """The address of the rules."""
    return reverse("meetings:quorum", args=[partnership.slug])


def rules_page(partnership: Partnership, rules: Sequence[QuorumRule], *, add: str) -> ListPage:
    """The rule of every body that has one."""
    return ListPage(
        title="Quorum",
        lead="Who has to come for each body to be quorate. A meeting is judged by the rule of its day.",
        actions=(Action("Add a quorum rule", add, style="primary"),) if add else (),
        table=Table(
            caption="Quorum rules",
            caption_hidden=True,
            columns=(Column("Body"), Column("Holds"), Column("Quorate with", wide=True)),
            rows=tuple(
                Row((Link(rule.body.name, _at(rule, partnership)), held(rule, rules), in_words(rule)))
                for rule in rules
            ),
            empty=Empty("No body has a rule yet, so no meeting is said to be quorate or not."),
        ),
    )


def _at(rule: QuorumRule, partnership: Partnership) -> str:
    return reverse("meetings:quorum-record", args=[partnership.slug, rule.pk])


def in_words(rule: QuorumRule) -> str:
    """A rule as people say it."""
    said = (
        "somebody of each kind of statutory partner" if rule.every_partner else "",
        f"at least {_many(rule.fewest_members, 'member', 'members')}" if rule.fewest_members else "",
        f"at least {_many(rule.fewest_agencies, 'agency', 'agencies')}" if rule.fewest_agencies else "",
    )
    whole = ", and ".join(part for part in said if part)
    return whole[:1].upper() + whole[1:]


def held(rule: QuorumRule, rules: Sequence[QuorumRule]) -> str:
    """From when until when a rule holds: until the day before the next of its body."""
    later = [
        one.since for one in rules if one.body_id == rule.body_id and one.since and _after(one.since, rule)
    ]
    since = f"from {spell_out(rule.since)}" if rule.since else ""
    until = f"until {spell_out(min(later) - ONE_DAY)}" if later else ""
    said = " ".join(part for part in (since, until) if part) or "always"
    return said[:1].upper() + said[1:]


def _after(day: date, rule: QuorumRule) -> bool:
    return rule.since is None or day > rule.since


def rule_page(rule: QuorumRule, told: Told, rules: Sequence[QuorumRule], *, change: str) -> RecordPage:
    """One rule of a body, the others it had and will have, and where it is changed from a day on."""
    others = [one for one in rules if one.pk != rule.pk]
    table = Table(
        caption="Its other rules",
        caption_hidden=True,
        columns=(Column("Holds"), Column("Quorate with", wide=True)),
        rows=tuple(Row((Link(held(one, rules), _at(one, one.partnership)), in_words(one))) for one in others),
    )
    return told.page(
        title=rule.body.name,
        caption="Quorum",
        lead="To change it from a day on, add a new rule: earlier meetings stay judged by this one."
        if change
        else "",
        actions=(Action("Change it from a day on", change, style="primary"),) if change else (),
        summary=(SummaryRow("Holds", held(rule, rules)), SummaryRow("Quorate with", in_words(rule))),
        sections=(Section("Its other rules", (table,), id="others"),) if others else (),
    )


def quorum_sentence(rule: Rule | None, marks: Sequence[Attendance]) -> str:
    """Whether a meeting was quorate and who was missing; nothing without a rule, or before it is told who came."""
    if rule is None or not marks:
        return ""
    there = (
        Came(one.agency_id, one.agency.kind if one.agency.statutory else "")
        for one in marks
        if one.presence in ATTENDED
    )
    short = lacking(rule, there)
    if short.quorate:
        return "The meeting was quorate."
    missing = [f"nobody of the {AgencyKind(kind).label.lower()} came" for kind in short.partners]
    if short.members:
        missing.append(f"{_many(short.members, 'member', 'members')} too few")
    if short.agencies:
        missing.append(f"{_many(short.agencies, 'agency', 'agencies')} too few")
    return f"The meeting was not quorate: {'; '.join(missing)}."


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
