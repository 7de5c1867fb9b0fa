"""What the partnership is called, how it looks, and which periods its records cover."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sightline.govuk.pages import FormPage, render_page
from sightline.govuk.values import Link
from sightline.partnership import forms, queries, services
from sightline.partnership.asking import Inside, ask, ask_form, found
from sightline.partnership.models import BRAND
from sightline.partnership.presenters.coverage import coverage_page, source_name

KEPT = 24 * 60 * 60  # seconds; the address of the style sheet changes with the colour


def settings(request: Inside) -> HttpResponse:
    where = request.partnership
    form = forms.SettingsForm(
        request.POST or None, initial={"name": where.name, "area": where.area, "brand": where.brand}
    )
    page = FormPage(title="Settings", form=form, submit="Save the settings")
    return ask(
        request,
        form,
        page,
        lambda data: services.change_settings(by=request.person, partnership=where, **data),
        then=reverse("partnership:settings", args=[where.slug]),
        said="The settings are saved.",
        of=where,
    )


def brand_css(request: HttpRequest, partnership: str) -> HttpResponse:
    """The colour of a partnership. An address without a partnership gets ours, so that nobody learns which exist."""
    held = queries.partnership_by_slug(partnership)
    css = f":root {{ --brand: {held.brand if held else BRAND}; }}\n"
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": f"public, max-age={KEPT}"})


def coverage(request: Inside) -> HttpResponse:
    spans = queries.coverage_of_all(request.partnership)
    return render_page(request, coverage_page(request.person, request.partnership, spans))


def adjust_coverage(request: Inside, number: int) -> HttpResponse:
    span = found(queries.coverage_span(request.partnership, number))
    back = reverse("partnership:coverage", args=[request.partnership.slug])
    return ask_form(
        request,
        forms.CoverageForm(request.POST or None, initial={"start": span.start, "end": span.end}),
        lambda data: services.adjust_coverage(by=request.person, span=span, **data),
        title=f"What is covered: {source_name(span.source).lower()}",
        lead="Figures for days outside are shown as not recorded, and claims that need them do not hold.",
        crumbs=(Link("Coverage", back),),
        back=back,
        of=span,
    )
