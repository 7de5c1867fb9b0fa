"""The blocks of a document written into Word one after the other, and the file closed with fixed dates."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from sightline.documents.model import (
    BRAND,
    Block,
    Bullets,
    Claim,
    Document,
    DocumentError,
    Heading,
    Note,
    Paragraph,
    Picture,
    Rule,
    Run,
    Runs,
    Table,
    colour_of,
    has_contents,
    levelled,
    tone_of,
)
from sightline.documents.text import legal, one_line
from sightline.documents.typesetting import typeset
from sightline.documents.word import markup, styles

_TEXT_WIDTH = Mm(154)
_CLAIM_INDENT, _LABEL_WIDTH = Mm(5), Mm(36)
_BELOW_TABLE = Pt(12)
_DEEPEST = 2  # level of heading that the contents tell
_NO_DATE = date(1980, 1, 1)  # the earliest that a zip file can hold
_PROPERTY = 255  # characters that a property of a Word file holds


def to_docx(document: Document, brand: str = BRAND) -> bytes:
    """The document as the bytes of a Word file, the same bytes for an equal document.

    ``brand`` is a colour as ``#rrggbb``. Raises DocumentError for a picture without alt text.
    """
    return _closed(_Writer(document, colour_of(brand)).written(), document.dated or _NO_DATE)


def _closed(made: bytes, dated: date) -> bytes:
    """The same package with every part dated alike: a zip file holds the moment of its making otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as parts, zipfile.ZipFile(out, "w") as closed:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, (max(dated.year, 1980), dated.month, dated.day, 0, 0, 0))
            part.create_system = 3
            closed.writestr(part, parts.read(name), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _bookmark(place: int) -> str:
    """The name by which the contents find the heading of that place."""
    return f"_Toc{place:06}"


class _Writer:
    """One Word document in the making; ``brand`` is ``rrggbb``."""

    def __init__(self, document: Document, brand: str) -> None:
        self.document, self.brand = document, brand
        self.word = docx.Document()
        self.headings = 0
        self.below_table = False

    def written(self) -> bytes:
        styles.dress(self.word, self.brand)
        markup.set_language(self.word, self.document.language)
        self._properties()
        self._head_and_foot()
        self._front()
        for notice in self.document.notices:
            self._note(notice)
        self._contents()
        for block in levelled(self.document.blocks):
            self._block(block)
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _properties(self) -> None:
        about = self.word.core_properties
        about.title = one_line(self.document.title)[:_PROPERTY]
        about.subject = one_line(self.document.subtitle)[:_PROPERTY]
        about.author = about.last_modified_by = one_line(self.document.organisation)[:_PROPERTY]
        about.keywords = self.document.marking
        about.comments = ""
        about.language = self.document.language
        about.created = about.modified = datetime.combine(self.document.dated or _NO_DATE, time())

    def _head_and_foot(self) -> None:
        section = self.word.sections[0]
        head, foot = section.header, section.footer
        head.paragraphs[0].add_run(self.document.marking).bold = True
        running = " · ".join(
            filter(None, (one_line(self.document.organisation), one_line(self.document.title)))
        )
        head.add_paragraph(running, "Header")
        foot.paragraphs[0].add_run(self.document.marking).bold = True
        page = foot.add_paragraph("Page ", "Footer")
        markup.add_field(page, "PAGE")
        page.add_run(" of ")
        markup.add_field(page, "NUMPAGES")

    def _front(self) -> None:
        if self.document.organisation:
            self._line(self.document.organisation, styles.ORGANISATION)
        self._line(self.document.title, "Title")
        if self.document.subtitle:
            self._line(self.document.subtitle, "Subtitle")
        for line in self.document.status_lines:
            self._line(line, styles.STATUS)
        markup.draw_line(self.word.paragraphs[-1], "bottom", self.brand, 12)

    def _contents(self) -> None:
        """The headings, each with a link to where it stands; Word puts in page numbers when it is asked to update."""
        if not has_contents(self.document):
            return
        headings = [block for block in levelled(self.document.blocks) if isinstance(block, Heading)]
        shown = [(place, one) for place, one in enumerate(headings, start=1) if one.level <= _DEEPEST]
        self._line("Contents", styles.CONTENTS)
        lines = [self.word.add_paragraph(style=f"TOC {one.level}") for _, one in shown]
        markup.begin_field(lines[0], f'TOC \\o "1-{_DEEPEST}" \\h')
        for line, (place, one) in zip(lines, shown, strict=True):
            markup.link_within(line, line.add_run(one_line(one.text)), _bookmark(place))
        markup.end_field(lines[-1])

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.headings += 1
                markup.bookmark(
                    self._line(block.text, f"Heading {block.level}"), _bookmark(self.headings), self.headings
                )
            case Paragraph():
                self._runs(self._paragraph(), block.runs)
            case Bullets():
                for item in block.items:
                    self._runs(self._paragraph("List Bullet"), item)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Claim():
                self._claim(block)
            case Note():
                self._note(block)
            case Rule():
                markup.draw_line(self._paragraph(), "bottom", "C4CDD1", 4)

    def _line(self, text: str, style: str) -> WordParagraph:
        made = self._paragraph(style)
        made.add_run(one_line(text))
        return made

    def _paragraph(self, style: str = "Normal") -> WordParagraph:
        """A paragraph, a little apart from a table that it follows."""
        made = self.word.add_paragraph(style=style)
        if self.below_table and not made.style.paragraph_format.space_before:  # type: ignore[union-attr]
            made.paragraph_format.space_before = _BELOW_TABLE
        self.below_table = False
        return made

    def _grid(self, columns: int) -> WordTable:
        """An empty table. Word makes one of two that touch, so a line of no height stands between them."""
        if self.below_table:
            self._paragraph(styles.BETWEEN)
        self.below_table = True
        return self.word.add_table(0, columns, self.word.styles[styles.FIGURES])

    def _runs(self, paragraph: WordParagraph, runs: Runs) -> None:
        for run in runs:
            self._run(paragraph, run)

    def _run(self, paragraph: WordParagraph, run: Run) -> None:
        made = paragraph.add_run(legal(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.link:
            made.style = self.word.styles[styles.LINK]
            markup.make_link(paragraph, made, legal(run.link))

    def _table(self, block: Table) -> None:
        if block.caption:
            self._line(block.caption, "Caption")
        table = self._grid(len(block.head))
        for row in (block.head, *block.rows):
            for column, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                cell.paragraphs[0].style = self.word.styles[styles.CELL]
                cell.paragraphs[0].add_run(legal(text))
                if column in block.numeric:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if block.wide:
            self._widen(table, block.wide)
        markup.mark_head(table)
        markup.say_where_heads_are(table, row=True, column=False)
        if block.note:
            self._line(block.note, styles.TABLE_NOTE)

    def _widen(self, table: WordTable, wide: tuple[int, ...]) -> None:
        table.autofit = False
        share = _TEXT_WIDTH // (len(table.columns) + len(wide))
        for place, column in enumerate(table.columns):
            column.width = Emu(share * (2 if place in wide else 1))
            for cell in column.cells:
                cell.width = column.width

    def _picture(self, block: Picture) -> None:
        if not block.alt.strip():
            raise DocumentError(
                "A picture has no words that say what it shows. Give each picture an alt text."
            )
        if block.caption:
            self._line(block.caption, "Caption")
        alt = legal(block.alt)
        png = typeset("picture.typ", {"svg": legal(block.svg), "width": 640, "alt": alt}, form="png")
        paragraph = self._paragraph()
        paragraph.add_run().add_picture(io.BytesIO(png), width=_TEXT_WIDTH)
        markup.say_what_it_shows(paragraph, alt)
        if block.table:
            self._table(block.table)

    def _claim(self, block: Claim) -> None:
        colour = tone_of(block.symbol, self.brand)
        sentence = self._paragraph(styles.CLAIM)
        self._runs(sentence, block.sentence)
        verdict = self._line(f"{block.symbol} {block.verdict}", styles.VERDICT)
        for run in verdict.runs:
            run.font.color.rgb = RGBColor.from_string(colour.upper())
        beneath = [self._labelled(label, words) for label, words in block.beneath]
        for paragraph in (sentence, verdict, *beneath):
            paragraph.paragraph_format.left_indent = _CLAIM_INDENT
            markup.draw_line(paragraph, "left", colour, 18)
        if block.how:
            self._how(block.how)
        else:
            (beneath or [verdict])[-1].paragraph_format.keep_with_next = False

    def _labelled(self, label: str, words: str) -> WordParagraph:
        made = self._paragraph(styles.BENEATH)
        made.add_run(f"{one_line(label)}: ").bold = True
        made.add_run(legal(words))
        return made

    def _how(self, how: tuple[tuple[str, str], ...]) -> None:
        caption = self._line("How we know this", styles.TABLE_NOTE)
        caption.paragraph_format.left_indent = _CLAIM_INDENT
        caption.paragraph_format.keep_with_next = True
        table = self._grid(2)
        table.autofit = False
        widths = (_LABEL_WIDTH, _TEXT_WIDTH - _LABEL_WIDTH)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for label, text in how:
            for cell, words, width in zip(table.add_row().cells, (label, text), widths, strict=True):
                cell.width = width
                cell.paragraphs[0].style = self.word.styles[styles.CELL]
                cell.paragraphs[0].add_run(legal(words))
        markup.say_where_heads_are(table, row=False, column=True)

    def _note(self, block: Note) -> None:
        title = self._paragraph(styles.NOTE)
        title.add_run(one_line(block.title)).bold = True
        text = self._paragraph(styles.NOTE)
        text.add_run(legal(block.text))
        for paragraph in (title, text):
            paragraph.paragraph_format.left_indent = _CLAIM_INDENT
            markup.draw_line(paragraph, "left", self.brand, 18)
