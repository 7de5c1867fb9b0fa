"""The pages that show many actions in another way than the list does."""

from __future__ import annotations

from django.http import HttpResponse

from sightline.actions import queries
from sightline.actions.presenters.board import CARDS, board_page
from sightline.actions.presenters.plan import MOST, Plan, plan_document, plan_page
from sightline.actions.views.records import recording
from sightline.actions.views.selection import Selection
from sightline.documents.files import TYPES, written
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside, found


def board(request: Inside) -> HttpResponse:
    """What is selected, in a column for each state."""
    asked = Selection.asked(request)
    page = board_page(
        request.partnership,
        queries.most_urgent(asked.found(), CARDS),
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
