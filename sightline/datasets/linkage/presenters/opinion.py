"""The question that a pair asks: three buttons, each with a key of the keyboard, and room for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.forms import BaseForm

from sightline.datasets.reviewing import VERDICTS, Verdict
from sightline.govuk.blocks import Block

KEYS = (
    "To answer from the keyboard, hold your browser's keys for shortcuts and press 1, 2 or 3: Alt and Shift in most "
    "browsers, Control and Option on a Mac."
)


@dataclass(frozen=True)
class Answer:
    """One button: what it posts, what it says, and its key."""

    value: str
    text: str
    key: str


ANSWERS = tuple(
    Answer(verdict.value, VERDICTS[verdict], str(number)) for number, verdict in enumerate(Verdict, start=1)
)


@dataclass(frozen=True)
class Opinion(Block):
    """The form in which one says whether two records are of one child; it works without a script."""

    template: ClassVar[str] = "datasets/opinion.html"
    form: BaseForm
    action: str
    question: str = "Are these two records about the same child?"
    answers: tuple[Answer, ...] = ANSWERS
    keys: str = KEYS

    def forms(self) -> Iterator[BaseForm]:
        yield self.form
