"""Every measure of the house by its key, and the sentences for asking after one that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sightline.foundation.registry import Registry
from sightline.foundation.text import fold

if TYPE_CHECKING:
    from sightline.measures.kinds.base import Measure

registry: Registry[Measure] = Registry("measure")

LISTED = 8
"""How many possible values a sentence names before it becomes unreadable."""


class MeasureError(ValueError):
    """A question to the measures that cannot be answered as asked; its text is a sentence for people."""


class NoSuchMeasure(MeasureError):
    """No measure has this key."""


class NoSuchDimension(MeasureError):
    """The measure cannot be divided or filtered this way."""


class NoSuchValue(MeasureError):
    """The partnership knows no such agency, body, course …."""


class WrongTime(MeasureError):
    """A figure of a period was asked at a date, or the other way round."""


def register(*measures: Measure) -> None:
    """Offer measures to every page, claim and report."""
    for measure in measures:
        registry.add(measure)


def find(key: str) -> Measure:
    """The measure of this key; NoSuchMeasure, with the nearest keys, when there is none."""
    found = registry.get(key)
    if found is None:
        raise NoSuchMeasure(f"There is no measure “{key}”.{nearest(key, [m.key for m in registry])}")
    return found


def nearest(word: str, known: Iterable[str] | Mapping[str, str]) -> str:
    """The end of an error's sentence: what was perhaps meant, or what there is when that is short.

    ``known`` may say of each folded name which one is to be offered for it.
    """
    words = known if isinstance(known, Mapping) else {fold(each): each for each in known}
    there_are = sorted(set(words.values()))
    close = get_close_matches(fold(word), words, n=1, cutoff=0.7)
    if close:
        return f" Did you mean “{words[close[0]]}”?"
    if there_are and len(there_are) <= LISTED:
        return f" There are: {', '.join(there_are)}."
    return ""
