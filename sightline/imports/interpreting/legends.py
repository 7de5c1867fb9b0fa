"""What a file says its own codes mean: "P = present, X = apologies", above a table or on a sheet of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sightline.foundation.text import fold
from sightline.imports.interpreting.plans import is_blank
from sightline.imports.layouts import layouts
from sightline.imports.reading import Row

_MOST = 100
_MEANS = re.compile(
    r"(?:^|[\s,;:|(\[•])(?P<code>[^\s=,;:|()\[\]]{1,12})\s*=\s*"
    r"(?P<meaning>[^=,;|\n]+?)(?=\s*(?:[,;|\n)\]]|$|\s[^\s=]{1,12}\s*=))"
)
_NAMED = re.compile(
    r"^\s*(?:(?:b?rag|status|colour|attendance)\s*)?(?:key|legend|codes?|ratings?|b?rag)?\s*:\s*", re.I
)
_BETWEEN = re.compile(r"[;|,\n•]|\s{2,}")
_ENTRY = re.compile(
    r"(?P<code>[^\s=:()–—-]{1,8})\s*(?:=|:|\s[-–—]+\s|[-–—]|\()\s*(?P<meaning>[^()]+?)\s*\)?\.?"
)
_COLOURS = frozenset("red amber green blue yellow grey white purple black".split())
_LONGEST_CODE = 3


def legend_in(sheets: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """Folded code -> what it means; the first word on a code counts.

    An equals sign tells a key wherever a row has little else in it. Dashes, colons, brackets and cells side by
    side do so when every cell of the row is of the key, what the codes stand for are words that we know, and the
    sheet has more than one of them: "P - present" by itself may be a mark.
    """
    legend: dict[str, str] = {}
    for rows in sheets.values():
        kept = list(rows)
        for row in kept:
            telling = [cell for cell in row.cells if type(cell) is str and "=" in cell]
            if telling and sum(not is_blank(cell) for cell in row.cells) <= 2:
                for found in _MEANS.finditer("\n".join(telling)):
                    legend.setdefault(fold(found["code"]), found["meaning"].strip())
        listed = [entry for row in kept for entry in _entries(row)]
        if len({code for code, _ in listed}) > 1:
            for code, meaning in listed:
                legend.setdefault(code, meaning)
    return dict(list(legend.items())[:_MOST])


def _entries(row: Row) -> list[tuple[str, str]]:
    """The (code, meaning) of each entry of a row that is wholly of a key; nothing for any other row."""
    said = [cell.strip() for cell in row.cells if type(cell) is str and cell.strip()]
    if not said or len(said) != sum(not is_blank(cell) for cell in row.cells):
        return []
    if len(said) == 2 and _is_code(fold(said[0])) and _known(said[1]):
        return [(fold(said[0]), said[1])]
    found = []
    for entry in _split(said):
        match = _ENTRY.fullmatch(entry)
        if not match or not _is_code(fold(match["code"])) or not _known(match["meaning"]):
            return []
        found.append((fold(match["code"]), match["meaning"]))
    return found


def _split(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        yield from filter(None, (piece.strip(" .") for piece in _BETWEEN.split(_NAMED.sub("", cell))))


def _is_code(said: str) -> bool:
    return 0 < len(said) <= _LONGEST_CODE or said in _COLOURS


def _known(meaning: str) -> bool:
    """Whether a code of any layout may stand for these words."""
    return any(layout.means(meaning) for layout in layouts)
