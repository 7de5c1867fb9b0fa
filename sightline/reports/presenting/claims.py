"""Every claim of a report with its verdict, and everything that stops publication, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from sightline.govuk.blocks import Action, Block, Bullets, Section, Text
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Tag, Value, Verdict
from sightline.reports import models
from sightline.reports.addresses import at, editor
from sightline.reports.checking import Finding, Findings
from sightline.reports.freezing import parts
from sightline.reports.presenting.editor import mends, state_of
from sightline.reports.presenting.prose import plain
from sightline.reports.writing import BlockKind


def claims_page(
    report: models.Report,
    held: Sequence[models.Block],
    findings: Findings,
    crumbs: tuple[Link, ...],
    *,
    publishes: bool,
    writes: bool,
) -> Page:
    """The page of all claims."""
    figures = parts(findings.blocks)["figures"]
    rows = tuple(
        _row(report, block, found, plain(found.block.text, figures), writes=writes)
        for block, found in zip(held, findings.blocks, strict=True)
        if found in findings.claims
    )
    table = Table(
        caption="Claims",
        caption_hidden=True,
        columns=(Column("Claim", wide=True), Column("Verdict"), Column("Because", wide=True)),
        rows=rows,
        empty="This report has no claims yet.",
    )
    actions = (Action("Publish", at("publish", report), style="primary"),)
    return Page(
        title="Claims",
        caption=report.title,
        lead=state_of(findings),
        breadcrumbs=crumbs,
        actions=actions if publishes and not findings.stops else (),
        blocks=(
            stopping(report, held, findings, writes=writes),
            *warning(findings),
            Section("All claims", (table,)),
        ),
    )


def stopping(
    report: models.Report, held: Sequence[models.Block], findings: Findings, *, writes: bool
) -> Section:
    """What stops publication, each with the way to where it is mended, or seen by those who may not mend it."""
    if not findings.stops:
        return Section("What stops publication", (Text("Nothing. This report can be published."),))
    at_blocks: list[Value] = [
        Lines(stop, *_mends(report, block, number, writes=writes))
        for number, (stop, block) in enumerate(
            (
                (found.named(stop), block)
                for block, found in zip(held, findings.blocks, strict=True)
                for stop in found.stops
            ),
            start=1,
        )
    ]
    others = findings.stops[len(at_blocks) :]
    return Section("What stops publication", (Bullets((*at_blocks, *others)),), id="stops")


def _mends(report: models.Report, block: models.Block, number: int, *, writes: bool) -> Sequence[Link]:
    if not writes:
        return [Link("Look at it", editor(report, block.pk), hidden=f"number {number}")]
    if block.kind == BlockKind.CLAIM and block.asks:
        return mends(report, block, f"number {number}")
    return [Link("Mend it", at("edit", report, block.pk), hidden=f"number {number}")]


def warning(findings: Findings) -> tuple[Block, ...]:
    """What its author should look at again."""
    return (Section("Look again", (Bullets(findings.warnings),)),) if findings.warnings else ()


def _row(report: models.Report, block: models.Block, found: Finding, words: str, *, writes: bool) -> Row:
    because: list[Value] = [one.verdict.because if one.verdict else one.problem for one in found.checks]
    if found.block.reason:
        because.append(f"Reason: {found.block.reason}")
    verdict: Value = Verdict(str(found.verdict)) if found.verdict else Tag("Cannot be asked", "red")
    where = at("edit", report, block.pk) if writes else editor(report, block.pk)
    return Row((Link(words or "No sentence", where), verdict, Lines(*because)))
