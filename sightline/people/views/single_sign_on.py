"""Leaving for the sign-in service of one's own organisation.

The policy of our pages lets a form go nowhere but here, and browsers hold the answer to it to the same. So
the way out is a page of its own that goes on by itself, with a link for those whose browser does not.
"""

from __future__ import annotations

import requests
from allauth.socialaccount.providers.openid_connect import views as theirs
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = theirs.login(request, provider_id=provider_id)
    except requests.RequestException:
        messages.error(
            request,
            "The sign-in service of your organisation does not answer. Try again in a few minutes, "
            "or sign in with a password.",
        )
        return redirect("account_login")
    where = response.headers.get("Location", "")
    if request.method == "POST" and where.startswith(("https://", "http://")):
        return render(request, "socialaccount/login_redirect.html", {"redirect_to": where})
    return response
