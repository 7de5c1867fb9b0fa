"""What a cell means is what the person who typed it meant, and a cell that means nothing says so."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.imports.cells import (
    BadCell,
    as_code,
    as_date,
    as_email,
    as_headcount,
    as_money,
    as_reference,
    as_text,
    as_yes_no,
)
from sightline.imports.reading import UNCOMPUTED

FIRST_OF_NOVEMBER = date(2024, 11, 1)


@given(st.text(max_size=30))
def test_no_text_breaks_any_reader(typed):
    for read in (as_date, as_headcount, as_money, as_yes_no, as_text):
        try:
            read(typed)
        except BadCell as bad:
            assert bad.expected  # noqa: PT017 - raising is allowed, not required


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  two  words \n", "two  words"),
        ("\ufeffCode", "Code"),
        (7, "7"),
        (7.0, "7"),
        (2.5, "2.5"),
        (202408419.0, "202408419"),
        (None, ""),
        (True, "TRUE"),
        (FIRST_OF_NOVEMBER, "01/11/2024"),
        (time(9, 30), "09:30"),
    ],
)
def test_text_is_what_a_person_sees(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *(
            (2400, 2400),
            (2400.0, 2400),
            ("2,400", 2400),
            ("2 400", 2400),
            ("2400.0", 2400),
            (" 12 ", 12),
            ("+3", 3),
        ),
        *(
            ("approx 2,400", 2400),
            ("approx. 2,400", 2400),
            ("c. 2,400", 2400),
            ("c2400", 2400),
            ("~2,400", 2400),
        ),
        *(("about 20", 20), ("2,400 FTE", 2400), ("2,400+", 2400), ("310 staff", 310), ("2400 (est.)", 2400)),
        *(
            (1250.6, 1251),
            (1250.5, 1251),
            ("2.5", 3),
            (0, 0),
            (None, None),
            ("n/a", None),
            ("TBC", None),
            ("", None),
        ),
    ],
)
def test_people_are_counted_in_the_ways_people_write_counts(value, number):
    assert as_headcount(value) == number


@pytest.mark.parametrize(
    "value",
    [
        *(
            "2,40",
            "1,2,3",
            True,
            FIRST_OF_NOVEMBER,
            "٣٠x",
            "½",
            -3,
            "-3",
            "2000-2500",
            "many",
            10**30,
            "9" * 40,
        ),
        *(float("inf"), float("nan")),
    ],
)
def test_what_counts_no_people_is_refused(value):
    with pytest.raises(BadCell, match="a number of people such as 2,400"):
        as_headcount(value)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *(
            (202307929.0, "202307929"),
            ("202307929.0", "202307929"),
            ('="00123"', "00123"),
            (" BK  7 ", "BK 7"),
        ),
        ("6F9619FF-8B86-D011-B42D-00CF4FC964FF", "6F9619FF-8B86-D011-B42D-00CF4FC964FF"),
    ],
)
def test_a_reference_keeps_no_trace_of_having_been_a_number(cell, told):
    assert as_reference(cell) == told


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        *(
            ("Jane.Smith@Example.org ", "jane.smith@example.org"),
            ("mailto:j@x.org", "j@x.org"),
            ("Jo <j@x.org>", "j@x.org"),
        ),
        *(("n/a", ""), ("none", ""), ("-", ""), (None, "")),
    ],
)
def test_an_address_is_one_in_lower_case_and_nobody_is_called_not_applicable(typed, address):
    assert as_email(typed) == address


@pytest.mark.parametrize(
    ("value", "pounds"),
    [
        *(("£35.00", "35.00"), ("35", "35"), ("£1,200", "1200"), ("£ 1,200.50", "1200.50"), ("GBP 70", "70")),
        *(("-£5", "-5"), ("(£5.00)", "-5.00"), ("£-5", "-5"), ("free", "0"), (35, "35"), (35.1, "35.10")),
        *((0.005, "0.01"), ("35.5", "35.5"), ("£0", "0")),
    ],
)
def test_money(value, pounds):
    assert as_money(value) == Decimal(pounds)


def test_no_money_is_not_nothing_to_pay():
    assert as_money("") is None
    assert as_money("n/a") is None
    assert as_money("0") == 0


@pytest.mark.parametrize("value", ["£35 each", "€35", "1.234", "£", "3,5", True, float("inf"), "35p", "--5"])
def test_what_is_not_money_is_refused(value):
    with pytest.raises(BadCell, match="an amount of money"):
        as_money(value)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("Yes", True),
        (" y ", True),
        (True, True),
        (1, True),
        ("✓", True),
        ("TRUE", True),
        ("no", False),
        ("N", False),
        (False, False),
        (0, False),
        ("", None),
        (None, None),
        ("n/a", None),
        ("-", None),
    ],
)
def test_yes_and_no(value, answer):
    assert as_yes_no(value) is answer


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(BadCell, match="maybe: expected yes or no"):
        as_yes_no("maybe")


def test_a_code_is_looked_up_whatever_its_case_spacing_and_dashes():
    read = as_code({"Did not attend": "dna", "DNA": "dna", "Late – cancelled": "late"})
    assert read(" did  NOT attend ") == "dna"
    assert read("dna") == "dna"
    assert read("late - cancelled") == "late"
    assert read("") is None


def test_an_unknown_code_is_answered_with_one_word_for_each_meaning():
    read = as_code({"Did not attend": "dna", "DNA": "dna", "Attended": "attended"})
    with pytest.raises(BadCell) as bad:
        read("Atended")
    assert bad.value.found == "Atended"
    assert bad.value.expected == "one of: Did not attend, Attended"


def test_a_vocabulary_may_give_blank_a_meaning():
    assert as_code({"P": "attended", "": "absent"})(None) == "absent"


@pytest.mark.parametrize("read", [as_date, as_text, as_headcount, as_money, as_yes_no, as_code({"a": 1})])
def test_a_formula_without_a_result_asks_for_the_workbook_to_be_saved_again(read):
    with pytest.raises(BadCell) as bad:
        read(UNCOMPUTED)
    assert bad.value.found == "a formula with no stored result"
    assert "open the workbook in Excel, let it calculate, save, and import again" in bad.value.expected


def test_a_long_cell_is_quoted_in_part():
    with pytest.raises(BadCell) as bad:
        as_date("as soon as ever we can " * 50)
    assert len(bad.value.found) == 80
    assert bad.value.found.endswith("…")
