"""Who challenges whom: the challenges of a year between each two agencies, as a table and as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sightline.documents.charts import Bar, Bars
from sightline.govuk.blocks import Block, Section, Text
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Value, sentence_list
from sightline.measures.agencies import Agencies
from sightline.measures.answers import Answer
from sightline.partnership.models import Partnership

NOT_SAID = "Not said"
"""Who stands for an end of which only a person or a level is known."""


@dataclass(frozen=True)
class Between:
    """How many challenges each agency raised with each other, both by the name they count under."""

    pairs: Mapping[tuple[str, str], int]
    standing: Sequence[str]

    @property
    def raised(self) -> Counter[str]:
        return self._added_up(0)

    @property
    def received(self) -> Counter[str]:
        return self._added_up(1)

    def _added_up(self, side: int) -> Counter[str]:
        counted: Counter[str] = Counter()
        for pair, number in self.pairs.items():
            counted[pair[side]] += number
        return counted

    @property
    def never_challenging(self) -> list[str]:
        """The agencies there are that raised none."""
        return [name for name in self.standing if not self.raised[name]]

    @property
    def never_challenged(self) -> list[str]:
        """The agencies there are with which none was raised."""
        return [name for name in self.standing if not self.received[name]]


def between(pairs: Iterable[tuple[int | None, int | None, int]], agencies: Agencies, day: date) -> Between:
    """Counts by agency as the table shows them: what became part of another by a day counts under that one."""
    counted: Counter[tuple[str, str]] = Counter()
    for by, to, number in pairs:
        counted[_name(agencies, by, day), _name(agencies, to, day)] += number
    return Between(counted, agencies.standing(day))


def _name(agencies: Agencies, agency: int | None, day: date) -> str:
    return NOT_SAID if agency is None else agencies.name(agency, day)


def page(
    partnership: Partnership,
    told: Between,
    *,
    lead: str,
    filters: tuple[Filter, ...],
    to_answer: Answer | None,
    more: tuple[Block, ...],
) -> ListPage:
    """The matrix, with those who are not in it, and who raises and receives most as bars; ``more`` comes below."""
    asked = sorted(told.received, key=_last)
    columns = (
        Column("Raised by"),
        *(Column(name, numeric=True) for name in asked),
        Column("All", numeric=True),
    )
    rows = tuple(_row(name, told, asked) for name in sorted(told.raised, key=_last))
    return ListPage(
        title="Who challenges whom",
        lead=lead,
        breadcrumbs=(Link("Challenges", reverse("challenges:list", args=[partnership.slug])),),
        filters=filters,
        read_across=True,
        table=Table(
            caption="Challenges by who raised them and with whom",
            columns=columns,
            rows=rows,
            empty="No challenge matches.",
        ),
        blocks=(*(_below(told, to_answer) if to_answer else ()), *more),
    )


def _last(name: str) -> tuple[bool, str]:
    """The order of the names, of which what is not said comes last."""
    return name == NOT_SAID, name


def _row(name: str, told: Between, asked: Sequence[str]) -> Row:
    cells: list[Value] = [told.pairs.get((name, other)) or Muted("0") for other in asked]
    return Row((name, *cells, told.raised[name]))


def _below(told: Between, to_answer: Answer) -> tuple[Block, ...]:
    answered = f"The middle challenge was answered in {to_answer.unit.phrase(to_answer.value)}."
    if to_answer.value is None:
        answered = f"Time to answer: not recorded. {to_answer.why_not}"
    return (
        Text(answered),
        chart_block(_bars("raised", told.raised, "Challenges raised"), key="raised"),
        chart_block(_bars("received", told.received, "Challenges received"), key="received"),
        Section(
            "Not in this picture",
            (
                Text(Lines("Raised no challenge:", *(told.never_challenging or ["none: every agency did"]))),
                Text(Lines("Were never challenged:", *(told.never_challenged or ["none: every agency was"]))),
            ),
        ),
    )


def _bars(did: str, counted: Counter[str], measure: str) -> Bars:
    number = max((count for name, count in counted.items() if name != NOT_SAID), default=0)
    most = sorted(name for name, count in counted.items() if count == number and name != NOT_SAID)
    each = " each" if len(most) > 1 else ""
    finding = f"{sentence_list(most)} {did} most: {number} of {counted.total()}{each}"
    if not most:
        finding = f"It is not said which agencies {did} them"
    bars = tuple(
        Bar(name, count) for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )
    return Bars(title=finding, bars=bars, show=str, measure=measure, group="Agency")
