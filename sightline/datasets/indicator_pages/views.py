"""The pages of indicators."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from sightline.datasets.benchmarking import benchmarks_for
from sightline.datasets.indicator_pages import presenters
from sightline.datasets.indicator_pages.elsewhere import elsewhere
from sightline.datasets.indicator_pages.queries import counted_deliveries, sources_of
from sightline.datasets.indicator_pages.telling import Told, countable, groups_of, indicators, told
from sightline.datasets.insight.presenters import observed_section
from sightline.datasets.insight.queries import observations_on
from sightline.datasets.permissions import OBSERVE
from sightline.govuk.blocks import Action
from sightline.govuk.pages import Page, render_page
from sightline.measures.kinds import Measure
from sightline.measures.remembered import Remembered
from sightline.partnership.asking import Inside, found
from sightline.partnership.models import Partnership


def indicator_list(request: Inside) -> HttpResponse:
    """All indicators in small pictures."""
    where = request.partnership
    beside = (("Packs for meetings", "packs"), ("Observations", "observations"))
    actions = tuple(Action(text, reverse(f"indicators:{name}", args=[where.slug])) for text, name in beside)
    figures = Remembered(where)
    page = figures.of(
        ("indicators", where.slug), lambda: presenters.dashboard(where, everything(figures, where), actions)
    )
    return render_page(request, page)


def indicator(request: Inside, key: str) -> HttpResponse:
    """One indicator; any other figure that has months can be looked at in the same way."""
    where, measure = request.partnership, found(countable(key))
    figures = Remembered(where)
    page = figures.of(("indicator", where.slug, key), lambda: _page_of_one(figures, where, measure))
    observe = (
        reverse("indicators:observe", args=[where.slug, key]) if request.person.may(OBSERVE, where) else ""
    )
    observed = observed_section(where, observations_on(where, key), observe)
    return render_page(request, presenters.with_observed(page, observed))


def _page_of_one(figures: Remembered, where: Partnership, measure: Measure) -> Page:
    one = told(figures, where, measure)
    return presenters.one_indicator(
        where,
        one,
        groups_of(figures, where, measure),
        list(counted_deliveries(where, sources_of(measure))),
        more=elsewhere(one, where.area or where.name, benchmarks_for(where, measure.key, one.year)),
    )


def everything(figures: Remembered, partnership: Partnership) -> dict[str, Told]:
    """What every indicator says, by its key."""
    return {measure.key: told(figures, partnership, measure) for measure in indicators()}
