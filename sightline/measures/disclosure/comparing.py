"""What releases give away together that none of them does alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from sightline.measures.disclosure.attacking import Exposed, Reader, exposed
from sightline.measures.disclosure.knowledge import Knowledge, Terms
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.releases import Fact, Release
from sightline.measures.disclosure.rules import USUAL, Rules
from sightline.measures.disclosure.tables import ALL


@dataclass(frozen=True)
class Finding:
    """A number of children that can be made out: from ``low`` to ``high``, by whoever has all of ``releases``.

    ``groups`` and ``periods`` say which children; the part "rest" is of those whom a share leaves out.
    """

    measure: str
    part: str
    groups: tuple[str, ...]
    periods: tuple[str, ...]
    low: float
    high: float
    releases: tuple[str, ...]
    terms: Terms

    def __str__(self) -> str:
        groups = ", ".join("all" if group == ALL else group for group in self.groups)
        ends = [f"{end:.0f}" for end in dict.fromkeys((self.low, self.high))]
        named = " and ".join(f"“{name}”" for name in self.releases)
        return f"{self.measure}, {groups}, {', '.join(self.periods)}: {' to '.join(ends)}, from {named}"


def compare(releases: Sequence[Release], rules: Rules = USUAL) -> list[Finding]:
    """The small or hidden numbers that the releases, oldest first, give away together.

    Looked at are what any of them hides, each group in each shortest period, and what lies between two periods of the
    same group. Where a later release says another number of the same, the earlier one counts as revised and is
    passed over there.
    """
    releases = agreeing(releases)
    return [_finding(each, _needed(each.name, releases, rules)) for each in _exposed(releases, rules)]


def given_away(releases: Sequence[Release], rules: Rules = USUAL) -> set[Terms]:
    """What ``compare`` finds, as sums, without the releases that each takes: far sooner told."""
    return {each.name for each in _exposed(agreeing(releases), rules)}


def _exposed(releases: Sequence[Release], rules: Rules) -> list[Exposed]:
    hidden = {_sum(release, fact): None for release in releases for fact in release.facts if fact.hidden}
    secrets = {terms: terms for terms in (*hidden, *_between(releases))}
    found = exposed(together(releases), secrets, rules.protection)
    return [
        each
        for each in found
        if each.name in hidden or (each.high >= rules.smallest and each.low <= rules.threshold)
    ]


def together(releases: Sequence[Release]) -> Knowledge:
    """What somebody knows who has all the releases."""
    known = Knowledge({})
    for release in releases:
        known = known.and_also(release.knowledge())
    return known


def agreeing(releases: Sequence[Release]) -> list[Release]:
    """The releases, oldest first, without what later ones revised, so that all that is left can be true together.

    An older release that still contradicts the later ones is left out.
    """
    kept: list[Release] = []
    said: dict[Terms, tuple[float, float]] = {}
    for release in reversed(releases):
        facts = tuple(
            fact for fact in release.facts if _meet(said.get(_sum(release, fact)), (fact.low, fact.high))
        )
        release = replace(release, facts=facts)
        try:
            Reader(together([*kept, release]))
        except DoesNotFit:
            continue
        kept.append(release)
        for fact in facts:
            said.setdefault(_sum(release, fact), (fact.low, fact.high))
    return kept[::-1]


def _sum(release: Release, fact: Fact) -> Terms:
    return release.atoms(fact.part, fact.places)


def _meet(one: tuple[float, float] | None, other: tuple[float, float]) -> bool:
    return one is None or (one[0] <= other[1] and other[0] <= one[1])


def _between(releases: Sequence[Release]) -> Iterator[Terms]:
    """What no release says of itself: each atom, and the difference of two shown periods of the same group."""
    said = {_sum(release, fact) for release in releases for fact in release.facts}
    lines: dict[object, list[tuple[int, frozenset[tuple[object, int]]]]] = defaultdict(list)
    sums: dict[Terms, None] = {}
    for place, release in enumerate(releases):
        for fact in release.facts:
            terms = _sum(release, fact)
            if fact.part == "rest":
                continue
            sums |= dict.fromkeys((atom,) for atom in terms)
            if not fact.hidden and len(groups := {atom[:-1] for atom, _ in terms}) == 1:
                lines[groups.pop()].append((place, frozenset(terms)))
    for facts in lines.values():
        for (first, more), (second, less) in permutations(facts, 2):
            if first != second and less < more:
                sums[tuple(sorted(more - less))] = None
    yield from (terms for terms in sums if terms not in said)


def _needed(terms: Terms, releases: Sequence[Release], rules: Rules) -> tuple[Release, ...]:
    """The releases without any of which a sum would not be made out, the newest kept where either of two would do."""
    needed = list(releases)
    for release in releases:
        without = [each for each in needed if each is not release]
        known = together(without)
        if all(atom in known.ranges for atom, _ in terms) and exposed(
            known, {terms: terms}, rules.protection
        ):
            needed = without
    return tuple(needed)


def _finding(each: Exposed, releases: Sequence[Release]) -> Finding:
    atoms = [atom for atom, _ in each.name]
    parts = {atom.part for atom in atoms}
    return Finding(
        measure=atoms[0].measure,
        part=parts.pop() if len(parts) == 1 else "rest",
        groups=tuple(dict.fromkeys(atom.group for atom in atoms)),
        periods=tuple(dict.fromkeys(atom.period for atom in atoms)),
        low=each.low,
        high=each.high,
        releases=tuple(release.name for release in releases),
        terms=each.name,
    )
