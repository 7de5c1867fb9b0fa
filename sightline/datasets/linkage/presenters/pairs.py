"""The list of pairs in doubt: how many wait, whom they ask, and how far those agree who looked at the same."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from sightline.datasets.catalogue import title_of
from sightline.datasets.linkage.presenters import addresses
from sightline.datasets.linkage.presenters.pair import state_of
from sightline.datasets.models import ReviewPair
from sightline.datasets.reviewing import in_words
from sightline.foundation.numbers import half_up, percent
from sightline.govuk.blocks import Action, Block, Empty, Section, Text
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Tag, Value
from sightline.partnership.models import Partnership

ASKED, WAITING, SECOND, DECIDED, DOUBT, QUESTION = (
    "asked",
    "waiting",
    "second",
    "decided",
    "doubt",
    "question",
)
STATES = (
    (ASKED, "You are asked"),
    (WAITING, "Nobody has decided"),
    (SECOND, "Second opinions wanted of you"),
    (DECIDED, "Decided"),
    (DOUBT, "Stays in doubt"),
    (QUESTION, "Decided, and to be looked at again"),
)
ORDERS = {"pair": ("id",), "likely": ("probability", "id")}
ENOUGH = 10
"""Pairs with two opinions from which agreement is told from chance."""
TOO_FEW = f"With fewer than {ENOUGH} such pairs, agreement cannot be told from chance."
EMPTY = Empty(
    "A run of linkage puts pairs of records here that it can neither link nor keep apart with enough certainty. "
    "There are none."
)


def list_page(
    partnership: Partnership,
    shown: Part[ReviewPair],
    *,
    filters: tuple[Filter, ...],
    own: Collection[int],
    decided: int,
    in_all: int,
    onwards: ReviewPair | None,
    agreement: tuple[int, int, Fraction | None],
) -> ListPage:
    """``own`` are the numbers of the pairs of which whoever looks has said something."""
    return ListPage(
        title="Pairs in doubt",
        lead=f"{decided:,} of {in_all:,} decided" if in_all else "No pair is in doubt.",
        breadcrumbs=addresses.within_linkage(partnership),
        actions=(Action("Decide the next", addresses.pair_at(onwards), style="primary"),) if onwards else (),
        filters=filters,
        table=Table(
            caption="Pairs in doubt",
            columns=(
                Column("Pair", sort="pair"),
                Column("Between"),
                Column("One child", sort="likely"),
                Column("How it stands"),
            ),
            rows=tuple(_row(pair, own=pair.pk in own) for pair in shown.items),
            empty=EMPTY,
            sorted_by="pair",
        ),
        pagination=shown.pagination,
        blocks=(agreed(*agreement),),
    )


def _row(pair: ReviewPair, *, own: bool) -> Row:
    sources = sorted({title_of(pair.left_source), title_of(pair.right_source)})
    between = " and ".join(sources) if len(sources) > 1 else f"two records of {sources[0]}"
    state: Value = state_of(pair, own=own)
    if pair.caution and own:
        state = Lines(state, Tag("Look again", "orange"))
    return Row((Link(f"Pair {pair.pk}", addresses.pair_at(pair)), between, in_words(pair.probability), state))


def agreed(pairs: int, agree: int, kappa: Fraction | None) -> Block:
    """How far two people agree who looked at the same pair without knowing what the other said."""
    if not pairs:
        words = "No pair has been looked at by two people yet, so nobody knows how far they agree."
    else:
        many = "1 pair" if pairs == 1 else f"{pairs:,} pairs"
        share = f"Of {many} with two opinions, both agree on {agree:,} ({percent(Fraction(agree, pairs))})."
        beyond = (
            TOO_FEW
            if pairs < ENOUGH
            else (
                "As all say the same, chance cannot be told from agreement."
                if kappa is None
                else f"Beyond what chance would give, that is an agreement of {half_up(kappa, 2)} (Cohen's kappa: 0 is "
                "chance, 1 is always)."
            )
        )
        words = f"{share} {beyond}"
    return Section("How far people agree", (Text(words),), id="agreement")
