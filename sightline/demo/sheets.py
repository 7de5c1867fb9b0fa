"""Made-up rows as the spreadsheets that a business team would hand in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from sightline.demo import actions, attendance, challenges
from sightline.demo.places import Place
from sightline.foundation.years import ReportingYear


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as a text file."""
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def agencies(place: Place, as_at: date, share: float) -> bytes:
    """The list of agencies, with ``share`` of their staff at a day."""
    rows: list[Sequence[Any]] = [
        ("Name", "Kind", "Statutory partner", "Staff who work with children", "As at", "Also known as")
    ]
    rows += [
        (
            agency.name,
            agency.kind,
            "yes" if agency.statutory else "no",
            round(agency.staff * share),
            as_at.isoformat(),
            "; ".join(agency.aliases),
        )
        for agency in place.agencies
    ]
    return as_csv(rows)


def action_tracker(place: Place, sheets: Sequence[actions.Sheet]) -> bytes:
    """A workbook with a sheet for each sort of review, and one row that cannot be right."""
    headings = (
        "Ref", "Review", "Recommendation", "Action", "Lead agency", "Lead officer", "Date agreed", "Target date",
        "RAG", "Progress update", "Date completed", "Evidence of impact",
    )  # fmt: skip
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.write_row(0, 0, [f"{place.name} {sheet.name.lower()}"])
            page.write_row(2, 0, headings)
            for row, action in enumerate(sheet.actions, start=3):
                page.write_row(row, 0, _action(action), day)
            if sheet is sheets[0]:
                impossible = _action(sheet.actions[0])
                impossible[0], impossible[6] = "CSPR99/24-1", "31/02/2024"
                page.write_row(len(sheet.actions) + 3, 0, impossible, day)
    return file.getvalue()


def _action(action: actions.Action) -> list[Any]:
    done = action.completed is not None
    late = not done and action.due is not None and action.due < actions.END
    return [
        action.reference,
        action.review,
        action.recommendation,
        action.undertaking,
        action.agency,
        action.owner,
        action.agreed,
        action.due,
        "Complete" if done else "Overdue" if late else "In progress",
        action.progress,
        action.completed,
        action.impact,
    ]


def attendance_workbook(year: ReportingYear, sheets: Sequence[attendance.Sheet]) -> bytes:
    """A workbook with a sheet for each body."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.body)
            page.write_row(0, 0, [f"{sheet.body} attendance {year}"])
            page.write_row(2, 0, ["Agency", "Name", "Role", *sheet.meetings], day)
            for row, member in enumerate(sheet.members, start=3):
                page.write_row(row, 0, [member.agency, member.name, member.seat, *member.marks])
    return file.getvalue()


def challenge_log(rows: Iterable[challenges.Challenge]) -> bytes:
    """A workbook with one row for each challenge."""
    headings = (
        "Date", "Meeting / forum", "Raised by", "Raised by: level", "To", "To level", "Level", "Challenge",
        "Date answered", "Response", "Outcome", "Date closed",
    )  # fmt: skip
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet("Challenge log")
        page.write_row(0, 0, ["Professional challenge log"])
        page.write_row(2, 0, headings)
        for number, row in enumerate(rows, start=3):
            page.write_row(
                number,
                0,
                [
                    row.raised,
                    row.forum,
                    row.by,
                    row.by_level,
                    row.to,
                    row.to_level,
                    row.level,
                    row.subject,
                    row.answered,
                    row.response,
                    row.outcome,
                    row.closed,
                ],
                day,
            )
    return file.getvalue()
