"""Who has access: the list, the record of a person, inviting, and roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse

from sightline.foundation.access import require
from sightline.govuk.forms import Form
from sightline.govuk.listing import part
from sightline.govuk.pages import FormPage, render_page
from sightline.govuk.values import Link
from sightline.partnership import queries as partnership_queries
from sightline.partnership.asking import ReasonForm, ask_form, ask_whether, found, refuse
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, Role, roles
from sightline.people import forms, presenters, queries, services
from sightline.people.asking import InsideAsPerson
from sightline.people.models import Person
from sightline.people.permissions import KEEP, MAKE_ADMINISTRATOR, right_to_give
from sightline.people.presenters import at, crumbs, listed


def _person(request: InsideAsPerson, number: int) -> Person:
    return found(queries.person(request.partnership, number))


def people_list(request: InsideAsPerson) -> HttpResponse:
    where, chosen = request.partnership, request.GET
    people = queries.people_with_access(where)
    shown = part(request, queries.filtered(people, role=chosen.get("role", ""), who=chosen.get("who", "")))
    page = presenters.people_page(
        request.person,
        where,
        shown.items,
        queries.invited_until(person.account_id for person in shown.items if person.account_id),
        total=queries.filtered(people, who="now").count(),
        chosen=chosen,
        pagination=shown.pagination,
    )
    return render_page(request, page)


def person_record(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    if not (queries.has_access(person) or request.person.may(KEEP, request.partnership)):
        raise Http404("There is nothing at this address.")  # who came to training is the business of a few
    waiting = queries.invited_until([person.account_id] if person.account_id else [])
    invitation = waiting.get(person.account_id) if person.account_id else None
    page = presenters.person_page(request.person, person, queries.grants_of(person), invitation)
    return render_page(request, page)


def _offered(request: InsideAsPerson) -> list[Role]:
    """The roles that this person may give."""
    may = request.person.may
    offered = [one for one in roles if one.by_hand and may(right_to_give(one.key), request.partnership)]
    return sorted(offered, key=lambda role: role.title)


def invite(request: InsideAsPerson) -> HttpResponse:
    where = request.partnership
    form = forms.InviteForm(
        request.POST or None, roles=_offered(request), bodies=partnership_queries.bodies(where)
    )
    if request.method == "POST" and form.is_valid():
        try:
            invited = services.invite(
                by=request.person,
                partnership=where,
                site=request.build_absolute_uri("/"),
                **form.cleaned_data,
            )
        except Refused as problem:
            refuse(form, problem)
        else:
            return render_page(request, presenters.invited_page(invited, where))
    page = FormPage(
        title="Invite somebody",
        form=form,
        blocks=presenters.who_gives_the_others(request.person, request.get_full_path()),
        submit="Invite them",
        breadcrumbs=crumbs(None, where),
        cancel=Link("Cancel", listed(where)),
    )
    return render_page(request, page, status=422 if form.is_bound else 200)


def invite_again(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            invited = services.invite_again(
                by=request.person, person=person, site=request.build_absolute_uri("/")
            )
        except Refused as problem:
            form.is_valid()
            refuse(form, problem)
        else:
            return render_page(request, presenters.invited_page(invited, request.partnership))
    return ask_whether(
        request,
        form,
        lambda _: None,
        title=f"Send {person.name} a new invitation?",
        text="The link they had stops working.",
        submit="Send a new invitation",
        style="primary",
        keep="Leave it",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
    )


def grant_role(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    form = forms.RoleForm(
        request.POST or None,
        roles=_offered(request),
        bodies=partnership_queries.bodies(request.partnership),
    )

    def give(data: dict[str, Any]) -> None:
        site = request.build_absolute_uri("/")
        invited = services.give_role(by=request.person, person=person, site=site, **data)
        if invited:
            messages.success(
                request,
                f"We have sent a link to {person.email}. With it they choose a password of their own.",
            )

    return ask_form(
        request,
        form,
        give,
        title=f"Give {person.name} a role",
        submit="Give the role",
        blocks=presenters.who_gives_the_others(request.person, request.get_full_path()),
        crumbs=crumbs(person, request.partnership),
        back=at(person),
        then=at(person) + "#roles",
    )


def end_role(request: InsideAsPerson, number: int, grant: int) -> HttpResponse:
    person = _person(request, number)
    held = found(queries.grant(person, grant))
    if held.role == ADMINISTRATOR:
        require(request.person, MAKE_ADMINISTRATOR, request.partnership)
    return ask_form(
        request,
        forms.EndRoleForm(request.POST or None),
        lambda data: services.end_role(by=request.person, grant=held, **data),
        title=f"End a role of {person.name}",
        lead=roles[held.role].title,
        submit="End the role",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
        then=at(person) + "#roles",
    )


def deactivate(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.deactivate(by=request.person, person=person, **data),
        title=f"End all access of {person.name}?",
        text="Every role ends now, and they are signed out. What they did stays on record with their name.",
        submit="End all access",
        keep="Keep their access",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
    )


def reset_second_step(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.reset_second_step(by=request.person, person=person, **data),
        title=f"Remove the second step of {person.name}?",
        text="For somebody who lost both their phone and their recovery codes. Make sure it is they who ask: "
        "speak to them. Their password stays, and they set up a new second step when they next sign in. "
        "They are told by mail.",
        submit="Remove the second step",
        keep="Leave it",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
        said="The second step is removed.",
    )


def correct_person(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    form = forms.PersonForm(
        request.POST or None,
        agencies=partnership_queries.agencies(request.partnership),
        signs_in=person.account_id is not None,
        initial={
            "name": person.name,
            "email": person.email,
            "job_role": person.job_role,
            "agency": person.agency_id,
        },
    )
    return ask_form(
        request,
        form,
        lambda data: services.correct_person(by=request.person, person=person, **data),
        title=f"Correct what is held of {person.name}",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
        of=person,
    )


def withdraw_person(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.withdraw_person(by=request.person, person=person, **data),
        title=f"Withdraw {person.name}?",
        text="They leave every list and figure. You can restore them.",
        submit="Withdraw them",
        keep="Keep them",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
    )


def restore_person(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.restore_person(by=request.person, person=person),
        title=f"Restore {person.name}?",
        text="They come back to every list and figure.",
        submit="Restore them",
        style="primary",
        keep="Leave them withdrawn",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
    )


def erase_person(request: InsideAsPerson, number: int) -> HttpResponse:
    person = _person(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.erase_person(by=request.person, person=person, **data),
        title=f"Erase {person.name}?",
        text="Their name, address and job are removed here and from the history of their record. What they did "
        "still counts in figures. An account that only this partnership uses goes with them.",
        warning="This cannot be undone.",
        submit="Erase them for good",
        keep="Keep them",
        crumbs=crumbs(person, request.partnership),
        back=at(person),
        then=listed(request.partnership),
        said="The person is erased.",
    )
