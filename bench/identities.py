"""Children as four agencies write them down, at any scale and as dirty as wanted: identities only, with the truth.

Brothers, sisters and twins live at one address; names come from the sample files, so that the frequent are frequent.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sightline.datasets.engine.linking import Source
from sightline.datasets.engine.linking.normalising import UPN_LETTERS, same_names

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
ROLES = ("forename", "surname", "born", "sex", "postcode", "nhs_number", "upn")
AGENCIES = {
    "social-care-contacts": (0.35, 0.5),
    "police-notifications": (0.0, 0.0),
    "health-emergency-attendances": (0.95, 0.0),
    "education-exclusions-absence": (0.0, 0.98),
}
"""How often each holds the NHS number and the UPN."""
SCHEMA = pa.schema(
    [("_row", pa.int64()), ("record_id", pa.string())]
    + [(role, pa.date32() if role == "born" else pa.string()) for role in ROLES]
)


@dataclass(frozen=True)
class Dirt:
    """How often a record differs from the child, for each way of differing."""

    slip: float = 0.03
    surname_changed: float = 0.02
    double_surname: float = 0.02
    swapped_names: float = 0.01
    diminutive: float = 0.02
    day_and_month: float = 0.01
    new_year: float = 0.015
    year_off: float = 0.0
    moved: float = 0.07
    postcode_slip: float = 0.0
    no_postcode: float = 0.0
    sex_wrong: float = 0.0
    sex_missing: float = 0.0
    number_wrong: float = 0.0
    number_lost: float = 0.0
    placeholder: float = 0.0
    middle_name: float = 0.0


DIRTIER = Dirt(
    slip=0.06, surname_changed=0.03, double_surname=0.03, swapped_names=0.02, diminutive=0.05, day_and_month=0.02,
    new_year=0.03, year_off=0.01, moved=0.12, postcode_slip=0.02, no_postcode=0.03, sex_wrong=0.01, sex_missing=0.03,
    number_wrong=0.01, number_lost=0.25, placeholder=0.01, middle_name=0.03,
)  # fmt: skip


@dataclass(frozen=True)
class Child:
    forename: str
    surname: str
    born: date
    sex: str
    postcode: str
    nhs_number: str
    upn: str


class Town:
    """Names, addresses and numbers to draw from. The same seed draws the same."""

    def __init__(self, seed: int, children: int) -> None:
        self.draw = random.Random(seed)
        self.forenames: dict[str, list[str]] = {"F": [], "M": []}
        self.surnames: list[str] = []
        with (SAMPLES / "education-exclusions-absence.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["forename"].isalpha() and row["forename"].istitle():
                    self.forenames[row["gender"]].append(row["forename"])
                if row["surname"].isalpha() and row["surname"].istitle():
                    self.surnames.append(row["surname"])
        for sex, names in self.forenames.items():
            self.forenames[sex] = _often(names)
        self.surnames = _often(self.surnames)
        self.streets = max(children // 4, 50)
        spellings: dict[str, list[str]] = {}
        for spelling, name in same_names().items():
            spellings.setdefault(name, []).append(spelling)
        self.spellings = {spelling: spellings[name] for spelling, name in same_names().items()}

    def household(self) -> Iterator[Child]:
        """The children at one address: mostly one or two, now and then twins."""
        surname, postcode = self.draw.choice(self.surnames), self.postcode()
        born = date(2007, 1, 1) + timedelta(days=self.draw.randrange(18 * 365))
        for _ in range(self.draw.choices((1, 2, 3, 4), (60, 28, 9, 3))[0]):
            yield self.child(surname, born, postcode)
            if self.draw.random() > 0.05:  # otherwise a twin
                born += timedelta(days=self.draw.randrange(330, 1500))

    def child(self, surname: str, born: date, postcode: str) -> Child:
        sex = self.draw.choice("FM")
        forename = self.draw.choice(self.forenames[sex])
        return Child(forename, surname, born, sex, postcode, self.nhs_number(), self.upn())

    def postcode(self) -> str:
        street = random.Random(self.draw.randrange(self.streets))
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        return f"WM{street.randint(1, 40)} {street.randint(1, 9)}{street.choice(letters)}{street.choice(letters)}"

    def nhs_number(self) -> str:
        while True:
            digits = [9, *(self.draw.randrange(10) for _ in range(8))]
            check = (11 - sum((10 - place) * digit for place, digit in enumerate(digits)) % 11) % 11
            if check < 10:
                return "".join(map(str, (*digits, check)))

    def upn(self) -> str:
        digits = [8, *(self.draw.randrange(10) for _ in range(11))]
        return UPN_LETTERS[sum(weight * digit for weight, digit in enumerate(digits, 2)) % 23] + "".join(
            map(str, digits)
        )

    def slip(self, text: str) -> str:
        """A letter lost, changed, doubled or swapped with the next."""
        at = self.draw.randrange(max(len(text) - 1, 1))
        kind = self.draw.randrange(4)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        if kind == 1:
            return text[:at] + self.draw.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]
        if kind == 2:
            return text[:at] + text[at : at + 1] + text[at:]
        return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]

    def written(self, child: Child, holds: tuple[float, float], dirt: Dirt) -> dict[str, Any]:
        """A record of the child as an agency wrote it."""

        def happens(share: float) -> bool:
            return share > 0 and self.draw.random() < share

        forename, surname, born, postcode = child.forename, child.surname, child.born, child.postcode
        if happens(dirt.diminutive):
            forename = self.draw.choice(self.spellings.get(forename.lower(), [forename])).title()
        if happens(dirt.middle_name):
            forename += " " + self.draw.choice(self.forenames[child.sex])
        if happens(dirt.surname_changed):
            surname = self.draw.choice(self.surnames)
        elif happens(dirt.double_surname):
            surname += "-" + self.draw.choice(self.surnames)
        if happens(dirt.slip):
            forename = self.slip(forename)
        if happens(dirt.slip):
            surname = self.slip(surname)
        if happens(0.05):
            surname = surname.upper()
        if happens(dirt.swapped_names):
            forename, surname = surname, forename
        if happens(dirt.day_and_month) and born.day <= 12:
            born = date(born.year, born.day, born.month)
        elif happens(dirt.new_year):
            born = date(born.year, 1, 1)
        elif happens(dirt.year_off):
            born = date(born.year + self.draw.choice((-1, 1)), born.month, min(born.day, 28))
        if happens(dirt.moved):
            postcode = self.postcode()
        if happens(dirt.postcode_slip):
            postcode = postcode[:-1] + self.draw.choice("ABDEFGHJLNPQRSTUWXYZ")
        if happens(0.04):
            postcode = postcode.replace(" ", "")
        sex: str | None = child.sex
        if happens(dirt.sex_wrong):
            sex = "F" if sex == "M" else "M"
        if happens(dirt.sex_missing):
            sex = None
        kept = 1 - dirt.number_lost
        return {
            "forename": forename,
            "surname": surname,
            "born": born,
            "sex": sex,
            "postcode": None if happens(dirt.no_postcode) else postcode,
            "nhs_number": self._number(child.nhs_number, "9434765919", dirt)
            if happens(holds[0] * kept)
            else None,
            "upn": self._number(child.upn, "A000000000000", dirt) if happens(holds[1] * kept) else None,
        }

    def _number(self, number: str, placeholder: str, dirt: Dirt) -> str:
        chance = self.draw.random()
        if chance < dirt.placeholder:
            return placeholder
        if chance < dirt.placeholder + dirt.number_wrong:
            at = self.draw.randrange(1, len(number))
            return number[:at] + str(self.draw.randrange(10)) + number[at + 1 :]
        return number


def make(folder: Path, children: int, seed: int, dirt: Dirt = Dirt()) -> list[Source]:
    """Write delivery folders of so many children, some two records each, and ``truth.parquet`` beside them."""
    town = Town(seed, children)
    rows: dict[str, list[dict[str, Any]]] = {agency: [] for agency in AGENCIES}
    truth: list[dict[str, Any]] = []
    place = 0
    while place < children:
        for child in town.household():
            place += 1
            known = [agency for agency in AGENCIES if town.draw.random() < 0.35] or [
                town.draw.choice([*AGENCIES])
            ]
            for agency in known:
                for _ in range(town.draw.choices((1, 2, 3, 4), (78, 14, 5, 3))[0]):
                    held = rows[agency]
                    record = f"{agency[0].upper()}{len(held) + 1:07}"
                    held.append(
                        {"_row": len(held) + 2, "record_id": record}
                        | town.written(child, AGENCIES[agency], dirt)
                    )
                    truth.append({"source": agency, "record_id": record, "child": place})
    sources = []
    for agency, held in rows.items():
        into = folder / agency
        (into / "identity").mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(held, SCHEMA), into / "identity" / "records.parquet")
        sources.append(Source(contract=agency, file=f"{agency}.csv", folder=into))
    pq.write_table(pa.Table.from_pylist(truth), folder / "truth.parquet")
    return sources


def _often(names: list[str]) -> list[str]:
    """The names that stand there more than once, as often as they stand there: what is left are slips."""
    times = Counter(names)
    return [name for name in names if times[name] > 2]
