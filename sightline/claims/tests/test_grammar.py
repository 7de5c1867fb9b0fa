"""The language of checks: what is understood, how it is printed, and what is said of everything else."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sightline.claims.checks import (
    AtDate,
    Between,
    Check,
    CheckError,
    Compare,
    Falls,
    Includes,
    InSpan,
    InYear,
    Is,
    IsConsistent,
    IsImproving,
    IsNot,
    IsWorsening,
    Op,
    Quantity,
    Rises,
    Scale,
    Selection,
)
from sightline.claims.grammar import parse, parse_selection, show
from sightline.foundation.years import ReportingYear

YEAR = InYear(ReportingYear(2024))
PERCENT, POINTS = Scale.PERCENT, Scale.POINTS

CANONICAL = {
    "training.places_attended in 2024-25 >= 9000": Check(
        key="training.places_attended", period=YEAR, test=Compare(Op.AT_LEAST, Quantity(Decimal(9000)))
    ),
    'actions.outstanding{source="practice review","rapid review"} at 2025-03-31'
    " falls by >= 25% since 2024-03-31": Check(
        key="actions.outstanding",
        where=(("source", ("practice review", "rapid review")),),
        period=AtDate(date(2025, 3, 31)),
        test=Falls(date(2024, 3, 31), Op.AT_LEAST, Quantity(Decimal(25), PERCENT)),
    ),
    "meetings.attendance_rate in 2024-25 by body each >= 80%": Check(
        key="meetings.attendance_rate",
        period=YEAR,
        by="body",
        each=True,
        test=Compare(Op.AT_LEAST, Quantity(Decimal(80), PERCENT)),
    ),
    "actions.outstanding monthly from 2023-04 to 2025-03 is improving": Check(
        key="actions.outstanding",
        monthly=True,
        period=InSpan(date(2023, 4, 1), date(2025, 3, 31)),
        test=IsImproving(),
    ),
    "meetings.attendance_rate monthly in 2024-25 is consistent": Check(
        key="meetings.attendance_rate", monthly=True, period=YEAR, test=IsConsistent()
    ),
    'partnership.chair_agency{body="MASH Operational Group"} at 2025-03-31'
    ' is not "Westmoor County Council"': Check(
        key="partnership.chair_agency",
        where=(("body", ("MASH Operational Group",)),),
        period=AtDate(date(2025, 3, 31)),
        test=IsNot("Westmoor County Council"),
    ),
    'partnership.members at 2025-03-31 includes "Westmoor Schools"': Check(
        key="partnership.members", period=AtDate(date(2025, 3, 31)), test=Includes("Westmoor Schools")
    ),
    "meetings.attendance_rate in 2024-25 rises by > 5 points since 2023-24": Check(
        key="meetings.attendance_rate",
        period=YEAR,
        test=Rises(ReportingYear(2023), Op.MORE, Quantity(Decimal(5), POINTS)),
    ),
    "training.dna_rate in 2024-25 between 2.5% and 10%": Check(
        key="training.dna_rate",
        period=YEAR,
        test=Between(Quantity(Decimal("2.5"), PERCENT), Quantity(Decimal(10), PERCENT)),
    ),
}


@pytest.mark.parametrize("text", CANONICAL)
def test_a_check_is_read_as_what_it_says_and_printed_as_it_was(text: str) -> None:
    assert parse(text) == CANONICAL[text]
    assert show(CANONICAL[text]) == text


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        (
            "  Training.Places_Attended   IN 2024–25  ≥ 9,000.50 ",
            "training.places_attended in 2024-25 >= 9000.5",
        ),
        ("a.b in 2024/25 is at least 3", "a.b in 2024-25 >= 3"),
        ("a.b in 2024-2025 more than 3", "a.b in 2024-25 > 3"),
        ("a.b in 1999-2000 <> 3.0", "a.b in 1999-00 != 3"),
        ("a.b in 2024-25 fewer than 80 per cent", "a.b in 2024-25 < 80%"),
        ("a.b by body in 2024-25 each == 1", "a.b in 2024-25 by body each = 1"),
        ("a.b by body each in 2024-25 = 1", "a.b in 2024-25 by body each = 1"),
        ("a.b in 2024-25 monthly Is Improving", "a.b monthly in 2024-25 is improving"),
        ("a.b in 2024-25 is between 70% and 90%", "a.b in 2024-25 between 70% and 90%"),
        (
            "a.b in 2024-25 rises by at least 1 point since 2023/24",
            "a.b in 2024-25 rises by >= 1 points since 2023-24",
        ),
        ("a.b{} in 2024-25 > 0", "a.b in 2024-25 > 0"),
        (
            "a.b{ source = “rapid review” , audit; agency=Police-2 } in 2024-25 > 0",
            'a.b{agency=Police-2,source=audit,"rapid review"} in 2024-25 > 0',
        ),
        ('a.b{body=x,x,"x"} in 2024-25 > 0', "a.b{body=x} in 2024-25 > 0"),
        ('a.b{body="DSP   Executive"} in 2024-25 > 0', 'a.b{body="DSP Executive"} in 2024-25 > 0'),
        (r'a.b at 2025-03-31 is "the \"Hub\" \\ desk"', r'a.b at 2025-03-31 is "the \"Hub\" \\ desk"'),
        ("a.b at 2025-03-31 is “the Hub”", 'a.b at 2025-03-31 is "the Hub"'),
    ],
)
def test_what_is_typed_loosely_is_printed_in_one_way(typed: str, canonical: str) -> None:
    assert show(parse(typed)) == canonical


def test_an_escaped_quotation_mark_is_part_of_the_name() -> None:
    assert parse(r'a.b at 2025-03-31 is "the \"Hub\" \\ desk"').test == Is('the "Hub" \\ desk')


def test_a_figure_is_read_without_a_test() -> None:
    assert parse_selection("training.places_attended in 2024-25 by agency") == Selection(
        key="training.places_attended", period=YEAR, by="agency"
    )
    for text in (
        "training.places_attended{agency=Police} in 2024-25 by course",
        "a.b monthly from 2023-04 to 2025-03",
        "actions.outstanding at 2025-03-31",
    ):
        assert show(parse_selection(text)) == text


REFUSED = [
    ("", 0, "The check is empty"),
    ("   ", 0, "The check is empty"),
    (
        "places_attended in 2024-25 >= 9",
        0,
        "begin with the key of a measure, such as training.places_attended",
    ),
    ("a.b", 3, "stops too soon: say when, such as in 2024-25"),
    ("a.b >= 3", 4, "The period is missing: say when"),
    ("a.b in", 6, "a reporting year, such as in 2024-25"),
    ("a.b in 2024-26 > 3", 7, "“2024-26” is not a reporting year: write it as 2024-25"),
    ("a.b in 2024-2125 > 3", 7, "“2024-2125” is not a reporting year"),
    ("a.b in 2024 > 3", 7, "“2024” is not a reporting year"),
    ("a.b in 1066-67 > 3", 7, "The year 1066 is out of range"),
    ("a.b at 2025-02-30 > 3", 7, "There is no such date as 2025-02-30"),
    ("a.b at 31/03/2025 > 3", 7, "write it as 2025-03-31"),
    ("a.b at 20250331 > 3", 7, "write it as 2025-03-31"),
    ("a.b from 2025-03 to 2023-04 > 3", 4, "The first month comes after the last"),
    ("a.b from 2025-03 > 3", 17, "write the last month too"),
    ("a.b from 2025-03 to 2025-13 > 3", 20, "“2025-13” is not a month"),
    ("a.b in 2024-25", 14, "say what is to be true, such as >= 9000"),
    ("a.b in 2024-25 >=", 17, "write a number, such as 9000 or 80%"),
    ("a.b in 2024-25 >= -5", 18, "write a number"),
    ("a.b in 2024-25 >= 5 foo", 20, "“foo” is more than a check takes"),
    ("a.b in 2024-25 >= 1234567890123456", 15, "at most 15 digits"),
    ("a.b in 2024-25 >= 5 points", 15, "Points measure a rise or a fall: write 5% here"),
    ("a.b in 2024-25 is improving", 15, "write monthly before the period"),
    ("a.b monthly in 2024-25 >= 3", 4, "“monthly” goes with is improving"),
    ("a.b monthly at 2024-03-31 is improving", 4, "“monthly” needs more than one date"),
    ("a.b in 2024-25 each >= 3", 15, "“each” needs a dimension: write by body each"),
    ("a.b in 2024-25 by each >= 3", 18, "after “by” write a dimension"),
    ("a.b in 2024-25 by body >= 3", 15, "write by body each"),
    ("a.b in 2024-25 in 2023-24 > 3", 15, "The period is given twice"),
    ("a.b monthly in 2024-25 monthly is improving", 23, "“monthly” is given twice"),
    ("a.b{body=DSP Executive} in 2024-25 > 3", 13, "between quotation marks"),
    ('a.b{body="DSP Executive} in 2024-25 > 3', 9, "A quotation mark is opened and not closed"),
    ("a.b{body=x in 2024-25 > 3", 11, "close the braces"),
    ("a.b{body=} in 2024-25 > 3", 9, "write a value"),
    ("a.b{DSP} in 2024-25 > 3", 4, "Name the dimension first"),
    ("a.b{body=x,body=y} in 2024-25 > 3", 11, "“body” is named twice"),
    ('a.b{body=" "} in 2024-25 > 3', 3, "A name is empty"),
    ("a.b in 2024-25 falls", 20, "say since when"),
    ("a.b in 2024-25 falls by 25% since 2023-24", 24, "write a comparison and a number"),
    ("a.b in 2024-25 falls by != 25% since 2023-24", 15, "such as falls by >= 25%"),
    ("a.b in 2024-25 falls by >= 25%", 30, "say since when"),
    ("a.b in 2024-25 falls by >= 25% since 2024-03-31", 15, "an earlier year: write falls since 2023-24"),
    ("a.b at 2024-03-31 falls by >= 25% since 2023-24", 18, "an earlier date: write falls since 2024-03-31"),
    ("a.b in 2024-25 falls since 2024-25", 15, "“since” must be earlier"),
    ("a.b at 2024-03-31 rises since 2025-03-31", 18, "“since” must be earlier"),
    ("a.b from 2023-04 to 2024-03 falls since 2022-23", 4, "compares two years or two dates"),
    ("a.b in 2024-25 is good", 18, "improving, worsening, consistent, or a name between quotation marks"),
    ("a.b at 2024-03-31 is not good", 25, "a name between quotation marks"),
    ("a.b monthly in 2024-25 is not improving", 30, "write is consistent or is worsening"),
    ("a.b monthly in 2024-25 is not consistent", 30, "write is improving or is worsening"),
    ("a.b in 2024-25 is not 9000", 22, "write != 9000"),
    ("a.b in 2024-25 is 80%", 18, "write = 80%"),
    ('a.b at 2024-03-31 is "\x00"', 18, "cannot be printed"),
    ("a.b in 2024-25 between 9500 and 9000", 15, "write between 9000 and 9500"),
    ("a.b in 2024-25 between 5 and 30%", 15, "Write both ends alike"),
    ("a.b in 2024-25 between 5", 24, "“between” takes two numbers"),
    ("select * from users; drop", 0, "begin with the key of a measure"),
    ("a.b in 2024-25 >= " + "9" * 1000, 1000, "longer than 1,000 characters"),
]


@pytest.mark.parametrize(("text", "position", "words"), REFUSED)
def test_nonsense_is_refused_with_its_place_and_what_to_write(text: str, position: int, words: str) -> None:
    with pytest.raises(CheckError) as refusal:
        parse(text)
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")
    assert refusal.value.position == position


def test_a_figure_does_not_take_each() -> None:
    with pytest.raises(CheckError, match="belongs to a check") as refusal:
        parse_selection("a.b in 2024-25 by body each")
    assert refusal.value.position == 23


words = st.text(string.ascii_lowercase + string.digits + "_", max_size=8)
identifiers = st.builds(
    lambda first, rest: first + rest, st.sampled_from(string.ascii_lowercase), words
).filter(lambda name: name != "each")
keys = st.builds(lambda app, name: f"{app}.{name}", identifiers, identifiers)
names = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
    | st.sampled_from(
        ["improving", "not", "each", '"', "\\", "“x”", "King's", "a=b", "x,y", "A}", "DSP Executive"]
    )
).filter(str.strip)
filters = st.dictionaries(identifiers, st.lists(names, min_size=1, max_size=3).map(tuple), max_size=3).map(
    lambda found: tuple(found.items())
)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
years = st.integers(1900, 2198).map(ReportingYear)
numbers = st.decimals(0, 10**11, allow_nan=False, allow_infinity=False, places=4)
quantities = st.builds(Quantity, numbers, st.sampled_from([Scale.PLAIN, PERCENT]))
amounts = st.builds(Quantity, numbers, st.sampled_from(Scale))
ops = st.sampled_from(Op)
spans = st.tuples(days, days).map(lambda pair: InSpan(*sorted(pair)))


@st.composite
def comparisons(draw: st.DrawFn) -> Compare | Between:
    if draw(st.booleans()):
        return Compare(draw(ops), draw(quantities))
    scale = draw(st.sampled_from([Scale.PLAIN, PERCENT]))
    low, high = sorted([draw(numbers), draw(numbers)])
    return Between(Quantity(low, scale), Quantity(high, scale))


@st.composite
def changes(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from([Falls, Rises]))
    how = draw(st.just(()) | st.tuples(ops.filter(lambda op: op is not Op.UNEQUAL), amounts))
    if draw(st.booleans()):
        first, last = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
        return {"period": AtDate(last), "test": kind(first, *how)}
    earlier, later = sorted(draw(st.lists(years, min_size=2, max_size=2, unique=True)))
    return {"period": InYear(later), "test": kind(earlier, *how)}


said = (
    changes()
    | st.fixed_dictionaries({"period": years.map(InYear) | days.map(AtDate) | spans, "test": comparisons()})
    | st.fixed_dictionaries(
        {
            "period": years.map(InYear) | spans,
            "test": st.sampled_from([IsImproving(), IsWorsening(), IsConsistent()]),
            "monthly": st.just(True),
        }
    )
    | st.fixed_dictionaries(
        {
            "period": days.map(AtDate),
            "test": st.sampled_from([Is, IsNot, Includes]).flatmap(lambda k: st.builds(k, names)),
        }
    )
)
splits: st.SearchStrategy[dict] = st.just({}) | identifiers.map(lambda name: {"by": name, "each": True})
checks = st.builds(
    lambda key, where, what, split: Check(key=key, where=where, **what, **split), keys, filters, said, splits
)


@given(checks)
def test_every_check_survives_being_printed_and_read(check: Check) -> None:
    text = show(check)
    if len(text) <= 1000:
        assert parse(text) == check
        assert show(parse(text)) == text


@given(checks)
def test_every_figure_survives_being_printed_and_read(check: Check) -> None:
    figure = Selection(
        key=check.key, where=check.where, monthly=check.monthly, period=check.period, by=check.by
    )
    text = show(figure)
    if len(text) <= 1000:
        assert parse_selection(text) == figure


pieces = [
    "a.b",
    "in",
    "at",
    "2024-25",
    "2025-03-31",
    ">=",
    "80%",
    "{",
    "}",
    "x=",
    '"',
    ",",
    "by",
    "each",
    "is",
    "not",
    "monthly",
    "falls",
    "since",
    "from",
    "2024-04",
    "to",
    "improving",
    '"x"',
    "between",
    "and",
    "7",
    "points",
    "“",
]


@given(st.lists(st.sampled_from(pieces), max_size=12).map(" ".join) | st.text(max_size=40))
@example("a.b in 9999-00 > 1")
@example("a.b in 0000-01 > 1")
@example("a.b{x=\ud800} in 2024-25 > 1")
def test_any_text_is_a_check_or_a_plain_sentence_with_a_place(text: str) -> None:
    refusal = None
    try:
        check = parse(text)
    except CheckError as error:
        refusal = error
    if refusal:
        assert refusal.sentence.endswith(".")
        assert refusal.position is not None
        assert 0 <= refusal.position <= len(text)
    else:
        assert parse(show(check)) == check
