"""Families of children who do not exist: who they are, who lives with whom, and when they moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sightline.demo.children.chance import Array, chance, days_between, skewed, weighted
from sightline.demo.children.heritage import HERITAGES, feminine
from sightline.demo.children.identifiers import nhs_numbers, pupil_numbers

SIZES = (0.55, 0.28, 0.12, 0.05)
"""How many families have one child, two, three, four."""
TWINS, OTHER_SURNAME, MOVES = 0.035, 0.08, 0.16
"""Of families with two children or more, those with twins; of children, those who go by the other parent's surname
somewhere; of families, those who move within the two years."""
BORN = (np.datetime64("2007-04-01"), np.datetime64("2023-12-31"))
COVERED = (np.datetime64("2023-04-01"), np.datetime64("2025-03-31"))
STREET = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))


@dataclass(frozen=True)
class Children:
    """A column for everything that is true of a child, whatever an agency writes down about it.

    ``born`` and ``moved_on`` are days; ``also`` is the surname that some go by elsewhere, "" for most; ``lives`` and
    ``lived`` are the postcode after and before ``moved_on``, the same for those who stayed. Siblings have the same
    ``family``, twins the same day of birth as well.
    """

    family: Array
    forename: Array
    surname: Array
    also: Array
    sex: Array
    born: Array
    lived: Array
    lives: Array
    moved_on: Array
    nhs_number: Array
    upn: Array

    def __len__(self) -> int:
        return len(self.family)


def families(count: int, seed: int, *, area: str = "WM", districts: int = 29) -> Children:
    """``count`` children under 18 in their families, in ``districts`` postcode districts of ``area``."""
    dice = chance(seed, "families")
    sizes = weighted(dice, SIZES, count) + 1
    family = np.repeat(np.arange(count), sizes)[:count]
    within = np.arange(count) - np.searchsorted(family, family)
    there = int(family[-1]) + 1 if count else 0
    heritage = weighted(dice, [one.share for one in HERITAGES], there)
    born = _born(dice, family, within, there)
    boys = dice.random(count) < 0.512
    house, new_house = (_postcodes(dice, there, area, districts) for _ in range(2))
    moves = dice.random(there) < MOVES
    moved_on = days_between(dice, np.full(there, COVERED[0]), np.full(there, COVERED[1]))
    surname, also = _surnames(dice, family, heritage, boys)
    return Children(
        family=family,
        forename=_forenames(dice, family, heritage[family], boys),
        surname=surname,
        also=also,
        sex=np.where(boys, "M", "F"),
        born=born,
        lived=house[family],
        lives=np.where(moves, new_house, house)[family],
        moved_on=moved_on[family],
        nhs_number=nhs_numbers(dice, count),
        upn=np.where(born < np.datetime64("2019-09-01"), pupil_numbers(dice, count), ""),
    )


def _born(dice: np.random.Generator, family: Array, within: Array, there: int) -> Array:
    """Days of birth: siblings one to four years apart, and some born on one day."""
    span = int((BORN[1] - BORN[0]).astype(int)) + 1
    eldest = dice.integers(0, span, there)
    apart = np.where(within == 0, 0, dice.integers(330, 1500, len(family)))
    twins = (dice.random(there) < TWINS)[family] & (within == 1)
    apart = np.where(twins, 0, apart)
    since = np.cumsum(apart)
    firsts = np.searchsorted(family, np.arange(there))
    days = (eldest[family] + since - since[firsts][family]) % span
    return BORN[0] + days.astype("timedelta64[D]")


def _surnames(dice: np.random.Generator, family: Array, heritage: Array, boys: Array) -> tuple[Array, Array]:
    """Each child's surname, and the other that it goes by, if it does."""
    mothers, fathers = (_of_heritage(dice, heritage, "surnames") for _ in range(2))
    surname, other = fathers[family], mothers[family]
    for number in np.flatnonzero(~boys & (heritage[family] == 3)):
        surname[number] = feminine(surname[number])
    known = dice.random(len(family)) < OTHER_SURNAME
    return surname, np.where(known & (surname != other), other, "")


def _forenames(dice: np.random.Generator, family: Array, heritage: Array, boys: Array) -> Array:
    """A forename for each; no two children of a family have the same."""
    names = np.where(
        boys, _of_heritage(dice, heritage, "boys"), _of_heritage(dice, heritage, "girls")
    ).astype(object)
    for number in range(1, len(names)):
        first = number
        while first and family[first - 1] == family[number]:
            first -= 1
        if names[number] in names[first:number]:
            of = HERITAGES[heritage[number]]
            left = [
                name for name in (of.boys if boys[number] else of.girls) if name not in names[first:number]
            ]
            names[number] = left[int(dice.integers(len(left)))]
    return names


def _of_heritage(dice: np.random.Generator, heritage: Array, what: str) -> Array:
    """For each number of a heritage one of its names."""
    names = np.empty(len(heritage), dtype=object)
    for number, one in enumerate(HERITAGES):
        here = heritage == number
        names[here] = skewed(dice, getattr(one, what), int(here.sum()))
    return names


def _postcodes(dice: np.random.Generator, count: int, area: str, districts: int) -> Array:
    """Postcodes of an area; near the middle of the list of districts live more families."""
    weights = 1 + np.sin(np.linspace(0.2, 2.9, districts))
    outward = np.array([f"{area}{number} " for number in range(1, districts + 1)])[
        weighted(dice, weights, count)
    ]
    letters = STREET[dice.integers(0, len(STREET), (2, count))]
    inward = np.char.add(dice.integers(1, 10, count).astype("U1"), np.char.add(letters[0], letters[1]))
    return np.char.add(outward, inward)
