"""Figures about what bodies report to one another: what was due, what came, and whether it came in time."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import F, Q

from sightline.measures.dimensions import Dimension, by_body
from sightline.measures.kinds import Count, Rate, Stock
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit
from sightline.required_reports import queries
from sightline.required_reports.queries import SOURCE

BY = {
    "body": replace(
        by_body("requirement__reporter"),
        title="Who reports",
        noun=Noun("reporting body", "reporting bodies"),
        every=False,
    ),
    "to": replace(
        by_body("requirement__to"),
        title="Who receives it",
        noun=Noun("receiving body", "receiving bodies"),
        every=False,
    ),
    "report": Dimension(title="Report", noun=Noun("report", "reports"), path="requirement__subject"),
}

due = Count(
    "reports_between_bodies.due",
    title="Reports due between bodies",
    definition="Reports that one body had to give another, by the day they were due. One that was not needed is none.",
    unit=Unit.REPORTS,
    source=SOURCE,
    rows=queries.needed,
    on="due_on",
    by=BY,
)

received = Count(
    "reports_between_bodies.received",
    title="Reports received between bodies",
    definition="Reports that one body had to give another, by the day they were received, in time or late.",
    unit=Unit.REPORTS,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.due_reports,
    on="received_on",
    by=BY,
)

on_time_rate = Rate(
    "reports_between_bodies.on_time_rate",
    title="Reports between bodies on time",
    definition="Of the reports that one body had to give another in the period, the part that was received on the "
    "day it was due or before. One that was not needed is left out.",
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.needed,
    on="due_on",
    part=Q(received_on__lte=F("due_on")),
    nothing="No report was due",
    by=BY,
)

overdue = Stock(
    "reports_between_bodies.overdue",
    title="Overdue reports between bodies",
    definition="Reports that were due before the date and not received by it.",
    unit=Unit.REPORTS,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.needed,
    opened="due_on",
    closed="received_on",
    passed="due_on",
    by=BY,
)

register(due, received, on_time_rate, overdue)
