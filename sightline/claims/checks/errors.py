"""What is said of a check that cannot be understood or asked."""

from __future__ import annotations

from typing import Literal

Part = Literal["key", "where", "monthly", "period", "by", "each", "test"]


class CheckError(ValueError):
    """A check that cannot be understood or asked: one plain sentence, and where in the text it applies.

    ``position`` counts characters from 0; ``part`` names the part of the check when the text is not at hand.
    """

    def __init__(self, sentence: str, position: int | None = None, part: Part | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.position = position
        self.part = part
