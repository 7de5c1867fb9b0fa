"""The list of reports; beginning one, taking one in as text, and what stands at its head."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sightline.foundation.years import ReportingYear
from sightline.govuk.blocks import Action, Empty
from sightline.govuk.pages import FormPage, ListPage, render_page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Tag, Value
from sightline.measures.coverage import covered_years, year_to_show
from sightline.partnership.asking import Inside, ReasonForm, ask, ask_form, ask_whether
from sightline.reports import queries
from sightline.reports.addresses import editor, public_address
from sightline.reports.forms.report import HeadForm, NewReportForm, TextFileForm
from sightline.reports.services import drafting
from sightline.reports.services.importing import export_text, take_in
from sightline.reports.text import UnreadableReport
from sightline.reports.views.reading import crumbs, listed, own_report, report_at
from sightline.reports.writing import ReportKind, due_on


def report_list(request: Inside) -> HttpResponse:
    drafts = request.person.may("reports.drafts", request.partnership)
    held = [report for report in queries.reports(request.partnership) if drafts or report.version]
    writes = request.person.may("reports.write", request.partnership)
    begin = Action("Begin a report", "new", style="primary")
    take_in = Action("Take in a text", "import")
    published = sum(report.version is not None for report in held)
    count = f"{len(held)} {'report' if len(held) == 1 else 'reports'}"
    table = Table(
        caption="Reports",
        caption_hidden=True,
        columns=(
            Column("Report", wide=True),
            Column("Kind"),
            Column("Year"),
            Column("Claims", numeric=True),
            Column("State"),
        ),
        rows=tuple(_row(report, drafts) for report in held),
        empty=_empty((begin, take_in) if writes else ()) if drafts else Empty("None is published yet."),
    )
    page = ListPage(
        title="Reports",
        lead=f"{count}, {published} of them published." if held else "",
        actions=(begin, take_in) if writes and held else (),
        table=table,
    )
    return render_page(request, page)


def _empty(actions: tuple[Action, ...]) -> Empty:
    return Empty(
        "A report is written here block by block: a sentence that asserts something is tied to a figure from"
        " your records, with its verdict beside it.",
        example="“More than nine thousand training places were taken up” holds when the bookings say so.",
        actions=actions,
    )


def _row(report: Any, drafts: bool) -> Row:
    late = due_on(report.period) < timezone.localdate()
    state = Tag("Draft, past its date", "orange") if late else Tag("Draft", "blue")
    if report.version:
        words = f"version {report.version}"
        state = (
            Tag(f"Withdrawn, {words}", "orange") if report.gone_at else Tag(f"Published, {words}", "green")
        )
    public = public_address(report)
    named: Value = Link(report.title, editor(report) if drafts else public)
    if drafts and report.version and not report.gone_at:
        named = Lines(named, Link("Read it as everybody does", public, hidden=report.title))
    return Row((named, ReportKind(report.kind).short, report.period, report.claims, state))


def _years(request: Inside, held: str = "") -> list[ReportingYear]:
    """The years a report may be about: those covered, this one and the last, the latest first."""
    now = ReportingYear.of(timezone.localdate())
    years = {now, now.previous, *covered_years(request.partnership)}
    if held:
        years.add(ReportingYear.parse(held))
    return sorted(years, reverse=True)


def new_report(request: Inside) -> HttpResponse:
    years = _years(request)
    form = NewReportForm(
        request.POST or None,
        years=years,
        initial={"period": str(year_to_show(request.partnership) or years[0]), "marking": "OFFICIAL"},
    )
    return ask_form(
        request,
        form,
        lambda data: drafting.create(by=request.person, partnership=request.partnership, **data),
        title="Begin a report",
        submit="Begin",
        crumbs=crumbs(request),
        back=listed(request),
        then=lambda report: editor(report),
    )


def import_report(request: Inside) -> HttpResponse:
    form = TextFileForm(request.POST or None, request.FILES or None)
    page = FormPage(
        title="Take in a report's text",
        lead="A text that was exported here, or written in the same form. A report of the same kind,"
        " title and year is brought up to date, with history; what is published stays as it is.",
        form=form,
        submit="Take it in",
        cancel=Link("Cancel", listed(request)),
        breadcrumbs=crumbs(request),
    )
    if request.method == "POST" and form.is_valid():
        text, name = form.cleaned_data["file"]
        try:
            taken = take_in(by=request.person, partnership=request.partnership, text=text, name=name)
        except UnreadableReport as problem:
            for line, sentence in problem.errors:
                form.add_error("file", forms.ValidationError(f"Line {line}: {sentence}"))
        else:
            messages.success(request, f"“{taken.report.title}” is in. {taken.said} Nothing was published.")
            for line, sentence in taken.unprinted:
                messages.warning(request, f"Line {line}: {sentence}")
            return redirect(editor(taken.report))
    return render_page(request, page, status=422 if form.errors else 200)


def head(request: Inside, slug: str) -> HttpResponse:
    report = own_report(request, slug)
    initial = {"title": report.title, "period": report.period, "marking": report.marking}
    form = HeadForm(request.POST or None, years=_years(request, report.period), initial=initial)
    page = FormPage(
        title="Title, year and marking",
        lead="The address of the report stays as it is.",
        form=form,
        breadcrumbs=crumbs(request, report),
        cancel=Link("Cancel", editor(report)),
    )
    return ask(
        request,
        form,
        page,
        lambda data: drafting.amend(by=request.person, report=report, **data),
        then=editor(report),
    )


def discard(request: Inside, slug: str) -> HttpResponse:
    report = own_report(request, slug)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: drafting.discard(by=request.person, report=report, **data),
        title=f"Discard “{report.title}”?",
        text="The draft leaves the list. Its history stays.",
        crumbs=crumbs(request, report),
        back=editor(report),
        submit="Discard the draft",
        then=listed(request),
        said="The draft was discarded.",
    )


def as_text(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    answer = HttpResponse(export_text(report), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{report.slug}.md"'
    return answer
