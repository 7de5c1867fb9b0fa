"""The check builder: measure, comparison, period; whether it holds is shown at once, before anything is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from sightline.claims.checks import Check, CheckError
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse, parse_selection, show
from sightline.partnership.asking import Inside, ask_whether, found
from sightline.reports import inline, queries
from sightline.reports.addresses import editor
from sightline.reports.checking import Judged, judged, look_at
from sightline.reports.forms.checking import CheckForm
from sightline.reports.forms.selecting import FigureForm, SelectingForm
from sightline.reports.forms.words import ClaimForm, SeenForm
from sightline.reports.freezing import parts
from sightline.reports.models import Block, Report
from sightline.reports.presenting.web import block_of
from sightline.reports.services import drafting
from sightline.reports.views.editing import editing, save
from sightline.reports.views.reading import block_at, crumbs, figures_of, own_report, year_of
from sightline.reports.views.words import kept, verdict_of
from sightline.reports.writing import BlockKind, BlockText

TEMPLATE = "reports/builder.html"
TAKE_AWAY = "take-away"


def add_claim(request: Inside, report: Report, after: Block | None) -> HttpResponse:
    """A check, whether it holds, then the sentence."""
    figures = figures_of(report)
    form, one = _asked(request, report, figures, None)
    saving = request.method == "POST" and request.POST.get("then", "save") == "save"
    words = ClaimForm(request.POST) if saving else kept(ClaimForm, request.POST)
    if saving and one and one.check and not one.problem and words.is_valid():
        claim = words.block(BlockText(BlockKind.CLAIM, asks=(one.asks,)))  # type: ignore[attr-defined]
        saved = save(request, report, None, after, words, [claim])
        if saved:
            return saved
    return _builder(request, report, None, "Add a claim", form, one, words=words)


def add_check(request: Inside, slug: str, number: int) -> HttpResponse:
    """One more check of a claim."""
    report = own_report(request, slug)
    return _edit_checks(request, report, block_at(report, number), None)


def edit_check(request: Inside, slug: str, number: int, place: int) -> HttpResponse:
    """One of the checks of a claim."""
    report = own_report(request, slug)
    block = block_at(report, number)
    asks = queries.block_text(block).asks
    found(asks[place - 1] if 1 <= place <= len(asks) else None)
    if TAKE_AWAY in request.GET:
        return _take_away(request, report, block, place - 1)
    return _edit_checks(request, report, block, place - 1)


def _edit_checks(request: Inside, report: Report, block: Block, place: int | None) -> HttpResponse:
    figures = figures_of(report)
    held = queries.block_text(block)
    form, one = _asked(request, report, figures, held.asks[place] if place is not None else None)
    then = request.POST.get("then", "save") if request.method == "POST" else ""
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() else 0
    asks = list(held.asks)
    if then == "save" and one and one.check and not one.problem:
        asks[place if place is not None else len(asks) :] = [
            one.asks,
            *asks[place + 1 if place is not None else len(asks) :],
        ]
    else:
        return _builder(
            request,
            report,
            block,
            "The check",
            form,
            one,
            sentence=inline.gist(held.text),
            take_away=f"?{TAKE_AWAY}" if place is not None else "",
        )
    try:
        drafting.edit_block(
            by=request.person, block=block, revision=revision, blocks=[replace(held, asks=tuple(asks))]
        )
    except drafting.EditedMeanwhile:
        messages.error(
            request, "Somebody else changed this claim while you were at it. Look again, then change it."
        )
    return redirect(editor(report, block.pk))


def _take_away(request: Inside, report: Report, block: Block, place: int) -> HttpResponse:
    """Ask first: a claim that loses its last check becomes a judgement."""
    held = queries.block_text(block)
    left = (*held.asks[:place], *held.asks[place + 1 :])
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"revision": block.revision})
    what = judged(held.asks[place], figures_of(report)).tests or held.asks[place]
    becomes = (
        "Its other checks stay."
        if left
        else "The sentence then is a judgement: to be published it needs a reason, a name and evidence."
    )
    return ask_whether(
        request,
        form,
        lambda data: drafting.edit_block(
            by=request.person,
            block=block,
            revision=data["revision"] or 0,
            blocks=[replace(held, asks=left)],
        ),
        title="Take the check away?",
        text=f"“{inline.gist(held.text)}” is checked against this: {what}. {becomes}",
        crumbs=crumbs(request, report),
        back=editor(report, block.pk),
        submit="Take it away",
        said="The check was taken away.",
    )


def _asked(
    request: Inside, report: Report, figures: RecordedFigures, asks: str | None
) -> tuple[CheckForm, Judged | None]:
    """The form, and the check that it asks judged, as soon as it asks one."""
    about: dict[str, Any] = {"figures": figures, "year": year_of(report)}
    if request.method != "POST":
        if asks is None:
            return CheckForm(**about), None
        try:
            return CheckForm(selection=parse(asks), **about), judged(asks, figures)
        except CheckError:
            return CheckForm(initial={"written": asks}, **about), judged(asks, figures)
    form = CheckForm(request.POST, **about)
    valid = form.is_valid() and (form.by_hand or form.info is not None)
    form.tell_value()
    check = form.check() if valid else None
    if check is None:
        if request.POST.get("then") == "look" and not form.by_hand:
            _forgive(form)
        return form, None
    one = judged(show(check), figures)
    if one.problem:
        _blame(form, check, one.problem)
        return form, one
    return CheckForm(selection=check, initial={"revision": request.POST.get("revision", "")}, **about), one


def _blame(form: CheckForm, check: Check, problem: str) -> None:
    """Show beside the right question why a check cannot be asked of its measure."""
    if form.by_hand:
        form.add_error("written", problem)
    else:
        form.add_error(None, problem)


def _forgive(form: SelectingForm) -> None:
    """What was not answered yet is no mistake while one is still choosing."""
    for name, errors in list(form.errors.as_data().items()):
        if all(error.code == "required" for error in errors):
            del form.errors[name]


def _builder(
    request: Inside,
    report: Report,
    block: Block | None,
    title: str,
    form: CheckForm,
    one: Judged | None,
    **context: Any,
) -> HttpResponse:
    if block is not None and not form.is_bound and not form.initial.get("revision"):
        form.initial["revision"] = block.revision
    return editing(
        request,
        report,
        title,
        form,
        block,
        template=TEMPLATE,
        verdict=verdict_of(one) if one else None,
        because=(one.verdict.because if one.verdict else one.problem) if one else "",
        filters=filters_of(form),
        **context,
    )


def filters_of(form: SelectingForm) -> list[tuple[str, str, bool]]:
    """The name and title of each question that narrows a figure, and whether it was answered."""
    return [(field.name, str(field.label), bool(field.value())) for field in form.filters]


def edit_figure(request: Inside, report: Report, block: Block | None, after: Block | None) -> HttpResponse:
    """What a chart, table or figure shows, drawn at once."""
    figures = figures_of(report)
    about: dict[str, Any] = {"figures": figures, "year": year_of(report)}
    shown = queries.block_text(block) if block else None
    if request.method == "POST":
        form = FigureForm(request.POST, **about)
        selection = form.selection() if form.is_valid() and form.info else None
        if selection:
            shown = form.block(selection)
        if selection and shown and request.POST.get("then", "save") == "save":
            saved = save(request, report, block, after, form, [shown])
            if saved:
                return saved
        elif request.POST.get("then") != "save":
            _forgive(form)
    elif shown and block:
        initial = {"caption": shown.text, "shape": shown.kind.value, "revision": block.revision}
        try:
            form = FigureForm(selection=parse_selection(shown.asks[0]), initial=initial, **about)
        except CheckError:
            form = FigureForm(initial=initial, **about)
    else:
        form = FigureForm(**about)
    return editing(
        request,
        report,
        "Edit what is shown" if block else "Add a chart, table or figure",
        form,
        block,
        template="reports/figure.html",
        filters=filters_of(form),
        **_drawn(shown, figures),
    )


def _drawn(shown: BlockText | None, figures: RecordedFigures) -> dict[str, Any]:
    """A block as it will be seen, or why it cannot be."""
    if shown is None:
        return {}
    finding = look_at(shown, figures)
    if finding.shown is None or finding.shown.problem:
        return {"problem": finding.shown.problem if finding.shown else ""}
    frozen = parts([finding])
    return {"drawn": tuple(block_of(frozen["blocks"][0], frozen, 1)), "problem": "".join(finding.stops[:1])}
