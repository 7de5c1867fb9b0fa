"""Blocks of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from ..values import Link, Value
from .base import Action, Block


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside the page; level 2 or 3, because the page's title is level 1."""

    template: ClassVar[str] = "govuk/blocks/heading.html"
    text: str
    level: int = 2
    id: str = ""


@dataclass(frozen=True)
class Text(Block):
    """A paragraph; ``kind`` is body, lead (larger) or small (a note)."""

    template: ClassVar[str] = "govuk/blocks/text.html"
    text: Value
    kind: str = "body"


@dataclass(frozen=True)
class Bullets(Block):
    """A list of short values, numbered when their order matters."""

    template: ClassVar[str] = "govuk/blocks/bullets.html"
    items: tuple[Value, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Outline(Block):
    """A list of lists: each item is a value with the items that stand under it."""

    template: ClassVar[str] = "govuk/blocks/outline.html"
    items: tuple[OutlineItem, ...]


@dataclass(frozen=True)
class OutlineItem:
    value: Value
    below: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True)
class Prose(Block):
    """Text written in Markdown, already rendered and sanitised. Raises TypeError for anything else."""

    template: ClassVar[str] = "govuk/blocks/prose.html"
    html: SafeString

    def __post_init__(self) -> None:
        if not isinstance(self.html, SafeString):
            raise TypeError("Prose takes sanitised HTML as a SafeString; use Text for plain text.")


@dataclass(frozen=True)
class Inset(Block):
    """A passage set apart from the text around it, such as a quotation."""

    template: ClassVar[str] = "govuk/blocks/inset.html"
    text: Value


@dataclass(frozen=True)
class WarningText(Block):
    """A consequence one must not overlook."""

    template: ClassVar[str] = "govuk/blocks/warning.html"
    text: str


@dataclass(frozen=True)
class Panel(Block):
    """Says that something is done, in place of a page title: "Booked", and what to remember about it."""

    template: ClassVar[str] = "govuk/blocks/panel.html"
    title: str
    text: Value = ""


@dataclass(frozen=True)
class Progress(Block):
    """How much of a piece of work is done: what is being done now, and the ``share`` of all of it from 0 to 1."""

    template: ClassVar[str] = "govuk/blocks/progress.html"
    text: str
    share: float
    id: str = "progress"

    @property
    def percent(self) -> int:
        return int(min(max(self.share, 0.0), 1.0) * 100)


@dataclass(frozen=True)
class Contents(Block):
    """Links to the parts of a long page."""

    template: ClassVar[str] = "govuk/blocks/contents.html"
    links: tuple[Link, ...]
    title: str = "Contents"


@dataclass(frozen=True)
class Empty(Block):
    """Says what belongs on an empty page, how it gets there, and shows an example."""

    template: ClassVar[str] = "govuk/blocks/empty.html"
    text: str
    example: str = ""
    actions: tuple[Action, ...] = ()
