"""The sample spreadsheets, imported, give the figures of their truth exactly: the product's first promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text())
FILES = (
    "agencies.csv",
    "action-tracker.xlsx",
    "attendance-2024-25.xlsx",
    "training-bookings-2023-24.csv",
    "training-bookings-2024-25.csv",
    "challenge-log.xlsx",
)


@pytest.fixture
def westmoor(partnership, run_command, settings, tmp_path):
    """Westmoor with every sample imported from the command line."""
    settings.FILES = tmp_path / "files"
    for name in FILES:
        result = run_command("import", str(SAMPLES / name), "--partnership", "westmoor", "--json")
        assert result.status == 0, result.err
    return partnership


def test_every_figure_is_the_truths(westmoor, run_command):
    def measure(key, *args):
        result = run_command("measure", key, "--partnership", "westmoor", *args, "--json")
        assert result.status == 0, result.err
        return result.json

    def value(key, *args):
        return measure(key, *args)["value"]

    def groups(key, *args):
        return {name: group["value"] for name, group in measure(key, *args)["groups"].items()}

    actions = TRUTH["actions"]
    for day, expected in actions["outstanding"].items():
        assert value("actions.outstanding", "--at", day) == expected
    assert value("actions.overdue", "--at", "2025-03-31") == actions["overdue_2025-03-31"]
    assert value("actions.completed", "--in", "2024-25") == actions["completed_2024-25"]
    by_agency = groups("actions.outstanding", "--at", "2025-03-31", "--by", "agency")
    assert by_agency == actions["outstanding_2025-03-31_by_agency"]

    held = groups("meetings.held", "--in", "2024-25", "--by", "body")
    assert held == {body: told["meetings"] for body, told in TRUTH["attendance"].items()}
    rates = measure("meetings.attendance_rate", "--in", "2024-25", "--by", "body")["groups"]
    for body, told in TRUTH["attendance"].items():
        assert (rates[body]["numerator"], rates[body]["denominator"]) == (told["attended"], told["expected"])

    for year in ("2023-24", "2024-25"):
        told = TRUTH[f"training_{year}"]
        for key, name in {
            "sessions": "sessions",
            "places_attended": "attended",
            "did_not_attend": "did_not_attend",
            "late_cancellations": "late_cancellation",
            "places_booked": "places_booked",
            "people_attended": "distinct_people_attended",
        }.items():
            assert value(f"training.{key}", "--in", year) == told[name], key
        attended = groups("training.places_attended", "--in", year, "--by", "agency")
        assert attended == told["attended_by_agency"]
        rate = measure("training.dna_rate", "--in", year)
        registered = told["places_booked"] + told["cancelled"]
        assert (rate["numerator"], rate["denominator"]) == (told["did_not_attend"], registered)

    challenges = TRUTH["challenges"]
    for year in ("2023-24", "2024-25"):
        assert value("challenges.raised", "--in", year) == challenges[year]
    assert value("challenges.open", "--at", "2025-03-31") == challenges["open_2025-03-31"]
