"""``sightline check``, whose answers and exit statuses scripts rely on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sightline.meetings.models import Meeting
from sightline.partnership.models import Body, Coverage, Partnership


@pytest.fixture
def one_meeting(partnership: Partnership) -> Partnership:
    Coverage.objects.create(
        partnership=partnership, source="meetings", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    body = Body.objects.create(partnership=partnership, key="executive", name="DSP Executive")
    Meeting.objects.create(partnership=partnership, key="1", body=body, held_on=date(2024, 5, 1))
    return partnership


@pytest.mark.parametrize(
    ("check", "status", "verdict", "value"),
    [
        ("meetings.held in 2024-25 >= 1", 0, "holds", 1),
        ("meetings.held   in 2024-25 at least 2", 1, "does not hold", 1),
        ("meetings.held in 2022-23 >= 1", 3, "not recorded", None),
    ],
)
def test_a_check_answers_its_verdict_as_json_and_as_exit_status(
    one_meeting: Partnership,
    run_command: Callable[..., Any],
    check: str,
    status: int,
    verdict: str,
    value: object,
) -> None:
    ran = run_command("check", check, "--partnership", "westmoor", "--json")
    assert ran.status == status
    assert list(ran.json) == ["check", "verdict", "value", "because"]
    assert (ran.json["verdict"], ran.json["value"]) == (verdict, value)


def test_the_check_is_given_back_in_its_canonical_spelling(
    one_meeting: Partnership, run_command: Callable[..., Any]
) -> None:
    ran = run_command("check", "Meetings.Held  in 2024-25  ≥ 1,000", "--partnership", "westmoor", "--json")
    assert ran.json["check"] == "meetings.held in 2024-25 >= 1000"


@pytest.mark.parametrize("check", ["meetings.held in 2024-25", "meetings.herd in 2024-25 >= 1", ""])
def test_a_check_that_cannot_be_read_is_misuse_with_a_sentence(
    one_meeting: Partnership, run_command: Callable[..., Any], check: str
) -> None:
    ran = run_command("check", check, "--partnership", "westmoor", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()


def test_an_unknown_partnership_is_misuse(run_command: Callable[..., Any], db: None) -> None:
    ran = run_command("check", "meetings.held in 2024-25 >= 1", "--partnership", "nowhere")
    assert ran.status == 2
    assert "nowhere" in ran.err
