"""The text of a cell, and how a cell that cannot mean what it should says so."""

import re
from datetime import date, datetime, time
from typing import Any

from sightline.foundation.text import fold
from sightline.imports.reading import UNCOMPUTED, Value

_LONGEST_QUOTE = 80
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"

_NOTHING_YET = (
    "tbc; t.b.c; tba; tbd; to be confirmed; to be agreed; to be decided; to follow; "
    "n/a; na; n.a; n/k; not applicable; not known; unknown; none; nil; null; blank; "
    "not yet; not set; not agreed; not started; not complete; not completed; not closed; "
    "ongoing; on going; on-going; open; outstanding; in progress; awaited; awaiting; pending; "
    "no date; no date set; no date yet; no timescale; rolling; continuous; asap; a.s.a.p; immediate; immediately; "
    "not recorded; not provided; not available; not stated; not given; not required; see notes; see above"
)
NOT_SAID = frozenset({"", *map(fold, _NOTHING_YET.split(";"))})
"""What people write where they have nothing to say yet."""

_NOTHING_YET_AND_WHY = re.compile(
    r"(?:t\.?b\.?[cad]|n/a|to be (?:confirmed|agreed|decided|set|arranged)|not yet|ongoing|awaiting|pending)\b\D*"
)


class BadCell(ValueError):
    """A cell that cannot mean what its column needs. ``instead`` is what it may be taken for, if need be."""

    def __init__(self, found: str, expected: str, instead: Any = None) -> None:
        super().__init__(f"{found}: expected {expected}")
        self.found = found
        self.expected = expected
        self.instead = instead


def as_text(value: Value) -> str:
    """The text of a cell stripped: nothing for a blank one, 7 for 7.0, dd/mm/yyyy for a date."""
    if type(value) is str:
        text = value.strip()
        return text if text.isascii() else text.strip(_INVISIBLE).strip()
    if value is None:
        return ""
    if value is UNCOMPUTED:
        raise _uncomputed()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def as_reference(value: Value) -> str:
    """The text of a cell that names something: its spaces single, and no trace of having been a number."""
    if type(value) is str and (text := value.strip()).isalnum():
        return text
    text = " ".join(as_text(value).split())
    if text.startswith('="') and text.endswith('"'):  # how a csv keeps Excel from making a number of it
        text = text[2:-1].strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def as_email(value: Value) -> str:
    """The address in a cell in lower case; nothing for "n/a" and the like, or everybody without one would be one."""
    text = as_text(value).lower()
    if "@" in text and "<" not in text and not text.startswith("mailto:"):
        return text
    if "<" in text and text.endswith(">"):
        text = text.rpartition("<")[2][:-1]
    text = text.removeprefix("mailto:").strip()
    return "" if "@" not in text and says_nothing(plain(text)) else text


def ignored(value: Value) -> str:
    """Nothing, whatever a cell says: for columns that are known and not wanted, such as totals."""
    return ""


def _uncomputed() -> BadCell:
    return BadCell(
        UNCOMPUTED.value,
        "its result: open the workbook in Excel, let it calculate, save, and import again",
    )


def bad_cell(value: Value, expected: str) -> BadCell:
    """The refusal of ``value``, quoted in part when it is long."""
    found = as_text(value)  # raises the right BadCell itself for a formula without a result
    return BadCell(found if len(found) <= _LONGEST_QUOTE else f"{found[: _LONGEST_QUOTE - 1]}…", expected)


def plain(text: str) -> str:
    """Text folded for comparing, without marks nobody sees."""
    return fold(text.strip(_INVISIBLE))


def says_nothing(text: str) -> bool:
    """Whether folded text is blank, a dash, or words such as "TBC", "n/a - superseded"."""
    return (
        text in NOT_SAID
        or text.strip(" .:;!?()[]-/*_") in NOT_SAID
        or _NOTHING_YET_AND_WHY.fullmatch(text) is not None
    )
