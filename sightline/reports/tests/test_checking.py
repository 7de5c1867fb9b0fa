"""What stops publication, and what does not."""

from __future__ import annotations

import pytest

from sightline.claims.figuring import RecordedFigures
from sightline.measures.registry import registry
from sightline.partnership.models import Partnership
from sightline.reports import queries
from sightline.reports.checking import Finding, look, look_at
from sightline.reports.models import Report
from sightline.reports.writing import BlockKind, BlockText, EvidenceText

HOLDS = "training.places_attended in 2024-25 >= 8"
FAILS = "training.places_attended in 2024-25 >= 9"
UNKNOWN = "training.places_attended in 2020-21 >= 1"


def _claim(partnership: Partnership, *asks: str, **values: object) -> Finding:
    block = BlockText(BlockKind.CLAIM, "Places were taken up.", asks, **values)  # type: ignore[arg-type]
    return look_at(block, RecordedFigures(partnership))


def test_a_claim_that_holds_stops_nothing(records: Partnership) -> None:
    found = _claim(records, HOLDS)
    assert (found.verdict, found.stops) == ("holds", ())


def test_a_claim_that_does_not_hold_stops_until_a_reason_is_recorded(records: Partnership) -> None:
    found = _claim(records, FAILS)
    assert found.verdict == "does not hold"
    assert "came to 8" in found.stops[0]
    assert _claim(records, FAILS, reason="The sheet came late.").stops == ()


def test_a_claim_that_is_not_recorded_stops_until_a_reason_is_recorded(records: Partnership) -> None:
    found = _claim(records, UNKNOWN)
    assert (found.verdict, len(found.stops)) == ("not recorded", 1)
    assert _claim(records, UNKNOWN, reason="Nobody kept it then.").stops == ()


def test_the_gravest_of_several_checks_is_the_verdict(records: Partnership) -> None:
    assert _claim(records, HOLDS, UNKNOWN).verdict == "not recorded"
    assert _claim(records, HOLDS, UNKNOWN, FAILS).verdict == "does not hold"
    assert _claim(records, HOLDS, HOLDS).verdict == "holds"


def test_a_check_that_cannot_be_asked_stops_whatever_the_reason(records: Partnership) -> None:
    found = _claim(records, "training.plaices in 2024-25 >= 8", reason="Because.")
    assert found.verdict is None
    assert "training.places" in found.stops[0]


def test_a_judgement_needs_evidence_a_reason_and_a_name(records: Partnership) -> None:
    bare = _claim(records)
    assert bare.verdict == "judgement"
    assert all(word in bare.stops[0] for word in ("reason", "name", "evidence"))
    given = _claim(records, reason="I saw it.", judged_by="Ann", evidence=(EvidenceText("Notes"),))
    assert given.stops == ()
    assert "evidence" in _claim(records, reason="I saw it.", judged_by="Ann").stops[0]


def test_a_figure_that_is_not_recorded_cannot_stand_in_a_sentence(records: Partnership) -> None:
    block = BlockText(BlockKind.TEXT, "We ran {training.sessions in 2019-20} sessions.")
    assert "2023-24" in look_at(block, RecordedFigures(records)).stops[0]


def test_a_chart_of_nothing_stops(records: Partnership) -> None:
    block = BlockText(BlockKind.CHART, "", ("training.sessions monthly in 2019-20",))
    assert "nothing to show" in look_at(block, RecordedFigures(records)).stops[0]


def test_a_figure_about_children_waits_for_disclosure_control(
    records: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(registry["training.places_attended"]), "child_level", True, raising=False)
    assert "disclosure control" in _claim(records, HOLDS, reason="Because.").stops[0]
    block = BlockText(BlockKind.TEXT, "We filled {training.places_attended in 2024-25} places.")
    assert "disclosure control" in look_at(block, RecordedFigures(records)).stops[0]


def test_an_empty_report_stops(records: Partnership) -> None:
    figures = RecordedFigures(records)
    assert look([BlockText(BlockKind.HEADING, "Training")], figures).stops
    assert not look([BlockText(BlockKind.TEXT, "Words.")], figures).stops


def test_a_text_that_seems_to_name_a_child_is_a_warning_and_no_stop(records: Partnership) -> None:
    found = look([BlockText(BlockKind.TEXT, "The boy called Jamie was seen.")], RecordedFigures(records))
    assert found.stops == ()
    assert "Jamie" in found.warnings[0]


def test_the_report_of_the_fixture_may_be_published(report: Report) -> None:
    found = look(queries.report_text(report).blocks, RecordedFigures(report.partnership))
    assert found.stops == ()
    assert [claim.verdict for claim in found.claims] == ["holds", "holds", "does not hold", "judgement"]


def test_forty_claims_ask_a_bounded_number_of_questions(
    records: Partnership, django_assert_max_num_queries: object
) -> None:
    checks = [
        "training.places_attended in 2024-25 >= {}",
        "actions.outstanding at 2025-03-31 <= {}",
        "meetings.attendance_rate in 2024-25 by body each >= {}%",
        "challenges.raised in 2024-25 < {}",
    ]
    blocks = [
        BlockText(BlockKind.CLAIM, "A claim.", (check.format(number),))
        for number in range(1, 11)
        for check in checks
    ]
    figures = RecordedFigures(records)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert len(look(blocks, figures).claims) == 40
