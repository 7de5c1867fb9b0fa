"""The Word file has real styles, marked table heads and words for pictures, the same for equal documents."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings

from sightline.documents.model import (
    Bullets,
    Claim,
    Document,
    DocumentError,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
)
from sightline.documents.tests.examples import HOSTILE, document, odd_text, wordless_picture
from sightline.documents.word import to_docx


def opened(made: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(made))


def part(made: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return parts.read(name).decode()


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_docx(document())


def of_style(word: WordDocument, name: str) -> list[str]:
    return [
        paragraph.text for paragraph in word.paragraphs if paragraph.style and paragraph.style.name == name
    ]


def test_title_headings_bullets_and_captions_have_their_styles(made: bytes) -> None:
    word = opened(made)
    assert of_style(word, "Title") == ["Independent scrutineer’s report 2024-25"]
    assert of_style(word, "Heading 1") == ["Training", "Challenge"]
    assert of_style(word, "Heading 2") == ["Who came"]
    assert of_style(word, "List Bullet") == ["one thing", "another"]
    assert of_style(word, "Caption") == ["Training places by agency", "Police took up most places"]


def test_the_properties_say_title_author_language_marking_and_date(made: bytes) -> None:
    about = opened(made).core_properties
    assert about.title == "Independent scrutineer’s report 2024-25"
    assert about.author == about.last_modified_by == "Westmoor Safeguarding Children Partnership"
    assert about.language == "en-GB"
    assert about.keywords == "OFFICIAL-SENSITIVE"
    assert about.created is not None
    assert about.created.replace(tzinfo=None) == datetime(2025, 6, 3)  # noqa: DTZ001
    assert 'w:lang w:val="en-GB"' in part(made, "word/styles.xml")


def test_the_marking_stands_in_header_and_footer_with_page_numbers(made: bytes) -> None:
    section = opened(made).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert section.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    fields = [field.text for field in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_head_of_a_table_is_marked_and_repeated(made: bytes) -> None:
    table = next(table for table in opened(made).tables if table.cell(0, 0).text == "Agency")
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True] + [False] * 69
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "0")


def test_a_column_of_sentences_is_twice_as_wide_as_the_others() -> None:
    table = Table("Actions", ("Reference", "Action"), (("RR1", "Brief all staff"),), wide=(1,))
    found = opened(to_docx(Document(title="Plan", organisation="", blocks=(table,)))).tables[0]
    narrow, wide = (column.width for column in found.columns)
    assert wide == 2 * narrow


def test_a_picture_carries_its_words(made: bytes) -> None:
    (picture,) = opened(made).element.body.iter(qn("wp:docPr"))
    assert picture.get("descr").startswith("Police took up most places. Places attended. Police: 1,404;")


def test_a_claim_shows_its_verdict_and_how_it_is_known_in_a_table(made: bytes) -> None:
    word = opened(made)
    assert of_style(word, "Claim")[0] == "More than nine thousand training places were taken up."
    assert of_style(word, "Verdict") == ["✓ holds", "✕ does not hold"]
    assert "How we know this" in of_style(word, "Table Note")
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows == [["Measure", "Training places attended"], ["Checked", "3 June 2025"]]


def test_what_was_put_right_comes_before_the_contents_which_lead_to_each_heading() -> None:
    parts = (Heading(1, "One"), Heading(2, "Within"), Heading(3, "Deep"), Heading(1, "Two"))
    word = opened(
        to_docx(
            Document(title="T", organisation="O", blocks=parts, notices=(Note("Corrected", "It was 4."),))
        )
    )
    said = [paragraph.text for paragraph in word.paragraphs]
    assert said.index("It was 4.") < said.index("Contents") < said.index("One")
    assert of_style(word, "TOC 1") + of_style(word, "TOC 2") == ["One", "Two", "Within"]
    body = word.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    leads = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(leads) == 3
    assert set(leads) <= names


def test_no_empty_paragraph_makes_room(made: bytes) -> None:
    word = opened(made)
    empty = [
        paragraph.style.name if paragraph.style else ""
        for paragraph in word.paragraphs
        if not paragraph.text.strip() and not paragraph._p.findall(f".//{qn('w:drawing')}")
    ]
    assert empty == ["Normal"], "the one rule of the example"


def test_two_tables_that_touch_stay_two() -> None:
    one = Table("", ("A",), (("1",),))
    assert len(opened(to_docx(document(one, one))).tables) == len(opened(to_docx(document())).tables) + 2


def test_what_was_checked_stands_beneath_the_verdict() -> None:
    claim = Claim((Run("So it is."),), "holds", "✓", beneath=(("Checked", "places came to 9"),))
    word = opened(to_docx(document(claim)))
    assert of_style(word, "Beneath a Claim") == ["Checked: places came to 9"]


def test_links_can_be_followed(made: bytes) -> None:
    word = opened(made)
    (link,) = [one for one in word.element.body.iter(qn("w:hyperlink")) if one.get(qn("r:id"))]
    assert word.part.rels[link.get(qn("r:id"))].target_ref == "https://www.example.org/guidance?a=1&b=2"
    assert [text.text for text in link.iter(qn("w:t"))] == ["the guidance"]


def test_equal_documents_give_equal_bytes_and_others_do_not(made: bytes) -> None:
    assert to_docx(document()) == made
    assert to_docx(document(title="Another")) != made


def test_no_part_of_the_file_tells_when_it_was_made(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(2025, 6, 3, 0, 0, 0)}
    undated = to_docx(replace(document(), dated=None))
    with zipfile.ZipFile(io.BytesIO(undated)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(DocumentError, match="alt text"):
        to_docx(document(wordless_picture()))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_that_looks_like_markup_comes_out_as_it_was_written(hostile: str) -> None:
    word = opened(to_docx(document(Paragraph((Run(hostile),)), Note(hostile, hostile), title=hostile)))
    text = [paragraph.text for paragraph in word.paragraphs]
    assert text.count(" ".join(hostile.split())) + text.count(hostile) >= 4


@settings(max_examples=30, deadline=None)
@given(odd_text, odd_text)
def test_no_text_stops_a_document_from_being_made(one: str, two: str) -> None:
    blocks = (
        Heading(1, one),
        Bullets(((Run(one, bold=True), Run(two, italic=True)),)),
        Table(two, (one, two), ((two, one),), numeric=(1,), note=one),
        Claim((Run(one),), two, "◆", ((one, two),)),
    )
    made = to_docx(Document(title=f"T{one}" * 20, subtitle=two, organisation=one, blocks=blocks))
    said = re.sub(r"\s", "", "".join(opened(made).element.body.itertext()))
    assert re.sub(r"[^a-zA-Z]", "", one) in re.sub(r"[^a-zA-Z]", "", said)
