"""What a new pack must not show, because it would give a small number away to whoever has the earlier packs too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sightline.datasets.indicator_pages.telling import Told
from sightline.datasets.packs.releasing import Said, figures_of, releases, without
from sightline.measures.answers import Answer
from sightline.measures.disclosure import Release
from sightline.measures.disclosure.comparing import agreeing, given_away
from sightline.measures.disclosure.knowledge import Terms

NEW, OLD = "this pack", "earlier packs"


def after(
    one: Told, groups: Mapping[str, Answer], earlier: Sequence[Release]
) -> tuple[Told, dict[str, Answer], list[Said], list[Release]]:
    """The indicator beside what earlier packs released of it, oldest first: what of it may be shown.

    With it what had to be withheld, and the releases that it makes. Where all may be shown, nothing changes. What
    earlier packs, or this one, give away alone cannot be mended here and is passed over. Raises NotSolved.
    """
    figures = figures_of(one, groups)
    withheld = _withheld(one, figures, earlier) if earlier else []
    if withheld:
        one, groups = without(one, groups, withheld)
        figures = [said for said in figures if said not in withheld]
    return one, dict(groups), withheld, releases(NEW, one, figures)


def _withheld(one: Told, figures: Sequence[Said], earlier: Sequence[Release]) -> list[Said]:
    """The figures that may not be shown: each is tried in turn, those that matter most first."""
    everything = releases(NEW, one, figures)
    if not everything:
        return []
    before = _before(earlier, everything)
    shown = [said for said in figures if said.hidden]
    known = _given_away([*before, *releases(NEW, one, shown)]) | _given_away(everything)
    if _given_away([*before, *everything]) <= known:
        return []
    withheld = []
    for said in figures:
        if said.hidden or not said.facts:
            continue
        if _given_away([*before, *releases(NEW, one, [*shown, said])]) <= known:
            shown.append(said)
        else:
            withheld.append(said)
    return withheld


def _given_away(held: Sequence[Release]) -> set[Terms]:
    return given_away(held) if held else set()


def _before(earlier: Sequence[Release], new: Sequence[Release]) -> list[Release]:
    """What the earlier packs said that still holds beside the new one, said once, a release for each way.

    A figure at a time, so that one that was revised does not take others with it.
    """
    single: dict[object, Release] = {}
    for release in earlier:
        for places in dict.fromkeys(fact.places for fact in release.facts):
            facts = tuple(fact for fact in release.facts if fact.places == places)
            single.pop((release.by, facts), None)
            single[release.by, facts] = replace(release, name=OLD, facts=facts)
    kept = agreeing([*single.values(), *new])
    return list(_joined(release for release in kept if release.name == OLD and release.facts))


def _joined(singles: Iterable[Release]) -> Iterable[Release]:
    by_way: dict[str, Release] = {}
    for one in singles:
        held = by_way.get(one.by)
        by_way[one.by] = one if held is None else _both(held, one)
    return by_way.values()


def _both(one: Release, other: Release) -> Release:
    return replace(
        one,
        facts=(*one.facts, *other.facts),
        rows_add=one.rows_add and other.rows_add,
        made_of={**one.made_of, **other.made_of},
    )


def kept(released: Iterable[Release]) -> list[dict[str, Any]]:
    """Releases as a pack keeps them."""
    return [each.as_data() for each in released]


def said_of(withheld: Sequence[Said]) -> str:
    """Why figures of a pack are hidden that are shown elsewhere, in a sentence; "" where none is."""
    if not withheld:
        return ""
    figures = "1 figure is" if len(withheld) == 1 else f"{len(withheld)} figures are"
    return (
        f"{figures} held back here (c): beside an earlier pack they would give away a number of so few children "
        "that it is not shown."
    )
