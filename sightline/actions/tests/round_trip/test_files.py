"""Files of the list as they come back: from other programs, cut about, altered, or from elsewhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.actions import services
from sightline.actions.models import Action
from sightline.actions.tests.round_trip.books import LIST, Book, told
from sightline.foundation.access import Shell
from sightline.imports import services as imports
from sightline.imports.interpreting import CannotImport
from sightline.imports.merging.versions import ABOUT, COLUMN


def test_the_file_says_what_it_is_and_hides_what_its_rows_say_of_themselves(covered, action, export):
    action("X-1")
    book = export()
    note = {row[0].value: row[1].value for row in book.book[ABOUT].iter_rows(max_row=5)}
    assert (note["Partnership"], note["It shows"], note["Rows"]) == (
        "Westmoor Safeguarding Children Partnership",
        "Actions as at 31 March 2025",
        1,
    )
    letter = openpyxl.utils.get_column_letter(book.columns[COLUMN])
    assert book.columns[COLUMN] == book.sheet.max_column
    assert book.sheet.column_dimensions[letter].hidden


def test_a_file_of_another_partnership_is_refused_in_words(covered, action, export, another_partnership):
    action("X-1")
    book, by = export(), Shell()

    def bring(book: Book) -> None:
        import_ = imports.receive(
            by=by, partnership=another_partnership, name="a.xlsx", chunks=[book.content]
        )
        imports.plan(by=by, import_=import_)
        imports.commit(by=by, import_=import_)

    with pytest.raises(
        CannotImport, match=r"another partnership \(Westmoor Safeguarding Children Partnership\)"
    ):
        bring(book)
    del book.book[ABOUT]
    with pytest.raises(CannotImport, match=r"another partnership \(westmoor\)"):
        bring(book)


def test_without_its_last_column_the_file_is_read_as_any_tracker_with_a_warning(
    covered, action, export, look
):
    action("X-1")
    book = export().put("X-1", Progress_update="Nearly there")
    book.sheet.delete_cols(book.columns[COLUMN])
    import_, outcome = look(book)
    assert import_.layout == "action-tracker"
    assert outcome.updated == 1
    assert "its hidden last column is missing" in outcome.notice


def test_a_row_whose_last_cell_was_altered_asks_about_every_difference(covered, action, export, look, keeper):
    held = action("X-1", progress="Begun")
    book = export()
    version = book.get("X-1", COLUMN)
    for wrong in (None, "abc", version[:-4] + "0000", version.replace("|Overdue|", "|Complete|")):
        book.put("X-1", Progress_update="Nearly there", Sightline_version=wrong)
        import_, outcome = look(book)
        imports.commit(by=keeper, import_=import_)
        held.refresh_from_db()
        assert held.progress == "Begun"
        assert told(outcome, "conflicts") == [("X-1", "Progress update", "Begun", "Nearly there")]
        assert outcome.merged["unproven"] == 1


def test_a_csv_file_makes_the_same_round(covered, action, keeper, client_as, look):
    action("X-1", progress="=1+1", owner="- nobody yet", due_on=None)
    held = action("X-2", progress="a line\r\nand another")
    content = client_as(keeper).get(LIST, {"export": "csv"}).getvalue()
    _, outcome = look(content, name="actions.csv")
    assert (outcome.unchanged, outcome.merged["difference_count"], outcome.merged["conflict_count"]) == (
        2,
        0,
        0,
    )
    edited = content.decode("utf-8-sig").replace("and another", "and a third").encode()
    _, outcome = look(edited, name="actions.csv")
    assert [one[:2] for one in told(outcome, "differences")] == [(held.reference, "Progress update")]


def test_what_other_programs_make_of_the_cells_is_no_difference(covered, action, export, look):
    action("X-1", progress="a line\r\nand another", owner="Ann Ash", due_on=date(2024, 8, 1))
    book = export()
    row = book.row("X-1")
    book.put("X-1", Lead_officer="Ann Ash  ", Progress_update="a line\nand another\n")
    book.sheet.cell(row, book.columns["Target date"]).value = 45505  # 1 August 2024 as Excel counts days
    book.sheet.cell(row, book.columns["Target date"]).number_format = "General"
    book.sheet.cell(row, book.columns["Date agreed"]).value = datetime(2024, 5, 1)  # noqa: DTZ001
    _, outcome = look(book)
    assert (outcome.unchanged, outcome.merged["difference_count"]) == (1, 0)


def test_columns_may_be_deleted_moved_and_rows_sorted(covered, action, export, bring):
    action("X-1", owner="Ann Ash")
    action("X-2", owner="Bo Birch")
    book = export()
    book.sheet.delete_cols(book.columns["Lead officer"])
    rows = [[cell.value for cell in row] for row in book.sheet.iter_rows()]
    book.sheet.delete_rows(1, book.sheet.max_row)
    for row in (rows[0], *reversed(rows[1:])):
        book.sheet.append([*row[1:], row[0]])
    _, outcome = bring(book)
    assert (outcome.unchanged, outcome.merged["unproven"]) == (2, 0)
    assert Action.objects.get(reference="X-1").owner == "Ann Ash"


def test_a_thousand_rows_take_hardly_more_queries_than_ten(covered, action, export, look):
    def count(rows: int) -> int:
        for _ in range(rows):
            action()
        book = export()
        for row in range(2, book.sheet.max_row + 1):
            for column in ("Progress update", "Lead officer"):  # a name is sealed in the history
                book.sheet.cell(row, book.columns[column]).value = "Nearly there"
            book.sheet.cell(row, book.columns["Date completed"]).value = date(2024, 9, 1)
        with CaptureQueriesContext(connection) as queries:
            _, outcome = look(book)
        assert outcome.updated == book.sheet.max_row - 1
        return len(queries)

    count(1)  # what is asked once and remembered
    assert count(9) + 5 > count(990)  # keys are made a few hundred at a time


def test_at_a_shell_nobody_chooses_so_what_is_here_stays(
    covered, action, export, keeper, run_command, tmp_path
):
    held = action("X-1", progress="Begun")
    path = tmp_path / "edited.xlsx"
    path.write_bytes(
        export().put("X-1", Progress_update="Said in the sheet", Lead_officer="Bo Birch").content
    )
    services.actions.correct(by=keeper, record=held, values={"progress": "Said here"})
    ran = run_command("import", str(path), "--partnership", "westmoor")
    held.refresh_from_db()
    assert (held.progress, held.owner) == ("Said here", "Bo Birch")
    assert "1 cell was changed in both places, and Sightline's value stays." in ran.out


@pytest.mark.parametrize("count", ["1e999", "nan", "-5", "1e300"])
def test_a_count_of_rows_that_no_workbook_can_have_is_passed_over(count, covered, action, export, look):
    action("X-1")
    book = export()
    [cell] = [row[1] for row in book.book[ABOUT].iter_rows() if row[0].value == "Rows"]
    cell.value = 987654
    altered = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book.content)) as made, zipfile.ZipFile(altered, "w") as file:
        for name in made.namelist():
            file.writestr(name, made.read(name).replace(b"<v>987654</v>", f"<v>{count}</v>".encode()))
    _, outcome = look(altered.getvalue())
    assert outcome.merged is not None
    assert (outcome.rows_read, outcome.merged["missing"]) == (1, None)
