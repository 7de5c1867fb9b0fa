"""What the marks of an attendance sheet mean, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text
from sightline.imports.cells.wording import Part, Sense, parts, sense, sense_of_all, word
from sightline.imports.reading import Value
from sightline.meetings.models import Presence

MARKS = {
    **dict.fromkeys(("p", "✓", "✔", "☑", "√", "y", "yes", "1", "pr", "/", "true"), Presence.PRESENT),
    **dict.fromkeys(("d", "dep", "sub", "rep", "alt"), Presence.DEPUTY),
    **dict.fromkeys(("a", "ap", "apol", "apols", "a/l", "al"), Presence.APOLOGIES),
    **dict.fromkeys(("", "x", "dna", "no", "n", "0", "✗", "✘", "☒", "abs", "np", "false"), Presence.ABSENT),
    **dict.fromkeys(("n/a", "na", "n.a", "-", "--", "n/m", "nm"), Presence.NOT_A_MEMBER),
}  # fmt: skip
NO_MEETING = re.compile(
    r"(?:meeting )?(?:cancelled|canceled|postponed|not held|did not take place|stood down)|no meeting"
)
EXPECTED = "P, D, A, X or N/A, or the words for them"

_FOOTNOTE = re.compile(r"(?<=\w)(?:\s*[*†‡#+]+|\s*[(\[]\d{1,2}[)\]]|(?<=[a-z])\d)$")
_MORE = re.compile(
    r"(?:(?P<code>[^\s(\[:;,=–—-]{1,10})\s*[-–—:;,=(\[/]\s*|(?P<word>present|apologies|apols|absent|deputy|dep|d"
    r"|[^\w\s])\s+)(?P<more>.+)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*[,+/&]\s*|\s+and\s+")
_NAMED_FIRST = re.compile(
    r"(?P<name>[^()\[\],:–—-]{2,40}?)\s*[-–—(\[,:]\s*(?:d|dep|deputy|sub|alt|rep)\.?\s*[)\]]?", re.I
)
_NAME = r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})"
_SOMEBODY_CAME = re.compile(
    rf"{_NAME},? (?:attended|present|came|in attendance|attending (?:in|on) "
    r"|in (?:my |his |her |their )?place|deputis|instead)"
)
_NOBODY_ELSE = frozenset(
    "also did for fully he i in has have late not only part partially partly she then they was we who will".split()
)
_FOR_SOMEBODY = re.compile(rf"{_NAME} (?:sub )?for (?:the )?[A-Z]")

_NOT_A_MEMBER = re.compile(
    r"not (?:a |yet a )?member|not applicable|not in post|not yet (?:in post|appointed|joined)|not required"
    r"|not expected|not invited|vacan|no longer|\bresigned\b|\bretired\b"
    r"|^left(?: \(?(?:in |the )?(?!early|at|before|after|half|part|meeting)"
    r"[a-z]{3,}.*)?$"
    r"|\b(?:attends|attending|joins|joined|joining|starts|started|starting|member|in post)(?: (?:from|in|since|as of))*"
    r" (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|next (?:year|meeting))"
)
_DEPUTY = word(
    r"deput\w*|dep\b|substitut\w*|sub (?:for|sent|attended)\b|on behalf of|represented\b|covered by|alternate\b"
    r"|delegate\b|(?:a )?rep(?:resentative)? (?:attended|sent)|sent (?:a )?rep(?:resentative)?\b"
)
_NO_DEPUTY = re.compile(
    r"\b(?:not|unavailable|unable|absent|cannot|could|dna|failed|declined|none|nobody|requested|invited|awaited|tbc)\b|n't\b"
)
_APOLOGIES = word(r"apolog\w*|apols?\b|(?:annual|sick|on|study|maternity|special)? ?leave\b|sick\w*")
_COULD_NOT = re.compile(
    r"unable to|not able to|cannot|could(?: not|n't)|can't|declined to|not available|unavailable"
)
_ABSENT = word(r"absen\w+|no[ -]show|dna\b|no rep\b|failed to attend")
_CAME = word(r"attend\w*|present\b|joined\b|arrived\b|came\b|come\b|join\b")
_IN_SOME_WAY = re.compile(
    r"virtual|on-?line|\bteams\b|\bzoom\b|in person|in the room|face to face|f2f|hybrid|remote|dial"
    r"|by (?:phone|telephone|video)|\bvc\b|\blate\b|left (?:early|at|before|half|after)|\bleft \d|\bpart\b|partial"
)
_WHO = (
    re.compile(
        r"(?:deput\w*|dep\b|sub\w*|represented|covered|alternate|delegate)\W*(?:attended|sent|by|was|is|for|name)?\W*"
        r"(?P<name>.*)",
        re.I,
    ),
    re.compile(
        r"(?P<name>[^()\[\]:–—-]{3,}?)\W*(?:as |the |attended as )?(?:deput|substitut|alternate|sub\b|for\b"
        r"|on behalf)",
        re.I,
    ),
)
_NOBODY = re.compile(
    r"(?:attended|sent|present|yes|unknown|tbc|by|for|in place|online|virtual|teams|rep|a rep)?",
    re.IGNORECASE,
)
_PLAINLY = frozenset({"present", "attended", "in attendance", "apologies", "absent", "did not attend"})
_GONE = (Presence.APOLOGIES, Presence.ABSENT)


def presence(cell: Value, legend: Mapping[str, str]) -> tuple[Presence, str] | None:
    """What a mark says, and the deputy's name where it gives one; None where no meeting was held. Raises BadCell.

    ``legend`` is what the file itself says its codes mean, which goes before what they usually do.
    """
    said = as_text(cell) if cell is not None else ""
    whole = fold(said)
    if NO_MEETING.fullmatch(whole):
        return None
    if (told := _of_code(whole, legend)) is not None:
        return told, ""
    several = {_of_code(one, legend) for one in _JOINED.split(whole)}
    if len(several) > 1 and several <= {Presence.DEPUTY, *_GONE} and Presence.DEPUTY in several:
        return Presence.DEPUTY, ""
    if (named := _NAMED_FIRST.fullmatch(said)) and not _DEPUTY.search(fold(named["name"])):
        of_name = _of_code(fold(named["name"]), legend)
        if of_name is None and _of_phrase(fold(named["name"])) is None:
            return Presence.DEPUTY, named["name"].strip()
        if of_name in _GONE:
            return Presence.DEPUTY, ""
    found = _MORE.fullmatch(said)
    told = _of_code(fold(found["code"] or found["word"]), legend) if found else None
    if found and told is not None:
        return _with_more(told, found["more"].strip(" )]/"), said, legend)
    if _FOR_SOMEBODY.match(said):
        return Presence.DEPUTY, _deputy_in(said)
    told = _of_phrase(whole)
    if told is None:
        raise BadCell(said, EXPECTED)
    return told, _deputy_in(said) if told is Presence.DEPUTY else ""


def _with_more(told: Presence, more: str, said: str, legend: Mapping[str, str]) -> tuple[Presence, str]:
    """What a code says with the words behind it: who came instead, or a contradiction. Raises BadCell."""
    folded = fold(more)
    phrase = parts(folded)
    other = _of_code(folded, legend)
    deputy = _of_deputy(folded)
    came = sense_of_all(phrase, _CAME)
    if told is Presence.DEPUTY:
        if came is Sense.DENIED or _COULD_NOT.search(folded):
            return Presence.ABSENT, ""
        if _NO_DEPUTY.search(folded):
            raise BadCell(said, EXPECTED)
        return told, "" if _NOBODY.fullmatch(more) else more
    if deputy is Sense.SAID or (deputy is None and other is Presence.DEPUTY):
        return Presence.DEPUTY, _deputy_in(more)
    if told in _GONE:
        if name := _somebody_in(more):
            return Presence.DEPUTY, name
        if _FOR_SOMEBODY.match(more):
            return Presence.DEPUTY, _deputy_in(more)
        if deputy is None and came is Sense.SAID and "attending" not in folded:
            raise BadCell(said, EXPECTED)
    elif told is Presence.PRESENT and came is Sense.DENIED:
        raise BadCell(said, EXPECTED)
    if other is not None and other is not told and (folded in MARKS or folded in _PLAINLY):
        raise BadCell(said, EXPECTED)
    return told, ""


def is_mark(cell: Value, legend: Mapping[str, str]) -> bool:
    """Whether a cell can be read as a mark."""
    try:
        presence(cell, legend)
    except BadCell:
        return False
    return True


def is_meaning(words: str) -> bool:
    """Whether words say what a mark may mean: "attended", but not "P" or "Police"."""
    folded = fold(words)
    return folded not in MARKS and (folded in _WORDS or _of_phrase(folded) is not None)


def _of_code(whole: str, legend: Mapping[str, str]) -> Presence | None:
    code = whole if whole in MARKS else _FOOTNOTE.sub("", whole).rstrip(".")
    meaning = legend.get(whole) or legend.get(code)
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


@lru_cache(maxsize=4096)
def _of_phrase(words: str) -> Presence | None:
    """What a folded phrase says: whether somebody is a member, sent a deputy, and by its leading part, came."""
    if _NOT_A_MEMBER.search(words):
        return Presence.NOT_A_MEMBER
    deputy = _of_deputy(words)
    if deputy is Sense.SAID:
        return Presence.DEPUTY
    told = [found for part in parts(words) if (found := _of_part(part)) is not None]
    if not told:
        return Presence.ABSENT if deputy is Sense.DENIED else None
    came = [one is Presence.PRESENT for one in told]
    later = [MARKS.get(part.text) or _WORDS.get(part.text) for part in parts(words)[1:]]
    if any(one and (one is Presence.PRESENT) != came[0] for one in later):
        return None  # present, absent
    return told[0]


def _of_deputy(words: str) -> Sense | None:
    """Whether a deputy came, by a folded phrase; None when it speaks of none."""
    phrase = parts(words)
    at = next((at for at, part in enumerate(phrase) if _DEPUTY.search(part.text)), None)
    if at is None:
        return None
    told, found = sense(phrase[at], _DEPUTY), _DEPUTY.search(phrase[at].text)
    behind = " ".join((phrase[at].text[found.end() :] if found else "", *(p.text for p in phrase[at + 1 :])))
    if told is Sense.DENIED or _NO_DEPUTY.search(behind):
        return Sense.DENIED
    return Sense.AHEAD if re.search(r"\b(?:to|will) attend", behind) else Sense.SAID


def _of_part(part: Part) -> Presence | None:
    """What one part of a phrase says of somebody who is a member and sent no deputy."""
    if _DEPUTY.search(part.text) and sense(part, _APOLOGIES) is None:
        return None
    if _COULD_NOT.search(part.text):
        return Presence.APOLOGIES
    apologies = sense(part, _APOLOGIES)
    if sense(part, _ABSENT) is Sense.SAID or apologies is Sense.DENIED:
        return Presence.ABSENT
    came = sense(part, _CAME)
    if came is Sense.DENIED:
        return Presence.ABSENT
    if apologies is not None and not (
        came is Sense.SAID and part.text.startswith(("attended", "joined", "present"))
    ):
        return Presence.APOLOGIES
    if came is Sense.SAID or (came is None and _IN_SOME_WAY.search(part.text)):
        return Presence.PRESENT
    return None


def _somebody_in(more: str) -> str:
    """The name of whoever came instead of a member who did not."""
    found = _SOMEBODY_CAME.match(more)
    if (
        not found
        or not found["name"][0].isupper()
        or not _NOBODY_ELSE.isdisjoint(fold(found["name"]).split())
    ):
        return ""
    return found["name"]


def _deputy_in(said: str) -> str:
    """The name of the deputy in a phrase; nothing when it gives none."""
    for pattern in _WHO:
        found = pattern.search(said)
        name = found["name"].strip(" .,()[]-–—:") if found else ""
        name = re.sub(r"\s+(?:attended|present|sent)$", "", name, flags=re.IGNORECASE)
        if name and not _NOBODY.fullmatch(name):
            return name
    return ""
