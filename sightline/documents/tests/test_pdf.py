"""The PDF is tagged, marked on each page, the same for equal documents, and shows text as it was written."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from sightline.documents.model import (
    Bullets,
    Claim,
    Document,
    DocumentError,
    Heading,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
)
from sightline.documents.pdf import to_pdf
from sightline.documents.tests.examples import HOSTILE, document, odd_text, wordless_picture


def read(made: bytes) -> Any:
    return PdfReader(io.BytesIO(made))


def words(made: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(made).pages)
    return re.sub(r"\s+", " ", text)


def tags(reader: Any) -> list[dict[str, Any]]:
    """All structure elements, depth first."""
    found = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        for part in node if isinstance(node, list) else [node]:
            part = part.get_object() if hasattr(part, "get_object") else part
            if isinstance(part, dict):
                if "/S" in part:
                    found.append(part)
                if "/K" in part:
                    walk(part["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(document())


def test_the_file_says_that_it_is_pdf_ua_in_english_with_title_author_and_date(made: bytes) -> None:
    reader = read(made)
    root = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean, not Python's
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert reader.metadata is not None
    assert reader.metadata.title == "Independent scrutineer’s report 2024-25"
    assert reader.metadata.author == "Westmoor Safeguarding Children Partnership"
    assert reader.metadata.creation_date is not None
    assert str(reader.metadata.creation_date.date()) == "2025-06-03"


def test_headings_lists_tables_and_pictures_are_tagged(made: bytes) -> None:
    kinds = [str(tag["/S"]) for tag in tags(read(made))]
    assert {"/Title", "/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(
        kinds
    )


def test_a_picture_carries_its_words(made: bytes) -> None:
    (figure,) = [tag for tag in tags(read(made)) if tag["/S"] == "/Figure"]
    assert figure["/Alt"].startswith("Police took up most places. Places attended. Police: 1,404;")


def test_the_marking_stands_at_head_and_foot_of_every_page_with_its_number(made: bytes) -> None:
    pages = read(made).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in text


def test_the_head_of_a_table_is_repeated_on_each_page_it_covers(made: bytes) -> None:
    with_rows = [page for page in read(made).pages if re.search(r"Agency \d", page.extract_text())]
    assert len(with_rows) > 1
    assert all("Booked" in page.extract_text() for page in with_rows)


def test_a_claim_shows_its_verdict_in_words_and_shape_and_how_it_is_known(made: bytes) -> None:
    text = words(made)
    assert "✓ holds" in text
    assert "✕ does not hold" in text
    assert "How we know this Measure Training places attended Checked 3 June 2025" in text


def test_what_was_put_right_comes_before_the_contents() -> None:
    parts = tuple(Heading(1, f"Part {number}") for number in range(5))
    made = to_pdf(
        Document(title="T", organisation="O", blocks=parts, notices=(Note("Corrected", "It was 4."),))
    )
    text = words(made)
    assert text.index("It was 4.") < text.index("Contents") < text.index("Part 0")


def test_a_claim_is_never_parted_and_a_short_table_neither() -> None:
    how = tuple(("Measure", f"Line {number} of how it is known") for number in range(1, 11))
    claims = [Claim((Run(f"Claim {number}."),), "holds", "✓", how) for number in range(30)]
    table = Table("Who came", ("Agency", "Number"), tuple((f"Agency {n}", str(n)) for n in range(12)))
    made = to_pdf(
        Document(title="T", organisation="O", blocks=tuple(x for one in claims for x in (one, table)))
    )
    pages = [page.extract_text() for page in read(made).pages]
    assert len(pages) > 5
    for page in pages:
        assert page.count("Line 1 of") == page.count("Line 10 of") == page.count("Claim ")
        assert page.count("Who came") == page.count("Agency 11")


def test_a_long_word_may_break_and_is_copied_as_it_is() -> None:
    check = 'meetings.attendance_rate{body="EducationAdvisoryGroupOfWestmoorCountyCouncil"}'
    made = to_pdf(document(Paragraph((Run(check),))))
    text = "".join(page.extract_text() for page in read(made).pages)
    assert "\u200b" not in text
    assert check in text.replace("\n", "")


def test_links_can_be_followed(made: bytes) -> None:
    targets = {
        note.get_object()["/A"]["/URI"]
        for page in read(made).pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    assert targets == {"https://www.example.org/guidance?a=1&b=2"}


def test_only_fonts_of_the_package_are_embedded(made: bytes) -> None:
    fonts = {
        font.get_object()["/BaseFont"]
        for page in read(made).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("AtkinsonHyperlegibleNext-Regular" in font for font in fonts)
    assert all("Atkinson" in font or "DejaVuSansMono" in font for font in fonts), fonts


def test_equal_documents_give_equal_bytes_and_others_do_not() -> None:
    assert to_pdf(document()) == to_pdf(document())
    assert to_pdf(document()) != to_pdf(document(title="Another"))


def test_a_document_without_a_date_holds_none() -> None:
    undated = to_pdf(replace(document(), dated=None))
    assert read(undated).metadata.creation_date is None
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate", undated)


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(DocumentError, match="alt text"):
        to_pdf(document(wordless_picture()))


def test_a_picture_that_is_no_svg_is_refused_with_a_sentence() -> None:
    with pytest.raises(DocumentError, match="could not be typeset"):
        to_pdf(document(Picture(svg="<svg", alt="A chart", caption="")))


def test_a_picture_cannot_bring_in_a_file_of_the_machine(tmp_path: Any) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">SECRET</text></svg>'
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<image href="{secret}" width="9" height="9"/></svg>'
    )
    with pytest.raises(DocumentError):
        to_pdf(document(Picture(svg=svg, alt="A chart", caption="")))


def test_a_brand_colour_that_is_none_is_refused() -> None:
    with pytest.raises(DocumentError, match="six hexadecimal digits"):
        to_pdf(document(), brand="red; }")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_that_looks_like_markup_comes_out_as_it_was_written(hostile: str) -> None:
    runs = (Run(hostile),)
    made = to_pdf(
        replace(
            document(
                Paragraph(runs),
                Heading(2, hostile, "again"),
                Bullets((runs,)),
                Table(hostile, (hostile,), ((hostile,),), note=hostile),
                Claim(runs, hostile, "✓", ((hostile, hostile),)),
                Note(hostile, hostile),
            ),
            title=hostile,
            subtitle=hostile,
            organisation=hostile,
            status_lines=(hostile,),
        )
    )
    squeezed = re.sub(r"\s", "", words(made))
    assert squeezed.count(re.sub(r"\s", "", hostile)) >= 14
    assert "root:" not in squeezed


def test_signs_without_a_glyph_are_named_and_letters_of_common_scripts_are_kept() -> None:
    text = words(to_pdf(document(Paragraph((Run("Ω Ж Łódź 😀 end"),)))))
    assert "Ω Ж Łódź [grinning face] end" in text


def test_an_accent_that_cannot_be_drawn_costs_no_other_word_its_accents() -> None:
    text = words(to_pdf(document(Paragraph((Run("café\u1abc\u0302 Zoë e\u0301t\u00e9"),)))))
    assert "caf" in text
    assert "Zoë été" in text


def test_two_headings_may_have_the_same_anchor() -> None:
    assert to_pdf(document(Heading(2, "One", "same"), Heading(2, "Two", "same")))


def test_a_document_of_a_title_alone_is_a_document() -> None:
    assert "Only a title" in words(to_pdf(Document(title="Only a title", organisation="", blocks=())))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd_text, odd_text)
def test_no_text_stops_a_document_from_being_made(one: str, two: str) -> None:
    blocks = (
        Heading(1, one),
        Paragraph((Run(one, bold=True), Run(two, italic=True))),
        Table(two, (one, two), ((two, one),), numeric=(1,), note=one),
        Claim((Run(one),), two, "◆", ((one, two),)),
    )
    made = to_pdf(
        Document(title=f"T{one}", subtitle=two, organisation=one, status_lines=(two,), blocks=blocks)
    )
    assert made.startswith(b"%PDF")
