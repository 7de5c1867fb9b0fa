"""Forty claims on ten years of records, against the same figures as SQL that somebody wrote by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.records import YEARS, ten_years
from bench.timing import Result, best_of


def run() -> Iterator[Result]:
    from django.db import connection

    from sightline.claims.figuring import RecordedFigures
    from sightline.claims.grammar import parse
    from sightline.claims.judging import judge

    partnership = ten_years()
    pairs = [pair for year in YEARS for pair in _of_year(year)]
    assert len(pairs) == 40

    def check() -> list[Any]:
        figures = RecordedFigures(partnership)
        return [judge(parse(text), figures).value for text, _, _ in pairs]

    def by_hand() -> list[Any]:
        with connection.cursor() as cursor:
            return [
                [cursor.execute(sql, [partnership.pk, *given]).fetchall() for sql, given in asks]
                for _, asks, _ in pairs
            ]

    for (text, _, read), checked, rows in zip(pairs, check(), by_hand(), strict=True):
        assert checked == read(rows), f"{text}: {checked} is not {read(rows)}"
    yield Result("40 claims on ten years of records", best_of(5, by_hand), best_of(5, check), 10)


Ask = tuple[str, tuple[Any, ...]]
Pair = tuple[str, list[Ask], Callable[[list[list[tuple[Any, ...]]]], Any]]

ATTENDED = (
    "SELECT count(*) FROM training_session s JOIN training_booking b ON b.session_id = s.id"
    " WHERE s.partnership_id = %s AND s.held_on BETWEEN %s AND %s AND s.withdrawn_at IS NULL"
    " AND b.withdrawn_at IS NULL AND b.place = 'attended'"
)
PEOPLE = ATTENDED.replace("count(*)", "count(DISTINCT b.person_id)")
OUTSTANDING = (
    "SELECT count(*) FROM actions_action WHERE partnership_id = %s AND withdrawn_at IS NULL"
    " AND agreed_on <= %s AND (completed_on IS NULL OR completed_on > %s)"
)
EXPECTED = (
    "SELECT sum(a.presence IN ('present', 'deputy')), count(*) FROM meetings_meeting m"
    " JOIN meetings_attendance a ON a.meeting_id = m.id WHERE m.partnership_id = %s AND m.held_on BETWEEN %s AND %s"
    " AND m.withdrawn_at IS NULL AND a.withdrawn_at IS NULL AND a.presence <> 'not a member'"
)


def _of_year(year: Any) -> list[Pair]:
    """Four claims of one reporting year, each with its SQL and how its value is read from the rows."""
    start, end = year.start.isoformat(), year.end.isoformat()

    def one(rows: list[list[tuple[Any, ...]]]) -> Any:
        return rows[0][0][0]

    return [
        (f"training.places_attended in {year} >= 5000", [(ATTENDED, (start, end))], one),
        (f"training.people_attended in {year} >= 3000", [(PEOPLE, (start, end))], one),
        (f"actions.outstanding at {end} != 1", [(OUTSTANDING, (end, end))], one),
        (
            f"meetings.attendance_rate in {year} >= 80%",
            [(EXPECTED, (start, end))],
            lambda rows: _fraction(*rows[0][0]),
        ),
    ]


def _fraction(above: int, below: int) -> Any:
    from fractions import Fraction

    return Fraction(above, below)
