"""All indicators as small pictures of one scale, and the page of one: sentence first, then picture, then figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from sightline.datasets.catalogue import title_of
from sightline.datasets.indicator_pages import drawing, symbols
from sightline.datasets.indicator_pages.queries import sources_of
from sightline.datasets.indicator_pages.telling import Told, by_family
from sightline.datasets.indicator_pages.telling import shown as shown_of
from sightline.datasets.models import Delivery
from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import Number
from sightline.govuk.blocks import (
    Action,
    Block,
    Details,
    Empty,
    Section,
    Stat,
    StatRow,
    SummaryList,
    SummaryRow,
    Text,
)
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Svg, Value, sentence_list
from sightline.measures.answers import Answer
from sightline.measures.kinds import Measure
from sightline.measures.units import Better, Unit
from sightline.partnership.models import Partnership

BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
EMPTY = Empty(
    "What the agencies' data says of children belongs here: contacts, re-referrals, children known to several "
    "agencies. It begins with the first delivery that is accepted; what goes across agencies, with the first linkage.",
    example="Missing notifications: 34 in March 2025, 7 months in a row above the average.",
)


def page_of(partnership: Partnership, key: str) -> str:
    """The address of an indicator's page."""
    return reverse("indicators:indicator", args=[partnership.slug, key])


def listed_at(partnership: Partnership) -> str:
    """The address of all indicators."""
    return reverse("indicators:list", args=[partnership.slug])


def dashboard(partnership: Partnership, all_told: Mapping[str, Told], actions: tuple[Action, ...]) -> Page:
    """All indicators, family by family."""
    known = [one for one in all_told.values() if one.latest]
    if not known:
        return Page(title="Indicators", actions=actions, blocks=(EMPTY,))
    sections = []
    for title, measures in by_family(one.measure for one in all_told.values()):
        members = [all_told[measure.key] for measure in measures]
        highest = drawing.highest_of(members)
        stats = tuple(_stat(partnership, one, highest) for one in members)
        section_id = title.lower().replace(" ", "-")
        sections.append(Section(title, (Text(_family_says(members)), StatRow(stats)), id=section_id))
    return Page(
        title="Indicators",
        lead=_all_say(known),
        actions=actions,
        blocks=(*sections, Details("All of them as a table", (_table(partnership, all_told.values()),))),
    )


def _stat(partnership: Partnership, one: Told, highest: Mapping[Unit, Number]) -> Stat:
    picture = drawing.small(one, highest[one.measure.unit])
    name = one.measure.key.replace(".", "-").replace("_", "-")
    return Stat(
        value=_brief(one),
        label=one.measure.title,
        sentence=one.sentence,
        sparkline=Svg(picture.svg(f"small-{name}")) if picture else None,
        href=page_of(partnership, one.measure.key),
    )


def _brief(one: Told) -> str:
    """The latest month; where the months are not judged, the year."""
    if one.latest is None or one.judged is None:
        return symbols.shown(one.of_year)
    return shown_of(one.measure, one.latest.value)


def _family_says(members: Sequence[Told]) -> str:
    """Which of a family differ by more than chance in the latest month."""
    changed = [one.measure.title for one in members if one.judged and _changed(one)]
    if not changed:
        return "In the latest month none of these differs from its average by more than chance."
    return f"More than chance in the latest month: {sentence_list(changed)}."


def _all_say(known: Sequence[Told]) -> str:
    changed = sum(_changed(one) for one in known)
    days = {one.period.end for one in known}
    until = f"Up to {spell_out(max(days))}. "
    if not changed:
        return f"{until}Of {len(known)} indicators none differs by more than chance in its latest month."
    differ = "differs" if changed == 1 else "differ"
    return f"{until}Of {len(known)} indicators {changed} {differ} by more than chance in the latest month."


def _changed(one: Told) -> bool:
    latest = one.judged.latest if one.judged and not one.judged.too_few else None
    return bool(latest and latest.cause)


def _table(partnership: Partnership, all_told: Iterable[Told]) -> Table:
    rows = tuple(
        Row(
            (
                Link(one.measure.title, page_of(partnership, one.measure.key)),
                shown_of(one.measure, one.latest.value) if one.latest else "",
                symbols.shown(one.of_year),
                one.sentence,
            )
        )
        for one in all_told
    )
    return Table(
        caption="All indicators",
        columns=(
            Column("Indicator"),
            Column("Latest month", numeric=True),
            Column("Last whole year", numeric=True),
            Column("In a sentence", wide=True),
        ),
        rows=rows,
        cards=True,
    )


def one_indicator(
    partnership: Partnership,
    one: Told,
    groups: Mapping[str, Answer],
    deliveries: Sequence[Delivery],
    *,
    actions: tuple[Action, ...] = (),
    more: tuple[Block, ...] = (),
) -> Page:
    """The page of one: what it says, its months, its groups, what it means and what it rests on."""
    blocks: list[Block] = []
    if drawn := drawing.line(one):
        chart, note = drawn
        blocks.append(Section("Month by month", (chart_block(chart, "months", note),), id="months"))
    blocks.append(SummaryList(_year(one)))
    blocks += [_divided(one.measure, by, answer) for by, answer in groups.items()]
    blocks += [*more, _definition(one.measure), _rests_on(one.measure, deliveries)]
    return Page(
        title=one.measure.title,
        caption="Indicators",
        lead=one.sentence,
        breadcrumbs=(Link("Indicators", listed_at(partnership)),),
        actions=actions,
        blocks=tuple(blocks),
    )


def with_observed(page: Page, observed: Section) -> Page:
    """The page of one indicator with what was observed in it, before what it means and what it rests on."""
    return replace(page, blocks=(*page.blocks[:-2], observed, *page.blocks[-2:]))


def _year(one: Told) -> tuple[SummaryRow, ...]:
    answer = one.of_year
    parts = drawing.made_of(answer)
    value: Value = symbols.shown(answer)
    if answer.value is not None:
        phrase = symbols.shown(answer) if answer.unit is Unit.RATE else answer.phrase
        value = f"{phrase} ({parts})" if parts else phrase
    elif told := symbols.explained([answer]) or ((answer.why_not,) if answer.why_not else ()):
        value = f"{symbols.shown(answer)}. {told[0]}"
    return (SummaryRow(f"In {one.year}", value),)


def _divided(measure: Measure, by: str, answer: Answer) -> Section:
    """The figure by the values of one dimension, with what the symbols in it mean."""
    title = measure.dimensions[by].title
    rate = any(drawing.made_of(group) for group in answer.groups.values())
    table = Table(
        caption=f"{measure.title} by {title.lower()}",
        caption_hidden=True,
        columns=(
            Column(title),
            Column("Value", numeric=True),
            *((Column("Counted from", numeric=True),) if rate else ()),
        ),
        rows=tuple(
            Row((name, symbols.shown(group), *((drawing.made_of(group),) if rate else ())))
            for name, group in answer.groups.items()
        ),
        empty=answer.why_not or "There is nothing to divide.",
    )
    chart = drawing.funnel(measure, by, answer) or drawing.bars(measure, by, answer)
    picture = (chart_block(chart, f"by-{by.replace('_', '-')}"),) if chart else ()
    notes = tuple(Text(line, "small") for line in symbols.explained(answer.groups.values()))
    figures: tuple[Block, ...] = (*picture,) if chart and not notes else (*picture, table, *notes)
    return Section(f"By {title.lower()}", figures, id=f"group-{by.replace('_', '-')}")


def meaning_of(measure: Measure) -> tuple[tuple[str, str], ...]:
    """What an indicator means, line by line: a label and words."""
    told = (
        ("Definition", measure.definition),
        ("Numerator", getattr(measure, "numerator", "")),
        ("Denominator", getattr(measure, "denominator", "")),
        ("Source", getattr(measure, "source_said", "") or measure.rests_on.capitalize()),
        ("Read with care", getattr(measure, "caveat", "")),
        ("Better", BETTER.get(measure.better, "")),
        ("Name in checks", measure.key),
    )
    return tuple((name, words) for name, words in told if words)


def _definition(measure: Measure) -> Section:
    rows = tuple(SummaryRow(name, words) for name, words in meaning_of(measure))
    return Section("What it counts", (SummaryList(rows),), id="definition")


def _rests_on(measure: Measure, deliveries: Sequence[Delivery]) -> Section:
    """The deliveries that the figure is counted from."""
    table = Table(
        caption="Deliveries it rests on",
        caption_hidden=True,
        columns=(Column("Data set"), Column("From"), Column("Covers"), Column("Rows", numeric=True)),
        rows=tuple(
            Row((title_of(one.contract), _agency(one), _covers(one), one.rows), key=str(one.pk))
            for one in deliveries
        ),
        cards=True,
        empty=f"No delivery of {sentence_list(sources_of(measure)) or 'its data set'} is accepted yet.",
    )
    return Section("What it rests on", (table,), id="deliveries")


def _agency(delivery: Delivery) -> str:
    return delivery.agreement.agency.name if delivery.agreement.agency else "not said"


def _covers(delivery: Delivery) -> str:
    if not delivery.first_day or not delivery.last_day:
        return "not known"
    return f"{spell_out(delivery.first_day)} to {spell_out(delivery.last_day)}"
