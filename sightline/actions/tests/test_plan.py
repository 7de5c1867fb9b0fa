"""The action plan: what is selected, by review and recommendation, as page, Word and PDF."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from tests.costs import queries_of

PLAN = "/westmoor/actions/plan"
BRIEF, AUDIT = "Agencies should brief their staff.", "Agencies should audit their records."


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


@pytest.fixture
def planned(covered, action):
    action(
        "B-2",
        review="Rapid review 1",
        recommendation=BRIEF,
        due_on=date(2025, 6, 30),
        progress="Half of them.",
    )
    action("B-1", review="Rapid review 1", recommendation=BRIEF, due_on=date(2024, 6, 30), owner="Ada Brook")
    action("A-1", review="Rapid review 1", recommendation=AUDIT, completed_on=date(2024, 7, 1))
    action("Z-1", source="audit", undertaking="Ask practitioners")


def sections(response) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Each section's title, with the caption and the references of its tables."""
    return [
        (block.title, [(table.caption, [row.cells[0].text for row in table.rows]) for table in block.blocks])
        for block in response.context["page"].blocks
        if hasattr(block, "title")
    ]


def test_actions_stand_under_their_review_and_recommendation_the_earliest_target_first(coordinator, planned):
    assert sections(coordinator.get(PLAN)) == [
        ("Audit", [("Actions from Audit", ["Z-1"])]),
        ("Rapid review 1 (rapid review)", [(AUDIT, ["A-1"]), (BRIEF, ["B-1", "B-2"])]),
    ]


def test_the_plan_says_as_at_when_and_what_was_chosen(coordinator, planned):
    html = coordinator.get(PLAN, {"source": "rapid review", "at": "2024-12-31"}).text
    assert "OFFICIAL, as at 31 December 2024" in html
    assert "3 actions are listed, chosen by source “Rapid review”." in html
    assert 'href="/westmoor/actions/plan.pdf?source=rapid+review&amp;at=2024-12-31"' in html


def test_the_plan_in_word_says_what_the_page_says(coordinator, planned):
    answer = coordinator.get(f"{PLAN}.docx", {"source": "rapid review"})
    assert answer["Content-Disposition"] == 'attachment; filename="action-plan-2025-03-31.docx"'
    word = docx.Document(io.BytesIO(answer.content))
    words = [paragraph.text for paragraph in word.paragraphs]
    assert "As at 31 March 2025" in words
    assert BRIEF in words
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    police = "Westmoor & Coast Constabulary"
    brief = "Brief staff on the escalation protocol"
    assert rows == [
        ["Reference", "Action", "Who, by when", "Where it stands"],
        ["B-1", brief, f"{police}\nAda Brook\nby 30 June 2024", "Overdue"],
        ["B-2", brief, f"{police}\nby 30 June 2025", "Outstanding\nHalf of them."],
    ]
    assert "OFFICIAL" in word.sections[0].header.paragraphs[0].text


def test_the_plan_is_a_pdf_too_and_nothing_else(coordinator, planned):
    assert coordinator.get(f"{PLAN}.pdf").content.startswith(b"%PDF")
    assert coordinator.get(f"{PLAN}.exe").status_code == 404


def test_a_plan_that_is_too_long_says_so_and_what_to_do(coordinator, planned, monkeypatch):
    monkeypatch.setattr("sightline.actions.views.looking.MOST", 3)
    html = coordinator.get(PLAN).text
    assert (
        "Only the first 3 of 4 actions are listed. Choose a state, a source or an agency to see the others."
        in html
    )


def test_an_empty_plan_is_no_document(coordinator, covered):
    page = coordinator.get(PLAN)
    assert page.context["page"].exports == ()
    assert "No action matches" in page.text


def test_the_plan_costs_the_same_queries_however_long_it_is(coordinator, planned, action, agency):
    few = queries_of(coordinator, PLAN)
    for number in range(40):
        action(
            agency=agency(f"Agency {number}"), review=f"Review {number % 9}", recommendation=f"R{number % 3}"
        )
    assert queries_of(coordinator, PLAN) == few
