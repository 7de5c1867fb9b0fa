"""Whether a meeting took place, from what a register says in its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sightline.imports.cells import BadCell, as_text
from sightline.imports.reading import Value
from sightline.meetings.marks import presence
from sightline.meetings.models import Presence

_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|postpon\w*|rescheduled|rearranged|not held|not quorate and not held|no meeting"
    r"|(?:did not|didn't) (?:take place|go ahead))",
    re.IGNORECASE,
)
_CAME = (Presence.PRESENT, Presence.DEPUTY)


def was_held(heading: str, cells: Iterable[Value], legend: Mapping[str, str]) -> bool:
    """Whether the meeting of a column was held, of which the heading or a cell may say that it was not.

    One cell that says so speaks for the column where no other cell is a mark of anybody. A heading that says so
    is outweighed only by somebody who came.
    """
    told = list(cells)
    others = [cell for cell in told if not _called_off(cell)]
    marks = {mark for cell in others if (mark := _mark(cell, legend)) is not None}
    if _CALLED_OFF.search(heading):
        return not marks.isdisjoint(_CAME)
    return len(others) == len(told) or bool(marks)


def _called_off(cell: Value) -> bool:
    return isinstance(cell, str) and _CALLED_OFF.search(cell) is not None


def _mark(cell: Value, legend: Mapping[str, str]) -> Presence | None:
    """What a cell says of a member; nothing for a blank, a dash, or what is no mark."""
    try:
        if not as_text(cell):
            return None
        read = presence(cell, legend)
    except BadCell:
        return None
    return None if read is None or read[0] is Presence.NOT_A_MEMBER else read[0]
