"""What the marks of an attendance sheet mean, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text
from sightline.imports.reading import Value
from sightline.meetings.models import Presence

MARKS = {
    **dict.fromkeys(("p", "✓", "✔", "☑", "√", "y", "yes", "1", "pr", "/", "true"), Presence.PRESENT),
    **dict.fromkeys(("d", "dep", "sub", "rep", "alt"), Presence.DEPUTY),
    **dict.fromkeys(("a", "ap", "apol", "apols", "a/l", "al"), Presence.APOLOGIES),
    **dict.fromkeys(("", "x", "dna", "no", "n", "0", "✗", "✘", "☒", "abs", "np", "false"), Presence.ABSENT),
    **dict.fromkeys(("n/a", "na", "n.a", "-", "--", "n/m", "nm"), Presence.NOT_A_MEMBER),
}  # fmt: skip
PHRASES = tuple(
    (presence, re.compile(pattern))
    for presence, pattern in (
        (Presence.NOT_A_MEMBER, r"not (?:a |yet a )?member|not applicable|not in post|not yet (?:in post|appointed"
                                r"|joined)"
                                r"|not required|not expected|not invited|vacan|no longer|\bleft (?:the )?(?:role"
                                r"|post|group|organi)"),
        (Presence.ABSENT, r"no apolog|no deput|no rep|did ?n.?t (?:attend|come)|did not (?:attend|come)"
                          r"|not (?:present|attend|in attend)"
                          r"|absen|no[ -]show|non[ -]?attend|failed to attend|\bdna\b"),
        (Presence.DEPUTY, r"deput|substitut|\bsub for\b|on behalf of|represented by|covered by|alternate|(?:sub"
                          r"|rep) (?:attended|sent)"
                          r"|\w \w+ for \w"),
        (Presence.APOLOGIES, r"apolog|\bapols?\b|\bleave\b|\bsick|unable to attend|(?:cannot|could not) attend"),
        (Presence.PRESENT, r"present|attend|virtual|on-?line|\bteams\b|\bzoom\b|in person|in the room|face to face"
                           r"|f2f|hybrid"
                           r"|remote|dial|by (?:phone|telephone|video)|\bvc\b|\blate\b|left early|left at|\bpart\b"
                           r"|partial|joined|arrived"),
    )
)  # fmt: skip
NO_MEETING = re.compile(
    r"(?:meeting )?(?:cancelled|canceled|postponed|not held|did not take place|stood down)|no meeting"
)
EXPECTED = "P, D, A, X or N/A, or the words for them"

_FOOTNOTE = re.compile(r"(?<=\w)(?:\s*[*†‡#+]+|\s*[(\[]\d{1,2}[)\]]|(?<=[a-z])\d)$")
_MORE = re.compile(
    r"(?:(?P<code>[^\s(\[:–—-]{1,10})\s*[-–—:(\[/]\s*|(?P<word>present|apologies|apols|absent|deputy|dep|d"
    r"|[^\w\s])\s+)(?P<more>.+)",
    re.IGNORECASE,
)
_WHO = (
    re.compile(
        r"(?:deput\w*|sub\w*|represented|covered|alternate)\W*(?:attended|sent|by|was|is|for|name)?\W*(?P<name>.*)",
        re.I,
    ),
    re.compile(
        r"(?P<name>[^()\[\]:–—-]{3,}?)\W*(?:as |the |attended as )?(?:deput|substitut|alternate|sub\b|for\b"
        r"|on behalf)",
        re.I,
    ),
)
_NOBODY = re.compile(
    r"(?:attended|sent|present|yes|unknown|tbc|by|for|in place|online|virtual|teams)?", re.IGNORECASE
)


def presence(cell: Value, legend: Mapping[str, str]) -> tuple[Presence, str] | None:
    """What a mark says, and the deputy's name where it gives one; None where no meeting was held. Raises BadCell.

    ``legend`` is what the file itself says its codes mean, which goes before what they usually do.
    """
    said = as_text(cell) if cell is not None else ""
    word = fold(said)
    if NO_MEETING.fullmatch(word):
        return None
    told = _of_code(word, legend)
    if told is not None:
        return told, ""
    found = _MORE.fullmatch(said)
    told = _of_code(fold(found["code"] or found["word"]), legend) if found else None
    if found and told is not None:
        more = found["more"].strip(" )]")
        other = _of_code(fold(more), legend) or _of_phrase(fold(more))
        if told is Presence.DEPUTY:
            return told, "" if _NOBODY.fullmatch(more) else more
        if other is Presence.DEPUTY:
            return other, _deputy_in(more)
        if other in (None, told) or fold(more) not in MARKS:
            return told, ""
        raise BadCell(said, EXPECTED)
    told = _of_phrase(word)
    if told is None:
        raise BadCell(said, EXPECTED)
    return told, _deputy_in(said) if told is Presence.DEPUTY else ""


def is_mark(cell: Value, legend: Mapping[str, str]) -> bool:
    """Whether a cell can be read as a mark."""
    try:
        presence(cell, legend)
    except BadCell:
        return False
    return True


def _of_code(word: str, legend: Mapping[str, str]) -> Presence | None:
    code = word if word in MARKS else _FOOTNOTE.sub("", word).rstrip(".")
    meaning = legend.get(word) or legend.get(code)
    if meaning:
        meant = fold(meaning)
        if (told := MARKS.get(meant) or _of_phrase(meant)) is not None:
            return told
    return MARKS.get(code) or _WORDS.get(code)


_WORDS = {
    **dict.fromkeys(("present", "attended", "in attendance", "late"), Presence.PRESENT),
    **dict.fromkeys(("deputy", "deputised", "substitute", "deputy attended"), Presence.DEPUTY),
    **dict.fromkeys(("apologies", "apology", "sick", "leave"), Presence.APOLOGIES),
    **dict.fromkeys(("absent", "did not attend"), Presence.ABSENT),
}


def _of_phrase(words: str) -> Presence | None:
    return next((told for told, pattern in PHRASES if pattern.search(words)), None)


def _deputy_in(said: str) -> str:
    """The name of the deputy in a phrase; nothing when it gives none."""
    for pattern in _WHO:
        found = pattern.search(said)
        name = found["name"].strip(" .,()[]-–—:") if found else ""
        name = re.sub(r"\s+(?:attended|present|sent)$", "", name, flags=re.IGNORECASE)
        if name and not _NOBODY.fullmatch(name):
            return name
    return ""
