"""What of a frozen figure or verdict is compared with what it comes to later, and how the difference is told.

Only numbers, names and verdicts count. The prose beside them may be put better, and tells of records that the figure
does not rest on, such as which years are covered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from sightline.foundation.dates import month_of
from sightline.measures.registry import registry
from sightline.measures.units import Unit
from sightline.reports.releasing import Frozen

COUNTED = ("verdict", "value", "numerator", "denominator", "holds")
MOST_PARTS = 4


def numbers(frozen: Frozen) -> Frozen:
    """What is compared: the verdict and the numbers of the whole and of each group, month or end of a change."""
    return {"whole": _counted(frozen), "parts": {name: _counted(part) for name, part in _parts(frozen)}}


def moved(then: Frozen, now: Frozen) -> tuple[str, str]:
    """What was and what is, as people read it: the values where they differ, else the parts, else the sentences."""
    unit = _unit(then)
    was, is_now = _shown(then, unit), _shown(now, unit)
    if "because" in then and was == is_now:
        return then["because"], now.get("because", "")
    if was != is_now or "because" in then:
        return was, is_now
    before, after = dict(_parts(then)), dict(_parts(now))
    others = [
        name
        for name in dict.fromkeys([*before, *after])
        if _counted(before.get(name, {})) != _counted(after.get(name, {}))
    ]
    return _told(others, before, unit), _told(others, after, unit)


def _told(names: list[str], parts: dict[str, Frozen], unit: Unit | None) -> str:
    told = [
        f"{name}: {_shown(parts[name], unit) if name in parts else 'not recorded'}"
        for name in names[:MOST_PARTS]
    ]
    more = len(names) - MOST_PARTS
    return "; ".join([*told, *([f"and {more} others"] if more > 0 else [])])


def _counted(frozen: Frozen) -> dict[str, Any]:
    return {name: frozen[name] for name in COUNTED if name in frozen}


def _parts(frozen: Frozen) -> Iterator[tuple[str, Frozen]]:
    """The groups, months and ends of a change that have a value, by name: a group that has none may come and go."""
    named = [
        *((group["name"], group) for group in frozen.get("groups", ())),
        *((month_of(date.fromisoformat(month["start"])), month) for month in frozen.get("months", ())),
        *((line["label"], line) for line in frozen.get("detail", ())),
    ]
    yield from ((name, part) for name, part in named if part["value"] is not None)


def _unit(frozen: Frozen) -> Unit | None:
    key = frozen.get("query", {}).get("measure", "")
    return registry[key].unit if key in registry else None


def _shown(frozen: Frozen, unit: Unit | None) -> str:
    if "shown" in frozen:
        return str(frozen["shown"])
    value = frozen.get("value")
    if unit is None:
        return str(value)
    return unit.shown(Fraction(str(value)) if isinstance(value, float) else value)
