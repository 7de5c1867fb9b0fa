"""The controlled tables of an indicator, kept beside the store that they were made of, so that a page only reads them.

A store never changes, and so does nothing that is made of it. Only what may be shown lies here: a hidden count is null,
as it is everywhere else. Whatever cannot be read, or was made by another version, is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sightline.clocks.calendars import Calendar
from sightline.datasets.engine.indicators import asking
from sightline.datasets.engine.indicators.asking import Span
from sightline.datasets.engine.indicators.model import Indicator
from sightline.datasets.figures import counts, sheets
from sightline.datasets.figures.counts import HIDDEN, Count, Shown
from sightline.foundation.files import written_whole
from sightline.measures import disclosure
from sightline.measures.disclosure import Rules

FOLDER = "controlled"
Key = tuple[object, ...]
Content = dict[str, Any]


class Kept:
    """What is kept of one indicator of a store; it is read when it is first asked for, and again when it changes."""

    def __init__(self, store: Path, indicator: Indicator, working: Calendar) -> None:
        self._path = store / FOLDER / f"{indicator.key}.json"
        self._made_by = _made_by(indicator, working)
        self._content: Content = {}
        self._at: tuple[int, int] | None = None

    def table(self, rules: Rules, key: Key) -> Any:
        """A controlled table as ``Sheets`` holds it; None where it is not kept."""
        tables = self._read().get("tables", {}).get(repr(rules), {})
        return _decoded(key, tables[name]) if (name := _name(key)) in tables else None

    def values(self, way: str) -> list[str] | None:
        """The values of a way; None where they are not kept."""
        found: list[str] | None = self._read().get("values", {}).get(way)
        return found

    def keep(self, rules: Rules, tables: Mapping[Key, Any], values: Mapping[str, list[str]]) -> bool:
        """Keep these beside what is kept, and say whether anything was new. Raises OSError."""
        held = self._read()
        of_rules = held.get("tables", {}).get(repr(rules), {})
        named = {_name(key): _encoded(table) for key, table in tables.items()}
        if named.keys() <= of_rules.keys() and values.keys() <= held.get("values", {}).keys():
            return False
        content = {
            "made_by": self._made_by,
            "tables": {**held.get("tables", {}), repr(rules): {**of_rules, **named}},
            "values": {**held.get("values", {}), **values},
        }
        written_whole(self._path, json.dumps(content, separators=(",", ":")).encode())
        return True

    def _read(self) -> Content:
        try:
            stood = self._path.stat()
            at = stood.st_mtime_ns, stood.st_ino
            if at != self._at:
                self._content, self._at = _checked(json.loads(self._path.read_bytes()), self._made_by), at
        except (OSError, ValueError):
            self._content, self._at = {}, None
        return self._content


def _checked(content: Any, made_by: str) -> Content:
    """What a file holds, where it is one of ours."""
    if not isinstance(content, dict) or content.get("made_by") != made_by:
        return {}
    return content


def _name(key: Key) -> str:
    return " ".join("/".join(map(str, part)) if isinstance(part, Span) else str(part) for part in key)


def _encoded(table: Any) -> Any:
    """A figure as its numbers or null; a table of groups as an object; one of two ways as rows."""
    if isinstance(table, Shown):
        return None if table.count is None else [number for number in table.count if number is not None]
    if any(isinstance(place, tuple) for place in table):
        return [[*place, _encoded(shown)] for place, shown in table.items()]
    return {place: _encoded(shown) for place, shown in table.items()}


def _decoded(key: Key, said: Any) -> Any:
    """The opposite of ``_encoded``; how much a key says tells which of the three it is."""
    if len(key) == 1:
        return _cell(said)
    if len(key) == 3 and said:
        return {(row, column): _cell(cell) for row, column, cell in said}
    return {group: _cell(cell) for group, cell in said.items()}


def _cell(said: list[int] | None) -> Shown:
    return HIDDEN if said is None else Shown(Count(*said))


def _made_by(indicator: Indicator, working: Calendar) -> str:
    """What the tables hang on beside the store: the indicator, the days that are worked, and the code."""
    said = (_code(), indicator, working, version("holidays"))
    return hashlib.sha256(repr(said).encode()).hexdigest()


@cache
def _code() -> str:
    """The code that counts, controls and keeps, by its hash: whatever changes in it makes the tables anew."""
    paths = [Path(module.__file__ or "") for module in (asking, counts, sheets)]
    paths += [Path(__file__), *sorted(Path(disclosure.__file__).parent.glob("*.py"))]
    digest = hashlib.sha256(version("highspy").encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
