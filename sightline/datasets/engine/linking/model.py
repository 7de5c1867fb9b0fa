"""What a linkage is given and what it gives back. Paths, settings and figures only: names stay in the folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Source:
    """A delivery: the key of its contract, the name of its file, and the folder it lies in (decision 16)."""

    contract: str
    file: str
    folder: Path


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided about two records: the same child, or two children. A source is a contract's key."""

    left_source: str
    left_id: str
    right_source: str
    right_id: str
    same: bool

    @property
    def left(self) -> tuple[str, str]:
        return self.left_source, self.left_id

    @property
    def right(self) -> tuple[str, str]:
        return self.right_source, self.right_id


@dataclass(frozen=True, kw_only=True)
class LinkSettings:
    """How records are linked.

    ``threshold`` is the probability from which two records are taken for one child; pairs between ``doubtful_from``
    and ``doubtful_to`` are shown to people, the ``doubtful_limit`` nearest to the threshold. A number that more than
    ``crowd`` different children hold is a placeholder. ``extra`` are columns beyond the roles, such as lines of an
    address. Each source of ``each_child_once`` holds a child in one record at most.
    """

    threshold: float = 0.8
    doubtful_from: float = 0.2
    doubtful_to: float = 0.98
    doubtful_limit: int = 2_000
    crowd: int = 3
    random_pairs: int = 300_000
    training_pairs: int = 100_000
    seed: int = 1
    extra: tuple[str, ...] = ()
    each_child_once: tuple[str, ...] = ()
    twins: bool = True
    """Whether pairs that look like siblings are two children unless they share a valid number, whatever the weight."""
    one_agency: tuple[tuple[str, ...], ...] = (("social-care-contacts", "cin-census", "annex-a"),)
    """Sources that one agency sends: their own numbers for a child are the same, and they count as one agency."""
    as_at: date | None = None
    """The day on which ages are taken for the rates; today if there is none."""


DEFAULT = LinkSettings()


class NothingToLink(Exception):
    """No delivery holds an identity, and no earlier linkage says who is who."""


class OtherKey(Exception):
    """The earlier linkage was made with another key, so its children would not be known again."""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The figures of a linkage. ``rates`` holds a row for each group: group, value, records, linked (to a record of
    another agency) and share. ``conflicts`` are decisions that contradict one another, by their place in the list.
    """

    records: int
    clusters: int
    in_any: int
    in_two_or_more: int
    in_three_or_more: int
    in_all_four: int
    doubtful: int
    seconds: float
    rates: list[dict[str, Any]]
    merged: int = 0
    split: int = 0
    conflicts: list[list[int]] = field(default_factory=list)
    steps: Mapping[str, float] = field(default_factory=dict)
