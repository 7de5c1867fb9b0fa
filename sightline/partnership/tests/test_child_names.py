"""Texts as people in business teams write them, with and without a child in them."""

from __future__ import annotations

import pytest

from sightline.partnership.child_names import is_nhs_number, is_upn, passages, warning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The boy called Jamie was seen twice.", "boy called Jamie"),
        ("Her daughter Grace told the school.", "daughter Grace"),
        ("Professionals saw baby Aisha at home.", "baby Aisha"),
        ("Tom Smith, aged 7, was not brought.", "Tom Smith, aged 7"),
        ("Tom (7) was not brought.", "Tom (7)"),
        ("When Ella, 12, said no, nobody asked why.", "When Ella, 12"),
        ("The subject, DOB 12/03/2015, was known.", "DOB 12/03/2015"),
        ("born on 3 March 2014", "born on 3 March 2014"),
        ("NHS number 943 476 5919", "943 476 5919"),
        ("Pupil H801200001001 moved school", "H801200001001"),
    ],
)
def test_a_text_that_names_a_child_is_noticed(text: str, words: str) -> None:
    assert [passage.words for passage in passages(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Child Protection Plans rose in March, 12 of them in one week.",
        "Child A was seen; the child was known to Children's Services.",
        "Westmoor Schools (3) and the QA Group (6) sent apologies.",
        "The Westmoor Hospitals NHS Trust, 4 of whose actions are open, will report.",
        "Working Together 2023 says so. The Child Safeguarding Practice Review Panel agreed.",
        "Call 0300 123 4567 or 01392 383000; reference 1234567890.",
        "The girl is Polish and speaks to her brother in English at Three Rivers Academy.",
        "Training places attended were 9,166; in 2023-24 they were 7,274.",
    ],
)
def test_agencies_places_and_figures_are_not_taken_for_children(text: str) -> None:
    assert passages(text) == []


def test_the_warning_quotes_what_it_saw_and_counts_the_rest() -> None:
    said = warning("baby Aisha, son Jack, daughter Mia and twin Noah")
    assert "“baby Aisha” looks like a child's name" in said
    assert "and 1 more" in said
    assert warning("The partners met eight times.") == ""


def test_check_digits_tell_an_identifier_from_any_other_number() -> None:
    assert is_nhs_number("943 476 5919")  # the NHS Data Dictionary's own example
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("0000000000")
    assert is_upn("H801200001001")  # the Department for Education's own example
    assert not is_upn("A801200001001")
