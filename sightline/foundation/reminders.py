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
    about a child; ``href`` is the path of its page; ``person`` is who has to do it, None when nobody is named;
    ``chair`` is who is told when it stays undone.
    """

    key: str
    due: date
    person: Any
    text: str
    href: str
    chair: Any = None


@dataclass(frozen=True)
class Reminders:
    """``due`` answers what (partnership, today) has still to be done, whenever it is due."""

    key: str
    due: Callable[[Any, date], Iterable[Due]]


reminders: Registry[Reminders] = Registry("source of reminders")
