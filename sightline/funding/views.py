"""The pages of funding."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone

from sightline.foundation.matching import matching
from sightline.foundation.years import ReportingYear
from sightline.funding import queries, recordings
from sightline.funding.account import Account
from sightline.funding.models import Form, Source
from sightline.funding.presenters import budget as budget_pages
from sightline.funding.presenters import contributions as contribution_pages
from sightline.funding.presenters import income as income_pages
from sightline.funding.presenters import spend as spend_pages
from sightline.funding.presenters import year as year_pages
from sightline.funding.presenters.year import BUDGET, CONTRIBUTED, OTHER, RECEIVED, SPEND, SPLIT, Adding
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.tables import Filter
from sightline.imports.exporting import list_or_file
from sightline.measures.answers import Answer
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import ALL_YEARS
from sightline.partnership.asking import Inside
from sightline.partnership.queries import agencies
from sightline.partnership.recording import choice, narrowed, offered, search

OUTSTANDING = "outstanding"
STATES = ((OUTSTANDING, "Agreed and not all received"),)


def year_asked(request: Inside, *, all_years: bool = False) -> tuple[Filter, ReportingYear]:
    """The filter by year of a page, and the year it says; "all" where one may choose them all."""
    known = queries.years(request.partnership)
    shown = queries.year_shown(known, timezone.localdate())
    others = ((year, year) for year in known if year != str(shown))
    asked = choice(
        request, "year", "Year", (*others, *([ALL_YEARS] if all_years else [])), everything=str(shown)
    )
    return asked, ReportingYear.parse(asked.value) if asked.value in known else shown


def _of_year(asked: Filter, year: ReportingYear, path: str = "year") -> dict[str, str]:
    """What narrows records to the year that a list shows."""
    return {} if asked.value == ALL_YEARS[0] else {path: str(year)}


def year(request: Inside) -> HttpResponse:
    """A year's contributions, budget and spend, and what is carried forward."""
    where = request.partnership
    asked, chosen = year_asked(request)
    ask = Remembered(where)
    scope = Scope(partnership=where, period=Period.of(chosen))
    answers = {key: ask.evaluate(key, scope, by or None) for key, by in SPLIT.items()}
    cash, in_kind = (
        Scope(partnership=where, period=Period.of(chosen), where={"form": (form.value,)})
        for form in (Form.CASH, Form.IN_KIND)
    )
    incomes = list(queries.incomes(where).filter(year=str(chosen)))
    given = f"year={chosen}"
    page = year_pages.year_page(
        where,
        chosen,
        answers,
        ask.evaluate(CONTRIBUTED, in_kind, "agency"),
        _account(chosen, answers, ask.evaluate(RECEIVED, cash)),
        list(queries.listed_lines(where).filter(year=str(chosen)).order_by("heading", "id")),
        incomes,
        offered(asked),
        adding=Adding(
            contribution=recordings.contributions.offer(request, given),
            income=recordings.incomes.offer(request, given),
            line=recordings.budget_lines.offer(request, given),
            payment=recordings.payments.offer(request),
        ),
        today=timezone.localdate(),
    )
    return render_page(request, page)


def _account(year: ReportingYear, answers: dict[str, Answer], cash: Answer) -> Account:
    by_source = answers[OTHER].groups
    brought = by_source.get(Source.BROUGHT_FORWARD.value)
    others = [group for name, group in by_source.items() if name != Source.BROUGHT_FORWARD and group.rows]
    values = {
        "brought_forward": brought.value if brought and brought.rows else None,
        "contributions": cash.value,
        "other": sum(group.value for group in others) if others else None,  # type: ignore[misc]
        "spent": answers[SPEND].value,
    }
    return Account(year, **values)  # type: ignore[arg-type]


def contribution_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    asked, chosen = year_asked(request, all_years=True)
    agency = choice(request, "agency", "Partner", ((str(one.pk), one.name) for one in agencies(where)))
    form = choice(request, "form", "Cash or in kind", Form.choices)
    state = choice(request, "state", "State", STATES)
    words = search(request)
    found = matching(queries.listed_contributions(where), words.value, "agency__name", "purpose", "note")
    found = narrowed(found.filter(**_of_year(asked, chosen)), agency=agency, form=form)
    if state.value:
        found = queries.outstanding(found)
    agreed = _of(request, CONTRIBUTED, chosen)
    return list_or_file(
        request,
        found,
        orders=contribution_pages.ORDERS,
        default="agency",
        sheet=contribution_pages.SHEET,
        name=f"contributions-{asked.value or chosen}",
        page=lambda shown: contribution_pages.list_page(
            where,
            shown,
            lead=agreed.why_not or f"{agreed.shown} agreed for {chosen}.",
            filters=offered(asked, agency, form, state, words),
            add=recordings.contributions.offer(request, f"year={chosen}"),
        ),
    )


def _of(request: Inside, key: str, year: ReportingYear) -> Answer:
    return Remembered(request.partnership).evaluate(
        key, Scope(partnership=request.partnership, period=Period.of(year))
    )


def contribution_record(request: Inside, number: int) -> HttpResponse:
    one = recordings.contributions.found(request, number)
    return render_page(
        request, contribution_pages.record_page(one, recordings.contributions.told(request, one))
    )


def income_record(request: Inside, number: int) -> HttpResponse:
    one = recordings.incomes.found(request, number)
    return render_page(request, income_pages.record_page(one, recordings.incomes.told(request, one)))


def budget_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    asked, chosen = year_asked(request, all_years=True)
    words = search(request)
    found = matching(queries.listed_lines(where), words.value, "heading", "note")
    set_aside = _of(request, BUDGET, chosen)
    return list_or_file(
        request,
        found.filter(**_of_year(asked, chosen)),
        orders=budget_pages.ORDERS,
        default="heading",
        sheet=budget_pages.SHEET,
        name=f"budget-{asked.value or chosen}",
        page=lambda shown: budget_pages.list_page(
            where,
            shown,
            lead=set_aside.why_not or f"{set_aside.shown} set aside for {chosen}.",
            filters=offered(asked, words),
            add=recordings.budget_lines.offer(request, f"year={chosen}"),
        ),
    )


def line_record(request: Inside, number: int) -> HttpResponse:
    line = recordings.budget_lines.found(request, number)
    page = budget_pages.record_page(
        line,
        recordings.budget_lines.told(request, line),
        part(request, queries.spend_of(line)),
        spent=queries.spent_of(line),
        add=recordings.payments.offer(request, f"line={line.pk}") if line.withdrawn_at is None else "",
    )
    return render_page(request, page)


def spend_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    asked, chosen = year_asked(request, all_years=True)
    every = asked.value == ALL_YEARS[0]
    names = queries.headings(where, "" if every else str(chosen))
    heading = choice(request, "heading", "Heading", ((name, name) for name in names))
    words = search(request)
    found = matching(queries.listed_spend(where), words.value, "what_for", "reference", "line__heading")
    found = narrowed(found.filter(**_of_year(asked, chosen, "line__year")), line__heading=heading)
    spent = _of(request, SPEND, chosen)
    return list_or_file(
        request,
        found,
        orders=spend_pages.ORDERS,
        default="-paid",
        sheet=spend_pages.SHEET,
        name=f"spend-{asked.value or chosen}",
        page=lambda shown: spend_pages.list_page(
            where,
            shown,
            lead=spent.why_not or f"{spent.shown} spent of the budget of {chosen}.",
            filters=offered(asked, heading, words),
            add=recordings.payments.offer(request) if names else "",
        ),
    )


def payment_record(request: Inside, number: int) -> HttpResponse:
    one = recordings.payments.found(request, number)
    return render_page(request, spend_pages.record_page(one, recordings.payments.told(request, one)))
