"""The pages of agenda items: on a meeting, and parked in the backlog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from sightline.govuk.forms import Form
from sightline.govuk.listing import ordering, part
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.meetings import queries, services
from sightline.meetings.forms import ItemForm, NewItemForm, ToMeetingForm
from sightline.meetings.models import AgendaItem
from sightline.meetings.presenters import agenda as presenters
from sightline.meetings.presenters.addresses import at, called, home
from sightline.meetings.views.papers import of_item
from sightline.partnership.asking import Inside, ask_form, ask_whether
from sightline.partnership.models import Partnership
from sightline.partnership.queries import bodies
from sightline.partnership.recording import Recording, choice, narrowed, offered


def _within(where: Partnership, item: AgendaItem | None) -> tuple[Link, ...]:
    if item and item.meeting:
        return (home(where), Link(called(item.meeting), at(item.meeting, where)))
    return (home(where), Link("Backlog", presenters.backlog_at(where)))


class _Items(Recording[AgendaItem]):
    """An item is added to the meeting that the address names, or to a backlog, and corrected without either."""

    def add(self, request: Inside) -> HttpResponse:
        where = request.partnership
        initial = request.GET.dict()
        form = NewItemForm(
            request.POST if request.method == "POST" else None, partnership=where, initial=initial
        )
        meeting = form.meeting
        back = at(meeting, where) if meeting else presenters.backlog_at(where)
        return ask_form(
            request,
            form,
            lambda _: services.add_item(by=request.person, item=form.instance),
            title="Add an agenda item",
            lead=called(meeting) if meeting else "It waits in the backlog until it is brought to a meeting.",
            submit="Add the agenda item",
            crumbs=(home(where), Link(called(meeting), back) if meeting else Link("Backlog", back)),
            back=back,
            said="The agenda item was added.",
        )


items = _Items(
    keeping=services.agenda,
    form=ItemForm,
    find=queries.agenda_item,
    names="meetings:item-",
    within=_within,
    withdrawing="It leaves the agenda and the backlog, and stays in the history. You can put it back.",
)


def item_record(request: Inside, number: int) -> HttpResponse:
    item = items.found(request, number)
    page = presenters.item_page(
        request.partnership,
        item,
        items.told(request, item),
        papers=of_item(request, item),
        may=items.may(request),
    )
    return render_page(request, page)


def backlog(request: Inside) -> HttpResponse:
    where = request.partnership
    body = choice(request, "body", "Body", ((str(one.pk), one.name) for one in bodies(where)))
    found = narrowed(queries.backlog(where), body=body).order_by(
        *ordering(request, presenters.ORDERS, default="body")
    )
    page = presenters.backlog_page(
        where, part(request, found), filters=offered(body), add=items.offer(request)
    )
    return render_page(request, page)


def park(request: Inside, number: int) -> HttpResponse:
    """Take an item off its meeting."""
    item = items.found(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.park(by=request.person, item=item),
        title="Park this item?",
        text="It leaves the agenda, and waits in the backlog of the body until it is brought back.",
        crumbs=_within(request.partnership, item),
        back=items.at(request.partnership, item),
        submit="Park it",
        keep="Leave it on the agenda",
        style="primary",
        said="The item is in the backlog.",
    )


def bring_back(request: Inside, number: int) -> HttpResponse:
    return _to_a_meeting(request, number, services.bring_back, "Bring it back to which meeting?")


def carry_over(request: Inside, number: int) -> HttpResponse:
    return _to_a_meeting(request, number, services.carry_over, "Carry it over to which meeting?")


def _to_a_meeting(request: Inside, number: int, do: Callable[..., Any], title: str) -> HttpResponse:
    where, item = request.partnership, items.found(request, number)
    to = [one for one in queries.with_agenda_to_fill(where, item.body_id) if one.pk != item.meeting_id]
    return ask_form(
        request,
        ToMeetingForm(request.POST if request.method == "POST" else None, meetings=to),
        lambda data: do(by=request.person, item=item, **data),
        title=title,
        lead="" if to else "This body has no other meeting whose agenda can still change. Add one first.",
        crumbs=(*_within(where, item), items.link(where, item)),
        back=items.at(where, item),
        said="The item is on the agenda.",
    )


def order(request: Inside, number: int) -> HttpResponse:
    """Let an item change places with its neighbour."""
    item = items.found(request, number)
    up = "up" in (request.POST if request.method == "POST" else request.GET)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.move_item(by=request.person, item=item, up=up),
        title="Move this item?",
        text=f"It changes places with the item {'before' if up else 'after'} it.",
        crumbs=_within(request.partnership, item),
        back=items.at(request.partnership, item),
        submit="Move it",
        style="primary",
        then=at(item.meeting, request.partnership) if item.meeting else "",
        said="The agenda has a new order.",
    )
