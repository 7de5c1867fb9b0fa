"""The page of one pair: two records side by side, what speaks for and against one child, and what people say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BaseForm

from sightline.datasets.catalogue import title_of
from sightline.datasets.linkage.finding import ROLES, Identity
from sightline.datasets.linkage.presenters import addresses
from sightline.datasets.linkage.presenters.opinion import Opinion
from sightline.datasets.linkage.wording import Part, parts, weighed
from sightline.datasets.models import ReviewDecision, ReviewPair
from sightline.datasets.reviewing import Caution, Standing, Verdict, in_words, wants_opinion
from sightline.documents.charts import Bar, Waterfall
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Action,
    Block,
    Buttons,
    Chart,
    Columns,
    Entry,
    Heading,
    Inset,
    Section,
    Text,
    Timeline,
    WarningText,
)
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Muted, Svg, Tag, Value

ROLE_TITLES = {
    "forename": "First name",
    "surname": "Surname",
    "born": "Date of birth",
    "sex": "Sex",
    "postcode": "Postcode",
    "nhs_number": "NHS number",
    "upn": "Pupil number",
    "local": "Their own number",
}
SEXES = {"F": "Female", "M": "Male", "X": "Neither"}
DIFFERS, MISSING = "Differs", "Only in one"
NARROW = 340
GONE = (
    "The names in the delivery of one of these records were erased, or it was withdrawn, so they cannot be shown. What "
    "was compared is still here."
)
WEIGHTS = (
    "A weight is in bits: each whole one doubles how likely it is that both are one child, or halves it where it "
    "speaks against. It begins low, because two records picked at random are hardly ever of one child."
)
STANDS = "What people decided stands until they decide otherwise."
ASKED_AGAIN = (
    "Others have looked at this pair. What they said is shown once you have said what you think, so that your "
    "opinion is your own."
)


@dataclass(frozen=True)
class Shown:
    """What a pair's page is made of. ``left`` and ``right`` are None where a record can no longer be read."""

    pair: ReviewPair
    left: Identity | None
    right: Identity | None
    threshold: float
    decided: int
    in_all: int
    own: ReviewDecision | None
    said: Sequence[ReviewDecision]
    onwards: ReviewPair | None
    form: BaseForm


def pair_page(it: Shown) -> Page:
    pair = it.pair
    where = pair.partnership
    stands = Standing(pair.standing)
    asks = it.own is None and wants_opinion(stands, pair.opinions)
    evidence = parts(pair.evidence)
    blocks: list[Block] = []
    if asks and pair.opinions:
        blocks.append(Inset(ASKED_AGAIN))
    if pair.caution and not asks:
        blocks.append(WarningText(f"{Caution(pair.caution).words} {STANDS}"))
    blocks.append(side_by_side(it))
    if asks:
        blocks.append(Opinion(it.form, addresses.pair_at(pair, "pair-decide")))
    else:
        blocks += _settled(it)
    blocks.append(Section("What speaks for one child, and what against", tuple(_evidence(it, evidence))))
    return Page(
        title="Are these the same child?" if asks else f"Pair {pair.pk}",
        caption=f"Pair {pair.pk}" if asks else "Pairs in doubt",
        lead=f"{it.decided:,} of {it.in_all:,} decided",
        state=state_of(pair, own=it.own is not None),
        breadcrumbs=addresses.within_pairs(where),
        actions=_actions(it),
        blocks=tuple(blocks),
    )


def _actions(it: Shown) -> tuple[Action, ...]:
    if it.onwards is None:
        return ()
    said = "Leave it, and go to the next" if it.own is None else "Next pair"
    style = "secondary" if it.own is None else "primary"
    return (Action(said, addresses.pair_at(it.onwards), style=style),)


def state_of(pair: ReviewPair, *, own: bool) -> Tag:
    """How a pair stands, as somebody may know who has said something about it or not."""
    stands = Standing(pair.standing)
    if not own and pair.opinions and wants_opinion(stands, pair.opinions):
        return Tag("Third opinion" if stands is Standing.DISPUTED else "Second opinion", "purple")
    colours = {Standing.WAITING: "blue", Standing.SAME: "green", Standing.DIFFERENT: "green"}
    return Tag(stands.words, colours.get(stands, "yellow"))


def side_by_side(it: Shown) -> Block:
    """Both records, and where they differ; in words where they can no longer be read."""
    if it.left is None or it.right is None:
        return WarningText(GONE)
    left, right = it.left, it.right
    rows = [
        Row((_named(ROLE_TITLES[role], one, other), _value(role, one), _value(role, other)))
        for role in ROLES
        for one, other in [(left.values[role], right.values[role])]
        if one is not None or other is not None
    ]
    files = Row(("File", left.file, right.file))
    numbers = Row(("Record", left.record_id, right.record_id))
    return Table(
        caption="The two records",
        caption_hidden=True,
        columns=(
            Column("Part"),
            Column(title_of(left.source)),
            Column(title_of(right.source)),
        ),
        rows=(*rows, numbers, files),
    )


def _value(role: str, value: str | date | None) -> Value:
    if value is None:
        return Muted("not said")
    if isinstance(value, date):
        return spell_out(value)
    return SEXES.get(value, value) if role == "sex" else value


def _named(part: str, one: str | date | None, other: str | date | None) -> Value:
    """A part of an identity, marked where the two records differ in it or one of them says nothing."""
    if one is None or other is None:
        return Lines(part, Muted(MISSING))
    return part if _folded(one) == _folded(other) else Lines(part, Tag(DIFFERS, "orange"))


def _folded(value: str | date) -> str:
    return "".join(str(value).casefold().split())


def _evidence(it: Shown, evidence: Sequence[Part]) -> list[Block]:
    likely = in_words(it.pair.probability)
    chart = waterfall(it.pair, evidence, it.threshold)
    drawn = chart_block(chart, "evidence")
    narrow = Svg(chart.svg("evidence-narrow", width=NARROW))
    return [
        Text(f"Taken together it is {likely} that they are the same child.{_did(it.pair)}"),
        Columns(
            (Chart(drawn.finding, drawn.svg, drawn.table, narrow=narrow),),
            (Heading("How to read it", level=3), Text(WEIGHTS, kind="small")),
        ),
    ]


def waterfall(pair: ReviewPair, evidence: Sequence[Part], threshold: float) -> Waterfall:
    """What each comparison adds, and the line from which a run takes two records for one child."""
    steps = [Bar(part.title, part.weight, part.outcome) for part in evidence]
    return Waterfall(
        finding(evidence),
        tuple(steps),
        lambda value: weighed(float(value)),
        step="Compared",
        measure="Weight in bits",
        mark=(bits(threshold), "enough to link"),
    )


def bits(probability: float) -> float:
    """A probability as the weight that makes it."""
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log2(held / (1 - held))


def finding(evidence: Sequence[Part]) -> str:
    """What speaks most for one child and most against, in a sentence."""
    compared = [part for part in evidence if part.weight is not None and part.title != "Any two records"]
    best = max(compared, key=lambda part: part.weight or 0, default=None)
    worst = min(compared, key=lambda part: part.weight or 0, default=None)
    for_ = best.title if best and (best.weight or 0) > 0 else ""
    against = worst.title if worst and (worst.weight or 0) < 0 else ""
    if for_ and against:
        return f"{for_} speaks most for one child, {_lower(against)} most against"
    if for_:
        return f"{for_} speaks most for one child, and nothing against"
    return (
        f"{against} speaks most against one child, and nothing for it" if against else "Nothing was compared"
    )


def _lower(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _settled(it: Shown) -> list[Block]:
    """What was said, for those who may know it, and how to take one's own back."""
    blocks: list[Block] = []
    if it.own:
        words = Verdict(it.own.verdict).words.lower()
        blocks.append(Text(f"You said: {words}."))
        if it.said and it.said[-1].pk == it.own.pk:
            back = Action("Take it back", addresses.pair_at(it.pair, "pair-take-back"), post=True)
            blocks.append(Buttons((back,)))
    entries = tuple(
        Entry(
            one.decided_at, str(one.person), f"said: {Verdict(one.verdict).words.lower()}", reason=one.reason
        )
        for one in reversed(it.said)
    )
    blocks.append(Section("What people said", (Timeline(entries),), id="said"))
    return blocks


def _did(pair: ReviewPair) -> str:
    """What the run did with the pair, as it says itself."""
    return f" What the run did: {pair.why}." if pair.why else ""
