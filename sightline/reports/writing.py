"""A report as it is written, apart from any database: what the text form holds and what the editor edits.

Everything here is in normal form: one paragraph or list a block, no idle white space, checks in their
canonical spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sightline.documents.text import legal, one_line

PRIVATE = re.compile("[\ue000-\uf8ff]")


class ReportKind(StrEnum):
    """Who speaks: the independent scrutineer, or the safeguarding partners in their yearly report.

    ``short`` is its name in a list, ``full`` the one that stands under its title.
    """

    short: str
    full: str

    SCRUTINEER = "scrutineer", "Scrutineer’s report", "Report of the independent scrutineer"
    YEARLY = "yearly", "Yearly report", "Yearly report of the safeguarding partners"

    def __new__(cls, value: str, short: str, full: str) -> ReportKind:
        kind = str.__new__(cls, value)
        kind._value_, kind.short, kind.full = value, short, full
        return kind


class Marking(StrEnum):
    """The protective marking that every page of the document carries."""

    OFFICIAL = "OFFICIAL"
    SENSITIVE = "OFFICIAL-SENSITIVE"


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    CLAIM = "claim"
    FIGURE = "figure"
    CHART = "chart"
    TABLE = "table"


HEADINGS = frozenset({BlockKind.HEADING, BlockKind.SUBHEADING})
SHOWN = frozenset({BlockKind.FIGURE, BlockKind.CHART, BlockKind.TABLE})
"""The blocks that show a selection of a measure."""


@dataclass(frozen=True)
class EvidenceText:
    """What is cited beside a claim: ``note`` is a link or a few words, ``covers`` the period it speaks of."""

    title: str
    note: str = ""
    covers: str = ""
    obtained: date | None = None


def cited(title: str, note: str = "", covers: str = "", obtained: date | None = None) -> EvidenceText:
    """Evidence in normal form: on one line, without the bars that part it in the text form."""
    title, note, covers = (tidy_line(part.replace("|", "/")) for part in (title, note, covers))
    if note.startswith(("covers ", "obtained ")):
        note = note[0].upper() + note[1:]
    return EvidenceText(title, note, covers, obtained)


@dataclass(frozen=True)
class BlockText:
    """One block. ``asks`` are the checks of a claim, or the selection that a figure, chart or table shows."""

    kind: BlockKind
    text: str = ""
    asks: tuple[str, ...] = ()
    reason: str = ""
    judged_by: str = ""
    evidence: tuple[EvidenceText, ...] = ()


@dataclass(frozen=True)
class ReportText:
    """A whole report."""

    kind: ReportKind
    title: str
    period: str
    marking: Marking = Marking.OFFICIAL
    blocks: tuple[BlockText, ...] = field(default=())


def tidy_lines(text: str) -> str:
    """Text with one kind of line end, no idle white space at either end of a line's right, no blank lines."""
    lines = [line.rstrip() for line in PRIVATE.sub("", legal(text)).split("\n")]
    return "\n".join(line for line in lines if line).strip()


def tidy_line(text: str) -> str:
    """Text on one line with single spaces."""
    return one_line(PRIVATE.sub("", text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of what somebody typed, each tidy; a blank line stands between two."""
    parts = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", PRIVATE.sub("", legal(text)))
    return [tidied for part in parts if (tidied := tidy_lines(part))]
