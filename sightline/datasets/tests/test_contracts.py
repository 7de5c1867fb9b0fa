"""Contracts: what ships can be used on either engine, and a mistake in one is told by file and key."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import sqlglot

from sightline.datasets.engine.contracts import (
    Kind,
    Role,
    Rule,
    Severity,
    UnknownContract,
    WrongContract,
    find,
    load,
    shipped,
    title,
)

KINDS = (
    "social-care-contacts",
    "police-notifications",
    "health-emergency-attendances",
    "education-exclusions-absence",
)
GOOD = """
key: small
version: "1"
title: Small
tables:
  - name: visits
    title: Visits
    key: [ref]
    dated: seen
    fields:
      - {name: ref, title: Reference}
      - {name: seen, title: Seen, kind: day}
      - {name: how, title: How, kind: code, codes: {NO: [none, "01"], YES: ["1"]}}
    rules:
      - {id: V1, says: In the future., finds: seen > today(), points_to: seen, severity: warning}
      - {id: V2, says: Twice., finds: "EXISTS (SELECT 1 FROM visits AS o WHERE o.ref = visits.ref AND o.seen < visits.seen)", points_to: ref}
"""  # noqa: E501


def _loaded(folder: Path, text: str):
    path = folder / "small.yaml"
    path.write_text(text, "utf-8")
    return load(path)


@pytest.mark.parametrize("key", KINDS)
def test_each_of_the_four_kinds_ships_with_its_dates_its_key_and_ten_rules_or_more(key):
    (table,) = find(key).tables
    assert table.key == ("record_id",)
    assert table.field(table.dated).kind is Kind.DAY
    assert len(table.rules) >= 10
    assert {field.role for field in table.fields} >= {
        Role.FORENAME,
        Role.SURNAME,
        Role.BORN,
        Role.SEX,
        Role.POSTCODE,
    }


@pytest.mark.parametrize("key", sorted(shipped()))
def test_every_rule_that_ships_can_be_put_to_spark(key):
    rules = [(table, rule) for table in shipped()[key].tables for rule in table.rules]
    for table, rule in rules:
        (spark,) = sqlglot.transpile(
            f'SELECT * FROM "{table.name}" WHERE {rule.finds}', read="duckdb", write="spark"
        )
        assert isinstance(sqlglot.parse_one(spark, read="spark"), sqlglot.exp.Select), rule.id


def test_codes_and_versions_stand_as_they_are_written(tmp_path):
    contract = _loaded(tmp_path, GOOD)
    how = contract.table("visits").field("how")
    assert how.codes == {"NO": ("none", "01"), "YES": ("1",)}
    assert contract.version == "1"


def test_a_rule_knows_its_severity_and_speaks_plain_sql(tmp_path):
    first, second = _loaded(tmp_path, GOOD).tables[0].rules
    assert (first.severity, second.severity) == (Severity.WARNING, Severity.ERROR)
    assert "today" not in first.finds


@pytest.mark.parametrize(
    ("instead", "of", "says"),
    [
        (
            "knd: day",
            "kind: day",
            "small.yaml, line 12, tables › visits › fields › 2 › knd: “knd” is not a key here",
        ),
        ("kind: dya", "kind: day", "seen › kind: “dya” is not one of text, day, code"),
        ("sene > today()", "seen > today()", "rules › V1 › finds: the rule cannot be asked of visits"),
        ("seen >", "seen > today()", "rules › V1 › finds: the rule is not SQL"),
        ("seen > ref", "seen > today()", "the rule cannot be asked of visits"),
        ("ref", "seen > today()", "must be true or false"),
        ("weekday() > 5", "seen > today()", "weekday is asked of 1, not of 0"),
        ("FROM other AS", "FROM visits AS", "asks “other AS o”, which is no table here"),
        ("FROM read_csv('/etc/passwd') AS", "FROM visits AS", "READ_CSV"),
        ("FROM read_blob('/etc/passwd') AS", "FROM visits AS", "READ_BLOB"),
        ("FROM '/etc/passwd' AS", "FROM visits AS", "which is no table here"),
        ("getenv('HOME') = 'x'", "seen > today()", "uses “getenv”"),
        ("seen > today()); DELETE FROM visits; SELECT (1", "seen > today()", "the rule"),
        ("points_to: sene", "points_to: seen", "“sene” is not a field of visits"),
        ("dated: ref", "dated: seen", "“ref” is not a day"),
        ("key: [reff]", "key: [ref]", "“reff” is not a field of visits"),
        ("id: V2", "id: V1", "“V2” is there twice"),
        ('YES: ["01"]', 'YES: ["1"]', "“01” would mean both NO and YES"),
        ("title: Small\ntitle: Big", "title: Small", "line 5: has “title” twice"),
        ("title:", "title: Small", "line 4, title: is empty"),
        ("title: [", "title: Small", "is not YAML"),
        ("required: perhaps, kind: day", "kind: day", "must be yes or no"),
        ("heads: ['/(/'], kind: day", "kind: day", "“/(/” is not a pattern"),
        ("days: [julian], kind: day", "kind: day", "“julian” is no way to write a day"),
        ("thresholds: {refuse_above: 20}\ntitle: Small", "title: Small", "must be a number from 0 to 1"),
    ],
)
def test_a_mistake_in_a_contract_is_a_sentence_with_file_and_key(tmp_path, instead, of, says):
    assert of in GOOD
    with pytest.raises(WrongContract) as refusal:
        _loaded(tmp_path, GOOD.replace(of, instead, 1))
    assert says in str(refusal.value)
    assert str(refusal.value).startswith("small.yaml")


def test_an_unknown_key_is_told_with_the_keys_there_are():
    with pytest.raises(UnknownContract, match=r"called “nothing”.*police-notifications"):
        find("nothing")


def _found(word: str, value: str) -> bool | None:
    """What a word of ours says about one value."""
    rule: Rule = next(
        rule
        for rule in find("social-care-contacts").tables[0].rules
        if rule.points_to == word and "IN (SELECT" not in rule.finds
    )
    row = (
        duckdb.connect()
        .execute(f"SELECT {rule.finds} FROM (SELECT ?::VARCHAR AS {word})", [value])
        .fetchone()
    )
    assert row is not None
    answer: bool | None = row[0]
    return answer


# 943 476 5919 is the example of the NHS Data Dictionary; 943 476 5910 has another last digit.
@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("9434765919", False),
        ("943 476 5919", False),
        ("9434765910", True),
        ("943476591", True),
        ("abcdefghij", True),
    ],
)
def test_an_nhs_number_is_judged_by_its_last_digit(value, wrong):
    assert _found("nhs_number", value) is wrong


# By hand: 1*2 + 2*3 + 3*4 + ... + 2*13 for 123456789012 = 368 = 16 * 23, nothing over: the first letter, A.
@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("A123456789012", False),
        ("J123456789012", True),
        ("A12345678901", True),
        ("I123456789012", True),
        ("", True),
    ],
)
def test_a_pupil_number_is_judged_by_its_letter(value, wrong):
    assert _found("upn", value) is wrong


@pytest.mark.parametrize(
    ("value", "wrong"),
    [("SW1A 1AA", False), ("wm97uy", False), ("M1 1AE", False), ("WM1", True), ("12345", True)],
)
def test_a_postcode_is_judged_by_its_shape(value, wrong):
    assert _found("postcode", value) is wrong


def test_a_contract_is_called_the_same_whether_its_rules_are_read_or_not() -> None:
    assert {key: title(key) for key in shipped()} == {key: one.title for key, one in shipped().items()}
    assert title("no-such") == title("../shipped/cin-census") == ""
