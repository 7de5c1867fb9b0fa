"""Action trackers as other partnerships keep them."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.imports.interpreting import NotRecognised

HEAD = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]


def row(reference, action="Do it", **said):
    told = {"agency": "Police", "agreed": "01/05/2024", "due": "", "status": "", "completed": "", **said}
    return [reference, action, *told.values()]


@pytest.fixture(autouse=True)
def police(agency):
    return agency("Police")


@pytest.fixture
def only(partnership):
    """The one action there is."""
    return lambda: Action.objects.of(partnership).get()


def left_out(outcome):
    return [(told["row"], told["reason"]) for told in outcome.skipped]


def test_rows_that_are_no_records_are_left_out_and_listed(rows):
    _, outcome = rows(
        [
            ["Action plan"],
            HEAD,
            ["CSPR 01/24"],
            row("A1"),
            HEAD,
            row("A2"),
            ["Total", "", "", "", "", "", 2],
            ["* dates to be checked"],
        ]
    )
    assert (outcome.rows_read, outcome.created, outcome.error_count) == (2, 2, 0)
    assert left_out(outcome) == [
        (3, "a heading or a note"),
        (5, "the headings again"),
        (7, "a total"),
        (8, "a heading or a note"),
    ]
    assert outcome.skipped_count == 4


def test_a_total_that_fills_no_needed_column_is_no_total_when_it_says_more(rows):
    _, outcome = rows([HEAD, row("A1"), ["Total place approach", "Agree it", "Police", "", "", "Open", ""]])
    assert (outcome.created, outcome.refused, outcome.skipped_count) == (1, 1, 0)
    assert outcome.errors[0]["column"] == "Date agreed"


def test_an_action_without_anything_else_is_refused_and_not_taken_for_a_heading(rows):
    _, outcome = rows([HEAD, row("A1"), ["", "Write to all schools", "", "", "", "", ""]])
    assert (outcome.created, outcome.refused, outcome.skipped_count) == (1, 1, 0)


def test_a_row_in_none_of_the_columns_that_are_read_is_told_of(rows):
    _, outcome = rows([[*HEAD, "Colour", "Size"], row("A1"), [*[""] * 7, "red", "4"]])
    assert (outcome.created, left_out(outcome)) == (1, [(3, "holds nothing in the columns that are read")])


def test_a_row_pasted_twice_is_one_record_however_it_is_spelled(rows):
    _, outcome = rows(
        [
            [*HEAD, "Update"],
            [*row("A1", "Brief  staff", due="2024-06-30"), "Sent"],
            [*row("a1 ", "BRIEF STAFF ", agency=" police", agreed="1 May 2024", due="30.06.24"), "sent"],
        ]
    )
    assert (outcome.created, outcome.duplicates, outcome.refused) == (1, 1, 0)


@pytest.mark.parametrize(
    ("status", "completed", "problem"),
    [
        *(
            ("Finalised", "", "complete"),
            ("Blue - complete", "", "complete"),
            ("Implemented", "", "complete"),
        ),
        *(
            ("Work under way", "01/06/2024", "not complete"),
            ("Partially completed", "01/06/2024", "not complete"),
        ),
        *(
            ("Not yet started", "01/06/2024", "not complete"),
            ("To be completed", "01/06/2024", "not complete"),
        ),
        *(("Superseded", "", "ended"), ("No longer required", "", "ended"), ("Purple", "", "words such as")),
    ],
)
def test_a_status_in_other_words_is_weighed_against_the_dates(rows, status, completed, problem):
    _, outcome = rows([HEAD, row("A1"), row("A2", status=status, completed=completed)])
    assert outcome.refused == 1
    assert problem in outcome.errors[0]["problem"]


@pytest.mark.parametrize(
    ("status", "completed"),
    [
        *(("Finalised", "01/06/2024"), ("Completed as planned", "01/06/2024"), ("Superseded", "01/06/2024")),
        *(("Green", "01/06/2024"), ("Green", ""), ("G", ""), ("Purple", "01/06/2024"), ("n/a", "")),
        *(("Work under way", ""), ("Amber - some delay", ""), ("Awaiting sign off", ""), ("Deferred", "TBC")),
    ],
)
def test_a_status_that_its_dates_bear_out_is_taken_in(rows, only, status, completed):
    _, outcome = rows([HEAD, row("A1", status=status, completed=completed)])
    assert (outcome.created, outcome.refused) == (1, 0)
    assert only().completed_on == (date(2024, 6, 1) if completed and completed != "TBC" else None)


def test_what_the_file_says_of_its_colours_goes_before_what_they_usually_mean(book, only):
    sheets = {
        "Key": [["RAG: G = complete, B = blocked"]],
        "Actions": [HEAD, row("A1", status="B"), row("A2", status="G")],
    }
    _, outcome = book(sheets)
    assert (outcome.created, outcome.refused) == (1, 1)
    assert "says that the action is complete" in outcome.errors[0]["problem"]
    assert only().reference == "A1"


def test_a_deadline_in_a_month_is_its_last_day_and_words_for_none_are_none(rows, partnership):
    rows([HEAD, row("A1", due="End of June 2024"), row("A2", due="ASAP"), row("A3", due="rolling")])
    assert [action.due_on for action in Action.objects.of(partnership)] == [date(2024, 6, 30), None, None]


@pytest.mark.parametrize(
    ("sheet", "source"),
    [
        *(("LCSPR", "practice review"), ("RR log", "rapid review"), ("SCR", "practice review")),
        *(("Audit actions", "audit"), ("Section 11", "section 11"), ("Exec board", "meeting")),
    ],
)
def test_the_name_of_a_sheet_tells_the_source(book, only, sheet, source):
    book({sheet: [HEAD, row("A1")]})
    assert only().source == source


@pytest.mark.parametrize(
    ("said", "source"),
    [("RR", "rapid review"), ("LCSPR", "practice review"), ("Panel letter", "panel letter")],
)
def test_a_column_that_tells_the_source_goes_before_the_sheet(book, only, said, source):
    book({"Audit": [[*HEAD, "Source of action"], [*row("A1"), said]]})
    assert only().source == source


def test_where_the_sheet_says_nothing_its_title_tells_the_source(book, only):
    book({"Sheet1": [["Brantshire SCP"], ["Rapid Review actions"], HEAD, row("A1")]})
    assert only().source == "rapid review"


def test_bare_numbers_begin_again_on_every_sheet_and_are_told_apart(book, partnership):
    _, outcome = book(
        {"LCSPR": [HEAD, row(1), row(2.0)], "Rapid reviews": [HEAD, row("1", "Else"), row("2", "More")]}
    )
    assert (outcome.created, outcome.refused) == (4, 0)
    assert {action.reference for action in Action.objects.of(partnership)} == {
        *("practice review 1", "practice review 2", "rapid review 1", "rapid review 2")
    }


def test_actions_without_references_keep_one_that_lasts(rows, partnership):
    head = HEAD[1:]
    lines = [row("", f"Do {n}")[1:] for n in range(3)]
    _, first = rows([head, *lines])
    before = set(Action.objects.of(partnership).values_list("reference", flat=True))
    _, again = rows([head, *reversed(lines)], name="the same in another order.csv")
    assert (first.created, again.created, again.unchanged) == (3, 0, 3)
    assert set(Action.objects.of(partnership).values_list("reference", flat=True)) == before


def test_a_cell_merged_downwards_speaks_for_all_its_rows_but_gives_one_reference(book, partnership):
    head = ["Ref", "Review", "Recommendation", *HEAD[1:]]
    lines = [["R1", "CSPR 2", "Share sooner", *row("", f"Step {n}")[1:]] for n in range(3)]
    for line in lines[1:]:
        line[0] = line[1] = line[2] = line[5] = None
    _, outcome = book({"SCR": [head, *lines]}, merged={"SCR": ["A2:A4", "B2:B4", "C2:C4", "F2:F4"]})
    assert (outcome.created, outcome.refused) == (3, 0)
    actions = Action.objects.of(partnership)
    assert {(a.review, a.recommendation, a.agreed_on) for a in actions} == {
        ("CSPR 2", "Share sooner", date(2024, 5, 1))
    }
    assert "R1" in {a.reference for a in actions}
    assert len({a.reference for a in actions}) == 3


def test_headings_in_two_rows_are_read_as_one(book, only):
    upper = ["Ref", "Action", "Lead agency", "Date", None, None, "RAG"]
    lower = [None, None, None, "agreed", "due", "completed", None]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"]
    line = ["A1", "Do it", "Police", date(2024, 5, 1), date(2024, 8, 1), None, "R"]
    book({"Plan": [upper, lower, line]}, merged={"Plan": merged})
    assert (only().agreed_on, only().due_on, only().completed_on) == (
        date(2024, 5, 1),
        date(2024, 8, 1),
        None,
    )


def test_several_tables_on_one_sheet_each_have_their_headings(book, partnership):
    other = ["Who", "What will we do?", "Closed on", "No.", "Agreed on"]
    _, outcome = book(
        {
            "Sheet1": [
                ["Open actions"], HEAD, row("A1"), row("A2"), [], ["Closed actions"], other,
                ["Police", "Did it", "01/07/2024", "A9", "02/05/2024"],
            ]
        }
    )  # fmt: skip
    assert (outcome.created, outcome.refused) == (3, 0)
    assert Action.objects.of(partnership).get(reference="A9").completed_on == date(2024, 7, 1)
    assert left_out(outcome) == [(6, "a heading or a note"), (7, "the headings again")]


def test_a_hidden_sheet_is_left_out_and_told_of(book):
    _, outcome = book({"RR": [HEAD, row("A1")], "Old": [HEAD, row("A1", "As it was")]}, hidden=["Old"])
    assert (outcome.created, outcome.refused) == (1, 0)
    assert outcome.skipped == [{"sheet": "Old", "row": None, "value": "", "reason": "the sheet is hidden"}]


def test_a_file_of_hidden_sheets_alone_is_read(book):
    _, outcome = book({"Cover": [["Action plan"]], "RR": [HEAD, row("A1")]}, hidden=["RR"])
    assert outcome.created == 1


def test_a_status_whose_formula_has_no_result_is_no_reason_to_refuse_but_a_date_is(book):
    _, outcome = book({"RR": [HEAD, row("A1", status='=IF(G2="","R","B")'), row("A2", agreed="=TODAY()")]})
    assert (outcome.created, outcome.refused) == (1, 1)
    assert "let it calculate" in outcome.errors[0]["problem"]


def test_a_tracker_without_the_day_of_agreement_says_what_it_lacks(rows):
    with pytest.raises(NotRecognised, match="action tracker, but there is no column for “Date agreed”"):
        rows(
            [
                ["Ref", "Action", "Lead agency", "Target date", "Status", "Date completed"],
                ["A1", "x", "Police", "", "", ""],
            ]
        )


def test_text_longer_than_is_kept_is_refused_with_its_length(rows, partnership):
    _, outcome = rows(
        [[*HEAD, "Lead officer"], [*row("A1"), "x" * 201], [*row("A2"), "y" * 200], [*row("B" * 61), ""]]
    )
    assert (outcome.created, outcome.refused) == (1, 2)
    assert [(e["row"], e["column"], e["problem"]) for e in outcome.errors] == [
        (2, "Lead officer", "is 201 characters long, where at most 200 can be kept"),
        (4, "Ref", "is 61 characters long, where at most 60 can be kept"),
    ]
    assert Action.objects.of(partnership).get().owner == "y" * 200
