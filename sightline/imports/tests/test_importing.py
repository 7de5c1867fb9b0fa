"""Importing, from file to records: counts, corrections, refusals, undoing, and what is left behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from sightline.actions.models import Action
from sightline.audit import services as audit
from sightline.audit.models import Change
from sightline.audit.queries import breaks, history
from sightline.foundation.files import chunks_of
from sightline.imports import services
from sightline.imports.interpreting import CannotImport, NotRecognised
from sightline.imports.models import Import, Stage
from sightline.meetings.models import Attendance, Meeting
from sightline.partnership.models import Agency, Alias, Body, Coverage, Workforce
from sightline.people.models import Person
from sightline.training.models import Booking, Session

HEAD = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]
ONE = ["RR1/24-1", "Brief staff", "Police", "01/05/2024", "01/08/2024", "Complete", "10/07/2024"]
TWO = ["RR1/24-2", "Test the pathway", "Police", "02/05/2024", "02/08/2024", "In progress", "TBC"]


@pytest.fixture
def police(agency):
    return agency("Police")


def test_the_agencies_file_brings_names_workforce_and_what_people_call_them(sample, partnership):
    _, outcome = sample("agencies.csv")
    assert (outcome.created, outcome.refused) == (10, 0)
    council = Agency.objects.of(partnership).get(name="Westmoor County Council")
    assert council.statutory
    assert council.kind == "local authority"
    assert {alias.name for alias in council.aliases.all()} >= {"WCC", "Children's Services"}
    assert Workforce.objects.of(partnership).get(agency=council).staff == 2400


def test_a_file_imported_again_changes_nothing(sample):
    sample("agencies.csv")
    _, first = sample("action-tracker.xlsx")
    before = list(Action.objects.order_by("id").values())
    changes = Change.objects.filter(kind="actions.action").count()
    _, again = sample("action-tracker.xlsx")
    assert (first.created, first.duplicates, first.refused) == (90, 3, 1)
    assert (again.created, again.updated, again.unchanged, again.duplicates) == (0, 0, 90, 3)
    assert list(Action.objects.order_by("id").values()) == before
    assert Change.objects.filter(kind="actions.action").count() == changes


def test_the_impossible_row_is_refused_with_both_its_reasons_and_the_rest_goes_in(sample):
    sample("agencies.csv")
    _, outcome = sample("action-tracker.xlsx")
    assert [(error["row"], error["column"], error["value"]) for error in outcome.errors] == [
        (66, "Agreed on", "31/02/2024"),
        (66, "By when", "whenever possible"),
    ]
    assert not Action.objects.filter(reference="RR99/24-1").exists()


def test_a_corrected_file_corrects_what_differs_and_keeps_what_it_was(police, rows, partnership):
    rows([HEAD, ONE, TWO])
    _, outcome = rows([HEAD, ONE, [*TWO[:5], "Complete", "09/09/2024"]])
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 1)
    action = Action.objects.of(partnership).get(reference="RR1/24-2")
    assert action.completed_on == date(2024, 9, 9)
    latest, first = history(action)
    assert (latest.what, latest.before["completed_on"], latest.after["completed_on"]) == (
        "corrected",
        None,
        "2024-09-09",
    )
    assert latest.source == "file!3"
    assert first.what == "added"


def test_a_correction_by_hand_survives_the_same_file_and_gives_way_to_a_changed_one(
    police, rows, partnership, shell
):
    rows([HEAD, ONE])
    action = Action.objects.of(partnership).get()
    audit.corrected(by=shell, record=action, values={"completed_on": date(2024, 7, 12)})
    _, same = rows([HEAD, ONE])
    assert same.unchanged == 1
    assert Action.objects.get(pk=action.pk).completed_on == date(2024, 7, 12)
    rows([HEAD, [*ONE[:6], "11/07/2024"]])
    assert Action.objects.get(pk=action.pk).completed_on == date(2024, 7, 11)


def test_a_name_nobody_knows_refuses_its_rows_and_is_asked_about(police, rows):
    _, outcome = rows([HEAD, ONE, ["RR1/24-3", "Map it", "Mystery Trust", "01/05/2024", "", "", ""]])
    assert (outcome.created, outcome.refused) == (1, 1)
    assert outcome.unknown == {"Mystery Trust": 1}
    assert outcome.errors[0]["value"] == "Mystery Trust"


def test_two_rows_that_say_different_things_of_one_action_are_not_merged(police, rows):
    _, outcome = rows([HEAD, ONE, [*ONE[:1], "Something else", *ONE[2:]]])
    assert (outcome.created, outcome.refused, outcome.duplicates) == (1, 1, 0)
    assert "file, row 2" in outcome.errors[0]["problem"]


@pytest.mark.parametrize(
    ("status", "completed", "problem"),
    [
        ("Complete", "", "says that the action is complete"),
        ("Ongoing", "01/07/2024", "says it is not complete"),
    ],
)
def test_a_status_that_contradicts_its_dates_is_refused(police, rows, status, completed, problem):
    _, outcome = rows([HEAD, ONE, [*TWO[:5], status, completed]])
    assert outcome.refused == 1
    assert problem in outcome.errors[0]["problem"]


def test_a_file_of_which_nothing_can_go_in_leaves_nothing(police, rows):
    import_, outcome = rows([HEAD, [*ONE[:3], "31/02/2024", *ONE[4:]]])
    assert not outcome.went_in
    assert import_.stage == Stage.PREVIEW
    assert not Change.objects.exists()
    assert not Coverage.objects.exists()


def test_an_import_covers_the_whole_years_of_its_governing_dates(police, rows, partnership):
    rows([HEAD, ["A1", "x", "Police", "01/05/2022", "", "Complete", "03/02/2025"]])
    span = Coverage.objects.get(partnership=partnership, source="actions")
    assert (span.start, span.end) == (date(2022, 4, 1), date(2025, 3, 31))


def test_a_preview_says_what_a_commit_does_and_changes_nothing(police, rows, partnership, shell, tmp_path):
    path = tmp_path / "tracker.csv"
    path.write_text("\n".join([",".join(HEAD), ",".join(ONE), ",".join(TWO)]))
    import_ = services.receive(by=shell, partnership=partnership, name=path.name, chunks=chunks_of(path))
    services.plan(by=shell, import_=import_)
    foreseen = services.preview(by=shell, import_=import_)
    assert not Action.objects.exists()
    assert services.commit(by=shell, import_=import_).stored() == foreseen.stored()
    assert Action.objects.count() == 2


def test_undoing_removes_what_was_added_and_puts_back_what_was_corrected(police, rows, partnership, shell):
    rows([HEAD, ONE, TWO])
    before = list(Action.objects.order_by("id").values())
    import_, _ = rows([HEAD, ONE, [*TWO[:5], "Complete", "09/09/2024"], ["RR1/24-9", "New", *ONE[2:]]])
    counts = services.undo(by=shell, import_=import_)
    assert counts == {"removed": 1, "put_back": 1, "kept": 0}
    assert list(Action.objects.order_by("id").values()) == before
    assert Coverage.objects.of(partnership).count() == 1
    with pytest.raises(CannotImport):
        services.undo(by=shell, import_=import_)


def test_an_import_that_others_built_on_is_not_undone(police, rows, partnership, shell):
    import_, _ = rows([HEAD, ONE])
    audit.corrected(by=shell, record=Action.objects.get(), values={"progress": "Discussed"})
    with pytest.raises(CannotImport, match="1 change was made since"):
        services.undo(by=shell, import_=import_)
    assert Action.objects.exists()


def test_undoing_bookings_keeps_people_who_are_known_from_elsewhere(sample, shell, partnership):
    sample("agencies.csv")
    sample("attendance-2024-25.xlsx")
    members = Person.objects.of(partnership).count()
    import_, _ = sample("training-bookings-2024-25.csv")
    services.undo(by=shell, import_=import_)
    assert not Booking.objects.exists()
    assert not Session.objects.exists()
    assert Person.objects.of(partnership).count() == members
    assert Attendance.objects.of(partnership).exists()


def test_bodies_named_by_an_attendance_sheet_are_created(sample, partnership):
    sample("agencies.csv")
    sample("attendance-2024-25.xlsx")
    assert Body.objects.of(partnership).count() == 7
    assert Meeting.objects.of(partnership).filter(body__name="DSP Executive").count() == 8


def test_a_workbook_with_its_headings_elsewhere_and_in_another_order_is_understood(
    police, bring_in, tmp_path
):
    path = tmp_path / "odd.xlsx"
    book = load_workbook(Path(__file__).parents[3] / "tests" / "samples" / "action-tracker.xlsx")
    for name in book.sheetnames[1:]:
        del book[name]
    sheet = book.create_sheet("LCSPR plan")
    sheet["D7"], sheet["E7"], sheet["F7"], sheet["G7"], sheet["H7"] = (
        "Completion date", "Agreed (dd/mm/yy)", "Responsible agency", "What will we do?\n(SMART)", "Number"
    )  # fmt: skip
    sheet["E8"], sheet["F8"], sheet["G8"], sheet["H8"] = "1 May 2024", " POLICE ", "Brief staff", 1
    book.save(path)
    _, outcome = bring_in(path)
    assert outcome.created == 1
    action = Action.objects.get()
    assert (action.reference, action.source, action.agreed_on) == (
        "practice review 1", "practice review", date(2024, 5, 1)
    )  # fmt: skip


def test_a_file_of_no_known_kind_is_refused_in_words(rows):
    with pytest.raises(NotRecognised, match="No sheet of this file"):
        rows([["Colour", "Size"], ["red", "4"]])


def test_discarding_leaves_no_file_and_no_record(
    police, partnership, shell, tmp_path, django_capture_on_commit_callbacks
):
    path = tmp_path / "tracker.csv"
    path.write_text(",".join(HEAD))
    import_ = services.receive(by=shell, partnership=partnership, name=path.name, chunks=chunks_of(path))
    with django_capture_on_commit_callbacks(execute=True):
        services.discard(by=shell, import_=import_)
    assert not Import.objects.exists()
    assert [p for p in Path(django_settings.FILES).rglob("*") if p.is_file()] == []


def test_the_trail_holds_after_importing_correcting_and_undoing(
    police, rows, shell, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rows([HEAD, ONE, TWO])
        import_, _ = rows([HEAD, [*ONE[:6], "11/07/2024"]])
        services.undo(by=shell, import_=import_)
    assert list(breaks()) == []


def test_an_alias_of_one_agency_is_not_taken_by_another(rows, partnership):
    head = ["Name", "Kind", "Also known as"]
    _, outcome = rows(
        [head, ["North Council", "council", "NC"], ["Nether Coll", "college", "nc; The College"]],
        "agencies.csv",
    )
    assert (outcome.created, outcome.refused) == (2, 0)
    assert [(told["row"], told["value"]) for told in outcome.warnings] == [(2, "NC"), (3, "nc")]
    assert "more than one agency of this file" in outcome.warnings[0]["problem"]
    assert Alias.objects.of(partnership).get().name == "The College"


def test_correcting_and_undoing_cost_as_many_queries_for_many_rows_as_for_few(police, rows, shell):
    def costs(count: int, name: str) -> tuple[int, int]:
        lines = [[f"{name}-{n}", "Brief staff", "Police", "01/05/2024", "", "Open", ""] for n in range(count)]
        rows([HEAD, *lines], f"{name}.csv")
        with CaptureQueriesContext(connection) as correcting:
            import_, outcome = rows(
                [HEAD, *([*line[:1], "Brief all", *line[2:]] for line in lines)], f"{name}.csv"
            )
        assert outcome.updated == count
        with CaptureQueriesContext(connection) as undoing:
            assert services.undo(by=shell, import_=import_)["put_back"] == count
        return len(correcting), len(undoing)

    assert costs(40, "many") == costs(2, "few")
