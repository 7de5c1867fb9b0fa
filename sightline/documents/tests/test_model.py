"""The document tree refuses what no reader could follow, and reads a small Markdown without trusting it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.documents.model import (
    Bullets,
    Document,
    DocumentError,
    Heading,
    Paragraph,
    Rule,
    Run,
    Table,
    levelled,
    runs_from_markdown,
)


def words(blocks: tuple[Paragraph | Bullets, ...]) -> str:
    parts = []
    for block in blocks:
        runs = block.runs if isinstance(block, Paragraph) else [run for item in block.items for run in item]
        parts.append("".join(run.text for run in runs))
    return "\n".join(parts)


def test_markdown_gives_paragraphs_bullets_bold_italic_and_links() -> None:
    assert runs_from_markdown("A **bold *both*** [x](https://a.org/?q=1&r=2)\nnext\n\n- one\n- *two*") == (
        Paragraph(
            (
                Run("A "),
                Run("bold ", bold=True),
                Run("both", bold=True, italic=True),
                Run(" "),
                Run("x", link="https://a.org/?q=1&r=2"),
                Run(" "),
                Run("next"),
            )
        ),
        Bullets(((Run("one"),), (Run("two", italic=True),))),
    )


@pytest.mark.parametrize(
    "literal",
    [
        "<script>alert(1)</script>",
        "<b>raw</b> &amp; text",
        "# a heading",
        "| a | b |",
        "`code`",
        "![picture](https://a.org/x.png)",
        "[press](javascript:alert(1))",
        "[file](file:///etc/passwd)",
        "[here](/relative)",
        "[data](data:text/html,x)",
    ],
)
def test_everything_else_is_kept_as_the_text_it_was_written_in(literal: str) -> None:
    blocks = runs_from_markdown(literal)
    assert words(blocks) == literal
    assert all(run.link is None for block in blocks if isinstance(block, Paragraph) for run in block.runs)


def test_a_numbered_list_keeps_its_numbers_and_an_inner_list_its_items() -> None:
    assert words(runs_from_markdown("3. third\n4. fourth")) == "3. third\n4. fourth"
    (bullets,) = runs_from_markdown("- outer\n  - inner\n- last")
    assert isinstance(bullets, Bullets)
    assert [item[0].text for item in bullets.items] == ["outer", "inner", "last"]


@given(st.text(max_size=200))
def test_no_text_makes_the_markdown_reader_fail(text: str) -> None:
    runs_from_markdown(text)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/page", "https://", "data:text/html,x", "https://a b"]
)
def test_a_link_that_is_not_a_whole_web_or_mail_address_is_refused(address: str) -> None:
    with pytest.raises(DocumentError, match="must begin with http"):
        Run("x", link=address)


def test_a_skipped_heading_level_is_lifted_so_that_readers_can_follow() -> None:
    blocks = (Heading(2, "a"), Rule(), Heading(3, "b"), Heading(1, "c"), Heading(3, "d"), Heading(3, "e"))
    levels = [block.level for block in levelled(blocks) if isinstance(block, Heading)]
    assert levels == [1, 2, 1, 2, 3]


def test_a_table_with_a_ragged_row_names_the_row() -> None:
    with pytest.raises(DocumentError, match="Row 2 of the table “Places” has 1 cells"):
        Table("Places", ("Agency", "Places"), (("Police", "3"), ("Fire",)))


def test_a_document_needs_a_title_and_a_known_marking() -> None:
    with pytest.raises(DocumentError, match="needs a title"):
        Document(title="\x00 ", organisation="", blocks=())
    with pytest.raises(DocumentError, match="OFFICIAL or OFFICIAL-SENSITIVE"):
        Document(title="Report", organisation="", blocks=(), marking="SECRET")  # type: ignore[arg-type]
