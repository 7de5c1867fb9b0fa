"""A document with every kind of block, and the signs that text from anywhere may hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sightline.documents.charts import Bar, Bars, Layers, Point, Series, Waterfall, picture_of
from sightline.documents.model import (
    Block,
    Bullets,
    Claim,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
)

HOSTILE = (
    '#include("/etc/passwd")',
    "#panic()",
    "$ x + y $",
    "*bold* _italic_ `code`",
    "@reference <label>",
    "= heading",
    "\\u{41} \\ ",
    "// comment /* more */",
    '"quoted" {{ template }} {% tag %}',
    "<script>alert(1)</script> &amp; ]]>",
)

odd_text = st.text(
    alphabet=st.one_of(
        st.characters(max_codepoint=0x7F),
        st.characters(
            categories=["Lu", "Ll", "Lo", "Nd", "Po", "So", "Sm", "Mn", "Cf", "Cc", "Zs", "Zl", "Zp"]
        ),
        st.sampled_from("אבج中é̂️\u200d😀👨‍👩‍👧\u202e\u2066\x00\x0b\ufffe—ẞ"),
    ),
    max_size=60,
) | st.sampled_from(["W" * 400, "x" * 90 + " " + "ى" * 50])


def chart() -> Bars:
    return Bars(
        title="Police took up most places",
        bars=(Bar("Police", 1404), Bar("Westmoor Integrated Care Board", 38), Bar("Fire", None)),
        show=lambda value: f"{value:,}",
        measure="Places attended",
        group="Agency",
    )


def waterfall(*steps: float | None, label: str = "Date of birth", note: str = "") -> Waterfall:
    """Steps that add up, with a line at 4."""
    bars = tuple(Bar(label, step, note) for step in steps)
    return Waterfall(label, bars, lambda value: f"{value:+.1f}", mark=(4.0, "enough to link"))


def layers(*totals: tuple[float | None, ...]) -> Layers:
    """Totals of months, each series a part of the one before."""
    names = ("Agreed", "Complete", "Assured")
    return Layers(
        "Two are assured",
        tuple(
            Series(name, tuple(Point(f"Month {place + 1}", value) for place, value in enumerate(of)))
            for name, of in zip(names, totals, strict=False)
        ),
        lambda value: f"{round(value):,}",
        "Actions",
    )


def document(*extra: Block, title: str = "Independent scrutineer’s report 2024-25") -> Document:
    table = Table(
        caption="Training places by agency",
        head=("Agency", "Booked", "Attended"),
        rows=tuple((f"Agency {number}", f"{number * 231:,}", f"{number * 200:,}") for number in range(1, 70)),
        numeric=(1, 2),
        note="Two agencies were not recorded before June 2024.",
    )
    blocks: tuple[Block, ...] = (
        Note("Corrected on 12 June 2025", "The figure for agencies without a lead was 4 and is 3."),
        Heading(1, "Training", "training"),
        Paragraph((Run("Partners kept up a "), Run("broad", bold=True), Run(" programme; see "),
                   Run("the guidance", link="https://www.example.org/guidance?a=1&b=2"), Run("."))),
        Bullets(((Run("one thing"),), (Run("another", italic=True),))),
        Claim(
            (Run("More than nine thousand training places were taken up."),),
            "holds",
            "✓",
            (("Measure", "Training places attended"), ("Checked", "3 June 2025")),
        ),
        Claim((Run("Attendance at every body was at least 80%."),), "does not hold", "✕"),
        Heading(2, "Who came", "who-came"),
        table,
        picture_of(chart(), "police"),
        Rule(),
        Heading(1, "Challenge", "challenge"),
        *extra,
    )  # fmt: skip
    return Document(
        title=title,
        subtitle="How well partners worked together",
        organisation="Westmoor Safeguarding Children Partnership",
        marking="OFFICIAL-SENSITIVE",
        status_lines=("Published 3 June 2025",),
        blocks=blocks,
        dated=date(2025, 6, 3),
    )


def wordless_picture() -> Picture:
    return Picture(svg=chart().svg("wordless"), alt="", caption="Police took up most places")
