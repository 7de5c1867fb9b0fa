"""A second way to what a reader can work out: every table that agrees with what is shown, counted one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from sightline.measures.disclosure import ALL, Controlled

Filling = Mapping[tuple[str, str], int]

HIGHEST = 14
"""No hidden cell is thought to be larger."""


def possible(published: Controlled) -> Iterator[Filling]:
    """Each way in which a table of counts could be filled, margins included.

    All that is used is what is printed: a number is itself, and a c is a number from 1 up.
    """
    printed: dict[tuple[str, str], Any] = {place: published.value(*place) for place in published.places}
    inner = [place for place in printed if ALL not in place]
    hidden = [place for place in inner if printed[place] is None]
    lines = {
        total: [place for place in inner if total[0] in (place[0], ALL) and total[1] in (place[1], ALL)]
        for total in printed
        if ALL in total
    }
    for guess in product(range(1, HIGHEST + 1), repeat=len(hidden)):
        filled = printed | dict(zip(hidden, guess, strict=True))
        filled |= {total: sum(filled[place] for place in parts) for total, parts in lines.items()}
        if all(
            filled[total] == printed[total] or (printed[total] is None and filled[total]) for total in lines
        ):
            yield filled


def widths(published: Controlled) -> dict[tuple[str, str], int]:
    """How far apart the possible values of each hidden cell lie."""
    fillings = list(possible(published))
    hidden = [place for place in published.places if published.hidden(*place)]
    found = {}
    for place in hidden:
        values = {filling[place] for filling in fillings}
        found[place] = max(values) - min(values)
    return found
