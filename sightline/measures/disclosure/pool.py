"""The moves that were found so far, by the numbers that they move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sightline.measures.disclosure.knowledge import Terms
from sightline.measures.disclosure.tables import Name

Moves = dict[Name, int]
"""How much more, or less, each number is than in the true table; those that stay are left out."""


class Pool:
    """Moves to tables that a reader could not tell from the true one."""

    def __init__(self) -> None:
        self._moves: list[Moves] = []
        self._with: defaultdict[Name, set[int]] = defaultdict(set)

    def add(self, many: Iterable[Moves]) -> None:
        """Take up more moves."""
        for moves in many:
            for name in moves:
                self._with[name].add(len(self._moves))
            self._moves.append(moves)

    def keeps_apart(self, terms: Terms, by: int) -> bool:
        """Whether a sum takes values that differ by more, the true one among them."""
        low = high = 0
        for place in set().union(*(self._with.get(name, ()) for name, _ in terms)):
            moves = self._moves[place]
            value = sum(times * moves.get(name, 0) for name, times in terms)
            low, high = min(low, value), max(high, value)
        return high - low > by

    def set_aside(self, name: Name) -> list[Moves]:
        """Leave out the moves of a number, and answer them; ``add`` takes them up again."""
        places = sorted(self._with.pop(name, ()))
        for place in places:
            for other in self._moves[place]:
                if other != name:
                    self._with[other].discard(place)
        return [self._moves[place] for place in places]
