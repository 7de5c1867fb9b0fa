"""The action plan: what is selected, by review and recommendation, as a page and as a document for a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from sightline.actions.models import Action
from sightline.actions.presenters.addresses import at, tag
from sightline.actions.presenters.listing import EMPTY
from sightline.actions.presenters.ways import asking, ways
from sightline.documents import model as paper
from sightline.documents.files import FORMS
from sightline.documents.model import Document
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Section, Text
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Filter, Filters, Row, Table
from sightline.govuk.values import Lines, Link, Muted, sentence_list
from sightline.partnership.models import Partnership

MOST = 1_000  # actions that one plan holds
MARKING: paper.Marking = "OFFICIAL"
HEAD = ("Reference", "Action", "Lead", "Target date", "Where it stands")
WIDE = (1, 4)
ON_PAPER = ("Reference", "Action", "Who, by when", "Where it stands")


@dataclass(frozen=True)
class Plan:
    """The actions of a plan and what is said over them; ``shown`` says in words which were selected."""

    partnership: Partnership
    day: date
    actions: Sequence[Action]
    total: int
    lead: str
    filters: tuple[Filter, ...]

    @property
    def shown(self) -> str:
        """How many actions these are, and by which filters."""
        chosen = [
            f"{one.label.lower()} “{one.said}”" for one in self.filters if one.value and one.name != "at"
        ]
        count = "1 action is" if self.total == 1 else f"{self.total:,} actions are"
        if self.total > len(self.actions):
            count = f"Only the first {len(self.actions):,} of {self.total:,} actions are"
        return f"{count} listed{', chosen by ' if chosen else ''}{sentence_list(chosen)}.{self._rest}"

    @property
    def _rest(self) -> str:
        more = self.total > len(self.actions)
        return " Choose a state, a source or an agency to see the others." if more else ""

    def reviews(self) -> Iterator[tuple[str, list[tuple[str, list[Action]]]]]:
        """Each review with its recommendations, and each of those with its actions."""
        for (source, review), same in groupby(self.actions, key=lambda one: (one.source, one.review)):
            title = f"{review} ({source})" if review else source.capitalize()
            parts = groupby(same, key=lambda one: one.recommendation)
            yield title, [(recommendation, list(actions)) for recommendation, actions in parts]


def plan_page(plan: Plan) -> Page:
    """The plan as a page, which prints without what is only for the screen."""
    files = tuple(
        Link(name, reverse("actions:plan-file", args=[plan.partnership.slug, form]) + asking(plan.filters))
        for form, name in FORMS.items()
    )
    said = Text(plan.shown) if plan.actions else EMPTY
    sections = (
        Section(title, tuple(_table(plan.partnership, title, *part) for part in parts))
        for title, parts in plan.reviews()
    )
    return Page(
        title="Action plan",
        caption=f"{MARKING}, as at {spell_out(plan.day)}",
        lead=plan.lead,
        exports=files if plan.actions else (),
        blocks=(ways(plan.partnership, "plan", plan.filters), Filters(plan.filters), said, *sections),
    )


def _table(partnership: Partnership, title: str, recommendation: str, actions: Iterable[Action]) -> Table:
    """The actions of one recommendation, under its own words."""
    rows = tuple(
        Row(
            (
                Link(one.reference, at(one, partnership)),
                one.undertaking,
                Lines(one.agency.name, Muted(one.owner)) if one.owner else one.agency.name,
                one.due_on or Muted("none"),
                Lines(tag(one), one.progress) if one.progress else tag(one),
            )
        )
        for one in actions
    )
    return Table(
        caption=recommendation or f"Actions from {title}",
        caption_hidden=not recommendation,
        columns=tuple(Column(words, wide=place in WIDE) for place, words in enumerate(HEAD)),
        rows=rows,
        cards=True,
    )


def plan_document(plan: Plan) -> Document:
    """The plan with its protective marking and the day it is as at, for Word and PDF."""
    return Document(
        title="Action plan",
        subtitle=f"As at {spell_out(plan.day)}",
        organisation=plan.partnership.name,
        marking=MARKING,
        status_lines=(plan.lead, plan.shown),
        dated=plan.day,
        blocks=tuple(_blocks(plan)),
    )


def _blocks(plan: Plan) -> Iterator[paper.Block]:
    for title, parts in plan.reviews():
        yield paper.Heading(1, title)
        for recommendation, actions in parts:
            yield paper.Table(recommendation, ON_PAPER, tuple(_cells(one) for one in actions), wide=(1, 2))


def _cells(action: Action) -> tuple[str, ...]:
    by = f"by {spell_out(action.due_on)}" if action.due_on else "no target date"
    return (
        action.reference,
        action.undertaking,
        "\n".join(filter(None, (action.agency.name, action.owner, by))),
        "\n".join(filter(None, (tag(action).text, action.progress))),
    )
