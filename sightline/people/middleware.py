"""The gate before every page: the rule that the page's address carries is enforced here and nowhere else.

Outside one's own partnerships the answer is 404, so that nobody learns what exists; inside them, without
the right, it is 403. A page without a rule is not served at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from sightline.foundation.access import ORDINARY, PUBLIC, SIGNED_IN, permissions, require
from sightline.foundation.entrances import way_in
from sightline.partnership.roles import ADMINISTRATOR, roles
from sightline.people.models import Account, Person
from sightline.people.queries import has_second_factor, person_of
from sightline.people.services.visitors import receive

THEIR_OWN_RULES = (
    "account_",
    "mfa_",
    "socialaccount_",
    "openid_connect_",
)  # allauth's pages guard themselves

MEGABYTE = 1024 * 1024
NOTHING = "%00"  # the character NUL in an address; PostgreSQL refuses it in any text


class Bodies:
    """Turns away what is too large for its page before any of it is read, and reads everything as UTF-8.

    What somebody signed out sends is written nowhere, however large they say it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and request.encoding.lower() != "utf-8":
            request.encoding = "utf-8"
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if not sent.isdecimal() or int(sent) <= ORDINARY:
            return None
        takes = getattr(view, "takes", ORDINARY)
        if takes > ORDINARY and int(sent) <= takes and request.user.is_authenticated:
            return None
        return render(request, "413.html", {"most": f"{takes // MEGABYTE:,} MB"}, status=413)


class Access:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if NOTHING in request.get_full_path():
            raise BadRequest("The address holds a character that no name, reference or search can have.")
        needs = getattr(view, "needs", None)
        if needs == PUBLIC or (needs is None and _guards_itself(request)):
            return None
        if needs is None:
            raise ImproperlyConfigured(f"The page {request.path_info} has no access rule.")
        account = request.user
        if not isinstance(account, Account):
            return redirect_to_login(request.get_full_path(), login_url=way_in())
        if needs == SIGNED_IN:
            return None
        slug = kwargs.pop("partnership")
        person = person_of(account, slug) or receive(account=account, slug=slug)
        if person is None:
            raise Http404("There is no such partnership, or you have no role in it.")
        request.person, request.partnership = person, person.partnership  # type: ignore[attr-defined]
        elsewhere = _sent_elsewhere(request, person, account, needs)
        if elsewhere is None:
            require(person, needs, person.partnership)
        return elsewhere


def _guards_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.startswith(THEIR_OWN_RULES))


def _sent_elsewhere(
    request: HttpRequest, person: Person, account: Account, needs: str
) -> HttpResponseBase | None:
    """What somebody has to do first who would have the right then: a second factor, or being elevated."""
    if _lacks_second_factor(person, account):
        messages.info(request, "Your role needs a second step at sign-in. Set one up now; it takes a minute.")
        return redirect("mfa_index")
    would = ADMINISTRATOR in person.roles_granted and ADMINISTRATOR in permissions[needs].roles
    if would and request.method == "GET" and not person.may(needs, person.partnership):
        where = reverse("people:elevate", args=[person.partnership.slug])
        return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
    return None


def _lacks_second_factor(person: Person, account: Account) -> bool:
    """Whether a role in force asks for a second factor that the account does not have.

    An administrator's is asked for when they elevate themselves: until then the role opens nothing.
    """
    if person.partnership.demonstration or not any(roles[role].needs_second_factor for role in person.roles):
        return False
    return not has_second_factor(account)
