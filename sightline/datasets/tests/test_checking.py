"""Checking a delivery: what is read as what, what is found where, what is stored apart, and what a kill leaves."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from sightline.datasets.engine import checking, contracts, storing
from sightline.datasets.engine.checking import FieldsNotAllowed, Verdict
from sightline.datasets.engine.contracts.values import day_of

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
TODAY = date(2025, 6, 30)
CONTACTS = contracts.find("social-care-contacts")
HEADINGS = "record_id,forename,surname,dob,sex,postcode,nhs_number,upn"
HEADINGS += ",contact_date,contact_source,decision_date,outcome"
GOOD = "S1,Beth,Green,2010-12-13,F,WM28 1ZQ,9782587621,N801517215485,2024-05-02,School,2024-05-04,Referral"


@pytest.fixture
def checked(tmp_path):
    def check(*rows: str, headings: str = HEADINGS, allowed=None, contract=CONTACTS, into="delivery"):
        path = tmp_path / "contacts.csv"
        path.write_text("\n".join([headings, *rows]) + "\n", "utf-8")
        folder = tmp_path / "deliveries" / into
        answer = checking.check(path, "contacts.csv", contract, allowed, folder, today=TODAY)
        return answer, folder

    return check


def _stored(folder: Path, part: str) -> list[dict]:
    with duckdb.connect() as asked:
        answer = asked.execute(f"SELECT * FROM read_parquet('{folder}/{part}.parquet') ORDER BY _row")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _with(row: str, **cells: str) -> str:
    values = dict(zip(HEADINGS.split(","), row.split(","), strict=True)) | cells
    return ",".join(values.values())


@pytest.mark.parametrize(
    "key",
    [
        "social-care-contacts",
        "police-notifications",
        "health-emergency-attendances",
        "education-exclusions-absence",
    ],
)
def test_each_sample_is_stored_whole_and_without_a_cell_unread(tmp_path, key):
    path = SAMPLES / f"{key}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = [row["record_id"] for row in csv.DictReader(file)]
    answer = checking.check(path, path.name, contracts.find(key), None, tmp_path / "d", today=TODAY)
    (table,) = answer.rows
    assert [row["record_id"] for row in _stored(tmp_path / "d", f"identity/{table}")] == expected
    assert [row["record_id"] for row in _stored(tmp_path / "d", f"events/{table}")] == expected
    assert (answer.first_day, answer.last_day) == (date(2023, 4, 1), date(2025, 3, 31))
    assert answer.verdict is Verdict.WARNED
    found = {rule.id for rule in checking.by_rule(tmp_path / "d")}
    assert not {rule for rule in found if "." in rule}  # nothing blank, unreadable or twice


def test_the_check_digits_of_the_samples_are_all_right(tmp_path):
    """They were made by the published rules, by somebody else."""
    path = SAMPLES / "social-care-contacts.csv"
    checking.check(path, path.name, CONTACTS, None, tmp_path / "d", today=TODAY)
    found = {rule.says for rule in checking.by_rule(tmp_path / "d")}
    assert not any("ten digits" in says or "letter that its digits" in says for says in found)


def test_who_it_is_about_and_what_happened_lie_apart(checked):
    _, folder = checked(GOOD)
    (identity,) = _stored(folder, "identity/contacts")
    (event,) = _stored(folder, "events/contacts")
    assert identity == {
        "_row": 2,
        "record_id": "S1",
        "forename": "Beth",
        "surname": "Green",
        "born": date(2010, 12, 13),
        "sex": "F",
        "postcode": "WM28 1ZQ",
        "nhs_number": "9782587621",
        "upn": "N801517215485",
    }
    assert event == {
        "_row": 2,
        "record_id": "S1",
        "contact_date": date(2024, 5, 2),
        "contact_source": "School",
        "decision_date": date(2024, 5, 4),
        "outcome": "Referral",
        "sex": "F",
        "birth_month": date(2010, 12, 1),
        "district": "WM28",
    }


DAYS = [
    "2024-05-02",
    "02/05/2024",
    "2.5.24",
    "20240502",
    "2 May 2024",
    "02-May-24",
    "2nd May 2024",
    "Thu 2 May 2024",
]
DAYS += ["2024-05-02T00:00:00", "02/05/2024 10:30", "2024/05/02", "May 2 2024", "2 may 24"]


@pytest.mark.parametrize("said", DAYS)
def test_a_day_is_read_however_it_is_written(said):
    assert day_of(said) == date(2024, 5, 2)


def test_a_column_may_hold_days_written_in_every_way(checked):
    _, folder = checked(*(_with(GOOD, record_id=f"S{n}", contact_date=said) for n, said in enumerate(DAYS)))
    assert {row["contact_date"] for row in _stored(folder, "events/contacts")} == {date(2024, 5, 2)}


def test_what_is_no_day_is_found_at_its_cell_and_keeps_its_row(checked):
    wrong = ["31/02/2024", "05/13/2024", "45414", "2024", "soon", "0024-05-02"]
    rows = [_with(GOOD, record_id=f"S{n}", contact_date=said) for n, said in enumerate(wrong)]
    answer, folder = checked(GOOD.replace("S1", "S9"), *rows)
    found = checking.findings(folder)
    assert [(one.row, one.column, one.value) for one in found] == [
        (row, "contact_date", said) for row, said in enumerate(wrong, 3)
    ]
    assert {one.rule for one in found} == {"contacts.contact_date.unreadable"}
    assert [row["contact_date"] for row in _stored(folder, "events/contacts")] == [
        date(2024, 5, 2),
        *[None] * 6,
    ]
    assert (answer.error_count, answer.rows_with_errors) == (6, 6)


def test_a_code_is_known_by_its_synonyms(checked):
    said = {"Male": "M", " m ": "M", "1": "M", "girl": "F", "2": "F", "Indeterminate": "X", "not known": None}
    _, folder = checked(*(_with(GOOD, record_id=f"S{n}", sex=sex) for n, sex in enumerate(said)))
    assert checking.findings(folder) == []
    assert [row["sex"] for row in _stored(folder, "events/contacts")] == list(said.values())


def test_a_code_by_pattern_and_an_unknown_one(checked):
    _, folder = checked(
        _with(GOOD, outcome="Referral to CSC team 4"), _with(GOOD.replace("S1", "S2"), outcome="Purple")
    )
    assert [row["outcome"] for row in _stored(folder, "events/contacts")] == ["Referral", None]
    (finding,) = checking.findings(folder)
    assert "none of Referral, Early help, NFA, Strategy discussion" in finding.says
    assert finding.value == "Purple"


def test_a_rule_is_found_at_row_column_and_value_as_they_stand_in_the_file(checked):
    answer, folder = checked(GOOD, _with(GOOD.replace("S1", "S2"), decision_date="01/05/2024"))
    (finding,) = checking.findings(folder)
    assert (finding.table, finding.row, finding.column, finding.value) == (
        "contacts",
        3,
        "decision_date",
        "01/05/2024",
    )
    assert finding.says == "The decision was made before the contact."
    assert answer.verdict is Verdict.REFUSE  # one row of two is over a fifth


def test_each_thing_that_must_not_be_is_told(checked):
    wrong = [
        ({"contact_date": "2025-07-01", "decision_date": ""}, "The contact lies in the future."),
        ({"dob": "1998-01-01"}, "The person was 25 or older at the contact."),
        ({"dob": "2026-01-01"}, "The child was born more than 300 days after the contact."),
        ({"nhs_number": "9782587622"}, "The NHS number does not have ten digits with the right last one."),
        (
            {"upn": "A801517215485"},
            "The unique pupil number does not have the letter that its digits call for.",
        ),
        ({"postcode": "WM28"}, "The postcode does not have the shape of a postcode."),
        ({"forename": ""}, "“Forename” is blank and has to be filled in."),
    ]
    _, folder = checked(*(_with(GOOD, record_id=f"S{n}", **cells) for n, (cells, _) in enumerate(wrong)))
    found = {(one.row, one.says) for one in checking.findings(folder)}
    assert found >= {(row, says) for row, (_, says) in enumerate(wrong, 2)}


def test_rows_without_a_key_or_with_the_same_one_are_all_kept_and_can_be_told_apart(checked):
    answer, folder = checked(
        GOOD, _with(GOOD, forename="Bert"), _with(GOOD, record_id=""), _with(GOOD, record_id="")
    )
    keys = [row["record_id"] for row in _stored(folder, "identity/contacts")]
    assert keys[:2] == ["S1", "S1 (row 3)"]
    assert keys[2].startswith("(row 4 of ")
    assert len(set(keys)) == 4
    assert [row["record_id"] for row in _stored(folder, "events/contacts")] == keys
    assert {(rule.id, rule.count) for rule in checking.by_rule(folder)} >= {
        ("contacts.record_id.key-twice", 2),
        ("contacts.record_id.no-key", 2),
    }
    assert answer.rows == {"contacts": 4}


def test_a_row_that_stands_twice_in_every_field_is_told_and_counts_once(checked):
    answer, folder = checked(GOOD, GOOD, GOOD)
    assert [(one.row, one.severity) for one in checking.findings(folder)] == [(3, "warning"), (4, "warning")]
    assert answer.rows == {"contacts": 1}
    assert answer.error_count == 0
    assert answer.manifest["tables"][0]["repeats"] == 2


def test_a_required_column_that_is_not_there_is_one_error_and_refuses(checked):
    answer, folder = checked("S1,Beth,Green", "S2,Bo,Grey", headings="record_id,forename,surname")
    found = {rule.id: rule.count for rule in checking.by_rule(folder)}
    assert found["contacts.contact_date.no-column"] == 1
    assert answer.verdict is Verdict.REFUSE
    assert "SCC-01" in [rule["id"] for rule in answer.manifest["unasked"]]


def test_a_field_that_the_agreement_does_not_allow_is_refused_before_anything_is_stored(checked, tmp_path):
    allowed = [field.name for field in CONTACTS.tables[0].fields if field.name not in ("upn", "nhs_number")]
    with pytest.raises(FieldsNotAllowed, match="does not allow “nhs_number”, “upn”") as refusal:
        checked(GOOD, allowed=allowed)
    assert refusal.value.fields == ("nhs_number", "upn")
    assert list((tmp_path / "deliveries").iterdir()) == []


def test_a_column_that_is_no_field_is_told_and_never_stored(checked):
    answer, folder = checked(GOOD + ",Sikh", headings=HEADINGS + ",Religion")
    assert answer.manifest["tables"][0]["unknown"] == ["Religion"]
    for part in ("identity/contacts", "events/contacts"):
        assert "Sikh" not in _stored(folder, part)[0].values()


def test_an_irregular_file_is_checked_as_well_as_a_regular_one(checked):
    too_long = GOOD.replace("S1", "S3") + ",more,than,agreed"
    _, folder = checked(GOOD, "", _with(GOOD.replace("S1", "S2"), upn=""), too_long)
    assert [row["_row"] for row in _stored(folder, "events/contacts")] == [2, 4, 5]
    (finding,) = checking.findings(folder)
    assert (finding.row, finding.value) == (5, "more,than,agreed")
    assert finding.says == "The row has 15 cells under 12 headings."


def test_a_file_that_turns_out_irregular_only_late_is_read_again_with_care(checked):
    rows = [_with(GOOD, record_id=f"S{number}") for number in range(30_000)]
    answer, folder = checked(*rows, "S30000,Beth,Green,2010-12-13")
    assert answer.rows == {"contacts": 30_001}
    assert [finding.row for finding in checking.findings(folder)] == [30_002, 30_002]  # no source, no date


def test_every_finding_is_counted_and_no_more_than_agreed_are_kept(checked, monkeypatch):
    monkeypatch.setattr("sightline.datasets.engine.checking.judging.MOST_KEPT", 10)
    _, folder = checked(*(_with(GOOD, record_id=f"S{number}", postcode="X") for number in range(40)))
    assert {(rule.count) for rule in checking.by_rule(folder)} == {40}
    assert len(checking.findings(folder)) == 10
    assert [finding.row for finding in checking.findings(folder, 2, 3)] == [5, 6]


def test_values_stand_in_the_findings_and_nowhere_in_the_manifest(checked):
    _, folder = checked(_with(GOOD, forename="B3th", nhs_number="123"))
    manifest = (folder / storing.MANIFEST).read_text("utf-8")
    for value in ("B3th", "Green", "2010-12-13", "WM28", "123", "S1"):
        assert f'"{value}' not in manifest


def test_headings_without_rows_are_a_delivery_of_nothing(checked):
    answer, folder = checked()
    assert (answer.rows, answer.verdict, answer.first_day) == ({"contacts": 0}, Verdict.WARNED, None)
    assert _stored(folder, "events/contacts") == []


def test_a_folder_that_has_its_place_is_never_changed(checked):
    _, folder = checked(GOOD)
    with pytest.raises(checking.AlreadyThere):
        checked(GOOD.replace("Beth", "Bess"))
    assert _stored(folder, "identity/contacts")[0]["forename"] == "Beth"


_CHILD = """
import sys
from pathlib import Path
from sightline.datasets.engine import checking, contracts
def told(step, share):
    print(step, flush=True)
    if step == sys.argv[3]:
        sys.stdin.read()
path = Path(sys.argv[1])
checking.check(path, path.name, contracts.find("social-care-contacts"), None, Path(sys.argv[2]), told)
"""


@pytest.mark.parametrize("step", ["Reading", "Checking", "Storing", "Describing", "Done"])
def test_a_kill_leaves_no_delivery_or_a_whole_one_and_the_next_run_clears_up(tmp_path, step):
    place = tmp_path / "deliveries" / "one"
    asked = [sys.executable, "-c", _CHILD, str(SAMPLES / "social-care-contacts.csv"), str(place), step]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        while child.stdout.readline().strip() != step:
            assert child.poll() is None
        assert checking.sweep(place.parent) == 0  # what is still being made is left alone
        child.kill()
    whole = step == "Done"
    assert place.exists() is whole
    assert checking.sweep(place.parent) == (0 if whole else 1)
    assert [folder.name for folder in place.parent.iterdir()] == (["one"] if whole else [])
    if whole:
        assert json.loads((place / storing.MANIFEST).read_text("utf-8"))["tables"][0]["rows"] == 3201
        assert len(_stored(place, "events/contacts")) == 3201
