"""Reading an indicator, or a part of one, off its controlled tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sightline.datasets.engine.indicators.asking import Span
from sightline.datasets.engine.indicators.model import Indicator, Part
from sightline.datasets.figures.counts import HIDDEN, Count, Shown, is_month, together
from sightline.datasets.figures.sheets import Sheets
from sightline.foundation.years import ReportingYear

Cells = Mapping[str, Shown]


class TooFine(ValueError):
    """What is asked would tell of so few children that it is not told at all; its text is a sentence."""


ONE_WAY = (
    "Figures about children are divided or filtered by one thing at a time, so that no child can be made out: leave out"
    " one of them."
)
WHOLE_MONTHS = "Figures about children are told of whole months and reporting years: ask of those."
YEAR_OR_MONTH = (
    "One child may count in several months, so this figure is told of one whole reporting year or of one month: ask of"
    " that."
)
PARTS_OF_YEARS = "This figure is divided and filtered for whole reporting years only: ask of one."


@dataclass(frozen=True)
class Reading:
    """One indicator, read off the tables of it, or of the one that it is a part of."""

    of: Indicator | Part
    sheets: Sheets

    @property
    def nothing(self) -> Count:
        """The figure where there is nothing."""
        return Count(0, 0) if isinstance(self.of, Part) and self.of.share else self.sheets.nothing

    def check(self, units: Sequence[Span] | None) -> Sequence[Span]:
        """The units of a time that may be asked about. Raises TooFine."""
        if units is None:
            raise TooFine(WHOLE_MONTHS)
        if self.sheets.indicator.of_the_period and len(units) != 1:
            raise TooFine(YEAR_OR_MONTH)
        return units

    def total(self, units: Iterable[Span], way: str = "", groups: Iterable[str] = ()) -> Shown:
        """The figure of some years and months together, of some groups by one way or of all. Raises TooFine."""
        if not way:
            return together((self._total(unit) for unit in units), self.nothing)
        chosen = list(dict.fromkeys(groups))
        cells = (self.groups(unit, way) for unit in units)
        return together(
            (each.get(group, Shown(self.nothing)) for each in cells for group in chosen), self.nothing
        )

    def groups(self, unit: Span, way: str) -> Cells:
        """The groups by one way of a year or month. Raises TooFine for those of a month of what is itself a part."""
        if not isinstance(self.of, Part):
            return self.sheets.groups(unit, way)
        if is_month(unit):
            raise TooFine(PARTS_OF_YEARS)
        of_all = self.sheets.groups(unit, way)
        meeting = self.sheets.meeting(ReportingYear.of(unit.first), self.of.way, way)
        return {group: self._out_of(self._sum(meeting, group), whole) for group, whole in of_all.items()}

    def _total(self, unit: Span) -> Shown:
        if not isinstance(self.of, Part):
            return self.sheets.total(unit)
        groups = self.sheets.groups(unit, self.of.way)
        nothing = Shown(self.sheets.nothing)
        part = together((groups.get(name, nothing) for name in self.of.groups), self.sheets.nothing)
        return self._out_of(part, self.sheets.total(unit))

    def _sum(self, meeting: Mapping[tuple[str, str], Shown], group: str) -> Shown:
        assert isinstance(self.of, Part)
        nothing = Shown(self.sheets.nothing)
        cells = (meeting.get((name, group), nothing) for name in self.of.groups)
        return together(cells, self.sheets.nothing)

    def _out_of(self, part: Shown, whole: Shown) -> Shown:
        """A part, and where it is told as a share, what it is out of."""
        if not (isinstance(self.of, Part) and self.of.share):
            return part
        if part.count is None or whole.count is None:
            return HIDDEN
        return Shown(Count(part.count.part, whole.count.part))
