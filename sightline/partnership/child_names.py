"""Does a free text look as if it names a child? What is found is shown to its author as a warning, never
refused.

Names of children do not belong in actions, challenges and reports. The signs looked for are those that
people type: a word for a child before a name, a name with an age, a date of birth, an NHS number, a unique
pupil number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CHILD = r"(?:child|baby|infant|toddler|boy|girl|pupil|son|daughter|twin|sibling|brother|sister|teenager)"
NAME = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?"
NAMES = rf"(?P<name>{NAME}(?:\s+{NAME})?)"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENINGS = _words(
    """
    A An And As At Because Both But By Dear For From He Her Here His However If In It Later Like
    Meanwhile No Not Of On Once One Or Our She Since So That The Their Then There They This Though
    To Under We Were When Where While With
    """
)
NOT_NAMES = OPENINGS | _words(
    """
    Academy Act Arrangements Assessment Board Care Centre Child Children Childrens College Committee
    Community Conference Constabulary Council Councils Court Criminal Death Development Districts
    Education Enquiry Executive Exploitation Forum Front Group Guardian Health Home Hospital
    Hospitals House Impact Lead Local Looked Meeting Need Neglect Officer Order Panel Partners
    Partnership Plan Plans Police Poverty Practice Probation Programme Project Protection Protocol
    Review Reviews Safeguarding School Schools Scrutiny Section Service Services Sexual Social Stage
    Support Team Trust Voice Week Working Year January February March April May June July August
    September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
)
PATTERNS = (
    ("a child's name", re.compile(rf"\b(?i:{CHILD}),?\s+(?i:called|named)\s+{NAMES}")),
    ("a child's name", re.compile(rf"\b(?:{CHILD}|Baby|Daughter|Son),?\s+{NAMES}")),
    ("a name and an age", re.compile(rf"\b{NAMES},?\s*\(?\b(?i:aged?)\s+\d{{1,2}}\b")),
    (
        "a name and an age",
        re.compile(
            rf"\b{NAMES}(?:,\s*|\s*\()(?:[1-9]|1[0-7])(?:\)|,(?=\s*[a-z])|\s+(?i:years?|months?|weeks?)(?i:\s+old)\b)"
        ),
    ),
    (
        "a date of birth",
        re.compile(
            r"\b(?i:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?)(?![a-z])[\s:.]*"
            r"(?:\d{1,2}[\s./-]\d{1,2}[\s./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}|\d{4}-\d{2}-\d{2})"
        ),
    ),
)
NHS_NUMBER = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, and what it looks like."""

    words: str
    looks_like: str


def passages(text: str) -> list[Passage]:
    """The stretches of a text that look as if they name a child, in the order of their places."""
    found: dict[int, tuple[int, Passage]] = {}
    for looks_like, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if "name" not in match.groupdict() or _is_a_name(match["name"]):
                _keep(found, match, looks_like)
    for match in NHS_NUMBER.finditer(text):
        if is_nhs_number(match[0]):
            _keep(found, match, "an NHS number")
    for match in UPN.finditer(text):
        if is_upn(match[0]):
            _keep(found, match, "a unique pupil number")
    return [passage for _, (_, passage) in sorted(found.items())]


def _keep(found: dict[int, tuple[int, Passage]], match: re.Match[str], looks_like: str) -> None:
    """Hold a match unless one that was found before shares a character with it."""
    if not any(start < match.end() and match.start() < end for start, (end, _) in found.items()):
        found[match.start()] = match.end(), Passage(match[0].strip(" ,("), looks_like)


def _is_a_name(words: str) -> bool:
    """Whether capitalised words may be a person's, once those that merely open a sentence are left aside."""
    named = words.split()
    while named and named[0] in OPENINGS:
        named = named[1:]
    return bool(named) and not NOT_NAMES & set(named)


def warning(text: str) -> str:
    """One sentence for the author of a text that looks as if it names a child; empty for any other."""
    signs = passages(text)
    if not signs:
        return ""
    shown = "; ".join(f"“{sign.words}” looks like {sign.looks_like}" for sign in signs[:3])
    more = f"; and {len(signs) - 3} more" if len(signs) > 3 else ""
    return f"This may name a child: {shown}{more}. Take it out unless you are sure that it does not."


def is_nhs_number(text: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11, NHS Data Dictionary)."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9]


def is_upn(text: str) -> bool:
    """Whether thirteen characters carry the check letter of a pupil number (modulus 23, DfE guide)."""
    digits = [int(c) if c.isdigit() else UPN_LETTERS.find(c) for c in text[1:]]
    return UPN_LETTERS[sum(d * weight for weight, d in enumerate(digits, start=2)) % 23] == text[0]
