"""Whom people mean by a name as they write it."""

from __future__ import annotations

import pytest

from sightline.partnership.naming import Names

POLICE, COUNCIL, SCHOOLS, NORTH, SOUTH = range(1, 6)
KNOWN = Names(
    {
        "norfield & dale police": POLICE,
        "police": POLICE,
        "norfield county council": COUNCIL,
        "ncc": COUNCIL,
        "children's services": COUNCIL,
        "norfield schools": SCHOOLS,
        "norfield trust (north)": NORTH,
        "norfield trust (south)": SOUTH,
        "the trust": NORTH,
        "trust": SOUTH,
    },
    key_of={},
    called={POLICE: "Norfield & Dale Police", SCHOOLS: "Norfield Schools"},
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Norfield and Dale Police", POLICE),
        ("Norfield &Dale Police", POLICE),
        ("The Police", POLICE),
        ("Police.", POLICE),
        ("N.C.C.", COUNCIL),
        ("Childrens Services", COUNCIL),
        ("Norfield County Council (CSC)", COUNCIL),
        ("Norfield Schools (Education)", SCHOOLS),
        ("The Trust", NORTH),
        ("Trust", SOUTH),
        ("Trust.", None),
        ("Norfield Trust", None),
        ("Norfield Trust (East)", None),
        ("Police / NCC", None),
        ("...", None),
        ("", None),
        ("Polise", None),
    ],
)
def test_a_name_means_the_one_that_it_can_mean(written: str, meant: int | None) -> None:
    assert KNOWN.meant(written) == meant


def test_in_a_list_of_names_a_bracket_tells_two_apart() -> None:
    assert KNOWN.same("Norfield and Dale Police") == POLICE
    assert KNOWN.same("Norfield Schools (Education)") is None


def test_a_misspelt_name_is_like_that_of_somebody_who_is_known() -> None:
    assert KNOWN.like("Polise") == "Norfield & Dale Police"
    assert KNOWN.like("Norfeild Schools") == "Norfield Schools"
    assert KNOWN.like("Ministry of Silly Walks") == ""
