"""The pages that show many actions in another way than the list does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from sightline.actions import flow, queries
from sightline.actions.presenters.board import CARDS, board_page
from sightline.actions.presenters.flow import flow_page
from sightline.actions.presenters.plan import MOST, Plan, plan_document, plan_page
from sightline.actions.views.records import recording
from sightline.actions.views.selection import Selection
from sightline.documents.files import TYPES, written
from sightline.govuk.pages import render_page
from sightline.measures.answers import Point
from sightline.measures.registry import MeasureError
from sightline.measures.scope import Scope
from sightline.partnership.asking import Inside, found
from sightline.partnership.recording import choice, offered


def board(request: Inside) -> HttpResponse:
    """What is selected, in a column for each state."""
    asked = Selection.asked(request)
    selected = asked.found
    places = asked.remembered("board", lambda: queries.most_urgent(selected(), CARDS))
    page = board_page(
        request.partnership,
        queries.in_states(request.partnership, {number: one.state for number, one in places.items()}),
        places,
        day=asked.day,
        states=asked.states,
        lead=asked.sentence(),
        filters=asked.filters,
        add=recording.offer(request),
    )
    return render_page(request, page)


def plan(request: Inside) -> HttpResponse:
    """What is selected as an action plan, which prints."""
    return render_page(request, plan_page(_plan(request)))


def plan_file(request: Inside, form: str) -> HttpResponse:
    """The action plan as Word or PDF."""
    found(TYPES.get(form))
    told = _plan(request)
    file = written(plan_document(told), form, request.partnership.brand)
    answer = HttpResponse(file, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="action-plan-{told.day}.{form}"'
    return answer


def progress(request: Inside) -> HttpResponse:
    """How many were outstanding, and how many were agreed, done and assured in all, month by month."""
    asked = Selection.asked(request)
    years = choice(request, "years", "How far back", asked.years_back(), everything="Two years")
    scope = Scope(
        partnership=request.partnership, period=asked.period(int(years.value or 2)), where=asked.dimensions
    )
    series: dict[str, list[Point]] = {}
    try:
        series = {key: asked.figures.series(key, scope) for key in (flow.OUTSTANDING, *flow.TOTALS)}
    except MeasureError as problem:  # an agency that became part of another is asked for under that one
        messages.error(request, str(problem))
    filters = offered(asked.source, asked.agency, asked.at, years)
    page = flow_page(request.partnership, series, lead=asked.sentence(), filters=filters)
    return render_page(request, page)


def _plan(request: Inside) -> Plan:
    asked = Selection.asked(request)
    selected = asked.found()
    actions = queries.in_plan(selected, MOST)
    return Plan(
        partnership=request.partnership,
        day=asked.day,
        actions=actions,
        total=selected.count() if len(actions) == MOST else len(actions),
        lead=asked.sentence(),
        filters=asked.filters,
    )
