"""A page with every block."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.safestring import SafeString

from sightline.govuk.blocks import (
    Action,
    Board,
    BoardColumn,
    Bullets,
    Buttons,
    Card,
    Chart,
    Claim,
    Columns,
    Contents,
    Details,
    Heading,
    Inset,
    Prose,
    Section,
    Stat,
    StatRow,
    SummaryList,
    SummaryRow,
    Switch,
    Task,
    TaskList,
    Text,
    WarningText,
)
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Muted, Svg, Tag, Verdict


def drawing(width: int, height: int, title: str) -> Svg:
    """A line of eight points, as a chart would draw it."""
    heights = (0.5, 0.62, 0.4, 0.55, 0.7, 0.66, 0.82, 0.9)
    points = " ".join(
        f"{4 + place * (width - 8) / 7:.0f},{height - level * height:.0f}"
        for place, level in enumerate(heights)
    )
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><title>{title}</title><desc>Eight points that rise.</desc>'
        f'<polyline points="{points}" fill="none" stroke="#1d4f5c" stroke-width="2"/></svg>'
    )


def blocks_page(request: HttpRequest) -> Page:
    figures = Table(
        caption="Places attended",
        columns=(Column("Month"), Column("Places", numeric=True)),
        rows=(("April 2024", 712), ("May 2024", 690)),
    )
    spark = drawing(180, 40, "Places attended by month")
    known = (
        SummaryRow("Measure", "Training places attended"),
        SummaryRow("Period", "1 April 2024 to 31 March 2025"),
        SummaryRow("Checked", date(2025, 5, 12)),
        SummaryRow("Because", "9,166 is at least 9,000"),
    )
    verdicts = ("does not hold", "not recorded", "judgement", "changed since")
    return Page(
        title="Your partnership this week",
        blocks=(
            Columns(
                (
                    Heading("Needs you"),
                    TaskList(
                        (
                            Task(
                                "Agree the minutes of 12 March",
                                "/minutes",
                                "DSP Executive",
                                Tag("Overdue", "red"),
                            ),
                            Task("Say what came of MA02-24-1", "/impact", status="31 March 2025"),
                        )
                    ),
                ),
                (
                    Heading("Your next meeting"),
                    Text("Quality and Learning Group, 14 April 2025 at 10am."),
                ),
            ),
            StatRow(
                (
                    Stat(9166, "training places attended", "Up 4% on 2023-24.", spark, "/measures/1"),
                    Stat("83%", "attendance at meetings", "Steady: no month out of the ordinary.", spark),
                    Stat(None, "children seen within a day", "Nobody has sent figures for this year."),
                )
            ),
            Chart(
                "More people came each month of the year",
                drawing(900, 240, "Places attended by month"),
                figures,
                note="Source: training bookings, April 2024 to March 2025.",
            ),
            Contents((Link("Training", "#training"), Link("Neglect", "#neglect"))),
            Switch("Ways to look at actions", (Link("List", "/list"), Link("Board", "/board")), "Board"),
            Board(
                (
                    BoardColumn(
                        "Overdue",
                        "21",
                        (
                            Card(
                                Link("RR01-24-3", "/RR01-24-3"),
                                ("Brief all staff", Muted("Target date 3 June 2024")),
                            ),
                        ),
                        Link("All 21", "/list?state=overdue", hidden="overdue"),
                    ),
                    BoardColumn("In progress", "none"),
                )
            ),
            Section(
                "Training",
                (
                    Claim(
                        "More than nine thousand training places were taken up.",
                        Verdict("holds"),
                        known,
                        correction="on 3 June 2025 the number was put right.",
                        open=True,
                    ),
                    *(
                        Claim("Partners kept up a broad programme.", Verdict(word), known)
                        for word in verdicts
                    ),
                ),
                id="training",
                actions=(Action("Edit", "/edit"),),
            ),
            Section(
                "Words",
                (
                    Text("A lead paragraph says the main thing.", kind="lead"),
                    Text(
                        "Partners kept up a broad programme through the year, and more people than ever came"
                        " to it from schools, nurseries and the voluntary sector."
                    ),
                    Prose(
                        SafeString(
                            '<h3>In Markdown</h3><p>With <a href="/x">a link</a>.</p><ul><li>One</li></ul>'
                        )
                    ),
                    Inset("“You listened, and then you did something.”"),
                    WarningText("Withdrawing an action takes it out of every figure from today."),
                    Details("What counts as overdue", (Text("Past its date and not complete."),)),
                    Bullets(("First", "Second"), numbered=True),
                    SummaryList((SummaryRow("Owner", "Priya Shah"),)),
                    Text("A note in small letters.", kind="small"),
                    Buttons(
                        (
                            Action("Continue", "/go", style="primary"),
                            Action("Delete", "/x", post=True, style="warning"),
                        )
                    ),
                ),
                id="neglect",
            ),
        ),
    )
