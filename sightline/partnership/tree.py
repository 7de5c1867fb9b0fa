"""Who reports to whom, as an indented list. Pure: no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")


def laid_out(
    things: Iterable[T], key: Callable[[T], int], parent: Callable[[T], int | None]
) -> list[tuple[int, T]]:
    """(depth, thing) with each thing under its parent, in the order given.

    A thing whose parent is not among them stands at the top; so does one whose line of parents never ends.
    """
    held = list(things)
    known = {key(one): parent(one) for one in held}
    beneath: dict[int | None, list[T]] = {}
    for one in held:
        above = parent(one)
        top = above not in known or loops(key(one), known)
        beneath.setdefault(None if top else above, []).append(one)
    order: list[tuple[int, T]] = []

    def place(above: int | None, depth: int) -> None:
        for one in beneath.get(above, ()):
            order.append((depth, one))
            place(key(one), depth + 1)

    place(None, 0)
    return order


def loops(start: int, parents: Mapping[int, int | None]) -> bool:
    """Whether going up from ``start`` comes back to it."""
    seen: set[int] = set()
    above = parents.get(start)
    while above is not None and above not in seen:
        if above == start:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
