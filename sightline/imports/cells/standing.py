"""What the words of a status say of a matter: complete, outstanding, ended otherwise; and whether its dates agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from sightline.foundation.text import fold
from sightline.imports.cells.dates import as_date, without_dates
from sightline.imports.cells.text import BadCell, as_text, plain, says_nothing
from sightline.imports.cells.wording import Part, Sense, parts, sense, word
from sightline.imports.cells.words import as_yes_no
from sightline.imports.reading import UNCOMPUTED, Value

COMPLETE, OUTSTANDING, ENDED, UNKNOWN = "complete", "outstanding", "ended", "unknown"
TWO_THINGS = "two things"

_CODES = {
    **dict.fromkeys(("b", "blue", "c", "yes", "true", "✓", "✔"), COMPLETE),
    **dict.fromkeys(
        ("r", "a", "red", "amber", "yellow", "o", "0", "no", "n", "false", "✗", "✘"), OUTSTANDING
    ),
    "y": UNKNOWN,  # yes, or yellow
    **dict.fromkeys(("g", "green", "grey", "w", "white"), ""),  # on track, or done: the date decides
}
_ENDED = word(
    r"withdrawn|cancel\w*|supersed\w*|no longer (?!on\b)\w+|not (?:required|needed)|duplicate\w*|reject\w*|abandon\w*"
    r"|ended\b"
)
_AN_OCCASION = re.compile(
    r"\b(?:meeting|training|event|session|panel|workshop|visit|conference|course|briefing)\b"
)
_COMPLETE = word(
    r"completed?\b|clos(?:ed|ure)\b|done\b|finish\w*|finali[sz]ed|achieved|implemented|delivered|met\b|signed[ -]?off"
    r"|discharged|actioned|resolved|fulfilled|embedded|concluded|blue\b"
)
_IN_PART = re.compile(
    r"\bpart(?:ial|ially|ly)?\b|\bphase\b|\bstage\b|\bstep\b|\bdraft|\bfirst\b|\binitial|\bsome\b|\bhalf\b|\bmost(?:ly)?\b"
    r"|\binterim\b|\d+ of \d+|\bexcept\b|\bapart from\b|\bas far as\b"
)
_PER_CENT = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d+)? ?%|(?<![\d.])0?\.\d+$")
_OUTSTANDING = re.compile(
    r"\bnot\b|n't\b|\bpart(?:ial|ially|ly)?\b|in-?complete|progress|on[ -]?going|await|pending|outstanding|overdue"
    r"|delay|\bstart|commenc|under ?way|on track|off track|on target|at risk|behind|slipp|on hold|paused|blocked"
    r"|stalled|deferred|\bopen\b|\blive\b|active|\bdue\b|re-?open|escalat|carried (?:forward|over)|\bc/?f\b|\bb/f\b"
    r"|\bdraft|in hand|no update|working|\bwork\b|\bwip\b|assigned|allocated|\bwith \w+|monitor|discuss"
    r"|re-?(?:arrang|schedul)|expected|complet|implement|raised|identified"
    r"|\bto \w|plan|schedul|review|near|almost|being|\bwill\b|continu|proposed|agreed|\bnew\b|\bred\b|\bamber\b"
)
_STILL = re.compile(
    r"^(?:still |now |but )*(?:open|outstanding|in progress|overdue|re-?opened|unresolved)\b|^(?:still )?ongoing$"
)
_COLOUR_FIRST = re.compile(r"^(?:red|amber|green|blue|yellow|grey|r|a|g|b)\s*[-:/(]\s*(.{2,}?)\)?$")


def as_status(value: Value) -> str:
    """What a status cell says; nothing where a formula has no result, for dates tell the same and more."""
    return "" if value is UNCOMPUTED else as_text(value)


def standing(status: str, legend: Mapping[str, str]) -> str:
    """What a status says: complete, outstanding, ended otherwise, two things, nothing either way, or unknown words."""
    said = fold(status)
    if meaning := legend.get(said):
        told = _standing(fold(meaning))
        return "" if told == UNKNOWN else told
    return _standing(said)


@lru_cache(maxsize=4096)
def _standing(said: str) -> str:
    said = said.strip(" .*!")
    if said in _CODES:
        return _CODES[said]
    after_colour = _COLOUR_FIRST.match(said)
    if after_colour and (told := _standing(after_colour[1])) != UNKNOWN:
        return told
    if share := _PER_CENT.search(said):
        return COMPLETE if share[1] and int(share[1]) >= 100 else OUTSTANDING
    if said.endswith("?") and not says_nothing(said):
        return UNKNOWN
    phrase = parts(said)
    senses = [found for part in phrase if (found := _of_part(part))]
    if not senses:
        return "" if says_nothing(said) else UNKNOWN
    lead = senses[0]
    if lead == COMPLETE:
        # The leading word decides, unless the very next thing it says is that the matter is open.
        return TWO_THINGS if any(map(_still_open, phrase[1:])) else COMPLETE
    if lead == OUTSTANDING and any(_just_complete(part) for part in phrase[1:]):
        return COMPLETE  # overdue, now complete: the date decides
    return lead


def _of_part(part: Part) -> str:
    if _ENDED.search(part.text) and not _AN_OCCASION.search(part.text):
        return ENDED if sense(part, _ENDED) in (Sense.SAID, Sense.DENIED) else OUTSTANDING
    told = sense(part, _COMPLETE)
    if told is Sense.SAID and not _IN_PART.search(part.text) and not part.text.startswith(("re-", "reopen")):
        return COMPLETE
    return OUTSTANDING if told is not None or _OUTSTANDING.search(part.text) else ""


def _still_open(part: Part) -> bool:
    return bool(_STILL.search(part.text)) or (
        sense(part, _COMPLETE) is Sense.DENIED and len(part.text.split()) <= 3
    )


def _just_complete(part: Part) -> bool:
    return len(part.text.split()) <= 2 and _of_part(part) == COMPLETE


def contradiction(
    status: str, completed: date | None, legend: Mapping[str, str], *, of: str, on: str
) -> tuple[str, str, str] | None:
    """What is wrong between a status and a closing date: (field, what it says, why); None if nothing is.

    ``of`` is what has the status, "action" say, and ``on`` the field that holds its date.
    """
    told = standing(status, legend)
    if told == TWO_THINGS:
        return "status", status, f"says both that the {of} is complete and that it is not"
    if completed is None:
        if told == COMPLETE:
            return on, "", f"is blank, but the status says that the {of} is complete"
        if told == ENDED:
            return (
                on,
                "",
                f"is blank, but the status says that the {of} ended ({status}); give the day it did",
            )
        if told == UNKNOWN:
            return (
                "status",
                status,
                "was expected to be words such as complete, in progress, red, amber or green",
            )
    elif told == OUTSTANDING:
        return on, f"{completed:%d/%m/%Y}", "is a completion date, but the status says it is not complete"
    return None


def means_standing(words: str) -> bool:
    """Whether words say what a code of a status may mean: "action complete", but not "Police" or "B"."""
    said = fold(words)
    return len(said) > 2 and said not in _CODES and _standing(said) not in ("", UNKNOWN, TWO_THINGS)


def out_of_order(
    began: date, ended: date | None, *, today: date, began_is: str, on: str
) -> tuple[str, str, str] | None:
    """What is wrong with a closing date by itself: it goes before the beginning, or has not come yet."""
    if ended is None:
        return None
    if ended < began:
        return on, f"{ended:%d/%m/%Y}", f"is before {began_is} ({began:%d/%m/%Y})"
    if ended > today:
        return on, f"{ended:%d/%m/%Y}", "has not come yet; a date is given here when it has happened"
    return None


def as_closing_date(value: Value) -> date | None:
    """The day on which something was closed; None where the words say that it is not ("No", "still open").

    A date among such words ("expected 01/06/2025") is not that day.
    """
    if type(value) is not str:
        return as_date(value)
    around = without_dates(plain(value))
    yes = _yes_or_no(around)
    if yes is False or (yes is None and _standing(around) in (OUTSTANDING, TWO_THINGS)):
        return None
    return as_date(value)


def _yes_or_no(said: str) -> bool | None:
    first = parts(said)
    try:
        return as_yes_no(first[0].text) if first else None
    except BadCell:
        return None
