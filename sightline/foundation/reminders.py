"""What falls due: each app offers its own. People are reminded before and after, and the chair is told in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Due:
    """One thing that somebody has to do by a day, and has not done.

    ``key`` is its own among those of its app; ``text`` begins with a verb, is sent by mail and never says anything
    about a child. ``href`` is the path of the page where it is done; ``seen_at`` of that where it is seen, where that
    is another. ``person`` is who has to do it, None when nobody is named; ``chair`` who is told when it stays undone,
    None for the chair that the partnership chose.
    """

    key: str
    due: date
    person: Any
    text: str
    href: str
    chair: Any = None
    seen_at: str = ""

    @property
    def for_chair(self) -> str:
        """The path that the chair is sent to, who looks and does not do it."""
        return self.seen_at or self.href


@dataclass(frozen=True)
class Reminders:
    """``due`` answers what (partnership, today) has still to be done, whenever it is due."""

    key: str
    due: Callable[[Any, date], Iterable[Due]]


reminders: Registry[Reminders] = Registry("source of reminders")
