"""The front door of the site: where somebody who signed in is taken, and what others are shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sightline.foundation.entrances import way_in
from sightline.govuk.blocks import Action, Text
from sightline.govuk.pages import FormPage, ListPage, Page, render_page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link
from sightline.partnership.asking import ask
from sightline.partnership.models import Partnership
from sightline.partnership.roles import roles
from sightline.partnership.slugs import proposed
from sightline.people.chrome import SEVERAL
from sightline.people.forms import PartnershipForm
from sightline.people.models import Account, Person
from sightline.people.queries import persons_of
from sightline.people.services import found_partnership
from sightline.website import words


def _home(partnership: Partnership) -> str:
    return reverse("home:home", args=[partnership.slug])


def start(request: HttpRequest) -> HttpResponseBase:
    """To the only partnership, to a choice of several, to creating the first, or to a plain explanation."""
    account = request.user
    if not isinstance(account, Account):
        return redirect(way_in())
    persons = persons_of(account)
    request.session[SEVERAL] = len(persons) > 1
    if len(persons) == 1:
        return redirect(_home(persons[0].partnership))
    if persons:
        return redirect("partnerships")
    if account.may_found:
        return redirect("new_partnership")
    return render_page(
        request,
        Page(
            title="You have no role in any partnership now",
            blocks=(
                Text("Somebody has to give you a role before you can see anything here."),
                Text(
                    "Ask the coordinator of your partnership. If your role was for a time, that time is over."
                ),
            ),
        ),
    )


def about(request: HttpRequest) -> HttpResponse:
    return render_page(request, words.about())


def accessibility(request: HttpRequest) -> HttpResponse:
    return render_page(request, words.accessibility())


def privacy(request: HttpRequest) -> HttpResponse:
    return render_page(request, words.privacy())


def partnerships(request: HttpRequest) -> HttpResponse:
    """The partnerships somebody has a role in."""
    account = request.user
    assert isinstance(account, Account)
    new = (Action("Create a partnership", reverse("new_partnership")),) if account.may_found else ()
    return render_page(
        request,
        ListPage(
            title="Your partnerships",
            actions=new,
            table=Table(
                caption="Your partnerships",
                caption_hidden=True,
                columns=(Column("Partnership"), Column("Your role")),
                rows=tuple(_row(person) for person in persons_of(account)),
                empty="You have no role in any partnership now.",
            ),
        ),
    )


def _row(person: Person) -> Row:
    titles = (roles[role].title for role in sorted(person.roles_granted))
    return Row((Link(person.partnership.name, _home(person.partnership)), Lines(*titles)))


def new_partnership(request: HttpRequest) -> HttpResponse:
    """Create a partnership, of which one becomes administrator and coordinator."""
    account = request.user
    assert isinstance(account, Account)
    if not account.may_found and request.method != "POST":
        return render_page(
            request,
            Page(
                title="You cannot create a partnership",
                blocks=(
                    Text("Your account was made for a partnership that exists already."),
                    Text("Whoever looks after this site can give you the right to create one."),
                ),
            ),
        )
    form = PartnershipForm(request.POST or None)
    page = FormPage(
        title="Create your partnership",
        lead="You become its coordinator and its administrator, and can import its spreadsheets at once.",
        form=form,
        submit="Create it",
    )

    def create(data: dict[str, str]) -> Partnership:
        word = data["slug"] or proposed(data["name"])
        return found_partnership(by=account, name=data["name"], area=data["area"], slug=word)

    return ask(request, form, page, create, then=_home)
