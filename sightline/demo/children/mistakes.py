"""What goes wrong between a child and what an agency writes down about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sightline.demo.children.chance import Array, days_between
from sightline.demo.children.families import Children
from sightline.demo.children.heritage import OTHERWISE

How = Callable[[np.random.Generator, str], str]
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Written:
    """What one record holds about its child: days as datetime64, all else text, "" where nothing stands."""

    forename: Array
    surname: Array
    sex: Array
    born: Array
    postcode: Array
    nhs_number: Array
    upn: Array


@dataclass(frozen=True)
class Care:
    """How carefully an agency writes: shares of its records, and how much more than usual its people slip."""

    without_nhs_number: float = 1.0
    without_upn: float = 1.0
    slips: float = 1.0


def written(dice: np.random.Generator, children: Children, who: Array, when: Array, care: Care) -> Written:
    """What an agency has of the children ``who`` (their numbers) in records of the days ``when``."""

    def some(share: float) -> Array:
        return dice.random(len(who)) < share * care.slips

    forename, surname = children.forename[who], children.surname[who]
    also = children.also[who]
    surname = np.where((also != "") & some(0.35), also, surname)
    _change(dice, forename, some(0.035), _otherwise)
    _change(dice, surname, some(0.02), _otherwise)
    _change(dice, surname, some(0.02), _double_barrelled)
    _change(dice, forename, some(0.035), _slip)
    _change(dice, surname, some(0.035), _slip)
    _change(dice, forename, some(0.006), _upper)
    _change(dice, surname, some(0.03), _upper)
    swapped = some(0.02)
    forename, surname = np.where(swapped, surname, forename), np.where(swapped, forename, surname)
    sex = children.sex[who]
    return Written(
        forename=forename,
        surname=surname,
        sex=np.where(some(0.003), np.where(sex == "M", "F", "M"), sex),
        born=_born(children.born[who], some(0.012), some(0.008), some(0.003)),
        postcode=_postcode(dice, children, who, when, some(0.07), some(0.012)),
        nhs_number=_number(dice, children.nhs_number[who], care.without_nhs_number, some(0.005)),
        upn=_number(dice, children.upn[who], care.without_upn, some(0.005)),
    )


def _change(
    dice: np.random.Generator, names: Array, which: Array, how: Callable[[np.random.Generator, str], str]
) -> None:
    """Write some of the names another way, in place."""
    for number in np.flatnonzero(which):
        names[number] = how(dice, names[number])


def _slip(dice: np.random.Generator, name: str) -> str:
    """One letter wrong, missing or doubled, or two in the wrong order."""
    if len(name) < 3:
        return name
    at, what = int(dice.integers(len(name) - 1)), int(dice.integers(4))
    letter = ALPHABET[int(dice.integers(26))]
    middle = (letter, "", name[at] * 2, name[at + 1] + name[at])[what]
    return name[:at] + middle + name[at + (2 if what == 3 else 1) :]


def _otherwise(dice: np.random.Generator, name: str) -> str:
    """A short form or another spelling; of a double-barrelled name one half, or both without the hyphen."""
    if others := OTHERWISE.get(name):
        return others[int(dice.integers(len(others)))]
    first, hyphen, last = name.partition("-")
    return (first, last, f"{first} {last}")[int(dice.integers(3))] if hyphen else name


def _double_barrelled(dice: np.random.Generator, name: str) -> str:
    extra = (
        "Smith",
        "Khan",
        "Taylor",
        "Ward",
        "Ahmed",
        "Price",
        "Reid",
        "Hart",
        "Nowak",
        "Bell",
        "Cole",
        "Pratt",
    )
    return name if "-" in name else f"{name}-{extra[int(dice.integers(len(extra)))]}"


def _upper(dice: np.random.Generator, name: str) -> str:
    return name.upper()


def _born(born: Array, unknown_day: Array, swapped: Array, year_out: Array) -> Array:
    """Days of birth: 1 January where only the year was known, day and month swapped, a year out."""
    years, months = born.astype("datetime64[Y]"), born.astype("datetime64[M]")
    day, month = (born - months).astype(int), (months - years).astype(int)
    other_way = (years.astype("datetime64[M]") + day % 12).astype("datetime64[D]") + month
    born = np.where(swapped & (day < 12), other_way, born)
    born = np.where(unknown_day, years.astype("datetime64[D]"), born)
    return np.where(year_out & ~unknown_day, born - np.timedelta64(365, "D"), born)


def _postcode(
    dice: np.random.Generator, children: Children, who: Array, when: Array, squeezed: Array, wrong: Array
) -> Array:
    """The address of the day, which an agency learns some months after a move."""
    learnt = days_between(dice, children.moved_on[who], children.moved_on[who] + np.timedelta64(180, "D"))
    postcode = np.where(when >= learnt, children.lives[who], children.lived[who])
    postcode = np.where(wrong, children.lives[dice.integers(0, len(children), len(who))], postcode)
    return np.where(squeezed, np.char.replace(postcode, " ", ""), postcode)


def _number(dice: np.random.Generator, numbers: Array, missing: float, wrong: Array) -> Array:
    """Numbers, some of them not recorded and some with the last digit wrong, which fails their check."""
    numbers = np.where(dice.random(len(numbers)) < missing, "", numbers)
    for place in np.flatnonzero(wrong & (numbers != "")):
        right = str(numbers[place])
        numbers[place] = right[:-1] + str((int(right[-1]) + 1 + int(dice.integers(8))) % 10)
    return numbers
