"""When a clock that is running runs out, from the lines of its ledger. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sightline.clocks.deadlines import Pause
from sightline.clocks.lengths import Length


@dataclass(frozen=True)
class Line:
    """One line: the step as it is written (start, pause, resume, extend, stop), its day, and by how many."""

    step: str
    day: date
    number: int = 0


@dataclass(frozen=True)
class Ledger:
    """What the lines come to."""

    start: date
    pauses: tuple[Pause, ...]
    extended_by: int
    stopped: date | None

    @property
    def paused(self) -> bool:
        return self.stopped is None and any(pause.until is None for pause in self.pauses)

    def longer(self, length: Length) -> Length:
        """A length with the extensions added to it."""
        return Length(length.number + self.extended_by, length.unit)


def read(lines: Iterable[Line]) -> Ledger:
    """Read lines in the order in which they were written, the first of which starts the clock."""
    first, *others = lines
    pauses, extended_by, stopped = list[Pause](), 0, None
    for line in others:
        if line.step == "pause":
            pauses.append(Pause(line.day))
        elif line.step == "resume":
            pauses[-1] = Pause(pauses[-1].start, line.day)
        elif line.step == "extend":
            extended_by += line.number
        elif line.step == "stop":
            stopped = line.day
    return Ledger(first.day, tuple(pauses), extended_by, stopped)
