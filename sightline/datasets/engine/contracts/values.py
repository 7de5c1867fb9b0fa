"""What one cell means under its field, for whatever is not written as most cells of its column are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from .model import Field, Kind
from .spelling import AS_USUAL, DAYS, pattern, plain

EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
NOTHING = ("NULL", "null", "#N/A", "N/A", "n/a", "NaN", "-", "--")
"""What stands for nothing even in a name, where “None” and “Na” are people."""

_NOTHING = frozenset(
    "- -- . ? null none nil na n/a nan nat tbc unknown notknown notrecorded notapplicable blank".split()
)
_YES = frozenset("y yes true t 1 x".split())
_NO = frozenset("n no false f 0 2".split())
_TIME = re.compile(r"(?:T|\s+)\d{1,2}[:.]\d{2}.*$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b(?:\s+of\b)?", re.IGNORECASE)
_MONTH = re.compile(r"(?<=[\d\s])\s*[-/. ]?\s*([A-Za-z]{3,9})\.?\s*[-/., ]?\s*(?=\d)")
_COMPACT = re.compile(r"\d{8}")


@dataclass(frozen=True)
class Meant:
    """``value`` as DuckDB reads it, or None when the cell stands for nothing."""

    value: str | None


def meaning(field: Field, said: str) -> Meant | None:
    """What a cell means, or None when it cannot be read as what its field holds."""
    said = said.strip()
    found: str | None
    match field.kind:
        case Kind.CODE:
            found = code_of(field, said)
        case Kind.DAY:
            day = day_of(said, field.days or AS_USUAL)
            found = day.isoformat() if day else None
        case Kind.YES_NO:
            spelled = plain(said)
            found = "true" if spelled in _YES else "false" if spelled in _NO else None
        case Kind.INTEGER | Kind.NUMBER:
            found = _number(said, whole=field.kind is Kind.INTEGER)
        case Kind.TEXT:
            return Meant(said or None)
    if found is not None:
        return Meant(found)
    return Meant(None) if not said or plain(said) in _NOTHING or said.casefold() in _NOTHING else None


def code_of(field: Field, said: str) -> str | None:
    """The code that a spelling stands for: the code itself, a synonym, or the first whose pattern fits."""
    exact, patterns = _codes(tuple((code, tuple(synonyms)) for code, synonyms in field.codes.items()))
    if code := exact.get(plain(said)):
        return code
    return next((code for expression, code in patterns if expression.fullmatch(said)), None)


@lru_cache(1024)
def _codes(
    codes: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    exact: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for code, synonyms in codes:
        exact[plain(code)] = code
        for synonym in synonyms:
            if expression := pattern(synonym):
                patterns.append((expression, code))
            else:
                exact[plain(synonym)] = code
    return exact, tuple(patterns)


def day_of(said: str, ways: Iterable[str] = AS_USUAL) -> date | None:
    """A day however it is written, without its time; None when it is none, or not within 1850 to 2199."""
    way = way_of(said, tuple(ways))
    return way[1] if way else None


@lru_cache(65_536)
def way_of(said: str, ways: tuple[str, ...]) -> tuple[str, date, bool] | None:
    """The strptime pattern by which a day can be read, the day, and whether the cell is just that."""
    spelled = _spelled(said)
    for way in ways:
        for written in DAYS.get(way, (way,)):
            if way == "compact" and not _COMPACT.fullmatch(spelled):
                continue
            try:
                day = datetime.strptime(spelled, written).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            if EARLIEST <= day <= LATEST:
                return written, day, spelled == said
    return None


def _spelled(said: str) -> str:
    """Without weekday, time and ordinal; a month that is a word between single spaces, as three letters if longer."""
    bare = _TIME.sub("", said.strip())
    bare = _ORDINAL.sub("", _WEEKDAY.sub("", bare))
    if not bare[:1].isdigit():
        bare = re.sub(r"^([A-Za-z]{3,9})\.?\s+", lambda word: word[1][:3] + " ", bare).replace(",", " ")
        return " ".join(bare.split())
    return _MONTH.sub(lambda word: f" {word[1][:3]} ", bare)


def _number(said: str, *, whole: bool) -> str | None:
    bare = said.replace(",", "").replace("£", "").replace(" ", "").removesuffix("%")
    if not re.fullmatch(r"[+-]?\d{1,15}(?:\.\d{1,24})?", bare):
        return None
    if not whole:
        return bare
    return str(int(float(bare))) if float(bare).is_integer() else None
