"""What else ends when a record of a lower floor ends, which cannot know it: the appointments to a seat, say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.foundation.access import Actor
from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Ending:
    """Something that ends with each record ``of`` a kind, such as "seat".

    ``said`` answers, of one of them, what will end with it in a sentence; "" for nothing. ``end`` ends that, as
    whoever ends the record and in the same transaction, on the day that is its last.
    """

    of: str
    what: str
    said: Callable[[Any], str]
    end: Callable[[Actor, Any, date], object]

    @property
    def key(self) -> str:
        return f"{self.of}: {self.what}"


endings: Registry[Ending] = Registry("thing that ends with another")


def said_of(of: str, record: Any) -> str:
    """What ends with a record, in sentences; "" for nothing."""
    return " ".join(filter(None, (one.said(record) for one in endings if one.of == of)))


def end_with(of: str, by: Actor, record: Any, day: date) -> None:
    """End what ends with a record on a day."""
    for one in endings:
        if one.of == of:
            one.end(by, record, day)
