"""What is found of a claim, and the figures that it was found from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sightline.claims.figures import Number


class VerdictKind(StrEnum):
    """The five verdicts. A judgement and a change since publication are found elsewhere, not from a check."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    NOT_RECORDED = "not recorded"
    JUDGEMENT = "judgement"
    CHANGED = "changed"


Found = int | Fraction | str | None
"""A value as it was judged: whole, a fraction, a name, or nothing."""


@dataclass(frozen=True)
class Line:
    """A figure behind a verdict: of a period, a month or a group. ``holds`` is None when not judged."""

    label: str
    value: Found
    numerator: Number | None = None
    denominator: Number | None = None
    holds: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """A verdict with the figure it rests on, one plain sentence, and the figures behind that."""

    kind: VerdictKind
    value: Found
    because: str
    detail: tuple[Line, ...] = ()

    @property
    def plain(self) -> int | float | str | None:
        """The value for JSON, where a rate is a number from 0 to 1."""
        return float(self.value) if isinstance(self.value, Fraction) else self.value
