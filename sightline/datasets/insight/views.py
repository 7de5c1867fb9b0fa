"""The pages of observations and recommendations."""

from __future__ import annotations

from django.http import HttpResponse

from sightline.datasets.indicator_pages.presenters import page_of
from sightline.datasets.indicator_pages.telling import Told, countable, told
from sightline.datasets.insight import presenters, queries
from sightline.datasets.insight.forms import ObservationForm, RecommendForm
from sightline.datasets.models import Observation
from sightline.datasets.services import insight
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.measures.remembered import Remembered
from sightline.meetings.queries import agendas_to_fill
from sightline.partnership.asking import Inside, ask_form, found
from sightline.partnership.queries import agencies, bodies
from sightline.partnership.recording import Recording
from sightline.partnership.recording.forms import SURE

recording = Recording(
    keeping=insight.observations,
    form=ObservationForm,
    find=queries.observation,
    names="indicators:observation-",
    within=presenters.within,
    called=lambda one: "The observation",
    withdrawing="It leaves the list of what was observed. What was recommended because of it stays where it is.",
)


def observation_list(request: Inside) -> HttpResponse:
    """What people saw in all indicators."""
    shown = part(request, queries.observations(request.partnership))
    return render_page(request, presenters.observation_list(request.partnership, shown))


def observe(request: Inside, key: str) -> HttpResponse:
    """Record what one sees in an indicator."""
    where, measure = request.partnership, found(countable(key))
    seen = told(Remembered(where), where, measure)
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        partnership=where,
        initial={"starts": seen.period.start, "ends": seen.period.end},
    )
    return ask_form(
        request,
        form,
        lambda _: insight.observations.add(by=request.person, record=_observed(request, form, seen)),
        title="Record what you observe",
        lead=f"{measure.title}: {seen.sentence}",
        submit="Record it",
        crumbs=(*presenters.within(where, None), Link(measure.title, page_of(where, key))),
        back=page_of(where, key),
        then=lambda one: presenters.at(where, one),
        said="It is recorded. You can recommend something because of it.",
    )


def _observed(request: Inside, form: ObservationForm, seen: Told) -> Observation:
    one: Observation = form.instance
    one.indicator, one.said = seen.measure.key, seen.sentence
    one.observer_id = request.person.person_id
    return one


def observation_record(request: Inside, number: int) -> HttpResponse:
    """One observation."""
    one = recording.found(request, number)
    recommend = presenters.at(request.partnership, one, "recommend") if recording.may(request) else ""
    page = presenters.observation_page(
        request.partnership, one, recording.told(request, one), recommend=recommend
    )
    return render_page(request, page)


def recommend(request: Inside, number: int) -> HttpResponse:
    """Recommend something to a body because of an observation."""
    where, one = request.partnership, recording.found(request, number)
    form = RecommendForm(
        request.POST if request.method == "POST" else None,
        bodies=bodies(where),
        meetings=agendas_to_fill(where),
        agencies=agencies(where),
    )
    return ask_form(
        request,
        form,
        lambda data: insight.recommend(
            by=request.person,
            observation=one,
            **{name: value for name, value in data.items() if name != SURE},
        ),
        title="Recommend to a body",
        lead=one.sentence,
        submit="Recommend it",
        crumbs=(*presenters.within(where, one), recording.link(where, one)),
        back=presenters.at(where, one),
        said="It is on its way: a proposed action, and an item for the body to decide on.",
    )
