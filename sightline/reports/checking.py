"""What the records say of a report: a verdict on each claim, a value for each figure, and what stops
publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sightline.claims.checks import Check, CheckError, Selection
from sightline.claims.conditions import condition
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse, parse_selection
from sightline.claims.judging import judge
from sightline.claims.verdicts import Verdict, VerdictKind
from sightline.measures.answers import Answer, Point
from sightline.partnership import child_names
from sightline.reports import inline
from sightline.reports.releasing import why_withheld
from sightline.reports.untied import typed
from sightline.reports.writing import SHOWN, BlockKind, BlockText

GRAVEST = (VerdictKind.DOES_NOT_HOLD, VerdictKind.NOT_RECORDED, VerdictKind.HOLDS)
EXCERPT = 80


@dataclass(frozen=True)
class Judged:
    """One check of a claim: its verdict, or the problem that keeps it from being asked; ``tests`` is what it tests."""

    asks: str
    check: Check | None = None
    verdict: Verdict | None = None
    problem: str = ""
    tests: str = ""


@dataclass(frozen=True)
class Seen:
    """One selection that a block shows: the answer, or its months, or why it cannot be asked."""

    asks: str
    selection: Selection | None = None
    answer: Answer | None = None
    points: tuple[Point, ...] = ()
    problem: str = ""

    @property
    def recorded(self) -> bool:
        """Whether there is anything to show."""
        if self.answer is None:
            return any(point.value is not None for point in self.points)
        groups = self.answer.groups.values()
        return self.answer.value is not None or any(group.value is not None for group in groups)

    @property
    def why_not(self) -> str:
        """Why there is nothing to show."""
        return self.problem or (self.answer.why_not if self.answer else "No month of it is recorded.")


@dataclass(frozen=True)
class Finding:
    """One block with what was found of it. ``stops`` and ``warnings`` are sentences for its author."""

    block: BlockText
    checks: tuple[Judged, ...] = ()
    shown: Seen | None = None
    inline: tuple[Seen, ...] = ()
    stops: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def named(self, sentence: str) -> str:
        """A stop or warning of this block with the beginning of its words, for where the block is not in sight."""
        return f"{_excerpt(self.block)}: {sentence}"

    @property
    def verdict(self) -> VerdictKind | None:
        """The verdict on a claim, the gravest of its checks'; None for other blocks and unreadable checks."""
        if self.block.kind is not BlockKind.CLAIM:
            return None
        if not self.checks:
            return VerdictKind.JUDGEMENT
        kinds = {one.verdict.kind for one in self.checks if one.verdict}
        if len(kinds) == 0 or any(one.problem for one in self.checks):
            return None
        return next(kind for kind in GRAVEST if kind in kinds)


@dataclass(frozen=True)
class Findings:
    """What was found of a whole report."""

    blocks: tuple[Finding, ...]
    stops: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def claims(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.blocks if found.block.kind is BlockKind.CLAIM)


def look(blocks: Iterable[BlockText], figures: RecordedFigures) -> Findings:
    """Ask the records everything that the blocks say and show."""
    found = tuple(look_at(block, figures) for block in blocks)
    stops = [one.named(stop) for one in found for stop in one.stops]
    if not any(one.block.kind not in (BlockKind.HEADING, BlockKind.SUBHEADING) for one in found):
        stops.append("The report is empty: write a text or a claim first.")
    warnings = tuple(one.named(warning) for one in found for warning in one.warnings)
    return Findings(found, tuple(stops), warnings)


def look_at(block: BlockText, figures: RecordedFigures) -> Finding:
    """Ask the records what one block says and shows."""
    checks = tuple(judged(asks, figures) for asks in block.asks) if block.kind is BlockKind.CLAIM else ()
    shown = seen(block.asks[0], figures) if block.kind in SHOWN and block.asks else None
    spoken = tuple(seen(asks, figures) for asks in inline.asked(block.text))
    finding = Finding(block, checks, shown, spoken)
    return Finding(
        block,
        checks,
        shown,
        spoken,
        stops=tuple(_stops(finding)),
        warnings=tuple(_warnings(block)),
    )


def judged(asks: str, figures: RecordedFigures) -> Judged:
    """The verdict on one check."""
    try:
        check = parse(asks)
        verdict = judge(check, figures)
        if withheld := why_withheld(check.key):
            return Judged(asks, problem=withheld)
        return Judged(asks, check, verdict, tests=condition(check, figures.measure(check.key)))
    except CheckError as problem:
        return Judged(asks, problem=problem.sentence)


def seen(asks: str, figures: RecordedFigures) -> Seen:
    """What a selection shows."""
    try:
        selection = parse_selection(asks)
        points = tuple(figures.points(selection)) if selection.monthly else ()
        answer = None if selection.monthly else figures.answer(selection)
        if withheld := why_withheld(selection.key):
            return Seen(asks, problem=withheld)
        return Seen(asks, selection, answer, points)
    except CheckError as problem:
        return Seen(asks, problem=problem.sentence)


def _stops(found: Finding) -> Iterable[str]:
    block = found.block
    for spoken in found.inline:
        if spoken.problem or not spoken.recorded:
            yield f"A figure in this sentence cannot be shown. {spoken.why_not}"
    if block.kind in SHOWN and found.shown is None:
        yield "Choose what it shows."
    elif found.shown and (found.shown.problem or not found.shown.recorded):
        yield f"There is nothing to show. {found.shown.why_not}"
    if block.kind is BlockKind.CLAIM:
        yield from _stops_of_claim(found)


def _warnings(block: BlockText) -> Iterable[str]:
    if warning := child_names.warning("\n".join([block.text, block.reason, *_cited(block)])):
        yield warning
    if block.kind in SHOWN and block.text:
        yield (
            f"The heading of this {block.kind} is your own and is not checked. What it finds belongs in a claim;"
            " without a heading of yours, the name of the figure stands there."
        )
    if block.kind is BlockKind.TEXT and (found := typed(block.text)):
        one = len(found) == 1
        yield (
            f"{_listed(found)} {'is' if one else 'are'} typed and not tied to the records: nothing checks"
            f" {'it' if one else 'them'}. Put the figure in from the records, or make the sentence a claim."
        )


def _stops_of_claim(found: Finding) -> Iterable[str]:
    block = found.block
    if not block.text:
        yield "It has no sentence: write one, or take the claim out."
    for one in found.checks:
        if one.problem:
            yield f"Its check cannot be read. {one.problem}"
        elif one.verdict and one.verdict.kind is not VerdictKind.HOLDS and not block.reason:
            mend = "Change the sentence and its check, or record why it stands."
            yield f"{SAYS[one.verdict.kind]}. {one.verdict.because} {mend}"
    if not found.checks:
        missing = [
            what
            for what, given in (
                ("the reason for it", block.reason),
                ("the name of whoever judges so", block.judged_by),
                ("evidence that it rests on", block.evidence),
            )
            if not given
        ]
        if missing:
            yield f"It is a judgement without a check: add {_listed(missing)}, or add a check."


SAYS = {
    VerdictKind.DOES_NOT_HOLD: "It does not hold",
    VerdictKind.NOT_RECORDED: "It cannot be known from the records",
}


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _excerpt(block: BlockText) -> str:
    """The beginning of a block's words, so that its author knows which is meant."""
    words = inline.gist(block.text)
    if not words:
        return f"The {block.kind} {block.asks[0]}" if block.asks else f"A {block.kind}"
    return f"“{words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + '…'}”"


def _cited(block: BlockText) -> list[str]:
    return [f"{one.title} {one.note}" for one in block.evidence]
