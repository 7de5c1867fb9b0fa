"""What a search looks through: each app offers what it can find, and the search page asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Hit:
    """One thing that was found; ``kind`` says in a word what it is, ``snippet`` shows the words around the match."""

    title: str
    href: str
    kind: str
    snippet: str = ""


@dataclass(frozen=True)
class Finder:
    """``hits`` answers what (person, partnership, words) finds among what that person may see."""

    key: str
    hits: Callable[[Any, Any, str], Iterable[Hit]]


finders: Registry[Finder] = Registry("finder")
