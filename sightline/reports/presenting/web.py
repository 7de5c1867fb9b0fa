"""A frozen report as the blocks of a web page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sightline.documents.model import SAFE_LINK
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Block,
    Claim,
    Details,
    Heading,
    Inset,
    Prose,
    Stat,
    StatRow,
    SummaryList,
    SummaryRow,
    WarningText,
)
from sightline.govuk.charts import chart_block
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Svg, Value, Verdict
from sightline.reports.presenting.figures import chart_of, table_of, title_of
from sightline.reports.presenting.known import evidence_words, known, tested
from sightline.reports.presenting.prose import html, plain, prose, runs_html, sentence
from sightline.reports.releasing import Frozen

NARROW = 340
"""The width, in pixels, of a chart on a phone."""


def page_blocks(payload: Frozen) -> tuple[Block, ...]:
    """The blocks of a frozen report, the meaning of its figures last; what was put right comes before its contents."""
    body = [
        part
        for number, block in enumerate(payload["blocks"], start=1)
        for part in block_of(block, payload, number)
    ]
    return (*body, *_figures_used(payload))


def contents(payload: Frozen) -> tuple[Link, ...]:
    """Links to the sections."""
    links = [
        Link(block["text"], f"#section-{number}")
        for number, block in enumerate(payload["blocks"], start=1)
        if block["kind"] == "heading"
    ]
    return tuple(links)


def block_of(block: Frozen, payload: Frozen, number: int) -> Iterator[Block]:
    """One frozen block; ``number`` is its place, from which it has its address on the page."""
    figures = payload["figures"]
    match block["kind"]:
        case "heading":
            yield Heading(block["text"], id=f"section-{number}")
        case "subheading":
            yield Heading(block["text"], level=3)
        case "text":
            yield Prose(html(prose(block["text"], figures)))
        case "claim" if "verdict" not in block:
            yield Prose(html(prose(block["text"], figures)))
            yield WarningText("A check of this claim cannot be read.")
        case "claim":
            yield Claim(
                runs_html(sentence(block["text"], figures)),
                Verdict(block["verdict"]),
                tuple(_known(block, payload)),
                checked=tested(block, payload),
                id=f"claim-{number}",
            )
        case _:
            yield from _figure(block, payload, number)


def _figure(block: Frozen, payload: Frozen, number: int) -> Iterator[Block]:
    figure = payload["figures"].get("".join(block.get("asks", ())))
    if figure is None:
        yield WarningText("What should stand here cannot be shown.")
        return
    title = plain(block["text"], payload["figures"]) or title_of(figure)
    chart = chart_of(figure, title) if block["kind"] != "table" else None
    if chart:
        note = title_of(figure) if block["text"] else ""
        narrow = Svg(chart.svg(f"figure-{number}-narrow", width=NARROW))
        yield replace(chart_block(chart, f"figure-{number}", note), narrow=narrow)
    elif block["kind"] == "table" or figure.get("groups"):
        made = table_of(figure, title)
        columns = tuple(Column(name, numeric=place in made.numeric) for place, name in enumerate(made.head))
        yield Table(caption=made.caption, columns=columns, rows=tuple(Row(row) for row in made.rows))
    else:
        caption = plain(block["text"], payload["figures"])
        yield StatRow((Stat(figure["shown"], title_of(figure), caption),))


def _known(block: Frozen, payload: Frozen) -> Iterator[SummaryRow]:
    for label, words in known(block, payload):
        if label != "Evidence":
            yield SummaryRow(label, words)
    for evidence in block["evidence"]:
        yield SummaryRow("Evidence", _linked(evidence))


def _linked(evidence: Frozen) -> Value:
    """A piece of evidence, with its title as a link where its note is an address."""
    if SAFE_LINK.fullmatch(evidence["note"]):
        rest = evidence_words(evidence | {"title": "", "note": ""})
        link = Link(evidence["title"], evidence["note"])
        return Lines(link, rest) if rest else link
    return evidence_words(evidence)


def corrections(payload: Frozen) -> tuple[Block, ...]:
    """What later versions put right, the latest first."""
    return tuple(
        Inset(f"Corrected on {spell_out(date.fromisoformat(correction['date']))}: {correction['note']}")
        for correction in payload["corrections"]
    )


def _figures_used(payload: Frozen) -> Iterator[Block]:
    rows = {figure["title"]: figure["definition"] for figure in payload["figures"].values()}
    if rows:
        facts = tuple(SummaryRow(title, definition) for title, definition in sorted(rows.items()))
        yield Details("What the figures mean", (SummaryList(facts),))
