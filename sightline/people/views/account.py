"""One's own account, and the link that opens it for the first time."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from sightline.foundation.nav import account_pages
from sightline.govuk.blocks import SummaryRow, Text
from sightline.govuk.pages import FormPage, Page, RecordPage, render_page
from sightline.govuk.values import Lines, Link, Muted, sentence_list
from sightline.partnership.asking import refuse
from sightline.partnership.refusals import Refused
from sightline.people import queries, services
from sightline.people.forms import PasswordForm
from sightline.people.models import Account

STEPS = {"totp": "an app that shows codes", "webauthn": "a passkey", "recovery_codes": "recovery codes"}


def your_account(request: HttpRequest) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    second = [STEPS.get(kind, kind) for kind in queries.second_factors_of(account)]
    change = "account_change_password" if account.has_usable_password() else "account_set_password"
    partnerships = queries.partnerships_of(account)
    page = RecordPage(
        title="Your account",
        summary=(
            SummaryRow("Name", account.name),
            SummaryRow("Email address", account.email),
            SummaryRow(
                "Password", "Set" if account.has_usable_password() else Muted("None"), _change(change)
            ),
            SummaryRow(
                "Second step at sign-in",
                sentence_list(second).capitalize() if second else Muted("None"),
                _change("mfa_index"),
            ),
            SummaryRow(
                "Partnerships",
                Lines(*(Link(one.name, reverse("home:home", args=[one.slug])) for one in partnerships))
                if partnerships
                else Muted("None"),
            ),
            *(SummaryRow(one.text, one.said(account), _change(one.url)) for one in account_pages),
        ),
        blocks=(
            Text(
                "The partnership that invited you keeps your name and address. Ask its coordinator to change them.",
                "small",
            ),
        ),
    )
    return render_page(request, page)


def _change(name: str) -> Link:
    return Link("Change", reverse(name))


@never_cache
@sensitive_post_parameters()
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation(token)
    if invitation is None or invitation.account.has_usable_password():
        return _used_up(request)
    form = PasswordForm(request.POST or None, account=invitation.account)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.accept_invitation(token=token, password=form.cleaned_data["password"])
        except Refused as problem:
            refuse(form, problem)
        else:
            return _signed_in(request, account)
    where = invitation.partnership.name if invitation.partnership else "Sightline"
    page = FormPage(
        title=f"Welcome to {where}",
        lead=f"{invitation.account.name}, you will sign in as {invitation.account.email}.",
        form=form,
        submit="Save the password and sign in",
    )
    return render_page(request, page, status=422 if form.is_bound else 200)


def _signed_in(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign the account in; whoever was signed in on this machine before is signed out."""
    logout(request)
    record_authentication(request, account, method="password", email=account.email, reauthenticated=True)
    response: HttpResponse = perform_login(request, account, redirect_url=reverse("start"))
    return response


def _used_up(request: HttpRequest) -> HttpResponse:
    page = Page(
        title="This link cannot be used any more",
        blocks=(
            Text("A link to choose a password works once, and for 7 days."),
            Text(
                "If you chose a password already, sign in. Otherwise ask whoever invited you for a new link."
            ),
            Text(Link("Sign in", reverse("account_login"))),
        ),
    )
    return render_page(request, page, status=404)
