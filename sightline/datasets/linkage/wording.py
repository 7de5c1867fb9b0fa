"""The words of linkage: what is compared, how it turned out, and how much that says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COMPARED = {
    "forename": "First name",
    "surname": "Surname",
    "born": "Date of birth",
    "sex": "Sex",
    "postcode": "Postcode",
    "nhs_number": "NHS number",
    "NHS number": "NHS number",
    "upn": "Unique pupil number",
    "UPN": "Unique pupil number",
    "local": "The sender's own number",
    "sender's own number": "The sender's own number",
    "any two records": "Any two records",
}
SILENT = "not told by both"
"""What the engine says of a comparison that could not be made."""
GROUPS = {
    "source": "Data set",
    "age": "Age",
    "sex": "Sex",
    "district": "Postcode district",
    "identifiers": "Which numbers the record holds",
}
SEXES = {"F": "Girls", "M": "Boys", "X": "Neither"}


@dataclass(frozen=True)
class Part:
    """One comparison of two records: how it turned out, and its weight in bits; None where it could not be made."""

    title: str
    outcome: str
    weight: float | None


def compared(name: str) -> str:
    """What a comparison is called."""
    return COMPARED.get(name, name[:1].upper() + name[1:].replace("_", " "))


def parts(evidence: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The evidence of a pair, in the order of the engine."""
    return [_part(one["comparison"], one.get("level") or "", one["weight"]) for one in evidence]


def _part(name: str, outcome: str, weight: float) -> Part:
    return Part(compared(name), outcome, None if outcome == SILENT else float(weight))


def weighed(value: float) -> str:
    """A weight with its sign, to one decimal place."""
    shown = f"{abs(value):.1f}"
    return shown if shown == "0.0" else f"{'+' if value > 0 else '−'}{shown}"


def group(name: str) -> str:
    """What a way of grouping records is called."""
    return GROUPS.get(name, name[:1].upper() + name[1:].replace("_", " "))


def in_order(value: str) -> tuple[bool, list[tuple[str, int]]]:
    """Where a value stands among others: numbers in it count as numbers, so that WM2 comes before WM10 and "under 1"
    before "1 to 4"; what was not recorded comes last."""
    said = "0" if value.startswith("under") else value
    parts = re.findall(r"(\D*)(\d*)", said)
    return value == "not recorded", [(letters, int(digits or 0)) for letters, digits in parts]
