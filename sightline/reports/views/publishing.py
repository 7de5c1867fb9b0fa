"""All claims, the preview, publishing, and what becomes of a version afterwards."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.foundation.access import require
from sightline.govuk.blocks import (
    Action,
    Buttons,
    FormBlock,
    Section,
    SummaryList,
    SummaryRow,
    Text,
    WarningText,
)
from sightline.govuk.forms import Form
from sightline.govuk.pages import Page, render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, ask_whether
from sightline.reports import queries
from sightline.reports.addresses import at, editor, public_address
from sightline.reports.checking import Findings, look
from sightline.reports.forms.report import PublishForm
from sightline.reports.models import Block, Report
from sightline.reports.permissions import TO_PUBLISH, TO_WRITE
from sightline.reports.presenting.changes import changes_section
from sightline.reports.presenting.claims import claims_page, stopping, warning
from sightline.reports.presenting.editor import state_of
from sightline.reports.presenting.readers import readers_page
from sightline.reports.presenting.versions import publications_page
from sightline.reports.services import publishing as services
from sightline.reports.services.verifying import verify
from sightline.reports.views.reading import (
    crumbs,
    figures_of,
    report_at,
    version_at,
)
from sightline.reports.writing import Marking, ReportKind

SENSITIVE = (
    "This report is marked OFFICIAL-SENSITIVE. Once it is published anybody can read it: publish it only if"
    " that is meant, or change the marking."
)


def _publishes(request: Inside, report: Report) -> bool:
    return request.person.may(TO_PUBLISH[ReportKind(report.kind)], report.partnership)


def _writes(request: Inside, report: Report) -> bool:
    return request.person.may(TO_WRITE[ReportKind(report.kind)], report.partnership)


def _looked(report: Report) -> tuple[list[Block], Findings]:
    held = queries.blocks(report)
    return held, look([queries.block_text(block) for block in held], figures_of(report))


def claims(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    held, findings = _looked(report)
    page = claims_page(
        report,
        held,
        findings,
        crumbs(request, report),
        publishes=_publishes(request, report),
        writes=_writes(request, report),
    )
    return render_page(request, page)


def preview(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    payload = services.draft_payload(report, _looked(report)[1])
    page = readers_page(payload, draft=True, back=editor(report))
    return render(request, "reports/published.html", {"page": page})


def publish(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    require(request.person, TO_PUBLISH[ReportKind(report.kind)], report.partnership)
    versions = queries.publications(report)
    held, findings = _looked(report)
    form = PublishForm(request.POST if request.method == "POST" else None, first=not versions)
    if request.method == "POST" and form.is_valid() and not findings.stops:
        try:
            publication = services.publish(by=request.person, report=report, **form.cleaned_data)
        except services.Stopped as problem:  # a record changed while the page was open
            form.add_error(None, str(problem))
        except services.NothingNew as same:
            messages.info(request, str(same))
            return redirect(at("publications", report))
        else:
            messages.success(request, f"Version {publication.version} is published.")
            return redirect(at("published", report))
    facts = (
        SummaryRow("Title", report.title),
        SummaryRow("Year", report.period),
        SummaryRow("Marking", report.marking, Link("Change", at("head", report), hidden="marking")),
        SummaryRow("Claims", state_of(findings)),
        SummaryRow("Address", request.build_absolute_uri(public_address(report))),
    )
    asked = FormBlock(form, submit="Publish it", cancel=Link("Not yet", editor(report)))
    may = () if findings.stops else (Section("Publish", (asked,)),)
    page = Page(
        title="Publish this report?",
        lead="Everybody can then read it. What it says and every figure in it is frozen; a later change is a new"
        " version, shown as a dated correction.",
        breadcrumbs=crumbs(request, report),
        blocks=(
            *(() if report.marking == Marking.OFFICIAL else (WarningText(SENSITIVE),)),
            SummaryList(facts),
            stopping(report, held, findings, writes=_writes(request, report)),
            *warning(findings),
            changes_section(
                report, queries.deeds(report), versions[0] if versions else None, request.person.person_id
            ),
            *may,
        ),
    )
    return render_page(request, page, status=422 if form.errors else 200)


def published(request: Inside, slug: str) -> HttpResponse:
    """Where one is after publishing: the addresses."""
    report = report_at(request, slug)
    versions = queries.publications(report)
    if not versions:
        return redirect(editor(report))
    address = request.build_absolute_uri(public_address(report))
    rows = (
        SummaryRow("For everybody", Link(address, address)),
        SummaryRow(
            "This version alone", Link("its own address", public_address(report, versions[0].version))
        ),
        SummaryRow("Files", Link("PDF, Word and JSON stand on the page", public_address(report))),
    )
    page = Page(
        title=f"Version {versions[0].version} is published",
        caption=report.title,
        breadcrumbs=crumbs(request, report),
        blocks=(
            SummaryList(rows),
            Section(
                "Later",
                (
                    Text("The figures are frozen. You can always ask what has changed in the records since."),
                    Buttons((Action("Published versions", at("publications", report)),)),
                ),
            ),
        ),
    )
    return render_page(request, page)


def publications(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    page = publications_page(
        report,
        queries.publications(report),
        crumbs(request, report),
        publishes=_publishes(request, report),
    )
    return render_page(request, page)


@require_POST
def check_again(request: Inside, slug: str, version: int) -> HttpResponse:
    report = report_at(request, slug)
    verify(by=request.person, publication=version_at(report, version))
    return redirect(f"{at('publications', report)}#version-{version}")


class WithdrawForm(Form):
    """Why a version is withdrawn, for readers."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="Readers see this sentence in place of the report.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


def withdraw(request: Inside, slug: str, version: int) -> HttpResponse:
    report = report_at(request, slug)
    publication = version_at(report, version)
    require(request.person, TO_PUBLISH[ReportKind(report.kind)], report.partnership)
    return ask_whether(
        request,
        WithdrawForm(request.POST or None),
        lambda data: services.withdraw(by=request.person, publication=publication, **data),
        title=f"Withdraw version {version}?",
        text="Its page stays at its address and says that it was withdrawn, when and why.",
        crumbs=crumbs(request, report),
        back=at("publications", report),
        submit="Withdraw it",
        said=f"Version {version} was withdrawn.",
    )
