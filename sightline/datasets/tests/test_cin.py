"""The census XML of local authorities, as it is and as it should not be. Counts were taken by eye from the files."""

from __future__ import annotations

import contextlib
import random
import re
from pathlib import Path

import duckdb
import pytest

from sightline.datasets.engine.contracts import find, recognise
from sightline.datasets.engine.reading import RawTable, Unreadable
from sightline.datasets.engine.reading.returns import cin
from sightline.datasets.engine.reading.returns.rows import Rows

SAMPLES = Path(__file__).parents[3] / "tests" / "samples" / "returns"
HEADER = "<Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header>"


class Read:
    """A file that was read: its rows as dictionaries, and what was found."""

    def __init__(self, path: Path, into: duckdb.DuckDBPyConnection | None = None) -> None:
        self._duckdb = into or duckdb.connect()
        self.found: dict[str, RawTable] = {
            table.name: table for table in cin.read(path, find("cin-census"), self._duckdb)
        }

    def rows(self, table: str) -> list[dict[str, object]]:
        asked = self._duckdb.execute(f'SELECT * FROM "raw_{table}" ORDER BY _row')
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def told(self, table: str) -> list[tuple[int, str, str]]:
        return [(one.row, one.column, one.value) for one in self.found[table].deviations]


def of(tmp_path: Path, text: str | bytes) -> Read:
    path = tmp_path / "census.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Read(path)


def child(inside: str, identifiers: str = "<LAchildID>A1</LAchildID>") -> str:
    return f"<Child><ChildIdentifiers>{identifiers}</ChildIdentifiers>{inside}</Child>"


def census(*children: str) -> str:
    return f"<Message>{HEADER}<Children>{''.join(children)}</Children></Message>"


@pytest.mark.parametrize("year", [2024, 2026])
def test_each_group_of_elements_becomes_a_row_at_its_line(year):
    read = Read(SAMPLES / f"CIN_Census_{year}.xml")
    counts = {name: len(read.rows(name)) for name in read.found}
    assert counts == {
        "header": 1,
        "children": 2,
        "disabilities": 3,
        "cin_details": 2,
        "assessments": 2,
        "assessment_factors": 3,
        "cin_plan_dates": 1,
        "section_47": 1,
        "child_protection_plans": 1,
        "cpp_reviews": 1,
        "pre_proceedings": 1 if year == 2026 else 0,
    }
    first = read.rows("children")[0]
    assert (first["la_child_id"], first["upn"], first["born"], first["sex"], first["_row"]) == (
        "DfEX0000001",
        "A123456789123",
        "2015-03-27",
        "1",
        18,
    )


def test_a_row_knows_the_rows_it_hangs_under():
    read = Read(SAMPLES / "CIN_Census_2026.xml")
    second = read.rows("assessments")[1]
    assert (second["la_child_id"], second["referral_number"], second["start_date"]) == (
        "child_fails_assessments",
        "2",
        "2023-12-25",
    )
    assert {factor["assessment_number"] for factor in read.rows("assessment_factors")} == {"1"}
    assert read.rows("cpp_reviews")[0]["plan_number"] == "1"


def test_stray_text_is_told_at_its_line_and_left_out():
    assert Read(SAMPLES / "CIN_Census_2024.xml").told("children") == [(23, "UPNunknown", "PersonBirthDate")]


def test_what_is_not_in_the_file_is_blank_and_what_is_no_field_is_unknown(tmp_path):
    read = of(tmp_path, census(child("<CINdetails><Colour>red</Colour></CINdetails>")))
    assert read.found["cin_details"].unknown == ("Colour",)
    assert "referral_date" in read.found["cin_details"].blank
    assert "la_child_id" in read.found["cin_details"].columns


def test_namespaces_cases_and_the_order_of_elements_do_not_matter(tmp_path):
    read = of(
        tmp_path,
        "<m:message xmlns:m='urn:cin'><m:CHILDREN><m:CHILD><m:CINDETAILS><m:CINREFERRALDATE> 2024-01-02 "
        "</m:CINREFERRALDATE><m:section47><m:s47actualstartdate>2024-02-03</m:s47actualstartdate></m:section47>"
        "</m:CINDETAILS><m:childidentifiers><m:lachildid>A1</m:lachildid></m:childidentifiers></m:CHILD>"
        "</m:CHILDREN></m:message>",
    )
    assert read.rows("cin_details")[0]["referral_date"] == "2024-01-02"
    enquiry = read.rows("section_47")[0]
    assert (enquiry["la_child_id"], enquiry["start_date"]) == ("A1", "2024-02-03")
    assert read.found["section_47"].columns["start_date"] == "s47actualstartdate"


def test_the_name_of_another_year_is_read_and_told_once(tmp_path):
    one, two = (child("", f"<LAchildID>{n}</LAchildID><GenderCurrent>{n}</GenderCurrent>") for n in (1, 2))
    read = of(tmp_path, census(one, two))
    assert [row["sex"] for row in read.rows("children")] == ["1", "2"]
    assert [(column, value) for _, column, value in read.told("children")] == [("GenderCurrent", "")]


def test_identifiers_need_no_group_of_their_own(tmp_path):
    read = of(tmp_path, census("<Child><LAchildID>A1</LAchildID><Disability>HAND</Disability></Child>"))
    assert read.rows("disabilities")[0]["la_child_id"] == "A1"


def test_of_a_value_given_twice_the_first_is_kept_and_the_other_told(tmp_path):
    read = of(tmp_path, census(child("", "<LAchildID>A1</LAchildID><LAchildID>B2</LAchildID>")))
    assert read.rows("children")[0]["la_child_id"] == "A1"
    assert [(column, value) for _, column, value in read.told("children")] == [("LAchildID", "B2")]


def test_several_reviews_in_one_group_are_several_rows(tmp_path):
    reviews = "<Reviews><CPPreviewDate>2024-01-01</CPPreviewDate><CPPreviewDate>2024-02-01</CPPreviewDate></Reviews>"
    read = of(
        tmp_path,
        census(child(f"<CINdetails><ChildProtectionPlans>{reviews}</ChildProtectionPlans></CINdetails>")),
    )
    assert [row["review_date"] for row in read.rows("cpp_reviews")] == ["2024-01-01", "2024-02-01"]


def test_lines_beyond_the_sixteen_bits_of_a_parser_are_told_right(tmp_path):
    read = of(tmp_path, census(child(""), "\n" * 100_000, child("")))
    assert [row["_row"] for row in read.rows("children")] == [1, 100_001]


def test_rows_beyond_a_batch_are_all_there(tmp_path, monkeypatch):
    monkeypatch.setattr(Rows, "BATCH", 7)
    read = of(tmp_path, census(*("\n" + child("", f"<LAchildID>{n}</LAchildID>") for n in range(100))))
    assert [row["la_child_id"] for row in read.rows("children")] == [str(n) for n in range(100)]


def test_a_habit_of_the_sender_is_told_a_hundred_times_and_then_counted(tmp_path):
    read = of(tmp_path, census(*(child("<Colour/>") for _ in range(150))))
    assert (len(read.told("children")), read.found["children"].deviated) == (100, 150)


LAUGHS = (
    '<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
FOREIGN = '<!DOCTYPE Message [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TOO_LONG = census(child("", f"<LAchildID>{'A' * 11_000_000}</LAchildID>"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "empty"),
        (b"LAchildID,Sex\nA1,M\n", "Line 1: this is not XML"),
        (b"PK\x03\x04 a workbook", "workbook"),
        ("<html><body>Sign in</body></html>", "<html>"),
        (LAUGHS + census(child("", "<LAchildID>&c;</LAchildID>")), "DOCTYPE"),
        (FOREIGN + census(child("", "<LAchildID>&a;</LAchildID>")), "DOCTYPE"),
        ('<!DOCTYPE Message SYSTEM "http://example.org/cin.dtd">' + census(child("")), "DOCTYPE"),
        (census(child("", "<LAchildID>&nbsp;</LAchildID>")), "named character"),
        (census(child("")).replace("CIN<", "CLA<"), "“CLA”"),
        (census(), "no child"),
        (
            b"<?xml version='1.0' encoding='utf-8'?>\n" + census(child("\n\xa3")).encode("latin-1"),
            "Line 3: there are char",
        ),
        (census(child("\n<CINdetails>\n</Child>")), "Line 3: the element that ends here"),
        ((SAMPLES / "CIN_Census_2024.xml").read_bytes()[:3000], "Line 66: the file ends before"),
        (TOO_LONG, "no end of a <Child> within 4 MB"),
        (f"\n<?xml version='1.0'?>{census(child(''))}", "Line 2: the file has to begin with its declaration"),
        (census(child("")) + "\n" + census(child("")), "Line 2: there is more after the end"),
        (census(child("", "<LAchildID>R&D</LAchildID>")), "&amp;"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) and len(value) < 40 else "",
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, text, says):
    with pytest.raises(Unreadable, match=re.escape(says)):
        of(tmp_path, text)


def test_a_file_that_never_ends_a_child_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(cin, "LONGEST", 1_000_000)
    endless = "<Message><Children><Child>" + "<Disability>HAND</Disability>" * 100_000
    with pytest.raises(Unreadable, match="no end of a <Child> within 1 MB"):
        of(tmp_path, endless)


def test_a_sentence_never_quotes_what_may_be_about_a_child(tmp_path):
    with pytest.raises(Unreadable) as refused:
        of(tmp_path, census(child("<CINdetails>", "<LAchildID>Alice</LAchildID>")))
    assert "Alice" not in str(refused.value)


def test_whatever_happened_to_a_file_on_its_way_it_is_read_or_refused(tmp_path):
    chance, into, path = random.Random(20260331), duckdb.connect(), tmp_path / "damaged.xml"
    whole = (SAMPLES / "CIN_Census_2026.xml").read_bytes()
    for _ in range(120):
        damaged = bytearray(whole)
        for _ in range(chance.randint(0, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = damaged[: chance.randrange(len(damaged))] if chance.random() < 0.3 else damaged
        path.write_bytes(cut)
        with contextlib.suppress(Unreadable):
            assert Read(path, into).rows("children")


@pytest.mark.parametrize("year", [2024, 2026])
def test_a_census_is_recognised_from_its_first_elements(year):
    path = SAMPLES / f"CIN_Census_{year}.xml"
    assert recognise(path, path.name).key == "cin-census"
