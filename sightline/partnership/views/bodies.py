"""Bodies: the list, the record, and each thing one can do to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.partnership import forms, queries, services
from sightline.partnership.asking import Inside, ReasonForm, ask_form, ask_whether, found
from sightline.partnership.models import Body
from sightline.partnership.presenters import bodies as presenters
from sightline.partnership.presenters.bodies import at, crumbs


def _body(request: Inside, number: int) -> Body:
    return found(queries.body(request.partnership, number))


def body_list(request: Inside) -> HttpResponse:
    where = request.partnership
    held, withdrawn = list(queries.bodies(where)), list(queries.withdrawn_bodies(where))
    return render_page(request, presenters.bodies_page(request.person, where, held, withdrawn))


def body_record(request: Inside, number: int) -> HttpResponse:
    return render_page(request, presenters.body_page(request.person, _body(request, number)))


def add_body(request: Inside) -> HttpResponse:
    return ask_form(
        request,
        forms.BodyForm(request.POST or None, others=queries.bodies(request.partnership)),
        lambda data: services.add_body(by=request.person, partnership=request.partnership, **data),
        title="Add a body",
        submit="Add the body",
        crumbs=crumbs(None, request.partnership),
        back=reverse("partnership:bodies", args=[request.partnership.slug]),
        then=at,
    )


def correct_body(request: Inside, number: int) -> HttpResponse:
    body = _body(request, number)
    others = [one for one in queries.bodies(request.partnership) if one.pk != body.pk]
    initial = {"name": body.name, "purpose": body.purpose, "reports_to": body.reports_to_id}
    return ask_form(
        request,
        forms.CorrectBodyForm(request.POST or None, others=others, initial=initial),
        lambda data: services.correct_body(by=request.person, body=body, **data),
        title="Correct the body",
        crumbs=crumbs(body, request.partnership),
        back=at(body),
        of=body,
    )


def withdraw_body(request: Inside, number: int) -> HttpResponse:
    body = _body(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.withdraw(by=request.person, record=body, **data),
        title=f"Withdraw {body.name}?",
        text="It leaves the list. Its meetings stay on record. You can restore it.",
        submit="Withdraw it",
        crumbs=crumbs(body, request.partnership),
        back=at(body),
    )


def restore_body(request: Inside, number: int) -> HttpResponse:
    body = _body(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.restore(by=request.person, record=body),
        title=f"Restore {body.name}?",
        text="It comes back to the list.",
        submit="Restore it",
        style="primary",
        keep="Leave it withdrawn",
        crumbs=crumbs(body, request.partnership),
        back=at(body),
    )
