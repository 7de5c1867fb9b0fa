"""What every block is, and the actions that several kinds of block and page carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import BaseForm


@dataclass(frozen=True)
class Block:
    """A part of a page with a template of its own; ``inner`` are the blocks inside it."""

    template: ClassVar[str] = ""

    @property
    def inner(self) -> tuple[Block, ...]:
        return ()

    def forms(self) -> Iterator[BaseForm]:
        """Every form in it, so that a page can tell their errors at the top."""
        for block in self.inner:
            yield from block.forms()


@dataclass(frozen=True)
class Action:
    """Something one can do now: a link that looks like a button, or with ``post`` a button that posts.

    ``style`` is primary, secondary or warning; ``fields`` are posted as they are.
    """

    text: str
    href: str
    post: bool = False
    style: str = "secondary"
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def params(self) -> dict[str, Any]:
        style = "" if self.style == "primary" else f"govuk-button--{self.style}"
        where = {"preventDoubleClick": True} if self.post else {"href": self.href}
        return {"text": self.text, "classes": style, **where}


@dataclass(frozen=True)
class Buttons(Block):
    """Actions in a row."""

    template: ClassVar[str] = "govuk/blocks/buttons.html"
    actions: tuple[Action, ...]
