"""The linked store of a partnership that is asked, open for as long as a process wants it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from sightline.clocks.calendars import Calendar
from sightline.clocks.queries import calendar
from sightline.datasets import places, queries
from sightline.datasets.engine.indicators.asking import Cell, Span, Store, ask, lacking, open_store, values
from sightline.datasets.engine.indicators.model import Indicator
from sightline.datasets.engine.linked import manifest
from sightline.datasets.figures.kept import Kept
from sightline.datasets.figures.sheets import Sheets
from sightline.datasets.models import Delivery, LinkedStore
from sightline.foundation.once import read_once
from sightline.measures.disclosure import Rules
from sightline.partnership.models import Partnership

KEPT_OPEN = 4
BEFORE, AFTER = timedelta(days=400), timedelta(days=800)
"""How far around what is recorded working days are numbered: a decision may come long after."""


class NotReady(LookupError):
    """There is no store to ask; its text says why, in a sentence."""


@dataclass(frozen=True)
class Opened:
    """A store of a process, with the tables of figures that it has read or made so far, which never change.

    The store itself is opened when something must be counted that is not kept beside it.
    """

    folder: Path
    working: Calendar
    _sheets: dict[tuple[str, Rules], Sheets] = field(default_factory=dict)
    _kept: dict[str, Kept] = field(default_factory=dict)
    _values: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @cached_property
    def store(self) -> Store:
        """The store, open."""
        return open_store(self.folder, _working_days(self.tables, self.working))

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """What the store says of its tables, by their names."""
        found: Mapping[str, Mapping[str, Any]] = manifest(self.folder)["tables"]
        return found

    def lacks(self, indicator: Indicator) -> str:
        """What of an indicator's columns is not in the store, in words; "" where nothing is missing."""
        return lacking(self.tables, indicator)

    def sheets(self, indicator: Indicator, rules: Rules) -> Sheets:
        """The controlled tables of an indicator."""
        key = (indicator.key, rules)
        if key not in self._sheets:
            out_of = self.sheets(indicator.out_of, rules) if indicator.out_of else None
            read = partial(self._beside(indicator).table, rules)
            self._sheets[key] = Sheets(indicator, partial(self._ask, indicator), rules, out_of, read)
        return self._sheets[key]

    def values(self, indicator: Indicator, way: str) -> list[str]:
        """What the store holds of a way, at any time; "" where something has none."""
        key = (indicator.key, way)
        if key not in self._values:
            kept = self._beside(indicator).values(way)
            self._values[key] = self._all_values(indicator, way) if kept is None else kept
        return self._values[key]

    def keep(self, indicator: Indicator, rules: Rules, ways: Iterable[str]) -> bool:
        """Keep what was made of an indicator, and the values of some ways, for whoever asks next; whether any was new.

        Raises OSError.
        """
        values = {way: self.values(indicator, way) for way in ways}
        return self._beside(indicator).keep(rules, self.sheets(indicator, rules).made, values)

    def _beside(self, indicator: Indicator) -> Kept:
        if indicator.key not in self._kept:
            self._kept[indicator.key] = Kept(self.folder, indicator, self.working)
        return self._kept[indicator.key]

    def _ask(self, indicator: Indicator, spans: Sequence[Span], ways: Sequence[str]) -> list[Cell]:
        return ask(self.store, indicator, spans, ways)

    def _all_values(self, indicator: Indicator, way: str) -> list[str]:
        return ["" if one is None else str(one) for one in values(self.store, indicator, way)]


@dataclass(frozen=True)
class Ready:
    """What a partnership's figures are asked of: the open store, what is known of it, and the deliveries in it."""

    opened: Opened
    row: LinkedStore
    deliveries: tuple[Delivery, ...]

    def unlinked(self, sources: Collection[str]) -> bool:
        """Whether one of these data sets has a delivery that no linkage run has read."""
        return any(one.contract in sources and one.pk not in self.row.links for one in self.deliveries)


def latest(partnership: Partnership) -> LinkedStore | None:
    """The store that was made last."""
    return LinkedStore.objects.of(partnership).order_by("-at", "-pk").first()


def digest_of(deliveries: Iterable[Delivery]) -> str:
    """What tells one set of deliveries that count from another."""
    said = sorted(f"{one.pk} {one.sha256} {one.reference} {one.agreement.agency_id}" for one in deliveries)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def ready(partnership: Partnership) -> Ready:
    """The store of a partnership, open, and the deliveries that count. Raises NotReady.

    A page asks for it with each of its figures; it is looked for once while the page is made.
    """
    found = read_once((LinkedStore, partnership.pk), lambda: _ready(partnership))
    if isinstance(found, str):
        raise NotReady(found)
    return found


def _ready(partnership: Partnership) -> Ready | str:
    """What can be asked, or why there is nothing, in a sentence."""
    counted = tuple(queries.counted(partnership).defer("report"))
    row = latest(partnership)
    if not counted:
        return "No agency's data has been accepted yet."
    if row is None or row.made_of != digest_of(counted):
        return "What was delivered is being put together. Look again in a few minutes."
    folder = places.linked_folder(partnership, str(row.folder))
    if not folder.exists():
        return "What was put together of the deliveries is no longer there: have it put together again."
    return Ready(_opened(folder, calendar(partnership)), row, counted)


@lru_cache(maxsize=KEPT_OPEN)
def _opened(folder: Path, working: Calendar) -> Opened:
    return Opened(folder, working)


def _working_days(tables: Mapping[str, Mapping[str, Any]], working: Calendar) -> list[date]:
    """The days that are worked around what a store holds."""
    ends = [each[end] for each in tables.values() for end in ("first_day", "last_day") if each[end]]
    if not ends:
        return []
    first, last = date.fromisoformat(min(ends)) - BEFORE, date.fromisoformat(max(ends)) + AFTER
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in every if not working.closed(day)]
