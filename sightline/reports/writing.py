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
from sightline.foundation.years import ReportingYear

PRIVATE = re.compile("[\ue000-\uf8ff]")


class ReportKind(StrEnum):
    """Who speaks: the independent scrutineer, or the safeguarding partners in their yearly report."""

    SCRUTINEER = "scrutineer"
    YEARLY = "yearly"

    @property
    def short(self) -> str:
        """Its name in a list."""
        return NAMES[self][0]

    @property
    def full(self) -> str:
        """Its name under its title."""
        return NAMES[self][1]


NAMES = {
    ReportKind.SCRUTINEER: ("Scrutineer’s report", "Report of the independent scrutineer"),
    ReportKind.YEARLY: ("Yearly report", "Yearly report of the safeguarding partners"),
}
DUE = (9, 30)
"""The month and day by which a report is due after its year."""


def due_on(period: str) -> date:
    """The day by which the report of a reporting year is due."""
    return date(ReportingYear.parse(period).end.year, *DUE)


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


OTHER_ADDRESS = re.compile(
    r"\s*(?:(?:javascript|vbscript|data|file|blob|about)\s*:|(?!https?:)[a-z][\w+.-]*://)", re.I
)
HALF_ADDRESS = re.compile(r"\s*https?:(?!//[^\s/.]+\.\S)", re.I)


def wrong_address(note: str) -> str:
    """Why a note cannot stand as the address it looks like; empty for an address of the web and for words."""
    if OTHER_ADDRESS.match(note):
        return "This address cannot be followed from a report: give one that begins with https:// or http://."
    if HALF_ADDRESS.match(note):
        return "This is not a whole web address: write it as in https://example.org/minutes."
    return ""


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
