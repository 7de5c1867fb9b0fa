"""Whether a meeting was quorate by the rule of its body, and what it lacked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Came:
    """Somebody who came or sent a deputy: their agency, and its kind if it is a statutory partner, else ""."""

    agency: int
    partner: str = ""


@dataclass(frozen=True)
class Rule:
    """``partners`` are the kinds of statutory partner of whom somebody has to come; 0 stands for no least number."""

    partners: frozenset[str] = frozenset()
    members: int = 0
    agencies: int = 0


@dataclass(frozen=True)
class Lacking:
    """What a meeting lacked: kinds of partner of whom nobody came, and how many members and agencies too few."""

    partners: tuple[str, ...] = ()
    members: int = 0
    agencies: int = 0

    @property
    def quorate(self) -> bool:
        return not (self.partners or self.members or self.agencies)


def lacking(rule: Rule, came: Iterable[Came]) -> Lacking:
    """What those who came fall short of."""
    those = list(came)
    return Lacking(
        partners=tuple(sorted(rule.partners - {one.partner for one in those})),
        members=max(0, rule.members - len(those)),
        agencies=max(0, rule.agencies - len({one.agency for one in those})),
    )
