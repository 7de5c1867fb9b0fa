"""Whether words say a thing, deny it or put it off: "attended", "not attended", "due to attend", "attended: no".

Looking for "attend" finds it in all four. What a word is worth depends on what it begins with, on what
stands before it in its part of the phrase, and on a bare no behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Sense(StrEnum):
    """What a phrase says of a word: it is so, it is not, it may be yet, or nobody knows."""

    SAID = "said"
    DENIED = "denied"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


class Part(NamedTuple):
    """One part of a phrase, and whether a bare "no" follows it."""

    text: str
    denied: bool = False


_BREAK = re.compile(
    r"\s+-+\s*|\s*-+\s+|\s*[;:,()\[\]|\n]\s*|\.\s+|\s+but\s+|(?<=[a-z]{3})\s*/\s*(?=[a-z]{3})"
)
_BARE_NO = re.compile(
    r"(?:(?:did|does|do|has|have|had|was|is|could|they|he|she)\s*)*(?:not|n'?t)|no|n|none|nil|0|false|✗|✘"
)
_NO = re.compile(
    r"\b(?:not|no|never|none|nobody|nor|neither|non|cannot|can'?t|unable|without|fail(?:s|ed|ure)?|declin\w*|refus\w*"
    r"|(?:did|does|do|has|have|had|was|were|is|could|would|won)n'?t)\b|n't\b"
)
_NO_MATTER = re.compile(r"\bno (?:further|more|other|new) \w+")
_NOT_YET = re.compile(r"\bnot(?: \w+)? yet\b|\byet to\b|\bnot until\b|\bn't yet\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|can|yet|due|going to|expect\w*|hop(?:es|ing) to|plan\w*|intend\w*"
    r"|await\w*|waiting|pending|needs?|requires?|propos\w*|recommend\w*|request\w*|scheduled|until|once|when|if"
    r"|being|ready for|subject to|target\w*|aim\w*|near|nearly|almost)\b|\bto(?: be| have been)?(?: \w+ly)?\s*$"
)
_NOTHING_KNOWN = re.compile(
    r"\W*(?:status |data |is |was )*(?:(?:not|n't)(?: yet| been)* (?:recorded|marked|known|confirmed|taken|entered"
    r"|submitted|verified|given|provided|noted)|unknown|unconfirmed|unrecorded|unmarked|to be \w+|tbc|tba|pending"
    r"|awaited|awaiting|expected|due|\?)"
)
_GLUED = r"(?:\b(?P<un>un|in-?|non[- ]?|dis)|\b)"


@lru_cache(maxsize=4096)
def parts(phrase: str) -> tuple[Part, ...]:
    """The parts of a folded phrase, in order: what stands before and after dashes, commas, brackets, "but"."""
    found: list[Part] = []
    for text in filter(None, (piece.strip(" .!*'\"") for piece in _BREAK.split(phrase))):
        if found and _BARE_NO.fullmatch(text):
            found[-1] = Part(found[-1].text, denied=True)
        else:
            found.append(Part(text))
    return tuple(found)


def word(pattern: str) -> re.Pattern[str]:
    """The pattern of a word that ``sense`` can look for: it may have un-, in- or non- before it."""
    return re.compile(f"{_GLUED}(?P<word>{pattern})")


def sense(part: Part, pattern: re.Pattern[str]) -> Sense | None:
    """What a part of a phrase says of a word made by ``word``; None when it does not speak of it."""
    found = pattern.search(part.text)
    if found is None:
        return None
    before, after = _NO_MATTER.sub(" ", part.text[: found.start()]), part.text[found.end() :]
    if found["word"].endswith(("ance", "ion", "ing", "ment")) and _NOTHING_KNOWN.match(after):
        return Sense.UNKNOWN
    if _NOT_YET.search(before):
        return Sense.AHEAD
    if part.denied or found["un"] or _NO.search(before) or _BARE_NO.fullmatch(after.strip()):
        return Sense.DENIED
    return Sense.AHEAD if _AHEAD.search(before) else Sense.SAID


def sense_of_all(phrase: Sequence[Part], pattern: re.Pattern[str]) -> Sense | None:
    """What the first part that speaks of a word says of it."""
    return next((told for part in phrase if (told := sense(part, pattern)) is not None), None)
