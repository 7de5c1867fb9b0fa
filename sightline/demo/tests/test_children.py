"""Children who do not exist look to the four agencies as the samples' children do, for any seed."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from sightline.demo.children import Delivered, census, deliveries, families, make
from sightline.demo.children.families import COVERED
from sightline.measures.spc import Meaning, xmr
from sightline.measures.units import Better

CHILDREN = 5_980
HEADS = {  # as they stand in the samples
    "social-care-contacts": "record_id,forename,surname,dob,sex,postcode,nhs_number,upn,contact_date,"
    "contact_source,decision_date,outcome",
    "police-notifications": "record_id,first_name,last_name,date_of_birth,gender,address_postcode,incident_date,"
    "category,risk",
    "health-emergency-attendances": "record_id,nhs_number,given_name,family_name,birth_date,gender_code,pcode,"
    "attended_on,reason,safeguarding_flag",
    "education-exclusions-absence": "record_id,upn,forename,surname,dob,gender,home_postcode,school_urn,event_date,"
    "event",
}
SAMPLES = {"records": 12_050, "any": 4_981, 2: 2_745, 3: 791, 4: 102}
"""What the samples' truth.json counts."""


def held(seed: int, children: int = CHILDREN) -> dict[str, Delivered]:
    return {one.key: one for one in deliveries(families(children, seed), seed)}


@pytest.mark.parametrize("seed", range(4))
def test_as_many_children_are_known_to_two_three_and_four_agencies_as_in_the_samples(seed: int) -> None:
    made = held(seed).values()
    known = Counter(child for one in made for child in set(one.child.tolist()))
    assert sum(map(len, made)) == pytest.approx(SAMPLES["records"], rel=0.03)
    assert len(known) == pytest.approx(SAMPLES["any"], rel=0.03)
    for agencies, tolerance in ((2, 0.06), (3, 0.12), (4, 0.35)):
        there = sum(count >= agencies for count in known.values())
        assert there == pytest.approx(SAMPLES[agencies], rel=tolerance), agencies


def test_the_files_have_the_samples_columns_and_the_truth_names_every_record(tmp_path: Path) -> None:
    made = make(tmp_path, 400, seed=7)
    for one in made:
        lines = (tmp_path / f"{one.key}.csv").read_text("utf-8").splitlines()
        assert lines[0] == HEADS[one.key]
        assert len(lines) == 1 + len(one)
    with (tmp_path / "linkage-truth.csv").open(encoding="utf-8") as file:
        truth = {(row["file"], row["record_id"]) for row in csv.DictReader(file)}
    assert truth == {(f"{one.key}.csv", record) for one in made for record in one.columns["record_id"]}


def test_the_same_seed_makes_the_same_children_and_another_makes_others() -> None:
    def columns(seed: int) -> list[object]:
        return [one.columns for one in held(seed, 200).values()]

    assert columns(1) == columns(1)
    assert columns(1) != columns(2)


def test_days_are_written_as_each_agency_writes_them_and_lie_in_the_two_years() -> None:
    made = held(3, 500)
    assert {len(day.split("/")) for day in made["police-notifications"].columns["date_of_birth"]} == {3}
    assert all(day.isdecimal() for day in made["health-emergency-attendances"].columns["birth_date"])
    for one in made.values():
        assert COVERED[0] <= one.days[0] <= one.days[-1] <= COVERED[1]
    school = made["education-exclusions-absence"].days
    assert np.is_busday(school).all()
    assert not (school.astype("datetime64[M]").astype(int) % 12 == 7).any()  # August


def test_a_part_of_the_two_years_can_be_delivered_by_itself() -> None:
    one = held(3, 500)["social-care-contacts"]
    first, second = one.rows(last=date(2024, 3, 31)), one.rows(first=date(2024, 4, 1))
    assert [*first, *second] == list(one.rows())
    assert {row[8][:7] for row in one.rows(date(2023, 6, 1), date(2023, 6, 30))} == {"2023-06"}


def test_identifiers_have_their_check_digits_and_are_each_childs_own() -> None:
    children = families(3_000, 5)
    assert len(set(children.nhs_number)) == len(children)
    for number in children.nhs_number[:200]:
        figures = [int(figure) for figure in number]
        assert (
            sum(figure * weight for figure, weight in zip(figures, range(10, 0, -1), strict=True)) % 11 == 0
        )
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    at_school = [number for number in children.upn if number]
    assert len(set(at_school)) == len(at_school)
    for number in at_school[:200]:
        total = sum(int(figure) * weight for figure, weight in zip(number[1:], range(2, 14), strict=True))
        assert letters[total % 23] == number[0]


def test_siblings_live_together_and_some_are_twins_with_names_of_their_own() -> None:
    children = families(3_000, 5)
    homes: dict[int, set[str]] = {}
    for family, home in zip(children.family.tolist(), children.lives, strict=True):
        homes.setdefault(family, set()).add(home)
    assert all(len(home) == 1 for home in homes.values())
    assert len(homes) < 2_200
    together = Counter(zip(children.family.tolist(), children.born.tolist(), strict=True))
    assert sum(count == 2 for count in together.values()) > 10
    named = Counter(zip(children.family.tolist(), children.forename, strict=True))
    assert max(named.values()) == 1


def test_each_agency_lacks_the_numbers_that_it_lacks_in_the_samples() -> None:
    made = held(3)

    def missing(key: str, column: str) -> float:
        cells = made[key].columns[column]
        return cells.count("") / len(cells)

    assert missing("social-care-contacts", "nhs_number") == pytest.approx(2072 / 3201, abs=0.04)
    assert missing("social-care-contacts", "upn") == pytest.approx(1673 / 3201, abs=0.06)
    assert missing("health-emergency-attendances", "nhs_number") == pytest.approx(133 / 2825, abs=0.02)
    assert missing("education-exclusions-absence", "upn") == pytest.approx(53 / 3432, abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_more_children_truly_go_missing_in_the_second_autumn_and_nothing_else_of_the_police_changes(
    seed: int,
) -> None:
    police = held(seed)["police-notifications"]

    def by_month(category: str) -> list[float]:
        months = police.days.astype("datetime64[M]").astype(int)
        there = np.array(police.columns["category"]) == category
        return [float((there & (months == month)).sum()) for month in range(months[0], months[0] + 24)]

    missing = xmr(by_month("Missing"), better=Better.LOWER).latest
    assert missing
    assert missing.meaning is Meaning.CONCERN
    assert sum(by_month("Missing")[17:]) / 7 > 1.7 * sum(by_month("Missing")[:17]) / 17


def test_most_records_agree_with_their_child_and_a_few_are_wrong_in_each_way() -> None:
    children = families(CHILDREN, 1)
    social = {one.key: one for one in deliveries(children, 1)}["social-care-contacts"]
    who = social.child - 1
    forename, surname = np.array(social.columns["forename"]), np.array(social.columns["surname"])
    swapped = (forename == children.surname[who]) & (surname == children.forename[who])
    assert 0.01 < swapped.mean() < 0.03
    assert 0.85 < (forename == children.forename[who]).mean() < 0.95
    assert 0.75 < (surname == children.surname[who]).mean() < 0.90
    born = np.array(social.columns["dob"]).astype("datetime64[D]")
    assert 0.01 < (born != children.born[who]).mean() < 0.04
    squeezed = np.array([" " not in postcode for postcode in social.columns["postcode"]])
    assert 0.05 < squeezed.mean() < 0.09


def test_the_census_tells_of_the_referrals_of_a_year_in_their_order(tmp_path: Path) -> None:
    children = families(1_500, 4)
    contacts = {one.key: one for one in deliveries(children, 4)}["social-care-contacts"]
    count = census(tmp_path / "cin.xml", children, contacts, 4)
    tree = etree.parse(tmp_path / "cin.xml")
    held = tree.findall("Children/Child")
    assert len(held) == count > 100
    assert tree.findtext("Header/CollectionDetails/ReferenceDate") == "2025-03-31"
    for case in tree.iterfind(".//CINdetails"):
        referred = date.fromisoformat(case.findtext("CINreferralDate"))
        assert date(2024, 4, 1) <= referred <= date(2025, 3, 31)
        for later in ("CINclosureDate", "DateOfInitialCPC", "ChildProtectionPlans/CPPstartDate"):
            said = case.findtext(later)
            assert said is None or referred <= date.fromisoformat(said) <= date(2025, 3, 31)
    assert tree.find(".//CPPstartDate") is not None
    again = tmp_path / "again.xml"
    census(again, children, contacts, 4)
    assert again.read_bytes() == (tmp_path / "cin.xml").read_bytes()
