"""The figures of a partnership as checks ask for them: exact, by group, by month, and each computed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.actions.models import Action
from sightline.claims.checks import CheckError
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse, parse_selection
from sightline.claims.judging import judge
from sightline.meetings.models import Attendance, Meeting
from sightline.partnership.models import Agency, AgencyName, Alias, Body, Coverage, Partnership, Seat


@pytest.fixture
def meetings(partnership: Partnership, agency: Callable[..., Agency]) -> Partnership:
    """Executive: 3 of 4 present in May, 2 of 2 in June. Nothing of the QA group. Covered: 2024-25."""
    Coverage.objects.create(
        partnership=partnership, source="meetings", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    council = agency("Westmoor County Council")
    executive = Body.objects.create(partnership=partnership, key="executive", name="DSP Executive")
    Body.objects.create(partnership=partnership, key="qa", name="QA Group")
    for month, presences in ((5, ["present", "present", "deputy", "absent"]), (6, ["present", "present"])):
        meeting = Meeting.objects.create(
            partnership=partnership, key=str(month), body=executive, held_on=date(2024, month, 3)
        )
        for n, presence in enumerate(presences):
            Attendance.objects.create(
                partnership=partnership,
                key=f"{month}-{n}",
                meeting=meeting,
                agency=council,
                presence=presence,
            )
    return partnership


def _value(partnership: Partnership, asks: str) -> Any:
    return RecordedFigures(partnership).answer(parse_selection(asks)).value


def test_a_rate_is_exact(meetings: Partnership) -> None:
    assert _value(meetings, "meetings.attendance_rate in 2024-25") == Fraction(5, 6)


def test_a_year_that_is_not_covered_has_no_figure(meetings: Partnership) -> None:
    assert _value(meetings, "meetings.held in 2023-24") is None
    assert _value(meetings, "meetings.held from 2024-07 to 2024-08") == 0


def test_a_check_of_each_group_leaves_out_those_without_rows(meetings: Partnership) -> None:
    figures = RecordedFigures(meetings)
    verdict = judge(parse("meetings.attendance_rate in 2024-25 by body each >= 80%"), figures)
    assert verdict.kind == "holds"
    assert "1 other body had no records" in verdict.because


def test_a_series_that_reaches_beyond_what_is_covered_is_not_recorded(meetings: Partnership) -> None:
    for key in ("meetings.held", "meetings.attendance_rate"):
        for period in ("from 2024-01 to 2025-03", "from 2024-04 to 2025-06", "from 2027-04 to 2029-03"):
            verdict = judge(parse(f"{key} monthly {period} is consistent"), RecordedFigures(meetings))
            assert verdict.kind == "not recorded", (key, period)
    verdict = judge(
        parse("meetings.held monthly from 2024-01 to 2025-03 is consistent"), RecordedFigures(meetings)
    )
    assert verdict.because == (
        "Meetings held from January 2024 to March 2025 could not be judged:"
        " records of meetings cover 2024-25 only."
    )
    within = judge(parse("meetings.held monthly in 2024-25 is consistent"), RecordedFigures(meetings))
    assert within.kind != "not recorded"


def test_a_month_without_meetings_counts_none_when_each_month_is_judged(meetings: Partnership) -> None:
    verdict = judge(parse("meetings.held in 2024-25 by month each >= 1"), RecordedFigures(meetings))
    assert verdict.kind == "does not hold"
    assert verdict.because.startswith(
        "Meetings held in 2024-25: 2 of 12 months reached at least 1; April 2024 at 0"
    )
    assert "no records" not in verdict.because


@pytest.fixture
def chaired(meetings: Partnership) -> Partnership:
    """The council, also called WCC and once Westmoor Borough Council, chairs the executive since May 2024."""
    council = Agency.objects.get(partnership=meetings, name="Westmoor County Council")
    Alias.objects.create(partnership=meetings, agency=council, key="wcc", name="WCC")
    AgencyName.objects.create(
        partnership=meetings, agency=council, name="Westmoor Borough Council", until=date(2020, 3, 31)
    )
    executive = Body.objects.get(partnership=meetings, key="executive")
    Seat.objects.create(
        partnership=meetings, key="1", body=executive, agency=council, title="Chair", since=date(2024, 5, 1)
    )
    return meetings


CHAIR = 'partnership.chair_agency{body="DSP Executive"} at 2025-03-31 '


@pytest.mark.parametrize("name", ["WCC", "westmoor county COUNCIL", "Westmoor Borough Council"])
def test_a_fact_is_compared_with_the_agency_that_a_name_means(chaired: Partnership, name: str) -> None:
    figures = RecordedFigures(chaired)
    for test, kind in (("is", "holds"), ("includes", "holds"), ("is not", "does not hold")):
        verdict = judge(parse(f'{CHAIR}{test} "{name}"'), figures)
        assert verdict.kind == kind
        assert "Westmoor County Council" in verdict.because
        assert name == "westmoor county COUNCIL" or name not in verdict.because


@pytest.mark.parametrize("test", ["is", "is not", "includes"])
def test_a_name_that_no_agency_has_is_refused_with_the_nearest(chaired: Partnership, test: str) -> None:
    with pytest.raises(CheckError) as told:
        judge(parse(f'{CHAIR}{test} "Westmoor County Councl"'), RecordedFigures(chaired))
    assert told.value.sentence == (
        "There is no agency “Westmoor County Councl”. Did you mean “Westmoor County Council”?"
    )
    assert told.value.part == "test"


def test_of_two_chairs_each_is_included_and_neither_is_the_one(
    chaired: Partnership, agency: Callable[..., Agency]
) -> None:
    executive = Body.objects.get(partnership=chaired, key="executive")
    police, _ = agency("Police"), agency("Health")
    Seat.objects.create(partnership=chaired, key="2", body=executive, agency=police, title="Chairperson")
    figures = RecordedFigures(chaired)
    for name in ("Police", "WCC"):
        assert judge(parse(f'{CHAIR}includes "{name}"'), figures).kind == "holds"
        assert judge(parse(f'{CHAIR}is "{name}"'), figures).kind == "does not hold"
        assert judge(parse(f'{CHAIR}is not "{name}"'), figures).kind == "does not hold"
    assert judge(parse(f'{CHAIR}includes "Health"'), figures).kind == "does not hold"
    assert judge(parse(f'{CHAIR}is not "Health"'), figures).kind == "holds"


def test_nothing_holds_of_a_chair_on_a_day_to_come(chaired: Partnership) -> None:
    with time_machine.travel(date(2025, 6, 1)):
        verdict = judge(
            parse('partnership.chair_agency{body="DSP Executive"} at 2025-06-02 is "WCC"'),
            RecordedFigures(chaired),
        )
    assert verdict.kind == "not recorded"
    assert "2 June 2025 is still to come" in verdict.because


def test_the_reason_names_what_a_filter_counted_each_once(chaired: Partnership) -> None:
    verdict = judge(
        parse('meetings.attendance_rate{agency=WCC,"Westmoor Borough Council"} in 2024-25 >= 80%'),
        RecordedFigures(chaired),
    )
    assert verdict.because.startswith(
        "Attendance at meetings (agency: Westmoor County Council) came to 83% (5 of 6) in 2024-25"
    )
    verdict = judge(parse('meetings.held{body="dsp executive"} in 2024-25 >= 1'), RecordedFigures(chaired))
    assert "(body: DSP Executive)" in verdict.because


def test_a_series_can_be_asked_of_each_group(meetings: Partnership) -> None:
    selection = parse_selection("meetings.held monthly in 2024-25")
    by_month = RecordedFigures(meetings).series("meetings.held", selection.period, (), "body")  # type: ignore[arg-type]
    assert [day.month for day, _ in by_month] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    may = by_month[1][1]
    assert (may.value, may.groups["DSP Executive"].value, may.groups["QA Group"].value) == (1, 1, 0)


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        ("meetings.herd in 2024-25", "did you mean meetings.held"),
        ("meetings.held at 2025-03-31", "write in 2024-25"),
        ("meetings.held in 2024-25 by agency", "cannot be split by agency"),
        ('meetings.held{body="Executiv"} in 2024-25', "There is no body “Executiv”"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(meetings: Partnership, asks: str, words: str) -> None:
    with pytest.raises(CheckError) as told:
        RecordedFigures(meetings).answer(parse_selection(asks))
    assert words in told.value.sentence


def test_what_two_checks_ask_alike_is_computed_once(meetings: Partnership) -> None:
    figures = RecordedFigures(meetings)
    judge(parse("meetings.held in 2024-25 >= 2"), figures)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        judge(parse("meetings.held in 2024-25 <= 9"), figures)
    assert len(asked) == 0


def test_the_fingerprint_changes_with_the_records_behind_a_figure_and_with_no_others(
    meetings: Partnership, agency: Callable[..., Agency]
) -> None:
    selection = parse_selection("meetings.attendance_rate in 2024-25")
    before = RecordedFigures(meetings).fingerprint(selection)
    assert before.rows == 6

    Action.objects.create(
        partnership=meetings,
        key="1",
        reference="1",
        source="audit",
        agency=agency("Another"),
        undertaking="x",
        agreed_on=date(2024, 5, 1),
    )
    assert RecordedFigures(meetings).fingerprint(selection) == before

    Attendance.objects.filter(key="5-0").update(presence="absent")
    after = RecordedFigures(meetings).fingerprint(selection)
    assert (after.rows, after.digest != before.digest) == (6, True)


def test_the_fingerprint_of_a_change_rests_on_both_its_ends(meetings: Partnership) -> None:
    whole = RecordedFigures(meetings).fingerprint(parse("meetings.held in 2024-25 rises since 2023-24"))
    one_end = RecordedFigures(meetings).fingerprint(parse("meetings.held in 2024-25 >= 1"))
    assert whole.digest != one_end.digest
