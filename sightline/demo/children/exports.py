"""What the four agencies deliver about the same children, and which record is truly whose."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from sightline.demo.children.agencies import EXPORTS, Columns, Export
from sightline.demo.children.chance import Array, chance, weighted
from sightline.demo.children.course import happened
from sightline.demo.children.families import COVERED, Children, families
from sightline.demo.children.mistakes import written

TIMES = (0.80, 0.07, 0.07, 0.06)
"""Of the children whom an agency knows, how many it has one record of, two, three, four."""
SCHOOL_STARTS = np.datetime64("2019-09-01")
TRUTH = "linkage-truth.csv"


@dataclass(frozen=True)
class Delivered:
    """One agency's records of two years, in the order of their days. ``child`` numbers the child of each."""

    key: str
    columns: Columns
    days: Array
    child: Array

    def __len__(self) -> int:
        return len(self.days)

    def rows(self, first: date = date.min, last: date = date.max) -> Iterator[tuple[str, ...]]:
        """The records of the days from ``first`` to ``last``."""
        begin, end = np.searchsorted(self.days, [np.datetime64(first), np.datetime64(last) + 1])
        return zip(*(column[begin:end] for column in self.columns.values()), strict=True)

    def write(self, folder: Path, first: date = date.min, last: date = date.max, name: str = "") -> Path:
        """A csv file of these records as the agency sends it."""
        path = folder / (name or f"{self.key}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.columns)
            writer.writerows(self.rows(first, last))
        return path


def deliveries(children: Children, seed: int) -> list[Delivered]:
    """What each of the four agencies holds about some of the children, April 2023 to March 2025."""
    return [_delivered(export, children, seed) for export in EXPORTS]


def write(folder: Path, delivered: list[Delivered]) -> None:
    """The agencies' csv files and the truth about them: file, record_id, child."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in delivered:
        one.write(folder)
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "record_id", "child"))
        for one in delivered:
            name = f"{one.key}.csv"
            writer.writerows(
                (name, record, child)
                for record, child in zip(one.columns["record_id"], one.child.tolist(), strict=True)
            )


def make(folder: Path, children: int, seed: int) -> list[Delivered]:
    """The files of ``children`` children, about twice as many records, in ``folder``."""
    delivered = deliveries(families(children, seed), seed)
    write(folder, delivered)
    return delivered


def _delivered(export: Export, children: Children, seed: int) -> Delivered:
    dice = chance(seed, export.key)
    knows = np.full(len(children), export.knows)
    if export.school_age:
        of_age = children.born < SCHOOL_STARTS
        knows = np.where(of_age, export.knows / max(of_age.mean(), export.knows), 0.0)
    known = np.flatnonzero(dice.random(len(children)) < knows)
    who = np.repeat(known, weighted(dice, TIMES, len(known)) + 1)
    days, kinds = happened(dice, export.kinds, children.born[who])
    days = np.clip(export.days(days), COVERED[0], COVERED[1])
    order = np.argsort(days, kind="stable")
    who, days, kinds = who[order], days[order], kinds[order]
    numbers = {"record_id": [f"{export.letter}{number:07}" for number in range(1, len(who) + 1)]}
    identity = written(dice, children, who, days, export.care)
    return Delivered(
        key=export.key,
        columns=numbers | export.columns(dice, identity, days, kinds),
        days=days,
        child=who + 1,
    )
