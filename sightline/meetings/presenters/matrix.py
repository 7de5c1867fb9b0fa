"""The attendance of a body over a year, as its sheet has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import percent
from sightline.foundation.years import ReportingYear
from sightline.govuk.blocks import Empty, Text
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Filter, Table
from sightline.govuk.values import Lines, Link, Muted, Value
from sightline.imports.exporting import Cell, exports
from sightline.measures.answers import Answer
from sightline.meetings.matrix import Line
from sightline.meetings.models import Meeting
from sightline.meetings.presenters.addresses import at
from sightline.partnership.models import Partnership

KEY = "P present, D a deputy, A apologies, X absent, – not a member then; blank where nothing is recorded."


def matrix_page(
    partnership: Partnership,
    body: str,
    year: ReportingYear,
    meetings: Sequence[Meeting],
    lines: Sequence[Line],
    rate: Answer | None,
    filters: tuple[Filter, ...],
) -> ListPage:
    """Members down, meetings across, with what part of those expected came."""
    return ListPage(
        title="Attendance",
        caption=body,
        lead=_sentence(year, len(meetings), rate),
        filters=filters,
        exports=exports() if meetings else (),
        read_across=True,
        table=Table(
            caption=f"{body}, {year}" if body else "Attendance",
            columns=(
                Column("Member"),
                *(Column(f"{meeting.held_on.day} {meeting.held_on:%b}") for meeting in meetings),
                Column("Came", numeric=True),
            ),
            rows=(*(_row(line, meetings) for line in lines), *_foot(partnership, lines, meetings)),
            empty=Empty(
                "No meetings of this body are recorded in this year. Choose another year, import its attendance "
                "sheet, or add its meetings one by one."
            ),
        ),
        blocks=(Text(KEY, "small"),) if meetings else (),
    )


def _sentence(year: ReportingYear, meetings: int, rate: Answer | None) -> str:
    if rate is None:
        return ""
    if rate.value is None:
        return f"{year}: not recorded. {rate.why_not}"
    held = f"{meetings} meeting{'' if meetings == 1 else 's'} in {year}"
    return f"{held}. {rate.shown} of those expected came, or sent a deputy: {rate.numerator} of {rate.denominator}."


def _row(line: Line, meetings: Sequence[Meeting]) -> tuple[Value, ...]:
    who = ", ".join(part for part in (line.agency if line.name else "", line.seat) if part)
    return (
        Lines(line.name or line.agency, Muted(who)),
        *line.letters(meetings),
        _came(line.attended, line.expected),
    )


def _foot(
    partnership: Partnership, lines: Sequence[Line], meetings: Sequence[Meeting]
) -> Iterator[tuple[Value, ...]]:
    """How many came to each meeting, which leads to it."""
    if not meetings:
        return
    told = [[line for line in lines if meeting.pk in line.marks] for meeting in meetings]
    came = [
        (sum(line.came_to(meeting.pk) for line in those), sum(line.expected_at(meeting.pk) for line in those))
        for meeting, those in zip(meetings, told, strict=True)
    ]
    links = (
        Link(f"{attended}/{expected}", at(meeting, partnership), f"came on {spell_out(meeting.held_on)}")
        for meeting, (attended, expected) in zip(meetings, came, strict=True)
    )
    attended, expected = (sum(column) for column in zip(*came, strict=True))
    yield ("All members", *links, _came(attended, expected))


def _came(attended: int, expected: int) -> Value:
    return Lines(f"{attended}/{expected}", Muted(percent(attended / expected))) if expected else ""


def cells(lines: Sequence[Line], meetings: Sequence[Meeting]) -> Iterator[tuple[Cell, ...]]:
    """The lines as rows of a file; ``headings`` are its columns."""
    for line in lines:
        yield (line.agency, line.name, line.seat, *line.letters(meetings), line.attended, line.expected)


def headings(meetings: Sequence[Meeting]) -> tuple[str, ...]:
    return (
        "Agency", "Name", "Role", *(spell_out(meeting.held_on) for meeting in meetings), "Attended", "Expected",
    )  # fmt: skip
