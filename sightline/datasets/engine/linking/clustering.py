"""From scored pairs to children: joined best first, and refused where a join would make one child of two.

Joining everything that is connected merges brothers and sisters, since one record without a number can resemble both.
So what is joined is two groups, and what both hold is looked at: numbers, decisions of people, forenames.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Edge(NamedTuple):
    """A scored pair of identities. ``siblings``: they look like brothers or sisters, as the forenames have nothing in
    common (twins), or neither the forename nor the birth is the same.
    """

    left: int
    right: int
    weight: float
    siblings: bool = False


class Refusal(StrEnum):
    """Why two groups are not joined although a pair of them is alike."""

    DECIDED = "a person decided that these are two children"
    NUMBERS = "a valid number of one is not that of the other"
    ONCE = "each child is in this source once"
    SIBLINGS = "they look like brothers or sisters, and no valid number is shared"


@dataclass
class Groups:
    """Groups of identities that grow by joining. An identity is its number, from 0 to ``size`` - 1."""

    size: int
    numbers: Sequence[Mapping[int, int]] = ()
    """For each kind of number: the number of an identity, where it holds one whose check is right."""
    once: Mapping[int, int] = field(default_factory=dict)
    """The source of an identity that is the child's only one there."""
    apart: Mapping[int, Collection[int]] = field(default_factory=dict)
    """Which identities people decided are of another child, both ways."""

    def __post_init__(self) -> None:
        self._parent = list(range(self.size))
        self._members: dict[int, list[int]] = {}
        self._held = [{one: {held} for one, held in kind.items()} for kind in self.numbers]
        self._once = {one: {source} for one, source in self.once.items()}

    def root(self, one: int) -> int:
        """The identity that stands for the group of this one: its smallest."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def of(self, root: int) -> list[int]:
        """All identities of a group."""
        return self._members.get(root, [root])

    def refusal(self, a: int, b: int) -> Refusal | None:
        """Why two groups must not be joined, whatever the likeness of a pair; None if they may.

        A shared number of one kind outweighs different numbers of another: people mistype and mix up numbers.
        """
        if self.apart and self.decided_apart(a, b):
            return Refusal.DECIDED
        if a in self._once and b in self._once and self._once[a] & self._once[b]:
            return Refusal.ONCE
        both = [held[a] & held[b] for held in self._held if a in held and b in held]
        if both and not any(both):
            return Refusal.NUMBERS
        return None

    def decided_apart(self, a: int, b: int) -> bool:
        """Whether people decided that an identity of one group and one of the other are two children."""
        theirs = set(self.of(b))
        return any(not theirs.isdisjoint(self.apart[one]) for one in self.of(a) if one in self.apart)

    def share_a_number(self, a: int, b: int) -> bool:
        """Whether two groups hold the same valid number."""
        return any(a in held and b in held and held[a] & held[b] for held in self._held)

    def join(self, a: int, b: int) -> None:
        """Make one group of two."""
        a, b = min(a, b), max(a, b)
        self._parent[b] = a
        self._members[a] = self.of(a) + self.of(b)
        self._members.pop(b, None)
        for held in (*self._held, self._once):
            if b in held:
                held[a] = held.get(a, set()) | held.pop(b)


class Outcome(NamedTuple):
    """What came of the pairs: those by which groups were joined, and those that were refused, with the reason."""

    joined: list[Edge]
    refused: list[tuple[Edge, Refusal]]


def resolve(groups: Groups, edges: Iterable[Edge], *, threshold: float) -> Outcome:
    """Join the groups of each pair at or above the threshold, best first.

    A pair that looks like siblings joins only groups that share a valid number: siblings share all the rest.
    """
    joined: list[Edge] = []
    refused: list[tuple[Edge, Refusal]] = []
    for edge in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        if edge.weight < threshold:
            break
        a, b = groups.root(edge.left), groups.root(edge.right)
        if a == b:
            continue
        why = groups.refusal(a, b)
        if why is None and edge.siblings and not groups.share_a_number(a, b):
            why = Refusal.SIBLINGS
        if why is None:
            groups.join(a, b)
            joined.append(edge)
        else:
            refused.append((edge, why))
    return Outcome(joined, refused)
