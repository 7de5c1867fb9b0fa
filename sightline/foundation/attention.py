"""What needs a person's attention: each app offers its own items, and the home page puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Item:
    """One thing to do: ``text`` begins with a verb, ``href`` is where it is done, ``why`` says why now.

    The text is sent by mail once a week, so it never says anything about a child.
    """

    text: str
    href: str
    due: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Attention:
    """``items`` answers what (person, partnership, today) should see, in a fixed number of queries.

    ``lasting``: whether it follows from the records, the person's roles and the day alone, so that a page may keep it.
    """

    key: str
    items: Callable[[Any, Any, date], Iterable[Item]]
    lasting: bool = True


attention: Registry[Attention] = Registry("source of what needs attention")
