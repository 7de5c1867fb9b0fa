"""The list of actions out to a workbook, edited there while others work here, and back."""

from __future__ import annotations

from datetime import date

from sightline.actions import services
from sightline.actions.models import Action
from sightline.actions.tests.round_trip.books import told
from sightline.audit.queries import history
from sightline.imports import services as imports


def test_a_list_that_comes_back_as_it_went_changes_nothing(covered, action, export, look):
    action("RR01/24-3", owner="Ann Ash", progress="First line\r\nsecond line  ", review="CSPR 01/22")
    action("X-2", completed_on=date(2024, 7, 1), due_on=None)
    _, outcome = look(export())
    assert outcome.merged is not None
    assert (outcome.unchanged, outcome.updated, outcome.created, outcome.refused) == (2, 0, 0, 0)
    assert (outcome.merged["difference_count"], outcome.merged["conflict_count"]) == (0, 0)
    assert (outcome.merged["missing"], outcome.merged["unproven"]) == (0, 0)


def test_an_edited_cell_goes_in_and_the_rest_of_its_row_keeps_what_is_newer(
    covered, action, export, bring, keeper
):
    held = action("RR01/24-3", progress="Begun", owner="Ann Ash")
    book = export().put("RR01/24-3", Progress_update="Nearly there")
    services.actions.correct(by=keeper, record=held, values={"owner": "Bo Birch"})
    import_, outcome = bring(book)
    held.refresh_from_db()
    assert (held.progress, held.owner) == ("Nearly there", "Bo Birch")
    assert (outcome.updated, outcome.merged["newer"]) == (1, 1)
    imports.undo(by=keeper, import_=import_, reason="Wrong file")
    held.refresh_from_db()
    assert (held.progress, held.owner) == ("Begun", "Bo Birch")


def test_a_cell_that_both_changed_is_a_conflict_and_stays_until_somebody_chooses(
    covered, action, export, look, keeper, person_with
):
    held = action("X-1", progress="Begun")
    book = export().put("X-1", Progress_update="Said in the sheet")
    other = person_with("coordinator", name="Dee Dunn")
    services.actions.correct(by=other, record=held, values={"progress": "Said here"})
    import_, outcome = look(book)
    assert told(outcome, "conflicts") == [("X-1", "Progress update", "Said here", "Said in the sheet")]
    [conflict] = outcome.merged["conflicts"]
    assert conflict["who"] == other.label
    assert (outcome.updated, outcome.merged["undecided"]) == (0, 1)
    imports.commit(by=keeper, import_=import_)
    held.refresh_from_db()
    assert held.progress == "Said here"


def test_a_chosen_conflict_takes_the_sheets_value(covered, action, export, look, keeper):
    held = action("X-1", progress="Begun")
    book = export().put("X-1", Progress_update="Said in the sheet")
    services.actions.correct(by=keeper, record=held, values={"progress": "Said here"})
    import_, outcome = look(book)
    choices = {outcome.merged["conflicts"][0]["id"]: "sheet"}
    imports.confirm(by=keeper, import_=import_, covers=[], choices=choices)
    imports.commit(by=keeper, import_=import_, confirmed=True)
    held.refresh_from_db()
    assert held.progress == "Said in the sheet"
    assert history(held)[0].before["progress"] == "Said here"


def test_a_choice_is_of_no_other_value_that_came_after_it(covered, action, export, look, keeper):
    held = action("X-1", progress="Begun")
    book = export().put("X-1", Progress_update="Said in the sheet")
    services.actions.correct(by=keeper, record=held, values={"progress": "Said here"})
    import_, outcome = look(book)
    imports.confirm(
        by=keeper,
        import_=import_,
        covers=[],
        choices={one["id"]: "sheet" for one in (outcome.merged or {})["conflicts"]},
    )
    services.actions.correct(by=keeper, record=held, values={"progress": "Said later still"})
    imports.commit(by=keeper, import_=import_, confirmed=True)
    held.refresh_from_db()
    assert held.progress == "Said later still"


def test_what_changes_here_between_preview_and_commit_is_not_written_over(
    covered, action, export, look, keeper
):
    held = action("X-1", progress="Begun")
    import_, outcome = look(export().put("X-1", Progress_update="Said in the sheet"))
    assert told(outcome, "differences") == [("X-1", "Progress update", "Begun", "Said in the sheet")]
    services.actions.correct(by=keeper, record=held, values={"progress": "Said here"})
    outcome = imports.commit(by=keeper, import_=import_)
    held.refresh_from_db()
    assert held.progress == "Said here"
    assert (outcome.merged or {})["conflict_count"] == 1


def test_a_correction_by_an_import_since_counts_as_any_other(covered, action, export, look, bring, agency):
    action("X-1", progress="Begun")
    first, second = export(), export()
    schools = agency("Westmoor Schools")
    bring(first.put("X-1", Progress_update="By the first", Lead_agency=schools.name))
    _, outcome = look(second.put("X-1", Progress_update="By the second"))
    assert told(outcome, "conflicts") == [("X-1", "Progress update", "By the first", "By the second")]
    assert outcome.merged["newer"] == 1  # the agency, which the second left as it was exported


def test_the_same_file_again_changes_nothing(covered, action, export, bring):
    action("X-1")
    book = export().put("X-1", Progress_update="Nearly there")
    book.add(Action="Another", Reference="X-9", Source="audit", Lead_agency="Westmoor & Coast Constabulary",
             Date_agreed=date(2024, 6, 1))  # fmt: skip
    bring(book)
    _, outcome = bring(book)
    assert (outcome.updated, outcome.created, outcome.unchanged, outcome.refused) == (0, 0, 2, 0)
    assert outcome.merged["conflict_count"] == 0


def test_rows_that_are_not_in_the_file_are_counted_and_stay(covered, action, export, look):
    action("X-1")
    action("X-2")
    action("X-3")
    book = export().put("X-3", Action=None)  # which cannot be read, and is there all the same
    book.sheet.delete_rows(book.row("X-2"))
    _, outcome = look(book)
    assert outcome.merged["missing"] == 1
    assert outcome.skipped_count == 0
    assert Action.objects.filter(withdrawn_at=None).count() == 3


def test_rows_that_somebody_added_go_in_as_those_of_a_tracker_do(covered, action, export, bring):
    action("X-1")
    book = export().add(
        Reference="X-2", Source="Rapid Review",
        Action="Train the trainers", Lead_agency="Westmoor & Coast Constabulary",
        Date_agreed=date(2024, 6, 1), Date_work_began=date(2024, 6, 2), State="In progress",
    )  # fmt: skip
    book.add(Action="Without a day", Lead_agency="Westmoor & Coast Constabulary", Reference="X-3")
    _, outcome = bring(book)
    made = Action.objects.get(reference="X-2")
    assert (made.source, made.started_on, made.due_on) == ("rapid review", date(2024, 6, 2), None)
    assert (outcome.created, outcome.refused) == (1, 1)
    assert outcome.errors[0]["problem"] == "Enter the day it was agreed or, if it is only proposed, that day"


def test_a_copied_row_is_another_action_and_the_first_stays_itself(covered, action, export, bring):
    held = action("X-1", progress="Begun")
    book = export()
    copied = {cell.column: cell.value for cell in book.sheet[book.row("X-1")]}
    row = book.sheet.max_row + 1
    for column, value in copied.items():
        book.sheet.cell(row, column).value = value
    book.sheet.cell(row, 1).value = "X-2"
    book.put("X-2", Action="Another thing")
    _, outcome = bring(book)
    held.refresh_from_db()
    assert (outcome.created, outcome.updated, outcome.unchanged) == (1, 0, 1)
    assert (held.reference, held.undertaking) == ("X-1", "Brief staff on the escalation protocol")


def test_another_reference_is_said_like_any_other_difference(covered, action, export, bring):
    held = action("X-1")
    bring(export().put("X-1", Reference="RR07/24"))
    held.refresh_from_db()
    assert (held.reference, held.key) == ("RR07/24", "x-1")


def test_the_reference_of_another_action_means_that_the_rows_came_apart(covered, action, export, bring):
    first, _ = action("X-1"), action("X-2")
    book = export()
    row = book.row("X-1")
    book.put("X-2", Reference="spare").sheet.cell(row, 1).value = "X-2"
    _, outcome = bring(book)
    assert "have come apart" in outcome.errors[0]["problem"]
    first.refresh_from_db()
    assert first.reference == "X-1"
