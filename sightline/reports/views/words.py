"""Texts and the words of claims: written as they are read, with figures put in by choosing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import show
from sightline.claims.words import when
from sightline.foundation.dates import spell_out
from sightline.govuk.values import Verdict
from sightline.partnership.asking import Inside
from sightline.reports import queries
from sightline.reports.addresses import at
from sightline.reports.checking import Finding, Judged, look_at, seen
from sightline.reports.forms.selecting import InSentenceForm
from sightline.reports.forms.words import ClaimForm, EvidenceForm, TextForm, WordsForm
from sightline.reports.models import Block, Report
from sightline.reports.views.editing import editing, save
from sightline.reports.views.reading import figures_of, year_of
from sightline.reports.writing import BlockKind, BlockText

PICKER = "figure"
OPENING = "([“‘£"


@dataclass(frozen=True)
class Figure:
    """A figure of a text as its author sees it: {1} is 380, and what that is."""

    mark: str
    value: str
    words: str


def figures_in(form: WordsForm, figures: RecordedFigures) -> list[Figure]:
    """The figures of a text, by the marks that stand for them."""
    found = []
    for place, asks in enumerate(form.asks, start=1):
        one = seen(asks, figures)
        if one.answer and one.selection:
            title = f"{figures.measure(one.selection.key).title}, {when(one.selection.period)}"
            found.append(Figure(f"{{{place}}}", one.answer.shown, title))
        else:
            found.append(Figure(f"{{{place}}}", "cannot be shown", one.problem))
    return found


def kept(form: type[WordsForm], data: Mapping[str, Any], **initial: Any) -> WordsForm:
    """A form with what was typed so far, which nobody has sent yet."""
    return form(initial={**{name: data.get(name, "") for name in form.base_fields}, **initial})


def with_figure(form: type[WordsForm], data: Mapping[str, Any], picker: InSentenceForm) -> WordsForm:
    """The words with the chosen figure at the cursor or, where that is not known, behind them.

    Without any words it stands in a sentence of its own.
    """
    selection = picker.selection() if picker.is_valid() else None
    if selection is None or picker.info is None:
        return kept(form, data)
    lines = [line for line in str(data.get("figures", "")).split("\n") if line.strip()]
    lines.append(show(selection))
    words, mark = str(data.get("text", "")).replace("\r\n", "\n"), f"{{{len(lines)}}}"
    if words.strip():
        words = put_in(words, mark, str(data.get("at", "")))
    else:
        words = f"{picker.info.title} {when(selection.period)}: {mark}."
    return kept(form, data, text=words, figures="\n".join(lines))


def put_in(words: str, mark: str, at: str) -> str:
    """The words with a mark at a place, parted from what stands beside it by spaces; without a place, at the end."""
    if not at.isdecimal() or int(at) > len(words):
        return f"{words.rstrip()} {mark}"
    before, behind = words[: int(at)], words[int(at) :]
    left = "" if not before or before[-1].isspace() or before[-1] in OPENING else " "
    right = " " if behind[:1].isalnum() else ""
    return f"{before}{left}{mark}{right}{behind}"


def edit_text(
    request: Inside, report: Report, block: Block | None, after: Block | None, *, picking: bool = False
) -> HttpResponse:
    figures = figures_of(report)
    form, picker = _words(request, TextForm, report, block, figures)
    if request.method == "POST" and form.is_bound and form.is_valid():
        assert isinstance(form, TextForm)
        saved = save(request, report, block, after, form, form.blocks())
        if saved:
            return saved
    return editing(
        request,
        report,
        "Edit the text" if block else "Add a text",
        form,
        block,
        fields=("text", "figures", "revision"),
        picker=picker,
        picking=picking or bool(picker.info),
        figures=figures_in(form, figures),
        hint="A blank line begins a new paragraph; lines that begin with a hyphen make a list.",
    )


def edit_claim(request: Inside, report: Report, block: Block, after: Block | None) -> HttpResponse:
    figures = figures_of(report)
    held = queries.block_text(block)
    form, picker = _words(request, ClaimForm, report, block, figures)
    if request.method == "POST" and form.is_bound and form.is_valid():
        assert isinstance(form, ClaimForm)
        saved = save(request, report, block, after, form, [form.block(held)])
        if saved:
            return saved
    finding = look_at(held, figures)
    return editing(
        request,
        report,
        "Edit the claim",
        form,
        block,
        fields=("text", "figures", "revision", "reason", "judged_by"),
        picker=picker,
        picking=bool(picker.info),
        figures=figures_in(form, figures),
        checks=_checks(report, block, finding),
        add_check=at("add_check", report, block.pk),
        evidence=[
            (
                f"{one.title} (recorded on {spell_out(one.recorded_on)})",
                at("remove_evidence", report, block.pk, one.pk),
            )
            for one in block.cited  # type: ignore[attr-defined]
        ],
        add_evidence=at("add_evidence", report, block.pk),
        is_claim=True,
    )


def add_judgement(request: Inside, report: Report, after: Block | None) -> HttpResponse:
    figures = figures_of(report)
    form, picker = _words(request, ClaimForm, report, None, figures)
    form.initial.setdefault("judged_by", request.person.label)
    evidence = EvidenceForm(request.POST if form.is_bound else None, prefix="evidence")
    form.fields["reason"].required = form.fields["judged_by"].required = True
    form.fields["reason"].help_text = "It is printed beneath the sentence."
    form.fields["judged_by"].help_text = "A name, and the role if that is not plain."
    if request.method == "POST" and form.is_bound and form.is_valid() and evidence.is_valid():
        assert isinstance(form, ClaimForm)
        claim = form.block(BlockText(BlockKind.CLAIM, evidence=(evidence.evidence(),)))
        saved = save(request, report, None, after, form, [claim])
        if saved:
            return saved
    return editing(
        request,
        report,
        "Add a judgement",
        form,
        None,
        fields=("text", "figures", "reason", "judged_by"),
        picker=picker,
        picking=bool(picker.info),
        figures=figures_in(form, figures),
        evidence_form=evidence,
        hint="A judgement is a sentence that no figure can show. It rests on evidence and on a named person's reason.",
    )


def _words(
    request: Inside, form: type[WordsForm], report: Report, block: Block | None, figures: RecordedFigures
) -> tuple[WordsForm, InSentenceForm]:
    """The form of the words and the choice of a figure beside it, after what was just done to either."""
    then = request.POST.get("then", "save") if request.method == "POST" else ""
    asking = {"prefix": PICKER, "figures": figures, "year": year_of(report)}
    if then in ("figure", "choose"):
        picker = InSentenceForm(request.POST, **asking)  # type: ignore[arg-type]
        if then == "choose":
            return kept(form, request.POST), _unsent(picker)
        words = with_figure(form, request.POST, picker)
        done = len(words.asks) > len(
            [line for line in request.POST.get("figures", "").split("\n") if line.strip()]
        )
        return words, InSentenceForm(**asking) if done else picker  # type: ignore[arg-type]
    picker = InSentenceForm(**asking)  # type: ignore[arg-type]
    if then == "save":
        return form(request.POST), picker
    initial = (
        {"revision": block.revision, "reason": block.reason, "judged_by": block.judged_by} if block else {}
    )
    return form(text=block.text if block else "", initial=initial), picker


def _unsent(picker: InSentenceForm) -> InSentenceForm:
    """A choice that is not finished: what was left open is no mistake yet."""
    picker.full_clean()
    picker.errors.clear()
    return picker


@dataclass(frozen=True)
class CheckLine:
    """A check of a claim as its author sees it."""

    asks: str
    verdict: Verdict | None
    because: str
    edit: str


def _checks(report: Report, block: Block, finding: Finding) -> list[CheckLine]:
    return [
        CheckLine(
            asks=one.asks,
            verdict=verdict_of(one),
            because=one.verdict.because if one.verdict else one.problem,
            edit=at("edit_check", report, block.pk, place),
        )
        for place, one in enumerate(finding.checks, start=1)
    ]


def verdict_of(one: Judged) -> Verdict | None:
    """The verdict on a check as it is shown; None for one that cannot be asked."""
    return Verdict(str(one.verdict.kind)) if one.verdict else None
