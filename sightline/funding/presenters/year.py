"""A year's money on one page: who pays, what the budget sets aside, what was spent and what is carried forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse

from sightline.documents.charts import Bar, Bars
from sightline.foundation.numbers import percent, pounds
from sightline.foundation.years import ReportingYear
from sightline.funding.account import Account
from sightline.funding.models import Income
from sightline.funding.presenters.account import account_section
from sightline.funding.presenters.addresses import at, page
from sightline.funding.presenters.budget import left
from sightline.govuk.blocks import (
    Action,
    Block,
    Empty,
    Section,
    Stat,
    StatRow,
)
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Filter, Filters, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.measures.answers import Answer
from sightline.measures.registry import find
from sightline.partnership.models import Partnership

CONTRIBUTED, RECEIVED, BUDGET, SPEND = STATS = (
    "funding.contributed",
    "funding.received",
    "funding.budget",
    "funding.spend",
)
SHARE, OTHER = "funding.share", "funding.other_income"
SPLIT = {
    CONTRIBUTED: "agency",
    RECEIVED: "agency",
    SHARE: "agency",
    OTHER: "source",
    BUDGET: "",
    SPEND: "heading",
}
EMPTY = Empty(
    "What the partnership costs and who pays for it belongs here, year by year: what each partner agreed to give, what "
    "the budget sets aside, and what was spent. Begin with the contributions.",
    example="2024-25: the council gives £96,400 of £241,000, which is 40%.",
)


@dataclass(frozen=True)
class Adding:
    """Where a record of each kind is added; all "" for who may not."""

    contribution: str = ""
    income: str = ""
    line: str = ""
    payment: str = ""


def year_page(
    partnership: Partnership,
    year: ReportingYear,
    answers: Mapping[str, Answer],
    in_kind: Answer,
    account: Account,
    lines: Sequence[Any],
    incomes: Sequence[Income],
    filters: tuple[Filter, ...],
    *,
    adding: Adding,
    today: date,
) -> Page:
    """A year. ``answers`` are those of SPLIT, each divided as it says; ``lines`` come with what was ``spent``.

    ``in_kind`` is what was agreed that is no money, by agency.
    """
    anything = any(answer.value is not None for answer in answers.values())
    told: tuple[Block, ...] = (
        StatRow(tuple(_stat(partnership, key, answers[key], year) for key in STATS)),
        _contributions(partnership, year, answers, in_kind, adding),
        _budget(partnership, year, answers, lines, adding),
        account_section(partnership, account, incomes, add=adding.income, over=year.end < today),
    )
    first = (
        (Action("Add a contribution", adding.contribution, style="primary"),) if adding.contribution else ()
    )
    return Page(
        title="Funding",
        lead=_lead(year, answers),
        actions=() if anything else first,
        blocks=(*((Filters(filters),) if filters else ()), *(told if anything else (EMPTY,))),
    )


def _lead(year: ReportingYear, answers: Mapping[str, Answer]) -> str:
    agreed, come = answers[CONTRIBUTED], answers[RECEIVED]
    if agreed.value is None:
        return f"{year}: no contribution is recorded."
    partners = sum(1 for group in agreed.groups.values() if group.value)
    said = f"{partners} partner{'' if partners == 1 else 's'} agreed to contribute {agreed.shown} to {year}"
    return f"{said}. {come.shown} of it has come." if come.value is not None else f"{said}."


def _stat(partnership: Partnership, key: str, answer: Answer, year: ReportingYear) -> Stat:
    href = reverse("measures:measure", args=[partnership.slug, key]) + f"?year={year}"
    return Stat(answer.shown, find(key).title, answer.why_not, href=href)


def _add(text: str, href: str) -> tuple[Action, ...]:
    return (Action(text, href),) if href else ()


def _listed(partnership: Partnership, name: str, year: ReportingYear) -> str:
    return f"{page(partnership, name)}?year={year}"


def _contributions(
    partnership: Partnership,
    year: ReportingYear,
    answers: Mapping[str, Answer],
    in_kind: Answer,
    adding: Adding,
) -> Section:
    agreed, come, share = answers[CONTRIBUTED], answers[RECEIVED], answers[SHARE]
    given = sorted(
        ((name, group) for name, group in agreed.groups.items() if group.rows),
        key=lambda one: (-_number(one[1]), one[0]),
    )
    rows = tuple(
        (
            name,
            group.shown,
            _part(share.groups[name]),
            in_kind.groups[name].shown if in_kind.groups[name].value else "",
            _come(come, name) if group.value else Muted("none due"),
        )
        for name, group in given
    )
    whole = (
        (Row(("All", agreed.shown, _part(share), in_kind.shown if in_kind.value else "", _come(come))),)
        if len(rows) > 1
        else ()
    )
    table = Table(
        caption=f"Contributions to {year} by partner",
        columns=(
            Column("Partner"),
            Column("Agreed", numeric=True),
            Column("Share of all", numeric=True),
            Column("In kind", numeric=True),
            Column("Received", numeric=True),
        ),
        rows=(*rows, *whole),
        cards=True,
        empty=f"{agreed.why_not} Add what each partner agreed to give.",
    )
    chart = (chart_block(_bars(given, share, agreed), key="contributions"),) if agreed.value else ()
    return Section(
        "Who pays",
        (*chart, table),
        id="contributions",
        actions=(
            Action("All contributions", _listed(partnership, "contributions", year)),
            *_add("Add a contribution", adding.contribution),
        ),
    )


def _bars(given: Sequence[tuple[str, Answer]], share: Answer, agreed: Answer) -> Bars:
    most, _ = given[0]
    return Bars(
        title=f"{most} gives most: {_part(share.groups[most])} of {agreed.shown}",
        bars=tuple(Bar(name, _number(group), _part(share.groups[name])) for name, group in given),
        show=pounds,
        measure="Agreed",
        group="Partner",
    )


def _part(answer: Answer) -> str:
    return answer.shown if answer.value is not None else "–"


def _come(come: Answer, name: str = "") -> Value:
    answer = come.groups.get(name) if name else come
    return answer.shown if answer is not None and answer.rows else Muted("nothing yet")


def _budget(
    partnership: Partnership,
    year: ReportingYear,
    answers: Mapping[str, Answer],
    lines: Sequence[Any],
    adding: Adding,
) -> Section:
    budget, spend = answers[BUDGET], answers[SPEND]
    rows = tuple(_line(partnership, line, spend.value is not None) for line in lines)
    known = spend.value is not None
    whole = (Row(("All", budget.shown, _shown(spend), _remains(budget, spend))),) if len(rows) > 1 else ()
    table = Table(
        caption=f"Budget and spend of {year}",
        columns=(
            Column("Heading"),
            Column("Budget", numeric=True),
            Column("Spent", numeric=True),
            Column("Left", numeric=True),
        ),
        rows=(*rows, *whole),
        cards=True,
        empty=f"{budget.why_not} Add a line for each heading: staffing, training, reviews.",
    )
    drawn = [line for line in lines if line.spent is not None and line.spent > 0]
    chart = (chart_block(_spent_bars(drawn, spend), key="spend"),) if known and drawn else ()
    return Section(
        "Budget and spend",
        (*chart, table),
        id="budget",
        actions=(
            Action("The budget", _listed(partnership, "budget", year)),
            Action("All payments", _listed(partnership, "spend", year)),
            *_add("Add a budget line", adding.line),
            *(_add("Add a payment", adding.payment) if lines else ()),
        ),
    )


def _line(partnership: Partnership, line: Any, known: bool) -> Row:
    """A budget line; without a payment it is £0 that was spent of it, in a year in which spend is recorded."""
    spent: Value = pounds(line.spent or 0) if known else Muted("not recorded")
    remains: Value = left(line.left) if known else Muted("not recorded")
    return Row((Link(line.heading, at(line, partnership)), pounds(line.amount), spent, remains))


def _remains(budget: Answer, spend: Answer) -> Value:
    if budget.value is None or spend.value is None:
        return Muted("not recorded")
    return left(_number(budget) - _number(spend))


def _spent_bars(lines: Sequence[Any], spend: Answer) -> Bars:
    ordered = sorted(lines, key=lambda line: (-line.spent, line.heading))
    part = (
        f": {percent(Fraction(ordered[0].spent) / _number(spend))} of {spend.shown}"
        if _number(spend) > 0
        else ""
    )
    return Bars(
        title=f"{ordered[0].heading} costs most{part}",
        bars=tuple(Bar(line.heading, line.spent, f"of {pounds(line.amount)}") for line in ordered),
        show=pounds,
        measure="Spent",
        group="Heading",
    )


def _shown(answer: Answer) -> Value:
    return answer.shown if answer.value is not None else Muted("not recorded")


def _number(answer: Answer) -> Any:
    return answer.value or 0
