"""What the shell does of deliveries: one JSON document, and an exit status that says how it ended."""

from __future__ import annotations

import pytest

from sightline.datasets.commands import common
from sightline.datasets.models import Delivery
from sightline.datasets.tests.conftest import ADAM, BETH

OTHERS = [[f"S{n}", *ADAM[1:]] for n in range(10, 30)]
WRONG = [*BETH[:8], "soon", *BETH[9:]]


@pytest.fixture
def validate(run_command):
    return lambda path, *words: run_command("data", "validate", path, "--json", *words)


@pytest.fixture
def deliver_by_shell(run_command, own_files, partnership):
    return lambda path, *words: run_command(
        "data", "deliver", path, "--partnership", "westmoor", "--json", *words
    )


def test_a_file_is_checked_without_a_database(validate, contacts):
    told = validate(contacts(BETH, ADAM))
    assert told.status == 0
    assert told.json == {
        "contract": "social-care-contacts",
        "version": "1",
        "verdict": "accept",
        "rows_read": 2,
        "tables": {"contacts": 2},
        "error_count": 0,
        "warning_count": 0,
        "errors": [],
        "warnings": [],
    }


def test_an_error_is_told_by_row_column_and_value(validate, contacts):
    told = validate(contacts(*OTHERS, WRONG))
    assert (told.status, told.json["verdict"]) == (0, "accept with warnings")
    error = told.json["errors"][0]
    assert (error["sheet"], error["row"], error["column"], error["value"], error["severity"]) == (
        "contacts",
        22,
        "contact_date",
        "soon",
        "error",
    )
    assert error["problem"]
    assert error["rule"]


def test_a_file_with_too_many_errors_does_not_hold(validate, contacts):
    told = validate(contacts(WRONG, ADAM))
    assert (told.status, told.json["verdict"]) == (1, "refuse")


@pytest.mark.parametrize("words", [("--contract", "football"), ()])
def test_what_cannot_be_checked_is_misuse(validate, tmp_path, words):
    path = tmp_path / "nothing.csv"
    path.write_text("a,b\n1,2\n")
    told = validate(path, *words)
    assert (told.status, told.out) == (2, "")
    assert "data set" in told.err


def test_a_file_of_headings_alone_is_warned_of(validate, contacts):
    told = validate(contacts())
    assert (told.status, told.json["verdict"], told.json["warning_count"]) == (0, "accept with warnings", 1)
    assert "no row below the headings" in told.json["warnings"][0]["problem"]


def test_a_column_with_which_a_delivery_is_refused_is_told_before_it_is_sent(
    validate, deliver_by_shell, contacts, agreement
):
    agreement()
    path = contacts(BETH)
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([f"{head},notes", *(f"{row},seen" for row in rows)]))
    told = validate(path)
    assert (told.status, told.json["verdict"], told.json["warning_count"]) == (0, "accept with warnings", 1)
    assert (told.json["warnings"][0]["column"], told.json["warnings"][0]["row"]) == ("notes", 1)
    assert "is refused" in told.json["warnings"][0]["problem"]
    assert deliver_by_shell(path).json["state"] == "refused"


@pytest.mark.parametrize("words", [("validate",), ("deliver", "--partnership", "westmoor")])
def test_a_terminal_is_shown_how_far_the_checks_are(
    run_command, own_files, agreement, contacts, monkeypatch, words
):
    agreement()
    path = contacts(BETH)
    quiet = run_command("data", "validate", path, "--json")
    monkeypatch.setattr(common, "watched", lambda: True)
    told = run_command("data", *words, path, "--json")
    assert (told.status, told.json["rows_read"]) == (0, 1)
    assert "Checking" in told.err
    assert "100%" in told.err
    assert quiet.err == ""


def test_a_file_that_is_not_there_is_misuse(validate, tmp_path):
    assert validate(tmp_path / "gone.csv").status == 2
    assert validate(tmp_path).status == 2


def test_a_file_is_delivered_and_again_changes_nothing(deliver_by_shell, contacts, agreement):
    agreement()
    told = deliver_by_shell(contacts(*OTHERS, WRONG))
    assert (told.status, told.json["state"], told.json["created"]) == (0, "accepted with warnings", True)
    assert (told.json["rows_read"], told.json["error_count"], told.json["replaced"]) == (21, 1, [])
    assert told.json["errors"][0]["value"] == "soon"
    again = deliver_by_shell(contacts(*OTHERS, WRONG))
    assert (again.status, again.json["created"], again.json["id"]) == (0, False, told.json["id"])


def test_a_file_without_an_agreement_does_not_go_in(deliver_by_shell, contacts):
    told = deliver_by_shell(contacts(BETH))
    assert (told.status, told.json["id"], told.json["state"]) == (1, None, "refused")
    assert "There is no agreement" in told.json["errors"][0]["problem"]
    assert "was not taken in" in told.err
    assert not Delivery.objects.exists()


def test_a_field_that_is_not_allowed_is_told_as_the_error(deliver_by_shell, contacts, agreement):
    agreement(fields=["record_id", "contact_date"])
    told = deliver_by_shell(contacts(BETH))
    assert (told.status, told.json["state"], told.json["rows_read"]) == (1, "refused", 0)
    assert "does not allow “forename”" in told.json["errors"][0]["problem"]


def test_a_number_that_stands_as_a_heading_is_not_kept(deliver_by_shell, contacts, agreement):
    agreement()
    path = contacts(BETH)
    head, row = path.read_text().splitlines()
    path.write_text(f"{head},seen 978 258 7621,born 13/12/2010\n{row},1,2\n")
    assert deliver_by_shell(path).status == 1
    problem = Delivery.objects.get().report["problem"]
    assert "“seen …”, “born …”" in problem


def test_names_are_erased_from_a_shell(run_command, deliver_by_shell, contacts, agreement):
    agreement()
    deliver_by_shell(contacts(BETH))
    told = run_command("data", "erase", "--partnership", "westmoor", "--json")
    assert (told.status, told.json) == (0, {"erased": []})
