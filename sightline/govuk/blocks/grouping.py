"""Blocks that hold other blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import Action, Block


@dataclass(frozen=True)
class Details(Block):
    """Blocks behind a summary that opens."""

    template: ClassVar[str] = "govuk/blocks/details.html"
    summary: str
    blocks: tuple[Block, ...]
    open: bool = False

    @property
    def inner(self) -> tuple[Block, ...]:
        return self.blocks


@dataclass(frozen=True)
class Section(Block):
    """A titled part of a page, with an address of its own when it has an id, and its own actions."""

    template: ClassVar[str] = "govuk/blocks/section.html"
    title: str
    blocks: tuple[Block, ...]
    id: str = ""
    actions: tuple[Action, ...] = ()

    @property
    def inner(self) -> tuple[Block, ...]:
        return self.blocks


@dataclass(frozen=True)
class Columns(Block):
    """Two columns on a wide screen, two thirds and one third; one after the other on a phone."""

    template: ClassVar[str] = "govuk/blocks/columns.html"
    main: tuple[Block, ...]
    side: tuple[Block, ...]

    @property
    def inner(self) -> tuple[Block, ...]:
        return self.main + self.side
