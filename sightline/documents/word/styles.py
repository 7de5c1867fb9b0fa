"""The look of a Word document, set on its named styles so that who edits it can change each in one place."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from sightline.documents.word.markup import element

CLAIM, VERDICT, STATUS, NOTE, TABLE_NOTE, CELL, ORGANISATION, BENEATH, CONTENTS, BETWEEN = (
    "Claim", "Verdict", "Status", "Note", "Table Note", "Table Text", "Organisation", "Beneath a Claim",
    "Contents Title", "Between Tables",
)  # fmt: skip
ENTRIES = ("TOC 1", "TOC 2")
FIGURES = "Figures"
LINK = "Hyperlink"
_TYPE = "Arial"  # on every machine that opens Word files; the typeface of the PDF is not
_INK, _QUIET, _HAIRLINE = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F), "C4CDD1"


def dress(document: WordDocument, brand: str) -> None:
    """Set page, typeface, sizes and colours; ``brand`` is ``rrggbb``."""
    colour = RGBColor.from_string(brand.upper())
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(28)
    section.header_distance = section.footer_distance = Mm(12)

    for name in (
        CLAIM, VERDICT, STATUS, NOTE, TABLE_NOTE, CELL, ORGANISATION, BENEATH, CONTENTS, BETWEEN, *ENTRIES
    ):  # fmt: skip
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, colour
    _add_table_style(document, brand)

    _set(document, "Normal", 11, after=8, line=1.25)
    _set(document, ORGANISATION, 12, bold=True, colour=colour, before=12)
    _set(document, "Title", 26, bold=True, before=4, after=6, line=1.0)
    _set(document, "Subtitle", 14, colour=_QUIET, after=10)
    _set(document, STATUS, 10, colour=_QUIET)
    _set(document, "Heading 1", 18, bold=True, colour=colour, before=24, after=8, line=1.05)
    _set(document, "Heading 2", 14, bold=True, colour=colour, before=18, after=6, line=1.05)
    _set(document, "Heading 3", 12, bold=True, before=14, after=4, line=1.05)
    _set(document, "Caption", 11, bold=True, before=14, after=4)
    _set(document, "List Bullet", 11, after=4, line=1.25)
    _set(document, "Header", 9, colour=_QUIET)
    _set(document, "Footer", 9, colour=_QUIET)
    _set(document, CLAIM, 12, before=14, after=2)
    _set(document, VERDICT, 11, bold=True, after=2)
    _set(document, BENEATH, 10, after=2)
    _set(document, CONTENTS, 12, bold=True, before=16, after=4)
    _set(document, ENTRIES[0], 11, after=3)
    _set(document, ENTRIES[1], 11, after=3)
    _paragraphs(document, ENTRIES[1]).paragraph_format.left_indent = Mm(6)
    _set(document, BETWEEN, 1, line=0.1)
    _set(document, NOTE, 11, after=2)
    _set(document, TABLE_NOTE, 9, colour=_QUIET, before=4, after=10)
    _set(document, CELL, 10, before=2, after=2, line=1.1)
    for name in ("Header", "Footer"):
        _paragraphs(document, name).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Caption", CLAIM, VERDICT, BENEATH, CONTENTS):
        _paragraphs(document, name).paragraph_format.keep_with_next = True


def _paragraphs(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    return style


def _set(
    document: WordDocument,
    name: str,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor = _INK,
    before: float = 0,
    after: float = 0,
    line: float = 1.2,
) -> None:
    style = _paragraphs(document, name)
    style.font.name = _TYPE
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme would win over the name
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _TYPE)
    for borders in list(style.element.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)


def _add_table_style(document: WordDocument, brand: str) -> None:
    """Thin lines between rows, a strong one under the head, none between columns."""
    style = document.styles.add_style(FIGURES, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    between = {"val": "single", "sz": "4", "space": "0", "color": _HAIRLINE}
    under = {"val": "single", "sz": "8", "space": "0", "color": brand.upper()}
    borders = element("w:tblBorders", element("w:bottom", **between), element("w:insideH", **between))
    style.element.append(element("w:tblPr", borders))
    bold, below = element("w:rPr", element("w:b")), element("w:tcBorders", element("w:bottom", **under))
    style.element.append(element("w:tblStylePr", bold, element("w:tcPr", below), type="firstRow"))
    style.element.append(element("w:tblStylePr", element("w:rPr", element("w:b")), type="firstCol"))
