"""The pages of required reports: what is due, what came, and the rules that say so."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone

from sightline.foundation.access import Actor
from sightline.foundation.matching import matching
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import ALL_YEARS, covered_part, year_asked
from sightline.partnership.asking import Inside
from sightline.partnership.models import Partnership
from sightline.partnership.recording import RecordForm, Recording, choice, narrowed, offered, search
from sightline.required_reports import forms, queries, services
from sightline.required_reports.due import State
from sightline.required_reports.models import DueReport, Frequency, Requirement
from sightline.required_reports.presenters import addresses, due_reports, requirements

SEARCHED = ("subject", "concerns", "reporter__name", "to__name")
STATES = (
    (State.DUE.value, "Due"),
    (State.LATE.value, "Late"),
    (State.RECEIVED.value, "Received in time"),
    (State.RECEIVED_LATE.value, "Received late"),
    (State.NOT_NEEDED.value, "Not needed"),
)
ENDED = (("current", "Not ended"), ("ended", "Ended"))


def _rules(where: Partnership) -> tuple[Link, ...]:
    return requirements.home(where), Link("Who reports what to whom", addresses.rules(where))


def _add(by: Actor, form: RecordForm) -> Requirement:
    return services.require_reports(by=by, requirement=form.instance, to=form.cleaned_data["to"])


ruling: Recording[Requirement] = Recording(
    keeping=services.requirements,
    form=forms.RequirementForm,
    find=queries.requirement,
    names="required_reports:rule-",
    within=lambda where, requirement: _rules(where),
    called=addresses.rule_called,
    groups=forms.GROUPS,
    adding=_add,
    withdrawing="For a rule that was entered by mistake; one that is over is ended by its last day. All that it made "
    "due leaves every figure, and stays in the history. You can put it back.",
)
recording: Recording[DueReport] = Recording(
    keeping=services.due_reports,
    form=forms.ReceiptForm,
    find=queries.due_report,
    names="required_reports:",
    within=lambda where, report: (requirements.home(where),),
    called=addresses.called,
    withdraws=False,
)


def due_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, queries.SOURCE, label="Due in", all_years=True)
    reporter = choice(
        request, "body", "From", ((str(n), name) for n, name in queries.sides(where, "reporter"))
    )
    to = choice(request, "to", "To", ((str(n), name) for n, name in queries.sides(where, "to")))
    state = choice(request, "state", "State", STATES)
    words = search(request)
    found = matching(queries.listed(where), words.value, *(f"requirement__{path}" for path in SEARCHED))
    found = narrowed(found, requirement__reporter=reporter, requirement__to=to)
    if year.value != ALL_YEARS[0]:
        found = queries.in_year(found, chosen)
    if state.value:
        found = queries.standing(found, State(state.value), timezone.localdate())
    return list_or_file(
        request,
        found,
        orders=due_reports.ORDERS,
        default="due",
        sheet=due_reports.SHEET,
        name=f"required-reports-{year.value or chosen}",
        page=lambda shown: due_reports.list_page(
            where,
            shown,
            lead=_sentence(where, covered_part(where, queries.SOURCE, chosen)),
            filters=offered(year, reporter, to, state, words),
            add=ruling.offer(request),
        ),
    )


def _sentence(where: Partnership, period: Period) -> str:
    figures, scope = Remembered(where), Scope(partnership=where, period=period)
    return due_reports.state_sentence(
        period,
        figures.evaluate("reports_between_bodies.due", scope),
        figures.evaluate("reports_between_bodies.on_time_rate", scope),
        figures.evaluate("reports_between_bodies.overdue", Scope(partnership=where, at=period.end)),
    )


def due_record(request: Inside, number: int) -> HttpResponse:
    report = recording.found(request, number)
    stands = queries.still_due(report)
    told = recording.told(request, report)
    page = due_reports.record_page(
        report,
        told if stands else replace(told, actions=()),
        day=timezone.localdate(),
        stands=stands,
        may=recording.may(request),
    )
    return render_page(request, page)


def receive(request: Inside, number: int) -> HttpResponse:
    """Say when a report was received, from whom, and where it was considered."""
    report = recording.found(request, number)
    return recording.change(request, report, forms.ReceiveForm, title="Record that it was received")


def not_needed(request: Inside, number: int) -> HttpResponse:
    """Say why a report was not needed this time."""
    report = recording.found(request, number)
    return recording.change(request, report, forms.NotNeededForm, title="Say that it was not needed")


def rule_list(request: Inside) -> HttpResponseBase:
    where, day = request.partnership, timezone.localdate()
    reporter = choice(
        request, "body", "From", ((str(n), name) for n, name in queries.sides(where, "reporter"))
    )
    to = choice(request, "to", "To", ((str(n), name) for n, name in queries.sides(where, "to")))
    often = choice(request, "often", "How often", Frequency.choices)
    ended = choice(request, "state", "State", ENDED)
    words = search(request)
    found = matching(queries.listed_requirements(where), words.value, *SEARCHED)
    found = narrowed(found, reporter=reporter, to=to, frequency=often)
    if ended.value:
        found = found.filter(until__lt=day) if ended.value == "ended" else found.filter(until__gte=day)
    return list_or_file(
        request,
        found,
        orders=requirements.ORDERS,
        default="from",
        sheet=requirements.SHEET,
        name=f"who-reports-what-{day.isoformat()}",
        page=lambda shown: requirements.list_page(
            where,
            shown,
            filters=offered(reporter, to, often, ended, words),
            add=ruling.offer(request),
            day=day,
        ),
    )


def rule_record(request: Inside, number: int) -> HttpResponse:
    rule = ruling.found(request, number)
    page = requirements.record_page(
        rule,
        ruling.told(request, rule),
        days=queries.due_under(rule),
        alike=queries.alike(rule),
        day=timezone.localdate(),
        may=ruling.may(request),
    )
    return render_page(request, page)


def end(request: Inside, number: int) -> HttpResponse:
    """Move the last day of a rule on, or bring it forward."""
    return ruling.change(
        request, ruling.found(request, number), forms.LastDayForm, title="Change its last day"
    )
