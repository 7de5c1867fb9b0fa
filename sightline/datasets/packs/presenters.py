"""A pack as a page, and the list of packs."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from sightline.datasets.indicator_pages.presenters import listed_at
from sightline.datasets.models import Pack
from sightline.datasets.packs.freezing import Content, Frozen
from sightline.datasets.packs.pictures import line_of, months_of
from sightline.datasets.packs.queries import packs_for
from sightline.documents.files import FORMS
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Action,
    Block,
    Bullets,
    Chart,
    Details,
    Empty,
    Section,
    SummaryList,
    SummaryRow,
    Text,
)
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Svg, Tag
from sightline.meetings.models import Meeting
from sightline.meetings.presenters.addresses import at as meeting_at
from sightline.meetings.presenters.addresses import called
from sightline.partnership.models import Partnership

TAKEN_AWAY = {**FORMS, "xlsx": "Excel"}
"""What people call each form in which a pack is taken away, by the ending of its file."""


def at(partnership: Partnership, pack: Pack) -> str:
    """The address of a pack."""
    return reverse("indicators:pack", args=[partnership.slug, pack.pk])


def file_at(partnership: Partnership, pack: Pack, form: str) -> str:
    """The address of a pack as a file."""
    return reverse("indicators:pack-file", args=[partnership.slug, pack.pk, form])


def packs_at(partnership: Partnership) -> str:
    """The address of all packs."""
    return reverse("indicators:packs", args=[partnership.slug])


def pack_list(partnership: Partnership, shown: Part[Pack], add: str) -> ListPage:
    """Every pack with its meeting."""
    return ListPage(
        title="Indicator packs",
        lead="Indicators as a body saw them at a meeting. A pack is never changed.",
        breadcrumbs=(Link("Indicators", listed_at(partnership)),),
        actions=(Action("Make a pack", add, style="primary"),) if add else (),
        table=Table(
            caption="Indicator packs",
            caption_hidden=True,
            columns=(Column("Pack", wide=True), Column("Meeting"), Column("Made")),
            rows=tuple(
                Row(
                    (
                        Link(one.title, at(partnership, one)),
                        Link(called(one.meeting), meeting_at(one.meeting, partnership)),
                        one.made_at,
                    ),
                    key=str(one.pk),
                )
                for one in shown.items
            ),
            empty=Empty(
                "What the executive and the business group see of the data at their meetings belongs here: choose a "
                "meeting and the indicators that matter for it.",
                example="What the data shows, DSP Executive, 12 March 2025.",
            ),
        ),
        pagination=shown.pagination,
    )


def of_meeting(meeting: Meeting) -> Section | None:
    """The packs for a meeting, on its page; None where there is none."""
    packs = packs_for(meeting)
    if not packs:
        return None
    where = meeting.partnership
    table = Table(
        caption="Indicator packs",
        caption_hidden=True,
        columns=(Column("Pack", wide=True), Column("Made")),
        rows=tuple(Row((Link(one.title, at(where, one)), one.made_at), key=str(one.pk)) for one in packs),
    )
    return Section("Indicator packs", (table,), id="packs")


def pack_page(partnership: Partnership, pack: Pack) -> Page:
    """A pack as it was frozen."""
    content: Content = pack.content
    who = pack.made_by.name if pack.made_by else "somebody at a shell"
    return Page(
        title=pack.title,
        caption=called(pack.meeting),
        state=Tag(content["marking"], "red"),
        lead=f"As the figures stood on {spell_out(pack.made_at.date())}. Figures about fewer than six children are not "
        "shown.",
        breadcrumbs=(
            Link("Indicators", listed_at(partnership)),
            Link("Indicator packs", packs_at(partnership)),
        ),
        exports=tuple(Link(words, file_at(partnership, pack, form)) for form, words in TAKEN_AWAY.items()),
        blocks=(
            Bullets(tuple(f"{one['title']}: {one['sentence']}" for one in content["indicators"])),
            *(
                Section(one["title"], tuple(_blocks(number, one)), id=f"indicator-{number}")
                for number, one in enumerate(content["indicators"], 1)
            ),
            Text(f"Put together by {who}. Fingerprint (SHA-256) of what it holds: {pack.sha256}", "small"),
        ),
    )


def _blocks(number: int, one: Frozen) -> Iterator[Block]:
    """An indicator: its sentence and picture, then its data and definition beside it."""
    head, rows = months_of(one)
    months = Table(
        caption=f"{one['title']}, month by month",
        caption_hidden=True,
        columns=tuple(Column(title, numeric=place == 1) for place, title in enumerate(head)),
        rows=rows,
    )
    if line := line_of(one):
        yield Chart(line.title, Svg(line.svg(f"pack-{number}")), months, one["gaps"])
    else:
        yield Text(one["sentence"])
    label, figure, made_of = one["year"]
    year = SummaryRow(label, f"{figure} ({made_of})" if made_of else figure)
    yield SummaryList((year, *(SummaryRow(name, words) for name, words in one["meaning"])))
    for observed in one["observed"]:
        yield Text(f"Observed: {observed}")
    for group in one["groups"]:
        table = Table(
            caption=f"{one['title']} by {group['title'].lower()}",
            columns=(
                Column(group["title"]),
                Column("Value", numeric=True),
                Column("Counted from", numeric=True),
            ),
            rows=tuple(tuple(row) for row in group["rows"]),
        )
        says = (Text(sentence),) if (sentence := group.get("sentence")) else ()
        yield Details(f"By {group['title'].lower()}", (*says, table))
    if withheld := one.get("withheld"):
        yield Text(withheld)
    for meaning in one["symbols"]:
        yield Text(meaning, "small")
    yield Details("What it rests on", (_deliveries(one),))


def _deliveries(one: Frozen) -> Table:
    return Table(
        caption="Deliveries",
        caption_hidden=True,
        columns=(Column("Data set"), Column("From"), Column("Covers"), Column("Fingerprint")),
        rows=tuple((name, whose, days, digest[:12]) for name, whose, days, digest in one["deliveries"]),
        empty="It rests on no delivery.",
    )
