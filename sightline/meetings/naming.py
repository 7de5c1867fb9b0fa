"""Which body a register is about, from the names and titles that people give their sheets."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from sightline.foundation.text import fold

SHEET_NAME_LIMIT = 31  # Excel cuts the name of a sheet there
LONGEST_TITLE = 200  # what follows names no body, and may be thousands of blanks
_SAYS_NOTHING = re.compile(
    r"(?:sheet|table|worksheet|attendance|registers?|data|tab|meetings?|groups?|members?(?:hip)?|all|logs?|list|page|part|copy"
    r"|export|book|file)?[\s\d]*|(?:fy )?(?:20)?\d\d ?[-/–] ?(?:20)?\d\d",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<=\S)\s*[-–—:(]?\s*\b(?:meeting\s+|members?.?\s+)?(?:attendance|register)\b.*$"
    r"|\s*[-–—:(]?\s*\b20\d\d\s?(?:[-/–]|to)\s?(?:20)?\d\d\b.*$|\s+(?:fy|for)?\s*20\d\d\)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:attendance|register)\s*(?:log|register|record|sheet|list)?|meetings?)\s*(?:[-–—:]|\b(?:at|of|for)\b)+\s*(?:the\s+)?",
    re.IGNORECASE,
)
_AROUND_IN_FILE = re.compile(r"^(?:attendance|register)\s+|\s+(?:20)?\d\d\s+\d\d$", re.IGNORECASE)
_IS_BODY = re.compile(
    r"\b(?:group|executive|board|panel|forum|partners|committee|hub|meeting|network)\b", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"[A-Z]{2,8}")
_NO_TITLE = re.compile(r"=|^(?:key|note|last|updated|printed|source|page)\b", re.IGNORECASE)


def body_named(
    sheet: str, titles: Iterable[str], file: str, known: Container[str], *, one_of_several: bool = False
) -> str:
    """The body that a table is about; nothing when neither its sheet, nor its titles, nor its file name one.

    The sheet goes first, unless it holds ``one_of_several`` tables or is a text file, which is called as its
    file is. A body that is ``known`` (by its folded name) goes before any that is not.
    """
    above = [name for title in titles if not _NO_TITLE.search(title) for name in _in_title(title)]
    if len(sheet) == SHEET_NAME_LIMIT:
        beginning = fold(sheet)
        if whole := next((name for name in above if fold(name).startswith(beginning)), ""):
            return whole
    own = [] if sheet == file else list(filter(None, [_cleaned(sheet)]))
    of_file = filter(None, [_cleaned(_AROUND_IN_FILE.sub("", " ".join(re.sub(r"[-_]+", " ", file).split())))])
    names = [*above, *own, *of_file] if one_of_several else [*own, *above, *of_file]
    return next((name for name in names if fold(name) in known), names[0] if names else "")


def is_like_a_body(cell: object) -> bool:
    """Whether a cell may name a body: it speaks of a group, or is an abbreviation such as LSP."""
    return isinstance(cell, str) and bool(_IS_BODY.search(cell) or _ABBREVIATION.fullmatch(cell.strip()))


def _in_title(title: str) -> Iterator[str]:
    """What in a title may name a body, the likeliest first: its shortest part that speaks of a group."""
    parts = {name: None for part in (title, *re.split(r"\s[-–—|]\s|:\s", title)) if (name := _cleaned(part))}
    yield from sorted(parts, key=lambda name: (_IS_BODY.search(name) is None, len(name)))


def _cleaned(text: str) -> str:
    """A title without what surrounds the name of a body; nothing when nothing is left."""
    tidy = " ".join(text.replace("_", " ").split())[:LONGEST_TITLE]
    name = _AFTER.sub("", _BEFORE.sub("", tidy)).strip(" -–—:()")
    return "" if _SAYS_NOTHING.fullmatch(name) else name
