"""The ways that figures about children are divided: their values stand in the linked store, not in the database.

A figure rests on whole deliveries, however it is filtered; so a filter narrows no rows of the database here, and only
its names are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from sightline.datasets.engine.indicators.model import AGENCY, DISTRICT, Indicator, Way
from sightline.datasets.figures import stores
from sightline.measures.dimensions import NOT_STATED, AgencyDimension, Dimension, MonthDimension, Setting
from sightline.measures.units import Noun
from sightline.partnership.models import Partnership


def values_of(indicator: Indicator, way: str, partnership: Partnership) -> list[str]:
    """The values that a partnership's store holds; none where there is no store to ask."""
    try:
        return stores.ready(partnership).opened.values(indicator, way)
    except stores.NotReady:
        return []


@dataclass(frozen=True, kw_only=True)
class InStore(Dimension):
    """A dimension whose values are words in the store."""

    path: str = ""
    indicator: Indicator
    way: str

    def stored(self, names: Iterable[str], setting: Setting) -> list[str]:
        """What is stored of these names, "" for nothing. Raises NoSuchValue for a name that is not there."""
        return self._meant(names, setting)

    def label(self, raw: Any, setting: Setting) -> str:
        return raw or NOT_STATED

    def listed(self, setting: Setting) -> Iterable[str]:
        return [self.label(raw, setting) for raw in self._stored(setting)] if self.every else ()

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        self.stored(names, setting)
        return Q()

    def _meant(self, names: Iterable[str], setting: Setting) -> list[str]:
        if not self._stored(setting):
            return list(names)  # nothing is known yet, and so no name is wrong
        return super()._meant(names, setting)

    def _stored(self, setting: Setting) -> list[str]:
        return values_of(self.indicator, self.way, setting.scope.partnership)


@dataclass(frozen=True, kw_only=True)
class AgencyInStore(AgencyDimension):
    """The agencies that share what is counted, under their present names."""

    path: str = ""
    indicator: Indicator

    def stored(self, names: Iterable[str], setting: Setting) -> list[str]:
        """The numbers of the agencies that are meant, as they are stored."""
        return [str(number) for number in setting.agencies.counted_under(names, setting.scope.as_of)]

    def label(self, raw: Any, setting: Setting) -> str:
        return super().label(int(raw) if raw else None, setting)

    def listed(self, setting: Setting) -> Iterable[str]:
        return ()

    def choices(self, setting: Setting) -> list[str]:
        held = values_of(self.indicator, AGENCY.name, setting.scope.partnership)
        return sorted({self.label(raw, setting) for raw in held})

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        self.stored(names, setting)
        return Q()


@dataclass(frozen=True, kw_only=True)
class MonthInStore(MonthDimension):
    """The months of a period."""

    path: str = ""

    def stored(self, names: Iterable[str], setting: Setting) -> list[str]:
        """The months as they are named."""
        return self.chosen(names, setting)

    def condition(self, names: Iterable[str], setting: Setting) -> Q:
        self.stored(names, setting)
        return Q()


def dimension_of(way: Way, indicator: Indicator) -> InStore | AgencyInStore:
    """The dimension by which a way is asked for; all its values are told, but for the many districts."""
    noun = Noun(way.one, way.many)
    if way is AGENCY:
        return AgencyInStore(title=way.title, noun=noun, indicator=indicator)
    return InStore(title=way.title, noun=noun, indicator=indicator, way=way.name, every=way is not DISTRICT)


MONTHS = MonthInStore(title="Month", noun=Noun("month", "months"))
