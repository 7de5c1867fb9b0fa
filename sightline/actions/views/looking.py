"""The pages that show many actions in another way than the list does."""

from __future__ import annotations

from django.http import HttpResponse

from sightline.actions import queries
from sightline.actions.presenters.board import CARDS, board_page
from sightline.actions.views.records import recording
from sightline.actions.views.selection import Selection
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside


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
