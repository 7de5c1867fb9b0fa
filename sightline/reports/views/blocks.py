"""Which form a block is added or edited with."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from sightline.partnership.asking import Inside
from sightline.reports import queries
from sightline.reports.models import Block, Report
from sightline.reports.views.builder import add_claim, edit_figure
from sightline.reports.views.editing import edit_heading
from sightline.reports.views.reading import block_at, own_report
from sightline.reports.views.words import add_judgement, edit_claim, edit_text
from sightline.reports.writing import HEADINGS, SHOWN, BlockKind


def add(request: Inside, slug: str, kind: str) -> HttpResponse:
    """A new block behind the one that ``?after=`` names."""
    report = own_report(request, slug)
    after = _after(request, report)
    match kind:
        case "text" | "sentence":
            return edit_text(request, report, None, after, picking=kind == "sentence")
        case "claim":
            return add_claim(request, report, after)
        case "judgement":
            return add_judgement(request, report, after)
        case "figure":
            return edit_figure(request, report, None, after)
        case "heading":
            return edit_heading(request, report, None, after)
    raise Http404("There is no such kind of block.")


def edit(request: Inside, slug: str, number: int) -> HttpResponse:
    """A block of the report."""
    report = own_report(request, slug)
    block = block_at(report, number)
    kind = BlockKind(block.kind)
    if kind in HEADINGS:
        return edit_heading(request, report, block, None)
    if kind in SHOWN:
        return edit_figure(request, report, block, None)
    return (
        edit_claim(request, report, block, None)
        if kind is BlockKind.CLAIM
        else edit_text(request, report, block, None)
    )


def _after(request: Inside, report: Report) -> Block | None:
    number = request.GET.get("after", "")
    return queries.block(report, int(number)) if number.isdecimal() else None
