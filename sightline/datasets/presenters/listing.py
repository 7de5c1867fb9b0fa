"""The list of deliveries, in whole and under an agreement, and taking one in."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.datasets.catalogue import title_of, titles
from sightline.datasets.forms import UploadForm
from sightline.datasets.models import Delivery
from sightline.datasets.presenters.addresses import delivery_at, list_of_deliveries, page
from sightline.datasets.presenters.verdicts import plural, state_tag
from sightline.datasets.progress import Told
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Action,
    Block,
    Buttons,
    Details,
    Empty,
    FormBlock,
    Progress,
    Step,
    Text,
    WarningText,
)
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, StepsPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.partnership.models import Partnership

STEPS = (Step("File"), Step("Checks"), Step("Done"))
EMPTY = Empty(
    "Files that agencies send are taken in here, each under an agreement. They are checked against what was agreed; "
    "what is wrong is told by row and column, so that the sender can correct it; and what is accepted counts.",
    example="Police notifications for April 2025: 312 rows, accepted with warnings.",
)
COLUMNS = (
    Column("Data set"),
    Column("Who sent it"),
    Column("Came", sort="came"),
    Column("Speaks of"),
    Column("Rows", sort="rows", numeric=True),
    Column("Errors", sort="errors", numeric=True),
    Column("State"),
)


def list_page(
    shown: Part[Delivery], partnership: Partnership, *, lead: str, filters: tuple[Filter, ...], new: str
) -> ListPage:
    """Deliveries. ``new`` is where one is taken in, "" for who may not."""
    return ListPage(
        title="Deliveries",
        lead=lead,
        filters=filters,
        actions=(
            *((Action("Take in a delivery", new, style="primary"),) if new else ()),
            Action("Agreements", page(partnership, "agreements")),
            Action("Linkage", page(partnership, "linkage")),
        ),
        table=Table(
            caption=plural(shown.total, "delivery", "deliveries"),
            columns=COLUMNS,
            rows=tuple(row(one) for one in shown.items),
            sorted_by="-came",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def table_of(deliveries: Iterable[Delivery], empty: str) -> Table:
    """Deliveries as part of another page."""
    columns = tuple(Column(one.title, numeric=one.numeric) for one in COLUMNS)
    return Table(
        caption="Deliveries, the latest first",
        caption_hidden=True,
        columns=columns,
        rows=tuple(row(one) for one in deliveries),
        cards=True,
        empty=empty,
    )


def row(one: Delivery) -> Row:
    """A delivery in a line."""
    agency = one.agreement.agency
    return Row(
        (
            Link(title_of(one.contract), delivery_at(one)),
            agency.name if agency else Muted("not said"),
            one.delivered_at.date(),
            speaks_of(one),
            one.rows or "",
            one.error_count or "",
            state_tag(one),
        ),
        key=str(one.pk),
    )


def speaks_of(one: Delivery) -> Value:
    """The earliest and the latest day of what happened, as the delivery says."""
    if one.first_day is None or one.last_day is None:
        return Muted("no dates")
    return f"{spell_out(one.first_day)} to {spell_out(one.last_day)}"


def upload_page(partnership: Partnership, form: UploadForm, agreed: set[str]) -> StepsPage:
    """The first step. ``agreed``: the data sets that may be delivered today."""
    names = titles()
    known = Table(
        caption="Data sets",
        caption_hidden=True,
        columns=(Column("Data set"), Column("May it be delivered today?")),
        rows=tuple(
            (
                title,
                "Yes"
                if key in agreed
                else Link("Record an agreement", f"{page(partnership, 'agreement-new')}?contract={key}"),
            )
            for key, title in names.items()
        ),
    )
    return StepsPage(
        title="Take in a delivery",
        breadcrumbs=(list_of_deliveries(partnership),),
        steps=STEPS,
        current=1,
        blocks=(
            Text("Use the file as it came. What is in it is recognised from its columns."),
            FormBlock(form, "Check the file", list_of_deliveries(partnership)),
            Details("What can be delivered", (known,), open=not agreed),
        ),
    )


def waiting_page(delivery: Delivery, told: Told) -> StepsPage:
    """The second step, while a worker makes the checks; and how to go on where it was stopped."""
    blocks: tuple[Block, ...] = (
        Progress(f"{told.what}.", told.share),
        Text("You may leave this page: the work goes on, and nothing counts before it is over."),
    )
    if told.stopped:
        blocks = (
            WarningText("The work seems to have stopped. Nothing was changed. You can start it again."),
            Buttons(
                (
                    Action("Start again", delivery_at(delivery, "again"), post=True, style="primary"),
                    Action("Remove the file", delivery_at(delivery, "discard")),
                )
            ),
        )
    return StepsPage(
        title="Checking the file",
        caption=delivery.name,
        breadcrumbs=(list_of_deliveries(delivery.partnership),),
        steps=STEPS,
        current=2,
        blocks=blocks,
    )
