"""The same name, day, postcode or number in the spellings that agencies give it."""

import duckdb
import pytest

from sightline.datasets.engine.linking import normalising as norm


def value(expression: str, text: str | None) -> object:
    """What an expression over the column x makes of a text."""
    return (
        duckdb.connect()
        .execute(f"SELECT {expression} FROM (SELECT ?::VARCHAR AS x)", [text])
        .fetchall()[0][0]
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  José-María ", "jose maria"),
        ("O'CONNOR", "oconnor"),
        ("O Connor", "oconnor"),
        ("Mc Donald", "mcdonald"),
        ("Allen-Walker", "allen walker"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("D’Arcy  Smith", "darcy smith"),
        ("Unknown", None),
        ("n/a", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_is_read_however_it_is_written(written: str | None, read: str | None) -> None:
    assert value(norm.name("x"), written) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hussain", "husein"),
        ("yusuf", "yousef"),
        ("philip", "filip"),
        ("katarzyna", "catarzyna"),
        ("aisha", "ayesha"),
    ],
)
def test_names_carried_over_from_other_alphabets_sound_the_same(one: str, other: str) -> None:
    assert value(norm.sound("x"), one) == value(norm.sound("x"), other)


def test_names_that_differ_sound_different() -> None:
    assert len({value(norm.sound("x"), name) for name in ("daniel", "gareth", "susan", "martin")}) == 4


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("WM7 1UQ", "WM71UQ"),
        ("wm71uq", "WM71UQ"),
        ("WM7 IUQ", "WM71UQ"),
        ("SO14 OAA", "SO140AA"),
        ("SO14 0AA", "SO140AA"),
        ("WM1O 2AB", "WM102AB"),
        ("0X1 2JD", "OX12JD"),
        ("W1A 0AX", "W1A0AX"),
        ("ZZ99 3VZ", None),
        ("WM7", None),
        ("no fixed abode", None),
        (None, None),
    ],
)
def test_a_postcode_is_put_right_where_only_one_character_can_stand(
    written: str | None, read: str | None
) -> None:
    assert value(norm.postcode("x"), written) == read


@pytest.mark.parametrize(("written", "read"), [("WM25 8EJ", "WM25"), ("wm7", "WM7"), ("Westmoor", None)])
def test_the_district_is_known_from_half_a_postcode(written: str, read: str | None) -> None:
    assert value(norm.district("x"), written) == read


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("943 476 5919", True),  # the specimen number of the NHS Data Dictionary's guidance
        ("9434765919", True),
        ("9434765918", False),
        ("9434756919", False),
        ("943476591", False),
    ],
)
def test_the_check_digit_of_an_nhs_number_is_worked_out(written: str, holds: bool) -> None:
    number = value(norm.nhs_number("x"), written)
    assert isinstance(number, str)
    assert value(norm.nhs_number_holds("x"), number) is holds


@pytest.mark.parametrize("written", ["0000000000", "9999999999", "1234", "", None])
def test_a_placeholder_is_no_nhs_number(written: str | None) -> None:
    assert value(norm.nhs_number("x"), written) is None


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("E873795316297", True),
        ("e 8737 9531 6297", True),
        ("E873795316298", False),
        ("F873795316297", False),
        ("A12345678901", False),
    ],
)
def test_the_check_letter_of_a_pupil_number_is_worked_out(written: str, holds: bool) -> None:
    number = value(norm.upn("x"), written)
    assert isinstance(number, str)
    assert value(norm.upn_holds("x"), number) is holds


@pytest.mark.parametrize(
    ("written", "read"),
    [("Male", "M"), ("f", "F"), ("1", "M"), ("2", "F"), ("X", None), ("9", None), (None, None)],
)
def test_only_f_and_m_speak_for_or_against(written: str | None, read: str | None) -> None:
    assert value(norm.sex("x"), written) == read


def test_a_spelling_stands_for_one_name_only() -> None:
    spellings = [
        spelling.strip()
        for line in norm.NAMES.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for spelling in line.split(",")
    ]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize(
    ("one", "other"),
    [("joe", "joseph"), ("mohammed", "muhammad"), ("kate", "catherine"), ("bill", "william")],
)
def test_diminutives_and_other_spellings_stand_for_one_name(one: str, other: str) -> None:
    names = norm.same_names()
    assert names[one] == names[other]
