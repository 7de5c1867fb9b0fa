"""What a partnership sees of its forums, and what it answers to what it is asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from sightline.actions.presenters.addresses import at as action_at
from sightline.actions.queries import action
from sightline.forum import forms, presenters, queries, services
from sightline.forum.models import Allocation
from sightline.forum.permissions import ANSWER, FOUND, JOIN
from sightline.forum.services.answering import reference_of
from sightline.govuk.blocks import Action
from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import ask_form, found
from sightline.partnership.queries import agencies
from sightline.people.asking import InsideAsPerson


def forums_page(request: InsideAsPerson) -> HttpResponse:
    member = request.partnership
    memberships = list(queries.memberships_of(member))
    account = request.person.account
    enters = [
        one.partnership for one in memberships if account and queries.speaks_for(account, one.partnership)
    ]
    page = presenters.forums_page(
        member,
        memberships,
        list(queries.listed(member)),
        list(queries.asked_of(member)),
        joins=request.person.may(JOIN, member),
        enters=enters,
        found=reverse("forum:found", args=[member.slug]) if request.person.may(FOUND, member) else "",
    )
    return render_page(request, page)


def asked(request: InsideAsPerson, number: int) -> HttpResponse:
    member = request.partnership
    one = found(queries.asked(member, number))
    own = action(member, reference_of(one)) if one.taken_up_on else None
    names: tuple[tuple[str, str], ...] = ()
    if request.person.may(ANSWER, member):
        if not (one.taken_up_on or one.declined_on):
            names = (("Take it up", "take_up"), ("Decline", "decline"))
        elif one.taken_up_on and not one.done_on:
            names = (("Tell the forum that it is done", "done"),)
    page = presenters.asked_page(
        one,
        actions=tuple(
            Action(text, reverse(f"forum:{name}", args=[member.slug, one.pk])) for text, name in names
        ),
        own=Link(own.reference, action_at(own, member)) if own else None,
    )
    return render_page(request, page)


def take_up(request: InsideAsPerson, number: int) -> HttpResponse:
    member = request.partnership
    one = found(queries.asked(member, number))
    form = forms.TakeUpForm(request.POST or None, agencies=agencies(member))
    return _answer(
        request,
        one,
        form,
        lambda data: services.take_up(by=request.person, allocation=one, **data),
        title="Take up the action",
        lead="It becomes an action of yours. The forum sees that you took it up, and no more.",
        said="The action is among yours now.",
    )


def decline(request: InsideAsPerson, number: int) -> HttpResponse:
    one = found(queries.asked(request.partnership, number))
    return _answer(
        request,
        one,
        forms.DeclineForm(request.POST or None),
        lambda data: services.decline(by=request.person, allocation=one, reason=data["reason"]),
        title="Decline the action",
        lead="",
        said="The forum sees that you declined, and why.",
    )


def done(request: InsideAsPerson, number: int) -> HttpResponse:
    one = found(queries.asked(request.partnership, number))
    return _answer(
        request,
        one,
        forms.DoneForm(request.POST or None),
        lambda data: services.report_done(by=request.person, allocation=one, words=data["words"]),
        title="Tell the forum that it is done",
        lead="Your own action stays as it is: mark it as complete there.",
        said="The forum sees that it is done.",
    )


def _answer(
    request: InsideAsPerson,
    one: Allocation,
    form: Form,
    do: object,
    *,
    title: str,
    lead: str,
    said: str,
) -> HttpResponse:
    return ask_form(
        request,
        form,
        do,  # type: ignore[arg-type]
        title=title,
        lead=lead or one.undertaking,
        crumbs=(Link("Forums", presenters.home(one.member)), Link("What is asked", presenters.asked_at(one))),
        back=presenters.asked_at(one),
        said=said,
    )
