"""The addresses of signing in and of one's own account; allauth's pages guard themselves."""

from typing import Any, NoReturn

from allauth.urls import urlpatterns as theirs
from django.http import Http404, HttpRequest

from sightline.foundation.access import PUBLIC, SIGNED_IN, page
from sightline.people.views import account, single_sign_on


def _not_here(request: HttpRequest, **rest: Any) -> NoReturn:
    """Addresses change only by an invitation, so the library's pages for that are not served."""
    raise Http404("There is no such page.")


urlpatterns = [
    page("", account.your_account, name="your_account", needs=SIGNED_IN),
    page("invitation/<str:token>/", account.accept_invitation, name="invitation", needs=PUBLIC),
    page("email/", _not_here, name="no_email_page", needs=PUBLIC),
    page("confirm-email/", _not_here, name="no_confirmation_page", needs=PUBLIC),
    page("confirm-email/<path:key>/", _not_here, name="no_confirmation", needs=PUBLIC),
    page("login/code/confirm/", _not_here, name="no_code_page", needs=PUBLIC),
    page("oidc/<str:provider_id>/login/", single_sign_on.leave, name="openid_connect_login", needs=PUBLIC),
    *(pattern for pattern in theirs if not str(pattern.pattern).startswith("social/")),  # of older versions
]
