"""What the workbook parser does not tell of an xlsx: how far a sheet reaches, which formulas have no result.

It also turns error values into blanks, so ``#REF!`` in a date would pass for no date; they are kept here.
"""

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from xml.parsers.expat import XMLParserType

from .package import Package
from .unreadable import DAMAGED, NOT_A_WORKBOOK, Unreadable, reaches_too_far, too_many_sheets
from .values import UNCOMPUTED, Limits, Uncomputed, column_letter

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

Overlay = dict[int, dict[int, str | Uncomputed]]
"""By row and column, both from 0: the text of an error, or a formula without a result."""


def examine(package: Package, limits: Limits) -> dict[str, Overlay]:
    """Look at every part of a workbook, and return what to lay over the cells of each sheet, by its name.

    Raises Unreadable when a part is damaged or hostile, or a sheet is too large to be held.
    """
    if WORKBOOK not in package:
        raise Unreadable(NOT_A_WORKBOOK)
    index = _Index()
    package.parse(package.names[WORKBOOK], index.read_workbook)
    if len(index.sheets) > limits.sheets:
        raise too_many_sheets(len(index.sheets), limits.sheets)
    if _RELATIONS in package:
        package.parse(package.names[_RELATIONS], index.read_relations)
    overlays = {}
    names = {index.path(relation).lower(): name for name, relation in index.sheets.items()}
    for part in package.xml_parts():
        path = part.filename.replace("\\", "/").lower()
        scan = _SheetScan()
        package.parse(part, scan.attach if path in names or "/worksheets/" in path else None)
        if scan.rows * scan.columns > limits.cells:
            corner = f"{column_letter(scan.columns - 1)}{scan.rows}"
            raise reaches_too_far(names.get(path, path), corner)
        if path in names:
            overlays[names[path]] = dict(scan.overlay)
    return overlays


def counts_from_1904(package: Package) -> bool:
    """Whether a workbook counts its days from 1904, as Excel for the Macintosh once did."""
    index = _Index()
    package.parse(package.names[WORKBOOK], index.read_workbook)
    return index.from_1904


@dataclass
class _Index:
    sheets: dict[str, str] = field(default_factory=dict)  # name -> relation
    targets: dict[str, str] = field(default_factory=dict)  # relation -> path, relative to xl/
    from_1904: bool = False

    def read_workbook(self, parser: XMLParserType) -> None:
        def start(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) == "sheet":
                relation = next((v for k, v in attributes.items() if _local(k) == "id" and k != "id"), "")
                self.sheets[attributes.get("name", "")] = relation
            elif _local(tag) == "workbookPr":
                self.from_1904 = attributes.get("date1904", "0").lower() in ("1", "true", "on")

        parser.StartElementHandler = start

    def read_relations(self, parser: XMLParserType) -> None:
        def start(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) == "Relationship":
                self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

        parser.StartElementHandler = start

    def path(self, relation: str) -> str:
        return posixpath.normpath(posixpath.join("/xl", self.targets.get(relation, ""))).lstrip("/")


class _SheetScan:
    """One pass over the cells of a sheet. Its handlers run once for every cell, so they do little."""

    def __init__(self) -> None:
        self.rows = self.columns = 0  # how far the cells that hold anything reach
        self.overlay: Overlay = defaultdict(dict)
        self._row = self._column = -1
        self._letters: dict[str, int] = {}
        self._type: str | None = None
        self._formula = self._stored = self._in_value = False
        self._text: list[str] = []

    def attach(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "v":
            self._reach()
            self._in_value = self._stored = True
        elif tag == "c":
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            else:
                letters = reference.rstrip("0123456789")
                self._row = int(reference[len(letters) :]) - 1
                self._column = self._index(letters)
            self._type = attributes.get("t")
            self._formula = self._stored = False
            if self._type == "e":
                self._listen()
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif tag == "f":
            self._reach()
            self._formula = True
            self._listen()
        elif tag == "is":
            self._reach()
        elif ":" in tag:
            self._start(_local(tag), attributes)

    def _reach(self) -> None:
        if self._row >= self.rows:
            self.rows = self._row + 1
        if self._column >= self.columns:
            self.columns = self._column + 1

    def _index(self, letters: str) -> int:
        if letters not in self._letters:
            self._letters[letters] = _column(letters)
        return self._letters[letters]

    def _listen(self) -> None:
        """Follow the text of this cell to its end; only formulas and errors are worth that."""
        self._text = []
        self._in_value = False
        self._parser.CharacterDataHandler = self._characters
        self._parser.EndElementHandler = self._end

    def _characters(self, text: str) -> None:
        if self._in_value:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            text = "".join(self._text)
            if self._type == "e":
                self.overlay[self._row][self._column] = text or "an error"
            elif self._formula and not text and not (self._stored and self._type == "str"):
                self.overlay[self._row][self._column] = UNCOMPUTED
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise Unreadable(DAMAGED)
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
