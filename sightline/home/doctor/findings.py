"""What the doctor finds: a sentence, how grave it is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Only what is wrong makes an installation unfit; a warning is worth knowing."""

    FINE = "fine"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """``what`` says what is so, ``do`` what to do about it."""

    level: Level
    what: str
    do: str = ""


def fine(what: str) -> Finding:
    return Finding(Level.FINE, what)


def warning(what: str, do: str) -> Finding:
    return Finding(Level.WARNING, what, do)


def wrong(what: str, do: str) -> Finding:
    return Finding(Level.WRONG, what, do)


Look = Callable[[], Iterable[Finding]]


@dataclass(frozen=True)
class Examination:
    """One thing that is looked at; ``needs_records``: only where the database can be read."""

    about: str
    look: Look
    needs_records: bool = False

    def findings(self) -> Iterator[Finding]:
        """What was found; that it could not be looked at is a finding too."""
        try:
            yield from self.look()
        except Exception as problem:  # whatever is broken, the others are still looked at
            said = str(problem).strip().partition("\n")[0] or type(problem).__name__
            yield wrong(f"This could not be looked at: {said}.", "Look at the other findings first.")


def some(names: list[str], most: int = 5) -> str:
    """The first of these names, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
