"""How scrutiny was arranged over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from sightline.appointments.models import Arrangement
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, SummaryRow
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted, Tag
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("appointments:arrangements", args=[partnership.slug])


def at(arrangement: Arrangement, partnership: Partnership) -> str:
    """The address of an arrangement."""
    return reverse("appointments:arrangement-record", args=[partnership.slug, arrangement.pk])


def called(arrangement: Arrangement) -> str:
    """The model and the day it began, in words."""
    words = arrangement.called
    return f"{words[:1].upper()}{words[1:]} from {spell_out(arrangement.since)}"


def list_page(
    partnership: Partnership, held: Sequence[Arrangement], now: Arrangement | None, *, day: date, add: str
) -> ListPage:
    """Every arrangement, the latest first; ``now`` is the one in force on the day."""
    return ListPage(
        title="Arrangements for scrutiny",
        lead=f"At {spell_out(day)}: {now.called}." if now else "",
        actions=(Action("Add an arrangement", add, style="primary"),) if add else (),
        table=Table(
            caption=f"{len(held)} arrangement{'' if len(held) == 1 else 's'}",
            columns=(Column("Model"), Column("From"), Column("State")),
            rows=tuple(_row(one, partnership, now, day) for one in held),
            empty=Empty(
                "No arrangement is recorded. How the partnership arranges its independent scrutiny, and since when, "
                "belongs here.",
                example="A single scrutineer from 1 April 2024, and an independent chair before that.",
            ),
        ),
    )


def _row(one: Arrangement, partnership: Partnership, now: Arrangement | None, day: date) -> Row:
    words = one.called
    return Row(
        (Link(words[:1].upper() + words[1:], at(one, partnership)), one.since, _tag(one, now, day)),
        key=str(one.pk),
    )


def _tag(one: Arrangement, now: Arrangement | None, day: date) -> Tag:
    if one == now:
        return Tag("Current", "green")
    return Tag("Future", "blue") if one.since > day else Tag("Past", "grey")


def record_page(one: Arrangement, told: Told, *, now: Arrangement | None, day: date) -> RecordPage:
    """One arrangement."""
    return told.page(
        title=called(one),
        caption="Arrangement for scrutiny",
        state=_tag(one, now, day),
        summary=(
            SummaryRow("Model", one.called),
            SummaryRow("In force from", one.since),
            SummaryRow("Note", one.note or Muted("none")),
        ),
    )
