"""Statutory returns from file to delivery: what the contract's rules say of real-format files and of damaged ones."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from sightline.datasets.engine.checking import Checked, FieldsNotAllowed, Unreadable, by_rule, check, findings
from sightline.datasets.engine.contracts import find

SAMPLES = Path(__file__).parents[3] / "tests" / "samples" / "returns"
TODAY = date(2026, 11, 25)


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[Path, str], Checked]:
    def run(path: Path, contract: str) -> Checked:
        return check(path, path.name, find(contract), None, tmp_path / "delivery", today=TODAY)

    return run


def broken(folder: Path) -> dict[str, int]:
    return {rule.id: rule.count for rule in by_rule(folder / "delivery")}


def test_the_departments_example_breaks_the_rules_that_its_dates_break(tmp_path, checked):
    checked(SAMPLES / "CIN_Census_2026.xml", "cin-census")
    found = broken(tmp_path)
    # found by reading the file: an assessment of 2028 authorised in 2020, plans of 2022, proceedings of 2026
    assert {"CIN-8608", "CIN-8696", "CIN-1105", "CIN-2889", "CIN-8620", "CIN-PP-4", "CIN-8897"} <= set(found)
    assert found["CIN-8620"] == 2
    assert not {"CIN-8500", "CIN-8600", "CIN-8840", "CIN-8925", "CIN-4011", "CIN-8790"} & set(found)


def test_an_error_stands_at_its_line_with_the_value_that_stood_there(tmp_path, checked):
    checked(SAMPLES / "CIN_Census_2024.xml", "cin-census")
    (factor,) = findings(tmp_path / "delivery", rule="assessment_factors.factor.unreadable")
    assert (factor.row, factor.column, factor.value) == (46, "AssessmentFactors", "RB")


CHILD = """<Message><Header><CollectionDetails><Collection>CIN</Collection><ReferenceDate>2025-03-31</ReferenceDate>
</CollectionDetails></Header><Children>{0}</Children></Message>"""
ONE = """
<Child><ChildIdentifiers><LAchildID>{id}</LAchildID>{identifiers}<PersonBirthDate>2015-05-05</PersonBirthDate>
<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>{disabilities}
</Disabilities></ChildCharacteristics><CINdetails><CINreferralDate>2024-06-03</CINreferralDate>
<ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>{closed}{inside}<ReferralNFA>0</ReferralNFA>
</CINdetails></Child>"""
RIGHT = {
    "id": "A1",
    "identifiers": "<UPN>H801200001001</UPN>",
    "disabilities": "<Disability>NONE</Disability>",
    "closed": "",
    "inside": "",
}
ASSESSED = """<Assessments><AssessmentActualStartDate>2024-06-04</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2024-07-01</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>
<AssessmentFactors>{0}</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"""
PLAN = """<ChildProtectionPlans><CPPstartDate>{0}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>{1}</ChildProtectionPlans>"""
ENQUIRY = """<Section47><S47ActualStartDate>2024-06-10</S47ActualStartDate><InitialCPCtarget>{0}</InitialCPCtarget>
<DateOfInitialCPC>{1}</DateOfInitialCPC></Section47>"""


def element(name: str, value: str) -> str:
    return f"<{name}>{value}</{name}>"


def also(name: str, day: str) -> dict[str, str]:
    """A child with one more identifier."""
    return {"identifiers": RIGHT["identifiers"] + element(name, day)}


def closed(day: str, reason: str = "") -> dict[str, str]:
    why = element("ReasonForClosure", reason) if reason else ""
    return {"closed": (element("CINclosureDate", day) if day else "") + why}


def whole(*children: dict[str, str]) -> str:
    return CHILD.format("".join(ONE.format(**{**RIGHT, **child}) for child in children))


def test_a_census_that_is_right_breaks_no_rule(tmp_path, checked):
    path = tmp_path / "right.xml"
    inside = (
        ASSESSED.format("1A") + ENQUIRY.format("2024-07-01", "2024-06-28") + PLAN.format("2024-06-28", "")
    )
    path.write_text(whole({"inside": inside}))
    checked(path, "cin-census")
    assert broken(tmp_path) == {}


@pytest.mark.parametrize(
    ("rule", "children"),
    [
        ("CIN-8510", [{}, {"identifiers": "<UPN>T801200001002</UPN>"}]),
        ("CIN-1520", [{}, {"id": "A2"}]),
        ("CIN-1510", [{"identifiers": "<UPN>A801200001001</UPN>"}]),
        ("CIN-1510", [{"identifiers": "<UPN>H80120000100</UPN>"}]),
        ("CIN-8770Q", [{"identifiers": ""}]),
        ("CIN-8525", [also("ExpectedPersonBirthDate", "2025-05-05")]),
        ("CIN-8535Q", [also("PersonDeathDate", "2014-05-05")]),
        ("CIN-8555", [also("PersonDeathDate", "2024-05-05")]),
        ("CIN-8790", [{"disabilities": "<Disability>NONE</Disability><Disability>HAND</Disability>"}]),
        ("CIN-8794", [{"disabilities": "<Disability>HAND</Disability><Disability>HAND</Disability>"}]),
        ("CIN-DIS-1", [{"disabilities": ""}]),
        ("CIN-8630", [closed("2024-06-02", "RC7")]),
        ("CIN-8805", [closed("2024-09-02")]),
        ("CIN-8810", [closed("", "RC7")]),
        ("CIN-8825Q", [closed("2024-09-02", "RC8")]),
        ("CIN-8869", [{"inside": ASSESSED.format("21</AssessmentFactors><AssessmentFactors>1A")}]),
        ("CIN-8898", [{"inside": ASSESSED.format("1A</AssessmentFactors><AssessmentFactors>1A")}]),
        ("CIN-2991Q", [{"inside": ENQUIRY.format("2024-07-01", "2024-06-28")}]),
        ("CIN-8870Q", [{"inside": ASSESSED.format("1A") + ENQUIRY.format("2024-06-29", "2024-06-28")}]),
        ("CIN-8875", [{"inside": ASSESSED.format("1A") + ENQUIRY.format("2024-07-01", "2024-06-30")}]),
        ("CIN-S47-1", [{"inside": ASSESSED.format("1A") + ENQUIRY.format("2024-07-01", "2024-06-05")}]),
        ("CIN-S47-2", [{"inside": ASSESSED.format("1A") + ENQUIRY.format("2024-09-02", "2024-06-28")}]),
        ("CIN-8935", [{"inside": PLAN.format("2024-06-28", "") + PLAN.format("2024-07-28", "")}]),
        ("CIN-8940", [{"inside": PLAN.format("2024-06-28", "") + PLAN.format("2024-07-28", "")}]),
        ("CIN-8925", [{"inside": PLAN.format("2024-06-28", element("CPPendDate", "2024-06-20"))}]),
        ("CIN-8840", [{"inside": PLAN.format("2024-06-28", element("CPPendDate", "2024-06-28"))}]),
        ("CIN-8841", [{"inside": PLAN.format("2024-06-28", element("CPPreviewDate", "2024-06-28"))}]),
        ("CIN-2885", [{"inside": PLAN.format("2024-06-28", "")}]),
        ("CIN-1105", [{"inside": PLAN.format("2024-05-28", "")}]),
    ],
)
def test_a_rule_finds_what_it_is_about(tmp_path, checked, rule, children):
    path = tmp_path / "wrong.xml"
    path.write_text(whole(*children))
    checked(path, "cin-census")
    assert rule in broken(tmp_path)


def test_a_file_on_one_line_has_each_finding_once(tmp_path, checked):
    path = tmp_path / "one-line.xml"
    path.write_text(whole(*({"id": f"A{n}", "identifiers": ""} for n in range(20))).replace("\n", ""))
    checked(path, "cin-census")
    assert len(findings(tmp_path / "delivery", rule="CIN-8770Q")) == 20


def test_annex_a_is_checked_list_by_list(tmp_path, checked):
    done = checked(SAMPLES / "Annex_A_2024_Jan.xlsx", "annex-a")
    assert sum(done.rows.values()) == 59
    assert broken(tmp_path) == {
        "children_in_need.primary_need.unreadable": 1,  # a code of adults' social care
        "ANX-1-4": 1,
        "ANX-4-2": 5,
        "ANX-8-6": 1,  # the postcode “nope”
        "ANX-9-1": 1,
    }


@pytest.mark.parametrize("name", ["CIN_Census_2026.xml", "Annex_A_2024_Jan.xlsx"])
def test_whatever_happens_to_a_return_it_is_checked_or_refused(tmp_path, name):
    chance, whole_file = random.Random(7), (SAMPLES / name).read_bytes()
    contract = "cin-census" if name.endswith("xml") else "annex-a"
    for attempt in range(6):
        damaged = bytearray(whole_file)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"{attempt}-{name}"
        path.write_bytes(damaged[: chance.randrange(len(damaged))] if chance.random() < 0.2 else damaged)
        with contextlib.suppress(Unreadable):
            check(path, name, find(contract), None, tmp_path / f"{attempt}", today=TODAY)


def test_what_happened_to_a_child_knows_sex_and_month_of_birth_from_the_child(tmp_path, checked):
    checked(SAMPLES / "CIN_Census_2024.xml", "cin-census")
    told = duckdb.connect().read_parquet(str(tmp_path / "delivery" / "events" / "assessments.parquet"))
    assert told.select("la_child_id, sex, birth_month").order("la_child_id").fetchall() == [
        ("DfEX0000001", "M", date(2015, 3, 1)),
        ("child_fails_assessments", "M", date(2023, 9, 1)),
    ]


def test_who_a_child_is_stands_apart_from_what_happened(tmp_path, checked):
    checked(SAMPLES / "CIN_Census_2024.xml", "cin-census")
    who = duckdb.connect().read_parquet(str(tmp_path / "delivery" / "identity" / "children.parquet"))
    what = duckdb.connect().read_parquet(str(tmp_path / "delivery" / "events" / "children.parquet"))
    assert {"upn", "former_upn", "born", "expected"} <= set(who.columns)
    assert not {"upn", "former_upn", "born", "expected"} & set(what.columns)
    assert {path.name for path in (tmp_path / "delivery" / "identity").iterdir()} == {"children.parquet"}


def test_of_an_agreement_only_what_stands_in_the_file_is_asked(tmp_path):
    """Numbers that reading makes are in no agreement, and what no element gives cannot be refused."""
    path = tmp_path / "census.xml"
    path.write_text(CHILD.format("<Child><LAchildID>A1</LAchildID><Sex>F</Sex></Child>"))
    allowed = {"collection", "reference_date", "la_child_id", "sex"}
    with pytest.raises(FieldsNotAllowed, match="“Sex”"):
        check(path, path.name, find("cin-census"), allowed - {"sex"}, tmp_path / "refused", today=TODAY)
    done = check(path, path.name, find("cin-census"), allowed, tmp_path / "delivery", today=TODAY)
    assert done.rows["children"] == 1
