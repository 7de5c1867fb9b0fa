"""``sightline measure`` keeps its contract: the document, the exit statuses, and sentences for mistakes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.measures.catalogue import as_markdown

Make = Callable[..., Any]
WESTMOOR = ("--partnership", "westmoor")
DOCUMENT = Path(__file__).parents[3] / "docs" / "measures.md"


@pytest.fixture(autouse=True)
def _records(covered: Make, staff: Make, agency: Make) -> None:
    """Three figures of the council and two of the police in 2024-25."""
    covered()
    for name, numbers in (("County Council", (40, 120, 160)), ("Police", (90, 10))):
        who = agency(name)
        for month, number in enumerate(numbers, start=5):
            staff(who, number, date(2024, month, 1))


def test_the_document_has_exactly_the_agreed_parts(run_command: Make) -> None:
    result = run_command("measure", "tests.large", *WESTMOOR, "--in", "2024-25", "--by", "agency", "--json")
    assert result.status == 0
    assert result.json == {
        "key": "tests.large",
        "value": 0.4,
        "numerator": 2,
        "denominator": 5,
        "unit": "rate",
        "as_of": "2025-03-31",
        "groups": {
            "County Council": {"value": 2 / 3, "numerator": 2, "denominator": 3},
            "Police": {"value": 0.0, "numerator": 0, "denominator": 2},
        },
    }


def test_without_json_it_is_a_sentence_and_a_short_table(run_command: Make) -> None:
    result = run_command("measure", "tests.figures", *WESTMOOR, "--in", "2024-25", "--by", "agency")
    assert result.out.splitlines() == [
        "Figures in 2024-25: 5",
        "  County Council             3",
        "  Police                     2",
    ]


def test_what_is_not_recorded_is_null_with_status_3_and_the_reason_apart(run_command: Make) -> None:
    result = run_command("measure", "tests.figures", *WESTMOOR, "--in", "2021-22", "--json")
    assert result.status == 3
    assert result.json["value"] is None
    assert result.err == "Records of tests cover 2023-24 to 2024-25 only.\n"


def test_a_year_is_read_as_checks_read_it(run_command: Make) -> None:
    result = run_command("measure", "tests.figures", *WESTMOOR, "--in", "2024-2025", "--json")
    assert (result.status, result.json["value"]) == (0, 5)


def test_filters_narrow_the_figure(run_command: Make) -> None:
    where = ("--where", "agency=county council", "--where", "month=2024-05")
    result = run_command("measure", "tests.staff", *WESTMOOR, "--in", "2024-25", *where, "--json")
    assert result.json["value"] == 40


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("tests.figure", "--in", "2024-25"),
            "There is no measure “tests.figure”. Did you mean “tests.figures”?",
        ),
        (("tests.figures", "--in", "2024-26"), "“2024-26” is not a reporting year: write it as 2024-25."),
        (("tests.seats", "--at", "31/3/2025"), "“31/3/2025” is not a date: write it as 2025-03-31."),
        (
            ("tests.figures", "--in", "2024-25", "--where", "agency"),
            "“agency” is not a filter: write it as agency=NAME.",
        ),
        (
            ("tests.figures", "--in", "2024-25", "--where", "agency="),
            "“agency=” is not a filter: write it as agency=NAME.",
        ),
        (
            ("tests.figures", "--at", "2025-03-31"),
            "tests.figures is asked in a period, such as 2024-25, not at a date.",
        ),
        (
            ("tests.figures", "--in", "2024-25", "--where", "agency=Polise"),
            "There is no agency “Polise”. Did you mean “Police”?",
        ),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(run_command: Make, words: tuple[str, ...], said: str) -> None:
    result = run_command("measure", words[0], *WESTMOOR, *words[1:], "--json")
    assert (result.status, result.out, result.err) == (2, "", f"{said}\n")


def test_an_unknown_partnership_is_a_mistake(run_command: Make) -> None:
    result = run_command("measure", "tests.figures", "--partnership", "nowhere", "--in", "2024-25")
    assert (result.status, result.err) == (2, "There is no partnership “nowhere”.\n")


def test_measures_lists_every_figure_with_how_it_divides(run_command: Make) -> None:
    result = run_command("measures")
    assert result.status == 0
    assert "tests.seats" in result.out
    assert "Seats, by agency, body, title" in result.out


def test_the_catalogue_in_the_documentation_says_what_the_code_does(
    run_command: Make, monkeypatch: Any
) -> None:
    from sightline.measures.registry import registry

    own = {key: measure for key, measure in registry._held.items() if not key.startswith("tests.")}
    monkeypatch.setattr(registry, "_held", own)
    assert as_markdown() == DOCUMENT.read_text("utf-8"), "run `make docs` and commit docs/measures.md"
    assert run_command("measures", "--markdown").out == DOCUMENT.read_text("utf-8")
