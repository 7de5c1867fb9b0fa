"""What the workbook parser does not tell of an ods: how far it reaches, which formulas have no result."""

from collections import defaultdict
from xml.parsers.expat import XMLParserType

from .ooxml import Overlay
from .package import Package
from .unreadable import NOT_A_WORKBOOK, PROTECTED, Unreadable, reaches_too_far, too_many_sheets
from .values import UNCOMPUTED, Limits, column_letter

CONTENT = "content.xml"
_MANIFEST = "meta-inf/manifest.xml"


def examine(package: Package, limits: Limits) -> dict[str, Overlay]:
    """Look at every part of an OpenDocument spreadsheet, and return what to lay over each sheet, by its name.

    Raises Unreadable when it is encrypted, damaged or hostile, or a sheet is too large to be held.
    """
    if "encrypted-package" in package:
        raise Unreadable(PROTECTED)
    if _MANIFEST in package:
        package.parse(package.names[_MANIFEST], _refuse_encryption)
    if CONTENT not in package:
        raise Unreadable(NOT_A_WORKBOOK)
    scan = _ContentScan(limits)
    for part in package.xml_parts():
        package.parse(part, scan.attach if part.filename.lower() == CONTENT else None)
    if not scan.overlays:
        raise Unreadable(NOT_A_WORKBOOK)
    return {name: dict(overlay) for name, overlay in scan.overlays.items()}


def _refuse_encryption(parser: XMLParserType) -> None:
    def start(tag: str, _: dict[str, str]) -> None:
        if tag.endswith("encryption-data"):
            raise Unreadable(PROTECTED)

    parser.StartElementHandler = start


class _ContentScan:
    def __init__(self, limits: Limits) -> None:
        self.overlays: dict[str, Overlay] = {}
        self._limits = limits
        self._depth = 0  # a table may stand inside a cell; only the outer one is a sheet
        self._sheet = ""
        self._columns = self._row = self._next_row = self._column = 0

    def attach(self, parser: XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin(attributes.get("table:name", ""))
        elif self._depth != 1:
            return
        elif tag == "table:table-row":
            self._row = self._next_row
            self._next_row += _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            first = self._column
            self._column += _repeats(attributes, "table:number-columns-repeated")
            formula = "table:formula" in attributes
            if "office:value-type" in attributes:
                self._reach()
            elif formula:
                self._reach()
                for row in range(self._row, self._next_row):
                    for column in range(first, self._column):
                        self.overlays[self._sheet][row][column] = UNCOMPUTED

    def _end(self, tag: str) -> None:
        if tag == "table:table":
            self._depth -= 1

    def _begin(self, sheet: str) -> None:
        self._sheet = sheet
        self.overlays[sheet] = defaultdict(dict)
        if len(self.overlays) > self._limits.sheets:
            raise too_many_sheets(len(self.overlays), self._limits.sheets)
        self._columns = self._next_row = 0

    def _reach(self) -> None:
        self._columns = max(self._columns, self._column)
        if self._columns * self._next_row > self._limits.cells:
            raise reaches_too_far(self._sheet, f"{column_letter(self._columns - 1)}{self._next_row}")


def _repeats(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))
