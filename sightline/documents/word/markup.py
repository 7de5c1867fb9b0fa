"""The parts of WordprocessingML for which python-docx has no call: fields, links, lines and marks of
accessibility."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """One element such as ``w:tblHeader``; tag and attributes of the ``w`` namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def add_field(paragraph: WordParagraph, code: str) -> None:
    """A field that Word works out when it shows the page, such as PAGE or NUMPAGES."""
    begin_field(paragraph, code)
    paragraph.add_run("1")
    end_field(paragraph)


def begin_field(paragraph: WordParagraph, code: str) -> None:
    """Begin a field; what follows until its end is what it shows before Word works it out."""
    instruction = element("w:instrText")
    instruction.text = code
    instruction.set(qn("xml:space"), "preserve")
    for part in (
        element("w:fldChar", fldCharType="begin"),
        instruction,
        element("w:fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(part)


def end_field(paragraph: WordParagraph) -> None:
    """End the field that was begun last."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    """Give a paragraph a name that links within the document lead to."""
    for run in paragraph.runs[:1]:
        run._r.addprevious(element("w:bookmarkStart", id=str(number), name=name))
        run._r.addnext(element("w:bookmarkEnd", id=str(number)))


def link_within(paragraph: WordParagraph, run: WordRun, name: str) -> None:
    """Make a run of the paragraph a link to a place in the document."""
    link = element("w:hyperlink", anchor=name, history="1")
    run._r.addprevious(link)
    link.append(run._r)


def make_link(paragraph: WordParagraph, run: WordRun, address: str) -> None:
    """Make a run of the paragraph a link to an address outside the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def mark_head(table: WordTable) -> None:
    """The first row is the head: repeated on each page, announced to screen readers; no row breaks across
    pages."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if index == 0:
            properties.append(element("w:tblHeader"))


def say_where_heads_are(table: WordTable, *, row: bool, column: bool) -> None:
    """Whether the first row and the first column name the rest."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name, holds in (("firstRow", row), ("firstColumn", column), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), str(int(holds)))
    look.set(qn("w:val"), f"{0x20 * row + 0x80 * column + 0x600:04X}")


def draw_line(paragraph: WordParagraph, side: str, colour: str, eighths: int) -> None:
    """A line at one side of a paragraph, ``eighths`` of a point thick, in a colour written ``rrggbb``."""
    line = element(
        f"w:{side}", val="single", sz=str(eighths), space="10" if side == "left" else "1", color=colour
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("w:pBdr", line), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def say_what_it_shows(paragraph: WordParagraph, words: str) -> None:
    """Give the picture in a paragraph its alt text."""
    for picture in paragraph._p.iter(qn("wp:docPr")):
        picture.set("descr", words)


def set_language(document: WordDocument, language: str) -> None:
    """The language of all text, for spelling and for reading aloud."""
    for stated in document.styles.element.iter(qn("w:lang")):
        stated.set(qn("w:val"), language)
