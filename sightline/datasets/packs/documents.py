"""A pack as a document for PDF and Word, and as the rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sightline.datasets.packs.freezing import Content, Frozen
from sightline.datasets.packs.pictures import line_of, months_of
from sightline.documents import model as paper
from sightline.documents.charts import picture_of
from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import half_up
from sightline.imports.exporting import Cell, Note
from sightline.measures.units import Unit

COLUMNS = ("Indicator", "Divided by", "Group", "Month or year", "Figure", "As shown", "More than chance")


def document(content: Content, sha256: str) -> paper.Document:
    """The pack with its marking; data and definition stand beside every picture."""
    made = date.fromisoformat(content["made"])
    return paper.Document(
        title=content["title"],
        subtitle=f"{content['body']}, {spell_out(date.fromisoformat(content['meeting']))}",
        organisation=content["partnership"],
        marking="OFFICIAL-SENSITIVE",
        status_lines=(
            f"As the figures stood on {spell_out(made)}.",
            "Figures about fewer than six children are not shown.",
            f"Fingerprint (SHA-256): {sha256}",
        ),
        dated=made,
        blocks=tuple(_blocks(content)),
    )


def _blocks(content: Content) -> Iterator[paper.Block]:
    yield paper.Heading(1, "In short")
    yield paper.Bullets(
        tuple(
            (paper.Run(f"{one['title']}: ", bold=True), paper.Run(one["sentence"]))
            for one in content["indicators"]
        )
    )
    for number, one in enumerate(content["indicators"], 1):
        yield paper.Heading(1, one["title"])
        yield from _indicator(number, one)


def _indicator(number: int, one: Frozen) -> Iterator[paper.Block]:
    head, rows = months_of(one)
    table = paper.Table(caption="", head=head, rows=rows, numeric=(1,), wide=(2,))
    if line := line_of(one):
        yield replace(picture_of(line, f"indicator-{number}"), table=table)
    else:
        yield paper.Paragraph((paper.Run(one["sentence"]),))
    if one["gaps"]:
        yield paper.Paragraph((paper.Run(one["gaps"], italic=True),))
    if withheld := one.get("withheld"):
        yield paper.Paragraph((paper.Run(withheld, italic=True),))
    label, figure, made_of = one["year"]
    lines = [
        (label, f"{figure} ({made_of})" if made_of else figure),
        *(tuple(pair) for pair in one["meaning"]),
    ]
    for name, words in lines:
        yield paper.Paragraph((paper.Run(f"{name}: ", bold=True), paper.Run(words)))
    for observed in one["observed"]:
        yield paper.Note("Observed", observed)
    for group in one["groups"]:
        if sentence := group.get("sentence"):
            yield paper.Paragraph((paper.Run(sentence),))
        yield paper.Table(
            caption=f"{one['title']} by {group['title'].lower()}",
            head=(group["title"], "Value", "Counted from"),
            rows=tuple(tuple(row) for row in group["rows"]),
            numeric=(1, 2),
            note=" ".join(one["symbols"]),
        )
    if one["deliveries"]:
        yield paper.Bullets(
            tuple(
                (paper.Run(f"{name}: ", bold=True), paper.Run(f"{whose}, {days}"))
                for name, whose, days, _ in one["deliveries"]
            )
        )


def rows_of(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Every figure of the pack, a row each, under COLUMNS."""
    for one in content["indicators"]:
        for month in one["months"]:
            yield (
                one["title"],
                "",
                "",
                month["label"],
                _number(one, month["value"]),
                month["shown"],
                month["why"],
            )
        label, figure, _ = one["year"]
        yield one["title"], "", "", label, None, figure, ""
        for group in one["groups"]:
            for name, shown, _ in group["rows"]:
                yield one["title"], group["title"], name, label, None, shown, ""


def _number(one: Frozen, value: str | None) -> Cell:
    """A figure as a number; a rate in hundredths."""
    if value is None:
        return None
    return half_up(Fraction(value) * 100, 1) if one["unit"] == Unit.RATE.many else half_up(Fraction(value), 1)


def note_of(content: Content, sha256: str) -> Note:
    """The second sheet: what the pack is, and what each indicator means."""
    rows: list[tuple[Cell, ...]] = [
        ("Marking", content["marking"]),
        ("For", f"{content['body']}, {content['meeting']}"),
        ("Fingerprint", sha256),
    ]
    for one in content["indicators"]:
        rows += [("", ""), ("Indicator", one["title"]), ("In a sentence", one["sentence"])]
        rows += [(name, words) for name, words in one["meaning"]]
        rows += [("Held back", withheld)] if (withheld := one.get("withheld")) else []
        rows += [("Symbols", meaning) for meaning in one["symbols"]]
    return Note("What it says", lambda _: rows)
