"""What was observed in indicators, and how far what was recommended because of it has come."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.actions.models import Action as Undertaken
from sightline.actions.presenters.addresses import at as action_at
from sightline.datasets.indicator_pages.presenters import listed_at, page_of
from sightline.datasets.models import Observation, Recommendation
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.measures.registry import registry
from sightline.measures.scope import Period
from sightline.meetings.presenters.addresses import at as meeting_at
from sightline.meetings.presenters.addresses import called
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told


def at(partnership: Partnership, observation: Observation, page: str = "record") -> str:
    """The address of a page of an observation."""
    return reverse(f"indicators:observation-{page}", args=[partnership.slug, observation.pk])


def title_of(key: str) -> str:
    """What an indicator is called; its key where there is none of that name any more."""
    measure = registry.get(key)
    return measure.title if measure else key


def within(partnership: Partnership, observation: Observation | None) -> tuple[Link, ...]:
    """The links to what an observation belongs to."""
    up = (Link("Indicators", listed_at(partnership)),)
    if observation is None:
        return up
    return (*up, Link(title_of(observation.indicator), page_of(partnership, observation.indicator)))


def stands(action: Undertaken) -> Tag:
    """How far what was recommended has come."""
    if action.completed_on:
        return Tag("Done", "green")
    if action.agreed_on:
        return Tag("Agreed", "blue")
    return Tag("Not taken up", "grey") if action.declined_on else Tag("Proposed", "yellow")


def observed_section(partnership: Partnership, observed: Sequence[Observation], add: str) -> Section:
    """What was observed in one indicator, on its page."""
    return Section(
        "What was observed",
        (_observed(partnership, observed, of_one=True),),
        id="observed",
        actions=(Action("Record what you observe", add),) if add else (),
    )


def observation_list(partnership: Partnership, shown: Part[Observation]) -> ListPage:
    """Every observation with what came of it."""
    return ListPage(
        title="Observations",
        lead="What people saw in the indicators, what they recommended, and what was decided.",
        breadcrumbs=within(partnership, None),
        table=_observed(partnership, shown.items),
        pagination=shown.pagination,
    )


def _observed(partnership: Partnership, observed: Sequence[Observation], *, of_one: bool = False) -> Table:
    return Table(
        caption="Observations",
        caption_hidden=True,
        columns=(
            Column("Observation", wide=True),
            *(() if of_one else (Column("Indicator"),)),
            Column("Who"),
            Column("What came of it", wide=True),
        ),
        rows=tuple(
            Row(
                (
                    Link(shortened(one.sentence), at(partnership, one)),
                    *(() if of_one else (title_of(one.indicator),)),
                    Lines(_who(one), Muted(spell_out(one.observed_on))),
                    Lines(*(_came(partnership, each) for each in one.recommendations.all()))
                    or Muted("nothing yet"),
                ),
                key=str(one.pk),
            )
            for one in observed
        ),
        cards=True,
        empty=Empty(
            "What people see in the indicators belongs here, in a sentence, with what they recommend because of it. "
            "Begin on the page of an indicator.",
            example="More children were reported missing every month since September than in any month before.",
        ),
    )


def _who(one: Observation) -> str:
    return one.observer.name if one.observer else "somebody at a shell"


def _came(partnership: Partnership, one: Recommendation) -> Value:
    return Lines(
        Link(shortened(one.action.undertaking), action_at(one.action, partnership)), stands(one.action)
    )


def observation_page(partnership: Partnership, one: Observation, told: Told, *, recommend: str) -> RecordPage:
    """One observation: what was seen, what the figures said then, and what was recommended."""
    indicator = Link(title_of(one.indicator), page_of(partnership, one.indicator))
    return told.page(
        title=shortened(one.sentence),
        caption="Observation",
        actions=(Action("Recommend to a body", recommend, style="primary"),) if recommend else (),
        summary=(
            SummaryRow("What was seen", one.sentence),
            SummaryRow("Indicator", indicator),
            SummaryRow("Time", str(Period(one.starts, one.ends))),
            SummaryRow("What the figures said", one.said or Muted("nothing")),
            SummaryRow("Who", f"{_who(one)}, {spell_out(one.observed_on)}"),
        ),
        sections=(_recommended(partnership, one),),
    )


def _recommended(partnership: Partnership, one: Observation) -> Section:
    rows = []
    for each in one.recommendations.all():
        meeting = each.item.meeting
        where: Value = (
            Link(called(meeting), meeting_at(meeting, partnership)) if meeting else "In its backlog"
        )
        rows.append(
            Row(
                (
                    Link(each.action.undertaking, action_at(each.action, partnership)),
                    each.action.agency.name,
                    Lines(each.body.name, where),
                    stands(each.action),
                ),
                key=str(each.pk),
            )
        )
    table = Table(
        caption="Recommendations",
        caption_hidden=True,
        columns=(Column("Recommendation", wide=True), Column("Agency"), Column("To"), Column("State")),
        rows=tuple(rows),
        cards=True,
        empty="Nothing was recommended yet.",
    )
    return Section("What was recommended", (table,), id="recommended")
