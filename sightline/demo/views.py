"""Choosing who to be in a demonstration. Beside a real partnership these pages do not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sightline.demo import presenters, queries, services
from sightline.govuk.pages import render_page

NOT_HERE = "There is no such page."


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of a demonstration, by role, each with a button that signs in as them."""
    if not queries.is_demonstration():
        raise Http404(NOT_HERE)
    demonstrations = list(queries.demonstrations())
    wanted = request.GET.get("partnership", "")
    shown = next((one for one in demonstrations if one.slug == wanted), demonstrations[0])
    return render_page(
        request,
        presenters.people_page(
            shown,
            list(queries.grants(shown)),
            others=[one for one in demonstrations if one != shown],
            published=queries.published_report(shown),
            then=request.GET.get("next", ""),
        ),
    )


@require_POST
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in as one of them."""
    number = request.POST.get("person", "")
    person = services.become(number=int(number)) if number.isdecimal() and len(number) < 19 else None
    if person is None or person.account is None:
        raise Http404(NOT_HERE)
    before = person.account.last_login
    login(request, person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["last_here"] = before.isoformat() if before else ""
    then = request.POST.get("next", "")
    here = {request.get_host()}
    if then and url_has_allowed_host_and_scheme(then, here, require_https=request.is_secure()):
        return redirect(then)
    return redirect("start")
