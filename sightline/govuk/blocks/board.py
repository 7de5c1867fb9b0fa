"""Cards in columns, and the links between several ways of looking at the same things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..values import Link, Value
from .base import Block


@dataclass(frozen=True)
class Card:
    """One thing in brief: where it leads, and what is said of it, line by line."""

    link: Link
    lines: tuple[Value, ...] = ()


@dataclass(frozen=True)
class BoardColumn:
    """The cards of one state; ``count`` says in words how many there are, ``rest`` leads to those not shown."""

    title: str
    count: str
    cards: tuple[Card, ...] = ()
    rest: Link | None = None


@dataclass(frozen=True)
class Board(Block):
    """Columns of cards: beside one another on a wide screen, one below the other on a phone."""

    template: ClassVar[str] = "govuk/blocks/board.html"
    columns: tuple[BoardColumn, ...]


@dataclass(frozen=True)
class Switch(Block):
    """Links to other ways of looking at what is on the page; ``current`` is the text of the one that is shown."""

    template: ClassVar[str] = "govuk/blocks/switch.html"
    label: str
    links: tuple[Link, ...]
    current: str
