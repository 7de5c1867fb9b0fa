"""An administrator puts their rights in force for an hour, and gives them up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sightline.govuk.pages import FormPage
from sightline.partnership.asking import ask
from sightline.people import services
from sightline.people.asking import InsideAsPerson
from sightline.people.forms import ElevateForm
from sightline.people.presenters import listed
from sightline.people.queries import has_second_factor


def _where_to(request: InsideAsPerson) -> str:
    """The page that was asked for before, when it is one of ours; else the list of people."""
    asked = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked and safe else listed(request.partnership)


def elevate(request: InsideAsPerson) -> HttpResponse:
    person = request.person
    if person.elevated_until:
        return redirect(_where_to(request))
    if not request.partnership.demonstration and not (person.account and has_second_factor(person.account)):
        messages.info(request, "Acting as administrator needs a second step at sign-in. Set one up now.")
        return redirect("mfa_index")
    form = ElevateForm(request.POST or None)
    page = FormPage(
        title="Act as administrator",
        lead="Your rights as administrator are in force for 60 minutes, or until you stop.",
        form=form,
        submit="Act as administrator",
    )
    return ask(request, form, page, lambda data: services.elevate(by=person, **data), then=_where_to(request))


@require_POST
def end_elevation(request: InsideAsPerson) -> HttpResponse:
    services.end_elevation(by=request.person)
    messages.success(request, "You no longer act as administrator.")
    return redirect(listed(request.partnership))
