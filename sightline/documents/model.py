"""A document as plain data, so that one tree gives the same words to PDF, Word and any later form.

The tree is immutable and knows neither database nor request: whoever publishes builds it once, freezes it
and hashes what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sightline.documents.text import one_line

Marking = Literal["OFFICIAL", "OFFICIAL-SENSITIVE"]
BRAND = "#1d4f5c"
_TONES = {"✓": "00692f", "✕": "a3271b", "–": "505a5f", "△": "8a4b00"}
SAFE_LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


class DocumentError(ValueError):
    """A document that cannot be made, with a plain sentence that says what to mend."""


def colour_of(brand: str) -> str:
    """The six hexadecimal digits of a colour written ``#rrggbb``. Raises DocumentError for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", brand):
        raise DocumentError(f"A brand colour is written as # and six hexadecimal digits, not {brand}.")
    return brand[1:].lower()


def tone_of(symbol: str, brand: str) -> str:
    """The colour ``rrggbb`` in which a verdict is set beside its word and shape; the brand's where it has
    none."""
    return _TONES.get(symbol, brand)


@dataclass(frozen=True)
class Run:
    """Words in one style; ``link`` is a whole http, https or mailto address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None

    def __post_init__(self) -> None:
        if self.link is not None and not SAFE_LINK.fullmatch(self.link):
            raise DocumentError(
                f"A link must begin with http://, https:// or mailto: and this one does not: {self.link}"
            )


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside the document, level 1 to 3 (the document's title stands above level 1)."""

    level: int
    text: str
    anchor: str = ""

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise DocumentError(f"A heading is of level 1, 2 or 3, not {self.level}: {self.text}")


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Bullets:
    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """Rows of text as they are to be read; ``numeric`` holds the indexes of columns set to the right.

    ``wide`` holds those of columns with sentences, which are given twice the width of the others.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    wide: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.head:
            raise DocumentError(f"A table needs at least one column: {self.caption}")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise DocumentError(
                    f"Row {number} of the table “{self.caption}” has {len(row)} cells"
                    f" where its head has {len(self.head)}."
                )


@dataclass(frozen=True)
class Picture:
    """A chart as SVG text, what it shows in words (``alt``), its finding (``caption``) and its figures."""

    svg: str
    alt: str
    caption: str
    table: Table | None = None


@dataclass(frozen=True)
class Claim:
    """A sentence that asserts something, its verdict as word and shape, and how it is known, line by line.

    ``beneath`` are the lines, label and words, that stand under the verdict itself: what was checked, a reason.
    """

    sentence: Runs
    verdict: str
    symbol: str
    how: tuple[tuple[str, str], ...] = ()
    beneath: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    """An aside that must not be missed: a correction, a limit of the data."""

    title: str
    text: str


@dataclass(frozen=True)
class Rule:
    """A thin line between two parts."""


Block = Heading | Paragraph | Bullets | Table | Picture | Claim | Note | Rule


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. ``notices`` stand before its contents: nobody should read on without them.

    ``dated`` is the only date its files carry, so equal documents give equal bytes.
    """

    title: str
    organisation: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    marking: Marking = "OFFICIAL"
    status_lines: tuple[str, ...] = ()
    notices: tuple[Note, ...] = ()
    language: str = "en-GB"
    dated: date | None = None

    def __post_init__(self) -> None:
        if not one_line(self.title):
            raise DocumentError("A document needs a title.")
        if self.marking not in get_args(Marking):
            raise DocumentError(f"A document is marked OFFICIAL or OFFICIAL-SENSITIVE, not {self.marking}.")


HEADINGS_WORTH_CONTENTS = 4


def has_contents(document: Document) -> bool:
    """Whether a document is long enough for a table of contents."""
    return sum(isinstance(block, Heading) for block in document.blocks) >= HEADINGS_WORTH_CONTENTS


def levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks as accessible documents require: no level of heading skipped, no heading without words."""
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            if not one_line(block.text):
                continue
            above = min(block.level, above + 1)
            block = replace(block, level=above)
        yield block


_markdown = MarkdownIt("zero").enable(["list", "emphasis", "link", "newline", "escape"])
_markdown.validateLink = lambda url: bool(SAFE_LINK.fullmatch(url))  # type: ignore[method-assign]


def runs_from_markdown(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Paragraphs and bullets from a small Markdown: bold, italic and links to http, https or mailto.

    Everything else (headings, tables, code, HTML, other links) is kept as the text it was written in.
    """
    blocks: list[Paragraph | Bullets] = []
    pictures_as_text = text.replace("![", r"!\[")
    for node in SyntaxTreeNode(_markdown.parse(pictures_as_text)).children:
        if node.type == "bullet_list":
            blocks += [Bullets(items)] if (items := tuple(_listed(node))) else []
        elif node.type == "ordered_list":
            first = int(node.attrs.get("start", 1))
            blocks += [
                Paragraph((Run(f"{number}. "), *runs))
                for number, runs in enumerate(_listed(node), start=first)
            ]
        else:
            blocks.append(Paragraph(tuple(_runs(node))))
    return tuple(blocks)


def _listed(node: SyntaxTreeNode) -> Iterator[Runs]:
    """The items of a list; items of a list inside it follow their parent, since only one level is set."""
    for item in node.children:
        own: list[Run] = []
        inner: list[Runs] = []
        for child in item.children:
            if child.type.endswith("_list"):
                inner += _listed(child)
            else:
                own += [Run("\n")] * bool(own) + list(_runs(child))
        yield from [tuple(own)] * bool(own) + inner


def _runs(
    node: SyntaxTreeNode, bold: bool = False, italic: bool = False, link: str | None = None
) -> Iterator[Run]:
    if node.type in ("softbreak", "hardbreak"):
        yield Run(" " if node.type == "softbreak" else "\n", bold, italic, link)
    elif not node.children:
        if node.content:
            yield Run(node.content, bold, italic, link)
    else:
        bold = bold or node.type == "strong"
        italic = italic or node.type == "em"
        link = str(node.attrs["href"]) if node.type == "link" else link
        for child in node.children:
            yield from _runs(child, bold, italic, link)
