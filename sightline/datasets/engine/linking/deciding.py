"""What people decided about pairs of records: honoured in every run, and told where it contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .clustering import Groups
from .model import Decision

Record = tuple[str, str]


@dataclass
class Decided:
    """The decisions as pairs of identities. ``unused`` are decisions about records that this run does not have."""

    same: list[tuple[int, int, int]] = field(default_factory=list)
    """Left, right, and the place of the decision in the list."""
    apart: list[tuple[int, int, int]] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)

    def apart_by_identity(self) -> dict[int, set[int]]:
        """For each identity, which ones are decided to be of another child."""
        found: dict[int, set[int]] = {}
        for left, right, _ in self.apart:
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return found


def decided(decisions: Sequence[Decision], identities: Mapping[Record, int]) -> Decided:
    """Find the identities that decisions are about. A later decision about the same two records replaces an earlier."""
    last = {frozenset((decision.left, decision.right)): place for place, decision in enumerate(decisions)}
    result = Decided()
    for place in sorted(last.values()):
        decision = decisions[place]
        left, right = identities.get(decision.left), identities.get(decision.right)
        if left is None or right is None or left == right:
            result.unused.append(place)
        else:
            (result.same if decision.same else result.apart).append((left, right, place))
    return result


def honour(groups: Groups, decided: Decided) -> list[list[int]]:
    """Join what people decided is one child, and give back the decisions that contradict one another.

    Where A is B and B is C, but A is not C, those three are returned as one conflict. Until somebody settles it, nobody
    is joined whom a decision holds apart, since one child taken for two does less harm than two taken for one.
    """
    conflicts = []
    for left, right, place in decided.same:
        a, b = groups.root(left), groups.root(right)
        if a == b:
            continue
        if groups.decided_apart(a, b):
            conflicts.append(sorted({place, *_between(groups, decided, a, b)}))
        else:
            groups.join(a, b)
    return conflicts


def _between(groups: Groups, decided: Decided, a: int, b: int) -> list[int]:
    """The decisions within two groups and those that hold them apart."""
    mine, theirs = set(groups.of(a)), set(groups.of(b))
    both = mine | theirs
    same = [place for left, right, place in decided.same if left in both and right in both]
    apart = [
        place
        for left, right, place in decided.apart
        if (left in mine and right in theirs) or (left in theirs and right in mine)
    ]
    return same + apart
