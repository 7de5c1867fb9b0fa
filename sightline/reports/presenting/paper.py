"""A frozen report as a document tree, from which PDF and Word are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sightline.documents.charts import picture_of
from sightline.documents.model import (
    Block,
    Claim,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
)
from sightline.foundation.dates import spell_out
from sightline.reports.presenting.figures import chart_of, table_of, title_of
from sightline.reports.presenting.known import MEANINGS, SHAPES, known, published_on, reason_label, tested
from sightline.reports.presenting.prose import plain, prose, sentence
from sightline.reports.releasing import Frozen
from sightline.reports.writing import ReportKind

ANNEX = "How we know each statement"


def document(payload: Frozen) -> Document:
    """The document tree of a frozen report."""
    return Document(
        title=payload["title"],
        subtitle=subtitle(payload),
        organisation=payload["partnership"]["name"],
        marking=payload["marking"],
        status_lines=tuple(status_lines(payload)),
        notices=tuple(_notices(payload)),
        dated=published_on(payload),
        blocks=tuple(_blocks(payload)),
    )


def subtitle(payload: Frozen) -> str:
    """Which kind of report it is, and of which year."""
    return f"{ReportKind(payload['kind']).full}, {payload['period']}"


def status_lines(payload: Frozen) -> Iterator[str]:
    """Which version this is, when it was published and by whom."""
    version = payload["version"]
    if payload.get("by"):
        yield f"By {payload['by']}, independent scrutineer"
    if not version:
        yield f"Draft of {spell_out(published_on(payload))}, not published"
    else:
        yield f"Version {version}, published on {spell_out(published_on(payload))}"
    if payload["partnership"].get("demonstration"):
        yield "Demonstration: everything in it is fictional"


def _blocks(payload: Frozen) -> Iterator[Block]:
    for number, block in enumerate(payload["blocks"], start=1):
        yield from _block(block, payload, number)
    yield from _annex(payload)
    yield from _figures_used(payload)
    yield Heading(1, "What the verdicts mean", anchor="verdicts")
    yield Table(
        "", ("Verdict", "Meaning"), tuple((f"{SHAPES[word]} {word}", meaning) for word, meaning in MEANINGS)
    )


def _notices(payload: Frozen) -> Iterator[Note]:
    for correction in payload["corrections"]:
        day = spell_out(date.fromisoformat(correction["date"]))
        yield Note(f"Corrected on {day}", correction["note"])


def _annex(payload: Frozen) -> Iterator[Block]:
    """How each claim is known, at the end, so that the report itself can be read without it."""
    claims = [block for block in payload["blocks"] if block["kind"] == "claim"]
    if claims:
        yield Heading(1, ANNEX, anchor="known")
    for number, block in enumerate(claims, start=1):
        words = (Run(f"{number}. ", bold=True), *sentence(block["text"], payload["figures"]))
        yield Claim(words, block["verdict"], SHAPES[block["verdict"]], tuple(known(block, payload)))


def _beneath(block: Frozen, payload: Frozen) -> Iterator[tuple[str, str]]:
    """The short lines under a claim: what was checked, and the reason that its author gives."""
    yield from (("Checked", words) for words in tested(block, payload))
    if block["reason"]:
        yield reason_label(block), block["reason"]
    if block["judged_by"] and not block["asks"]:
        yield "Judged by", block["judged_by"]
    number = [one for one in payload["blocks"] if one["kind"] == "claim"].index(block) + 1
    yield "How we know this", f"number {number} at the end"


def _block(block: Frozen, payload: Frozen, number: int) -> Iterator[Block]:
    figures = payload["figures"]
    match block["kind"]:
        case "heading":
            yield Heading(1, block["text"], anchor=f"section-{number}")
        case "subheading":
            yield Heading(2, block["text"])
        case "text":
            yield from prose(block["text"], figures)
        case "claim":
            word = block["verdict"]
            yield Claim(
                sentence(block["text"], figures), word, SHAPES[word], beneath=tuple(_beneath(block, payload))
            )
        case _:
            figure = figures[block["asks"][0]]
            title = plain(block["text"], figures) or title_of(figure)
            chart = chart_of(figure, title) if block["kind"] != "table" else None
            if chart:
                yield picture_of(chart, f"figure-{number}")
            elif block["kind"] == "table" or figure.get("groups"):
                yield table_of(figure, title)
            else:
                yield Paragraph((Run(figure["phrase"], bold=True), Run(f": {title}")))


def _figures_used(payload: Frozen) -> Iterator[Block]:
    """What each figure outside a claim means, since nothing else in the document says so."""
    definitions = {figure["title"]: figure["definition"] for figure in payload["figures"].values()}
    if definitions:
        yield Heading(1, "What the figures mean", anchor="figures")
        yield Table("", ("Measure", "Definition"), tuple(sorted(definitions.items())))
