"""The text form: what is in canonical form survives, whatever people write; what is wrong is told by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.reports.text import UnreadableReport, read, write
from sightline.reports.writing import (
    HEADINGS,
    SHOWN,
    BlockKind,
    BlockText,
    EvidenceText,
    Marking,
    ReportKind,
    ReportText,
    cited,
    paragraphs,
    tidy_line,
    tidy_lines,
)

CONTRACT = """\
---
kind: scrutineer
title: Independent scrutineer's report 2024-25
period: 2024-25
---
## Training
Partners kept up a broad programme.

::: claim
More than nine thousand training places were taken up.
check: training.places_attended in 2024-25 >= 9000
:::

::: figure training.places_attended in 2024-25 by agency
:::
"""

EVERYTHING = """\
---
kind: yearly
title: Yearly report: "what we did"
period: 2024-25
marking: OFFICIAL-SENSITIVE
---
An opening paragraph with {training.sessions in 2024-25} sessions
on two lines.

## Actions

### Old ones

::: claim
Fewer actions are open, at {actions.outstanding{source=audit} at 2025-03-31}.
check: actions.outstanding at 2025-03-31 falls by >= 25% since 2024-03-31
check: actions.overdue at 2025-03-31 <= 20
reason: The tracker was closed late.
judged by: Ann Example
evidence: Health check | https://example.org/check?a=1 | covers 2024-25 | obtained 2025-02-03
evidence: Minutes
:::

::: chart actions.outstanding monthly from 2023-04 to 2025-03
Outstanding actions halved.
:::

::: table training.places_attended in 2024-25 by agency
:::

- one
- two

\\## Not a heading
\\::: nor a block
"""


def test_the_sample_of_the_contract_is_read_as_it_is_meant() -> None:
    report = read(CONTRACT)
    assert (report.kind, report.title, report.period) == (
        ReportKind.SCRUTINEER,
        "Independent scrutineer's report 2024-25",
        "2024-25",
    )
    assert [block.kind for block in report.blocks] == ["heading", "text", "claim", "figure"]
    assert report.blocks[2].asks == ("training.places_attended in 2024-25 >= 9000",)
    assert report.blocks[3].asks == ("training.places_attended in 2024-25 by agency",)


@pytest.mark.parametrize("text", [CONTRACT, EVERYTHING])
def test_a_text_in_canonical_form_survives_unchanged(text: str) -> None:
    assert write(read(text)) == text


def test_every_named_line_of_a_claim_is_kept() -> None:
    claim = next(block for block in read(EVERYTHING).blocks if block.kind is BlockKind.CLAIM)
    assert claim.reason == "The tracker was closed late."
    assert claim.judged_by == "Ann Example"
    assert claim.evidence == (
        EvidenceText("Health check", "https://example.org/check?a=1", "2024-25", date(2025, 2, 3)),
        EvidenceText("Minutes"),
    )
    assert len(claim.asks) == 2


def test_what_other_editors_write_is_read_too() -> None:
    loose = "\ufeff" + CONTRACT.replace("::: claim", ":::claim").replace("check:", "Check:").replace(
        ">= 9000", "≥ 9,000"
    )
    assert write(read(loose.replace("\n", "\r\n"))) == CONTRACT


def test_a_wrapped_line_of_a_claim_goes_on_in_the_next() -> None:
    wrapped = CONTRACT.replace("in 2024-25 >= 9000", "in 2024-25\n  >= 9000")
    assert write(read(wrapped)) == CONTRACT


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("---\nkind", "kind", 1, "begins with a line of ---"),
        ("kind: scrutineer", "kind: novel", 2, "“novel” is not a kind"),
        ("kind: scrutineer\n", "", 1, "The kind of the report is missing"),
        ("period: 2024-25", "period: 2024-26", 4, "“2024-26” is not a reporting year"),
        ("title: Indep", "titel: Indep", 3, "“titel: Independent"),
        ("check: training.places_attended in", "check: training.places_attended", 11, ""),
        ("::: figure", "::: figurine", 14, "“::: figurine” is no kind of block"),
        ("by agency\n:::\n", "by agency\n", 14, "is not closed"),
        ("More than nine thousand training places were taken up.\n", "", 9, "no sentence"),
        ("## Training", "# Training", 6, "Write a heading as ##"),
        ("Partners kept", "{training.sessions whenever} Partners kept", 7, ""),
        (
            "check: training",
            "evidence: Survey | obtained yesterday\ncheck: training",
            11,
            "“obtained yesterday”",
        ),
        (":::\n\n::: figure", "\n::: figure", 9, "is not closed"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in CONTRACT
    with pytest.raises(UnreadableReport) as told:
        read(CONTRACT.replace(old, new, 1))
    assert (line, True) in [(at, words in sentence) for at, sentence in told.value.errors]


def test_all_errors_are_told_at_once() -> None:
    with pytest.raises(UnreadableReport) as told:
        read(CONTRACT.replace("period: 2024-25", "period: then", 1).replace(">= 9000", ">= many"))
    assert [line for line, _ in told.value.errors] == [4, 11]


def test_a_paragraph_is_what_stands_between_blank_lines() -> None:
    assert paragraphs(" one \n two\r\n\r\n \n three\n") == ["one\n two", "three"]


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("#:-{}\\|.,’“ \t\r\n\u2028\u00a0*_[]()<>=\"'0123456789"), st.characters(codec="utf-8")
    ),
    max_size=40,
)
MEAN = st.sampled_from(
    [
        "## x",
        "::: claim",
        ":::",
        "\\## x",
        "check: y",
        "Evidence: z",
        "\\\\::: a",
        "---",
        "{a.b}",
        "  ### q",
        "reason:",
    ]
)
PROSE = st.lists(st.one_of(ODD, MEAN), min_size=1, max_size=4).map("\n".join).map(tidy_lines).filter(bool)
LINE = st.one_of(ODD, MEAN).map(tidy_line)
ASKS = st.sampled_from(
    [
        "training.sessions in 2024-25",
        "actions.outstanding{source=audit} at 2025-03-31",
        "meetings.held monthly in 2024-25",
    ]
)
CHECKS = st.sampled_from(
    ["meetings.held in 2024-25 >= 50", 'meetings.attendance_rate{body="A {b}"} in 2024-25 >= 80%']
)
EVIDENCE = st.builds(
    cited,
    LINE.filter(bool),
    LINE,
    LINE,
    st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))),
).filter(lambda evidence: bool(evidence.title))


def _readable(text: str) -> bool:
    """Prose whose braces hold no figure, so that only what is meant to be one is read as one."""
    return "{" not in text


SAYS = st.one_of(PROSE.filter(_readable), ASKS.map(lambda asks: f"There were {{{asks}}} of them."))
BLOCKS = st.one_of(
    st.builds(BlockText, kind=st.sampled_from(sorted(HEADINGS)), text=LINE.filter(bool)),
    st.builds(BlockText, kind=st.just(BlockKind.TEXT), text=SAYS),
    st.builds(
        BlockText,
        kind=st.just(BlockKind.CLAIM),
        text=SAYS,
        asks=st.lists(CHECKS, max_size=2).map(tuple),
        reason=LINE,
        judged_by=LINE,
        evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
    ),
    st.builds(
        BlockText,
        kind=st.sampled_from(sorted(SHOWN)),
        text=st.one_of(st.just(""), SAYS),
        asks=ASKS.map(lambda asks: (asks,)),
    ),
)
REPORTS = st.builds(
    ReportText,
    kind=st.sampled_from(ReportKind),
    title=LINE.filter(bool),
    period=st.integers(2000, 2098).map(lambda year: f"{year}-{(year + 1) % 100:02d}"),
    marking=st.sampled_from(Marking),
    blocks=st.lists(BLOCKS, max_size=6).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(REPORTS)
def test_whatever_a_report_says_it_is_read_back_as_it_was_written(report: ReportText) -> None:
    assert read(write(report)) == report


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(ODD, MEAN), max_size=12).map("\n".join))
def test_any_text_at_all_is_a_report_or_a_list_of_sentences(text: str) -> None:
    report, errors = _attempted(f"---\nkind: yearly\ntitle: t\nperiod: 2024-25\n---\n{text}")
    assert all(line >= 1 and sentence for line, sentence in errors)
    assert errors or (report and read(write(report)) == report)


def _attempted(text: str) -> tuple[ReportText | None, list[tuple[int, str]]]:
    try:
        return read(text), []
    except UnreadableReport as told:
        return None, told.errors
