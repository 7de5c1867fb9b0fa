"""The editor's page: an outline, the document as it will be published, and beside each block what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from sightline.claims.verdicts import VerdictKind
from sightline.govuk.blocks import Action, Block, Text
from sightline.govuk.values import Link, Verdict
from sightline.reports import models
from sightline.reports.addresses import at
from sightline.reports.checking import Finding, Findings
from sightline.reports.freezing import parts
from sightline.reports.presenting.web import block_of
from sightline.reports.releasing import Frozen
from sightline.reports.writing import BlockKind, ReportKind

ADDITIONS = (
    ("text", "Text"),
    ("claim", "A claim with a check"),
    ("judgement", "A judgement"),
    ("sentence", "A figure in a sentence"),
    ("figure", "A chart, table or figure"),
    ("heading", "A heading"),
)
NOUNS = {
    BlockKind.HEADING: "heading",
    BlockKind.SUBHEADING: "heading",
    BlockKind.TEXT: "text",
    BlockKind.CLAIM: "claim",
    BlockKind.FIGURE: "figure",
    BlockKind.CHART: "chart",
    BlockKind.TABLE: "table",
}


@dataclass(frozen=True)
class Item:
    """One block in the editor: how it reads, what was found of it, and what can be done to it."""

    number: int
    kind: str
    noun: str
    blocks: tuple[Block, ...]
    edit: str
    address: str
    verdict: Verdict | None = None
    stops: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    first: bool = False
    last: bool = False
    additions: tuple[Link, ...] = ()
    mends: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of the outline: a heading, with how many of the claims below it want mending."""

    text: str
    href: str
    deeper: bool
    wanting: int


@dataclass(frozen=True)
class EditorPage:
    """All that the template shows. ``page`` is what the layout reads."""

    title: str
    caption: str
    items: tuple[Item, ...]
    outline: tuple[Line, ...]
    state: str
    stops: tuple[str, ...]
    actions: tuple[Action, ...]
    additions: tuple[Link, ...]
    links: tuple[Link, ...]
    writes: bool
    removed: tuple[tuple[str, str], ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    forms: Sequence[object] = field(default=())
    wrong: bool = False


def editor_page(
    report: models.Report,
    held: Sequence[models.Block],
    findings: Findings,
    *,
    writes: bool,
    publishes: bool,
    published: int | None,
    removed: Sequence[models.Block],
) -> EditorPage:
    """The editor of a report."""
    document = parts(findings.blocks) | {"published_at": timezone.localtime().isoformat()}
    items = tuple(
        _item(report, block, found, document, place, len(held))
        for place, (block, found) in enumerate(zip(held, findings.blocks, strict=True))
    )
    return EditorPage(
        title=report.title,
        caption=f"{ReportKind(report.kind).short}, {report.period}",
        items=items,
        outline=tuple(_outline(items)),
        state=state_of(findings),
        stops=findings.stops,
        actions=tuple(_actions(report, publishes)),
        additions=_additions(report, None),
        links=tuple(_links(report, writes, published)),
        writes=writes,
        removed=tuple((f"{_words(block)}", at("put_back", report, block.pk)) for block in removed),
    )


def state_of(findings: Findings) -> str:
    """How a report stands, in a sentence: 12 claims: 10 hold, 1 does not hold, 1 judgement."""
    claims = findings.claims
    if not claims:
        return "No claims yet."
    counted = [
        f"{count} {word}"
        for kind, one, many in WORDS
        if (count := sum(claim.verdict == kind for claim in claims))
        for word in (one if count == 1 else many,)
    ]
    return f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'}: {', '.join(counted)}."


WORDS = (
    (VerdictKind.HOLDS, "holds", "hold"),
    (VerdictKind.DOES_NOT_HOLD, "does not hold", "do not hold"),
    (VerdictKind.NOT_RECORDED, "is not recorded", "are not recorded"),
    (VerdictKind.JUDGEMENT, "is a judgement", "are judgements"),
    (None, "cannot be asked", "cannot be asked"),
)


def _item(
    report: models.Report, block: models.Block, found: Finding, document: Frozen, place: int, count: int
) -> Item:
    frozen = document["blocks"][place]
    verdict = Verdict(str(found.verdict)) if found.verdict else None
    return Item(
        number=block.pk,
        kind=block.kind,
        noun=NOUNS[BlockKind(block.kind)],
        blocks=tuple(_shown(block, found, frozen, document, place + 1)),
        edit=at("edit", report, block.pk),
        address=at("move", report, block.pk).removesuffix("/move"),
        verdict=verdict,
        stops=found.stops,
        warnings=found.warnings,
        first=place == 0,
        last=place == count - 1,
        additions=_additions(report, block.pk),
        mends=tuple(mends(report, block, "")) if found.stops and found.checks else (),
    )


def mends(report: models.Report, block: models.Block, which: str) -> Sequence[Link]:
    """The ways to the sentence of a claim and to each of its checks; ``which`` tells it from others when read aloud."""
    asks = block.asks.split("\n")
    of = [""] if len(asks) == 1 else [f" {place}" for place in range(1, len(asks) + 1)]
    return [
        Link("Change the sentence", at("edit", report, block.pk), hidden=which),
        *(
            Link(f"Change its check{number}", at("edit_check", report, block.pk, place), hidden=which)
            for place, number in enumerate(of, start=1)
        ),
    ]


def _shown(
    block: models.Block, found: Finding, frozen: Frozen, document: Frozen, number: int
) -> Sequence[Block]:
    """A block as readers will see it; where that cannot be, what it asks."""
    if found.shown and found.shown.problem:
        return (Text(block.asks), *block_of(frozen, document, number))
    return tuple(block_of(frozen, document, number))


def _outline(items: Sequence[Item]) -> Sequence[Line]:
    lines: list[Line] = []
    for item in items:
        if item.kind in (BlockKind.HEADING, BlockKind.SUBHEADING):
            text = getattr(item.blocks[0], "text", "")
            lines.append(Line(text, f"#block-{item.number}", item.kind == BlockKind.SUBHEADING, 0))
        elif item.stops:
            if not lines:
                lines.append(Line("Opening", f"#block-{item.number}", False, 0))
            last = lines[-1]
            lines[-1] = Line(last.text, last.href, last.deeper, last.wanting + 1)
    return lines


def _actions(report: models.Report, publishes: bool) -> Sequence[Action]:
    preview = Action("Preview", at("preview", report))
    return [preview, Action("Publish", at("publish", report), style="primary")] if publishes else [preview]


def _links(report: models.Report, writes: bool, published: int | None) -> Sequence[Link]:
    links = [Link("Claims and what stops publication", at("claims", report))]
    if writes:
        links.append(Link("Title, year and marking", at("head", report)))
    if published:
        links.append(Link("Published versions", at("publications", report)))
    links.append(Link("Download as text", at("text", report)))
    if writes and not published:
        links.append(Link("Discard the draft", at("discard", report)))
    return links


def _additions(report: models.Report, after: int | None) -> tuple[Link, ...]:
    behind = f"?after={after}" if after else ""
    return tuple(Link(text, at("add", report, kind) + behind) for kind, text in ADDITIONS)


def _words(block: models.Block) -> str:
    words = " ".join((block.text or block.asks).split())
    return f"{NOUNS[BlockKind(block.kind)].capitalize()}: {words[:80]}{'…' if len(words) > 80 else ''}"
