"""What becomes of a pair of records by what people say of it, one after another and without knowing of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot"

    @property
    def words(self) -> str:
        return VERDICTS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.words) for one in cls]


VERDICTS = {
    Verdict.SAME: "The same child",
    Verdict.DIFFERENT: "Two children",
    Verdict.CANNOT_TELL: "Cannot tell",
}


class Standing(StrEnum):
    """How a pair stands. Only ``SAME`` and ``DIFFERENT`` bind the next run."""

    WAITING = "waiting"
    SAME = "same"
    DIFFERENT = "different"
    DISPUTED = "disputed"
    DOUBT = "doubt"

    @property
    def words(self) -> str:
        return STANDINGS[self]

    @property
    def binds(self) -> bool:
        """Whether it tells linkage what to do."""
        return self in (Standing.SAME, Standing.DIFFERENT)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.words) for one in cls]


STANDINGS = {
    Standing.WAITING: "Not decided yet",
    Standing.SAME: "The same child",
    Standing.DIFFERENT: "Two children",
    Standing.DISPUTED: "Third opinion",
    Standing.DOUBT: "Stays in doubt",
}


class Caution(StrEnum):
    """What speaks against a decision that was made: it stands, and somebody should look at it again."""

    CHANGED = "changed"
    CONTRADICTS = "contradicts"

    @property
    def words(self) -> str:
        return CAUTIONS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.words) for one in cls]


CAUTIONS = {
    Caution.CHANGED: "The records say something else now than when this was decided.",
    Caution.CONTRADICTS: "This contradicts other decisions: of three records, all cannot be true.",
}
_ALONE = {
    Verdict.SAME: Standing.SAME,
    Verdict.DIFFERENT: Standing.DIFFERENT,
    Verdict.CANNOT_TELL: Standing.DOUBT,
}
SETTLED = 2
"""Opinions that settle a pair when they agree."""


def standing(verdicts: Sequence[Verdict]) -> Standing:
    """How a pair stands after these opinions, each of another person.

    One counts until there is a second. Two that differ go to a third, in whatever they differ. From three on, what
    more than half of them say counts, and where there is no such thing the pair stays in doubt.
    """
    if not verdicts:
        return Standing.WAITING
    most, count = Counter(verdicts).most_common(1)[0]
    if 2 * count > len(verdicts):
        return _ALONE[most]
    return Standing.DISPUTED if len(verdicts) == SETTLED else Standing.DOUBT


def wants_opinion(stands: Standing, opinions: int) -> bool:
    """Whether somebody who has said nothing yet is to be asked."""
    return opinions < SETTLED or stands is Standing.DISPUTED


def in_words(probability: float) -> str:
    """How likely it is that two records are of one child, as one says it: "about 3 in 4"."""
    if probability >= 0.995:
        return "almost certain"
    if probability <= 0.005:
        return "almost impossible"
    if probability >= 0.95 or probability <= 0.05:
        rare = min(probability, 1 - probability)
        said = f"{round(1 / rare):,}"
        return f"all but 1 in {said}" if probability > 0.5 else f"about 1 in {said}"
    tenths = round(probability * 10)
    return "about as likely as not" if tenths == 5 else f"about {tenths} in 10"
