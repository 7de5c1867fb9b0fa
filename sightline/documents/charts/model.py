"""What charts are drawn from: plain values in the order they are read, with ``None`` where nothing was
recorded."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Protocol

from sightline.documents.model import BRAND

Number = int | float | Decimal | Fraction
Show = Callable[[Number], str]
"""How a figure is written for people, e.g. 0.834 as "83%"."""
Figures = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The head and the rows of the data table that stands beside a chart."""

NOT_RECORDED = "not recorded"


class Chart(Protocol):
    """What every chart offers. Its title is its finding in a sentence; words, picture and table say the
    same."""

    @property
    def title(self) -> str: ...

    def description(self) -> str:
        """The figures in words, for those who do not see the picture."""
        ...

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        """The picture as SVG text; ``key`` is an id that no other chart of the page has, ``width`` is in
        pixels."""
        ...

    def table(self) -> Figures: ...


class Cause(Enum):
    """Why a point stands out from chance; the value is what the key beneath the chart says."""

    IMPROVEMENT = "better than chance would give"
    CONCERN = "worse than chance would give"
    CHANGE = "changed by more than chance"


class Tone(Enum):
    """How a cell of a matrix is marked, by shape and colour; its words are the caller's."""

    GOOD = "good"
    PARTLY = "partly"
    POOR = "poor"
    NONE = "none"


def recorded(value: Number | None) -> float | None:
    """The value as a float for drawing. Raises ValueError for what is no finite number."""
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"A chart can show a number or “{NOT_RECORDED}”, not {value}.")
    return float(value)


def written(value: Number | None, show: Show) -> str:
    return NOT_RECORDED if value is None else show(value)


@dataclass(frozen=True)
class Point:
    """A value; ``why`` says in a few words what made its ``cause``, e.g. "below the lower limit"."""

    label: str
    value: Number | None
    cause: Cause | None = None
    why: str = ""

    def __post_init__(self) -> None:
        recorded(self.value)


@dataclass(frozen=True)
class Series:
    """Points at equal steps of time, oldest first; ``name`` says what is counted."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Limits:
    """The mean and the limits of chance, from the point at index ``start`` until the next limits begin."""

    mean: Number
    lower: Number | None = None
    upper: Number | None = None
    start: int = 0


@dataclass(frozen=True)
class Bar:
    """One bar; ``note`` stands after its value, e.g. "231 of 280"."""

    label: str
    value: Number | None
    note: str = ""


@dataclass(frozen=True)
class Cell:
    words: str
    tone: Tone = Tone.NONE


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Span:
    """Something that lasted from ``start`` to ``end``; without an end it is still open, with an equal one
    it is a moment."""

    label: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Share:
    """So many of so many: one point of a funnel."""

    label: str
    numerator: int
    denominator: int
