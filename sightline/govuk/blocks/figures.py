"""Blocks of figures: measures at a glance, charts, and claims with how we know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..values import Svg, Value, Verdict
from .base import Block
from .records import SummaryRow


@dataclass(frozen=True)
class Stat:
    """A measure at a glance: its value, what it counts, a sentence about it, and its line over time."""

    value: Value
    label: str
    sentence: str = ""
    sparkline: Svg | None = None
    href: str = ""


@dataclass(frozen=True)
class StatRow(Block):
    """Measures side by side."""

    template: ClassVar[str] = "govuk/blocks/stat_row.html"
    stats: tuple[Stat, ...]


@dataclass(frozen=True)
class Chart(Block):
    """A drawing under its finding, with the figures it draws in a disclosure below.

    ``narrow`` is the same drawing made for a phone; where it is given, each width shows its own.
    """

    template: ClassVar[str] = "govuk/blocks/chart.html"
    finding: str
    svg: Svg
    table: Block | None = None
    note: str = ""
    narrow: Svg | None = None


@dataclass(frozen=True)
class Claim(Block):
    """A sentence of a report and how we know it; ``checked`` is what its checks test, in words, and always in sight.

    ``correction`` is the dated sentence that mends it.
    """

    template: ClassVar[str] = "govuk/blocks/claim.html"
    sentence: Value
    verdict: Verdict
    known: tuple[SummaryRow, ...] = ()
    correction: str = ""
    checked: tuple[str, ...] = ()
    id: str = ""
    open: bool = False
