"""The three levels of the expectations, and the words by which a log means one of them."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text
from sightline.imports.reading import Value
from sightline.partnership.models import Level

_WORDS: Mapping[str, tuple[str, ...]] = {
    Level.LEADERS: ("strategic", "leader", "leaders", "executive", "chief officer", "director", "directors"),
    Level.MANAGERS: (
        "operational",
        "manager",
        "managers",
        "management",
        "middle manager",
        "senior manager",
        "middle managers",
        "senior managers",
        "head of service",
        "team manager",
    ),
    Level.PRACTITIONERS: ("practice", "practitioner", "frontline", "front line", "direct practice"),
}
_MEANT = {word: level for level, words in _WORDS.items() for word in (level, *words)}


def as_level(value: Value) -> str:
    """One of the three levels. Raises BadCell for words that mean none of them."""
    said = as_text(value)
    if not said:
        return ""
    meant = _MEANT.get(fold(said).removesuffix(" level"))
    if meant is None:
        raise BadCell(said, "one of strategic leaders, senior and middle managers, practitioners")
    return str(meant)
