"""Which data set a file is, told from its headings and from what stands below them, not from its name."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..reading.headings import Headed
from ..reading.kinds import FileKind, kind_of
from ..reading.model import Unreadable
from ..reading.sheets import Sheet
from ..reading.tables import placed, sheets_of
from . import catalogue
from .faults import NotRecognised
from .model import Contract, Field, Kind
from .values import meaning

_LEAST_FIT = 0.45
_LEAST_EVIDENCE = 0.34
_NAMED = 4  # fields that a sentence names


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How much a file is like a contract. ``fit`` is of its headings, ``evidence`` of what stands under them: 0 to 1.

    ``lacks`` are the titles of required fields that it has no column for.
    """

    fit: float
    evidence: float
    lacks: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        return self.fit >= _LEAST_FIT and self.evidence >= _LEAST_EVIDENCE

    @property
    def score(self) -> float:
        return self.fit + 2 * self.evidence


def recognise(path: Path, name: str) -> Contract:
    """The contract that a file fits best. Raises NotRecognised when none fits, Unreadable when it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="sightline-recognising-") as work:
        likenesses = _likenesses(path, name, Path(work))
    if not likenesses:
        raise NotRecognised(
            "The columns of this file are those of no data set. Choose which it is, or correct its headings."
        )
    contract, likeness = max(likenesses, key=lambda pair: pair[1].score)
    if likeness.enough:
        return contract
    lacks = "; no column was found for " + ", ".join(likeness.lacks[:_NAMED]) if likeness.lacks else ""
    raise NotRecognised(
        f"The columns of this file are those of no data set. The nearest is “{contract.title}”{lacks}."
        " Choose which it is, or correct its headings."
    )


def _likenesses(path: Path, name: str, work: Path) -> list[tuple[Contract, Likeness]]:
    from ..reading import RECOGNISERS

    contracts = catalogue.shipped().values()
    kind = kind_of(path)
    sheets: Sequence[Sheet] = () if kind is FileKind.XML else sheets_of(path, name, work)
    found = []
    for contract in contracts:
        if contract.form == "table":
            likeness = like_a_table(contract, sheets)
        elif recogniser := RECOGNISERS.get(contract.form):
            likeness = recogniser(contract, path, sheets)
        else:
            continue
        if likeness:
            found.append((contract, likeness))
    if not found and kind is FileKind.XML:
        raise Unreadable("The file is XML, and none of the data sets that come as XML.")
    return found


def like_a_table(contract: Contract, sheets: Sequence[Sheet]) -> Likeness | None:
    """How much sheets are like a contract's tables; None when no sheet has headings of any."""
    pairs = placed(contract, sheets)
    if not pairs:
        return None
    sheet, headed = max(pairs, key=lambda pair: pair[1].fit)
    return Likeness(
        fit=headed.fit,
        evidence=_evidence(sheet, headed),
        lacks=tuple(field.title for field in headed.required_missing),
    )


def _evidence(sheet: Sheet, headed: Headed) -> float:
    """The mean share of readable cells over the days, codes and answers that say what happened; 0 where no column is.

    What every agency holds of a child says nothing of whose file it is.
    """
    told = [field for field in headed.table.fields if field.role is None and field.kind is not Kind.TEXT]
    rows = [cells for number, cells in sheet.top if number > headed.row]
    if not told:
        return 1.0
    return sum(_readable(field, headed.at.get(field.name), rows) for field in told) / len(told)


def _readable(field: Field, place: int | None, rows: Sequence[Sequence[str]]) -> float:
    if place is None:
        return 0.0
    cells = [cells[place].strip() for cells in rows if place < len(cells) and cells[place].strip()]
    if not cells:
        return 0.75  # a column without a value is as likely this field's as its heading says
    return sum(meaning(field, cell) is not None for cell in cells) / len(cells)
