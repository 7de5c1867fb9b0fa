"""The editor, and what one does to the blocks in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.govuk.blocks import Timeline
from sightline.govuk.pages import FormPage, render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, found, refuse
from sightline.partnership.history import timeline
from sightline.partnership.refusals import Refused
from sightline.reports import queries
from sightline.reports.addresses import editor
from sightline.reports.checking import look
from sightline.reports.forms.words import EvidenceForm, HeadingForm
from sightline.reports.models import Block, Report
from sightline.reports.permissions import TO_PUBLISH, TO_WRITE
from sightline.reports.presenting.editor import editor_page
from sightline.reports.services import drafting
from sightline.reports.services.drafting import EditedMeanwhile
from sightline.reports.views.reading import block_at, crumbs, figures_of, of_own_report, own_report, report_at
from sightline.reports.writing import BlockText, ReportKind


def edit_report(request: Inside, slug: str) -> HttpResponse:
    report = report_at(request, slug)
    held = queries.blocks(report)
    findings = look([queries.block_text(block) for block in held], figures_of(report))
    versions = queries.publications(report)
    page = editor_page(
        report,
        held,
        findings,
        writes=request.person.may(TO_WRITE[ReportKind(report.kind)], report.partnership),
        publishes=request.person.may(TO_PUBLISH[ReportKind(report.kind)], report.partnership),
        published=versions[0].version if versions else None,
        removed=queries.removed_blocks(report),
    )
    return render(request, "reports/editor.html", {"page": page})


@of_own_report
@require_POST
def move(request: Inside, report: Report, number: int) -> HttpResponse:
    drafting.move_block(by=request.person, block=block_at(report, number), up=bool(request.POST.get("up")))
    return redirect(editor(report, number))


@of_own_report
@require_POST
def remove(request: Inside, report: Report, number: int) -> HttpResponse:
    drafting.remove_block(by=request.person, block=block_at(report, number))
    messages.success(request, "Taken out. You can put it back from the end of the page.")
    return redirect(editor(report))


@of_own_report
@require_POST
def put_back(request: Inside, report: Report, number: int) -> HttpResponse:
    drafting.put_back(by=request.person, block=found(queries.removed_block(report, number)))
    return redirect(editor(report, number))


def edit_heading(request: Inside, report: Report, block: Block | None, after: Block | None) -> HttpResponse:
    initial = {"text": block.text, "level": block.kind, "revision": block.revision} if block else {}
    form = HeadingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = save(request, report, block, after, form, form.blocks())
        if saved:
            return saved
    return editing(request, report, "Edit the heading" if block else "Add a heading", form, block)


def save(
    request: Inside,
    report: Report,
    block: Block | None,
    after: Block | None,
    form: Any,
    blocks: Sequence[BlockText],
) -> HttpResponse | None:
    """Write the blocks that a form makes and go back to the editor; None, with the reason shown, if refused."""
    try:
        if block is None:
            made = drafting.add_blocks(by=request.person, report=report, blocks=blocks, after=after)
            return redirect(editor(report, made[-1].pk if made else None))
        seen = form.cleaned_data.get("revision") or 0
        drafting.edit_block(by=request.person, block=block, revision=seen, blocks=blocks)
        return redirect(editor(report, block.pk))
    except EditedMeanwhile as problem:
        form.data = form.data.copy()
        form.data[form.add_prefix("revision")] = str(problem.block.revision)
        form.theirs = problem.block.text
        refuse(form, problem)
    except Refused as problem:
        refuse(form, problem)
    return None


def editing(
    request: Inside, report: Report, title: str, form: Any, block: Block | None, **context: Any
) -> HttpResponse:
    """The page of a form that edits one block; the editor takes its form into the document where it stands."""
    page = FormPage(
        title=title,
        form=form,
        breadcrumbs=crumbs(request, report),
        cancel=Link("Cancel", editor(report, block.pk if block else None)),
    )
    in_place = bool(request.headers.get("HX-Request"))
    if in_place and block:  # several blocks may be open at once
        form.auto_id = f"id_{block.pk}_%s"
        _begin_in_words(form)
    shown = {
        "page": page,
        "form": form,
        "action": request.get_full_path(),
        "unsaved": request.method == "POST",
        "theirs": getattr(form, "theirs", ""),
        "in_place": f"place-{block.pk}" if block and in_place else "",
        "which": block.pk if block else "new",
        "history": (Timeline(timeline(block)),) if block and not in_place else (),
        **context,
    }
    template = context.get("template", "reports/edit_words.html")
    wrong = bool(form.errors) and not in_place  # htmx takes a page apart only when it is well
    return render(request, template, shown, status=422 if wrong else 200)


def _begin_in_words(form: Any) -> None:
    """Let the cursor stand in the words of a form that opens in the document."""
    if "text" in form.fields:
        form.fields["text"].widget.attrs["autofocus"] = "autofocus"


def add_evidence(request: Inside, slug: str, number: int) -> HttpResponse:
    report = own_report(request, slug)
    block = block_at(report, number)
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.cite(by=request.person, block=block, evidence=form.evidence())
            return redirect(editor(report, number))
        except Refused as problem:
            refuse(form, problem)
    page = FormPage(
        title="Add evidence",
        lead=block.text,
        form=form,
        submit="Add it",
        breadcrumbs=crumbs(request, report),
        cancel=Link("Cancel", editor(report, number)),
    )
    return render_page(request, page, status=422 if form.errors else 200)


@of_own_report
@require_POST
def remove_evidence(request: Inside, report: Report, number: int, evidence: int) -> HttpResponse:
    cited = found(queries.evidence(block_at(report, number), evidence))
    drafting.uncite(by=request.person, evidence=cited)
    return redirect(editor(report, number))
