"""The page of linkage: what the run that counts found, how well each group is linked, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.timezone import localtime

from sightline.datasets.catalogue import title_of
from sightline.datasets.linkage.presenters import addresses, explaining
from sightline.datasets.linkage.presenters.pairs import agreed
from sightline.datasets.linkage.presenters.rates import rates_section
from sightline.datasets.linkage.progress import Told
from sightline.datasets.models import Delivery, Linkage, RunState
from sightline.foundation.numbers import half_up, percent, thousands
from sightline.govuk.blocks import (
    Action,
    Block,
    Buttons,
    Empty,
    Inset,
    Section,
    SummaryList,
    SummaryRow,
    Text,
    WarningText,
)
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value, sentence_list
from sightline.partnership.models import Partnership

FIGURES = (
    ("records", "Records read"),
    ("clusters", "Children they are of"),
    ("in_any", "Known to at least one agency"),
    ("in_two_or_more", "Known to two or more"),
    ("in_three_or_more", "Known to three or more"),
    ("in_all_four", "Known to all four"),
    ("doubtful", "Pairs in doubt"),
)
KNOWN_TO = ("in_any", "in_two_or_more", "in_three_or_more", "in_all_four")
FEW = 5
HIDDEN = "c"
EMPTY = Empty(
    "Linkage finds out which records of several agencies are of the same child, so that children known to two, three "
    "or four of them can be counted. It needs at least one delivery."
)
STATES = {RunState.RUNNING: "blue", RunState.FINISHED: "green", RunState.FAILED: "red"}


@dataclass(frozen=True)
class Shown:
    """What the page is made of. ``run`` is the one it is about, ``latest`` the one begun last, however it ended."""

    partnership: Partnership
    run: Linkage | None
    before: Linkage | None
    current: bool
    latest: Linkage | None
    progress: Told | None
    counted: Sequence[Delivery]
    runs: Sequence[Linkage]
    waiting: int
    in_question: int
    agreement: tuple[int, int, Fraction | None]
    may_link: bool
    may_see: bool


def run_page(it: Shown) -> Page:
    blocks: list[Block] = list(_state(it))
    if it.run is None:
        blocks.append(EMPTY)
    elif it.run.state == RunState.FINISHED:
        blocks += [
            _figures(it, it.run, it.before),
            rates_section(it.run.rates, may_see=it.may_see),
            *([agreed(*it.agreement)] if it.current else []),
            explaining.model_section(it.run, it.before),
        ]
    blocks.append(explaining.how())
    if it.current and it.runs:
        blocks.append(_runs(it.runs))
    return Page(
        title="Linkage" if it.current else f"Linkage {it.run.pk if it.run else ''}",
        lead=_lead(it),
        breadcrumbs=addresses.within_linkage(it.partnership)[: 1 if it.current else 2],
        actions=_actions(it) if it.current else (),
        blocks=tuple(blocks),
    )


def _lead(it: Shown) -> str:
    if it.run is None:
        return "Nothing was linked yet."
    if it.run.state != RunState.FINISHED:
        return it.run.get_state_display()
    figures = it.run.figures
    small = set() if it.may_see else small_counts(figures)
    told = HIDDEN if "in_two_or_more" in small else thousands(figures["in_two_or_more"])
    return (
        f"{thousands(figures['records'])} records are of {thousands(figures['clusters'])} children; {told} of them are "
        "known to two agencies or more."
    )


def small_counts(figures: Mapping[str, Any]) -> set[str]:
    """The counts of children that would show a small number: by themselves, or taken from the one before."""
    counts = [(name, figures.get(name) or 0) for name in KNOWN_TO]
    return {
        name
        for (_, before), (name, count) in pairwise(counts)
        if 0 < count <= FEW or 0 < before - count <= FEW
    }


def _actions(it: Shown) -> tuple[Action, ...]:
    actions = []
    if it.may_see and it.run:
        many = f"Decide {it.waiting:,} pairs" if it.waiting != 1 else "Decide 1 pair"
        actions.append(
            Action(
                many if it.waiting else "Pairs in doubt",
                addresses.page(it.partnership, "pairs"),
                style="primary" if it.waiting else "secondary",
            )
        )
    busy = it.latest is not None and it.latest.state == RunState.RUNNING
    if it.may_link and it.counted and not busy:
        where = addresses.page(it.partnership, "link")
        actions.append(Action("Link again" if it.run else "Link now", where, post=True))
    return tuple(actions)


def _state(it: Shown) -> list[Block]:
    """What is going on, what went wrong, and what the run that counts does not know yet."""
    if not it.current:
        return [WarningText(it.run.problem)] if it.run and it.run.problem else []
    blocks: list[Block] = []
    latest = it.latest
    if latest and latest.state == RunState.RUNNING:
        part = (
            f"{percent(it.progress.part)} done: {it.progress.what}" if it.progress else "Waiting for its turn"
        )
        blocks.append(Inset(f"Linkage {latest.pk} is running. {part}. You may leave this page."))
    elif latest and latest.state == RunState.FAILED:
        blocks.append(WarningText(f"Linkage {latest.pk} went wrong. {latest.problem}"))
    if it.run and it.run.problem and it.run.state == RunState.FINISHED:
        blocks.append(WarningText(it.run.problem))
    if it.run and (newer := outdated(it.run, it.counted)):
        blocks.append(Inset(newer))
    if it.in_question and it.may_see:
        many = "1 decision is" if it.in_question == 1 else f"{it.in_question:,} decisions are"
        where = f"{addresses.page(it.partnership, 'pairs')}?state=question"
        blocks.append(Inset(f"{many} to be looked at again: the latest run found something against."))
        blocks.append(Buttons((Action("Look at them", where),)))
    return blocks


def outdated(run: Linkage, counted: Sequence[Delivery]) -> str:
    """What was delivered or taken back since a run, in a sentence; empty where it knows all."""
    read, now = set(run.reads), {one.pk for one in counted}
    new = sorted({title_of(one.contract) for one in counted if one.pk not in read})
    said = []
    if new:
        said.append(f"it does not know what was delivered since: {sentence_list(new)}")
    if read - now:
        said.append("it read what no longer counts")
    return f"This linkage is not of today: {'; '.join(said)}." if said else ""


def _figures(it: Shown, run: Linkage, before: Linkage | None) -> Block:
    columns = [Column("Counted"), Column("This run", numeric=True)]
    if before:
        columns += [Column("The run before", numeric=True), Column("Change", numeric=True)]
    small = set() if it.may_see else small_counts(run.figures)
    if before and not it.may_see:
        small |= small_counts(before.figures)
    rows = tuple(
        Row(tuple(_figure(name, title, run, before, hidden=name in small))) for name, title in FIGURES
    )
    notes: list[Block] = []
    if any(row.cells[1] == HIDDEN for row in rows):
        notes.append(
            Text(
                "c: not shown, because it is a count of 1 to 5 children or would give one away.", kind="small"
            )
        )
    return Section(
        "How many children, and known to whom",
        (
            Table(caption="What was found", caption_hidden=True, columns=tuple(columns), rows=rows),
            *notes,
            SummaryList(_about(run)),
        ),
        id="figures",
    )


def _figure(name: str, title: str, run: Linkage, before: Linkage | None, *, hidden: bool) -> list[Value]:
    now = run.figures.get(name)
    cells: list[Value] = [title, HIDDEN if hidden else _cell(now)]
    if before:
        then = before.figures.get(name)
        change = None if now is None or then is None else now - then
        cells += [HIDDEN if hidden else _cell(then), HIDDEN if hidden else _change(change)]
    return cells


def _cell(value: int | None) -> Value:
    return None if value is None else thousands(value)


def _change(value: int | None) -> Value:
    if value is None:
        return None
    return "0" if value == 0 else f"{'+' if value > 0 else '−'}{thousands(abs(value))}"


def _about(run: Linkage) -> tuple[SummaryRow, ...]:
    seconds = run.figures.get("seconds")
    took = None if seconds is None else f"{half_up(seconds, 1)} seconds"
    return (
        SummaryRow("Linked", localtime(run.finished_at) if run.finished_at else None),
        SummaryRow("By", str(run.by) if run.by else "somebody at a shell"),
        SummaryRow("With", Lines(run.get_engine_display(), Muted(took) if took else "")),
        SummaryRow("Deliveries read", len(run.reads)),
    )


def _runs(runs: Sequence[Linkage]) -> Block:
    rows = tuple(
        Row(
            (
                Link(f"Linkage {run.pk}", addresses.run_at(run)),
                localtime(run.started_at),
                Tag(run.get_state_display(), STATES[RunState(run.state)]),
                _told(run.figures, "records"),
                _told(run.figures, "clusters"),
            )
        )
        for run in runs
    )
    columns = (
        Column("Run"),
        Column("Begun"),
        Column("State"),
        Column("Records", numeric=True),
        Column("Children", numeric=True),
    )
    return Section(
        "Runs", (Table(caption="Runs", caption_hidden=True, columns=columns, rows=rows),), id="runs"
    )


def _told(figures: dict[str, Any], name: str) -> Value:
    return thousands(figures[name]) if name in figures else ""
