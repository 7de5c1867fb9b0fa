"""A page of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms as django_forms
from django.http import HttpRequest

from sightline.govuk import forms
from sightline.govuk.blocks import (
    Action,
    Bullets,
    Change,
    Empty,
    Entry,
    FormBlock,
    Panel,
    Section,
    Step,
    SummaryRow,
    Text,
)
from sightline.govuk.listing import part
from sightline.govuk.pages import ConfirmPage, FormPage, ListPage, Page, RecordPage, StepsPage
from sightline.govuk.tables import Bulk, Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Tag

from .widgets import EveryWidget

ACTIONS = Table(
    caption="Actions, by date due",
    columns=(
        Column("Reference", sort="ref"),
        Column("Action", wide=True),
        Column("Owner", sort="owner"),
        Column("Due", sort="due"),
        Column("Days late", numeric=True),
        Column("State"),
    ),
    rows=(
        Row(
            (
                Link("RR01-24-3", "/westmoor/actions/RR01-24-3"),
                "Update the pathway for children who go missing",
                Lines("Priya Shah", "Westmoor County Council"),
                date(2025, 3, 31),
                1204,
                Tag("Overdue", "red"),
            ),
            key="1",
            label="RR01-24-3",
        ),
        Row(
            (
                Link("MA02-24-1", "/westmoor/actions/MA02-24-1"),
                "Re-audit ten cases",
                "Tom Ellery",
                date(2025, 6, 2),
                None,
                Tag("In progress", "blue"),
            ),
            key="2",
            label="MA02-24-1",
        ),
    ),
    sorted_by="due",
    bulk=Bulk((("chase", "Send a reminder"), ("export", "Download"))),
)


def list_page(request: HttpRequest) -> Page:
    return ListPage(
        title="Actions",
        lead="23 outstanding, 17 of them overdue",
        filters=(
            Filter("status", "Status", (("overdue", "Overdue"), ("open", "Open")), value="overdue"),
            Filter(
                "agency",
                "Agency",
                (("police", "Westmoor Police"),),
                value="police",
                everything="All agencies",
            ),
            Filter("q", "Words"),
        ),
        table=ACTIONS,
        actions=(Action("Add an action", "/westmoor/actions/new", style="primary"),),
        exports=(Link("Excel", "?export=xlsx"), Link("CSV", "?export=csv")),
        pagination=part(request, range(231), size=2).pagination,
    )


def matrix_page(request: HttpRequest) -> Page:
    """A list whose rows are read across, on a phone too, with no filter on."""
    return ListPage(title="Who came", table=ACTIONS, filters=(Filter("q", "Words"),), read_across=True)


def empty_page(request: HttpRequest) -> Page:
    teaching = Empty(
        "Actions come from reviews, audits and meetings. Import the tracker you keep now, or add one here.",
        example="RR01-24-3, “Update the pathway”, agreed 3 June 2024, due 31 March 2025.",
        actions=(Action("Import a tracker", "/import", style="primary"), Action("Add an action", "/new")),
    )
    table = Table(caption="Actions", columns=(Column("Reference"),), rows=(), empty=teaching)
    return ListPage(title="Actions", table=table)


def record_page(request: HttpRequest) -> Page:
    return RecordPage(
        title="Update the pathway for children who go missing",
        caption="RR01-24-3",
        state=Tag("Overdue", "red"),
        breadcrumbs=(Link("Actions", "/westmoor/actions/"), Link("Rapid review 1", "/westmoor/reviews/1")),
        actions=(
            Action("Mark as complete", "/complete", post=True, style="primary", fields=(("version", "3"),)),
            Action("Change the due date", "/due"),
        ),
        summary=(
            SummaryRow("Owner", Lines("Priya Shah", "Westmoor County Council"), Link("Change", "/owner")),
            SummaryRow("Agreed", date(2024, 6, 3)),
            SummaryRow("Impact", None, Link("Add", "/impact")),
        ),
        sections=(
            Section("Evidence", (Text("Two files."), Bullets(("Minutes", "Audit tool"))), id="evidence"),
        ),
        history=(
            Entry(
                datetime(2025, 4, 2, 9, 5, tzinfo=UTC),
                "Priya Shah",
                "moved the due date",
                (Change("Due", date(2025, 1, 31), date(2025, 3, 31)),),
                reason="The audit had not reported.",
            ),
            Entry(date(2024, 6, 3), "Tom Ellery", "added the action"),
        ),
    )


def form_page(request: HttpRequest) -> Page:
    data = {
        "title": "",
        "cost": "lots",
        "agreed_day": "31",
        "agreed_month": "2",
        "agreed_year": "2025",
        "source": "other",
    }
    return FormPage(
        title="Add an action",
        form=EveryWidget(data if "wrong" in request.GET else None),
        submit="Add the action",
        cancel=Link("Cancel", "/westmoor/actions/"),
        groups=(
            forms.Group("Where it came from", ("source", "agreed", "priorities"), hint="As the minutes say."),
        ),
        warning="The owner is told by email.",
    )


def steps_page(request: HttpRequest) -> Page:
    class Columns(forms.Form):
        agreed = django_forms.ChoiceField(label="“Agreed on”", choices=(("agreed", "Date agreed"),))

    return StepsPage(
        title="Import a file",
        lead="action-tracker.xlsx, 231 rows",
        steps=(Step("File", "/file"), Step("Columns"), Step("Problems"), Step("Done")),
        current=2,
        blocks=(FormBlock(Columns(), submit="Continue"),),
    )


def confirm_page(request: HttpRequest) -> Page:
    return ConfirmPage(
        title="Withdraw RR01-24-3?",
        text="It leaves every figure from today. Its history is kept.",
        submit="Withdraw the action",
        cancel=Link("Keep it", "/westmoor/actions/RR01-24-3"),
    )


def done_page(request: HttpRequest) -> Page:
    return Page(
        title="You have a place",
        title_hidden=True,
        published=True,
        blocks=(Panel("You have a place", "Neglect, 4 June 2025"), Text(Link("How to get there", "/venue"))),
    )
