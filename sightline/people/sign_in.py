"""How allauth is kept to our rules: nobody signs up by themselves, single sign-on opens only known accounts."""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from sightline.audit import services as audit
from sightline.people.actors import Newcomer
from sightline.people.letters import what_failed
from sightline.people.models import Account
from sightline.people.services.elevation import end_elevations
from sightline.people.services.proving import prove

log = logging.getLogger(__name__)

PLAIN_TO_SEE = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "mfa/messages/recovery_codes_generated.txt",
}


class InvitedOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the coordinator of your partnership.",
        "email_password_mismatch": "The email address and the password do not go together. Check both.",
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, or reset your password.",
        "rate_limited": "There were too many attempts. Wait a minute and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> Any:
        """Remember when this account was last here, before signing in makes that now: home tells what is new."""
        request.session["last_here"] = user.last_login.isoformat() if user.last_login else ""
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Every sign-in that succeeds stands in the trail; what is left of sessions that ran out is thrown away."""
        SessionStore.clear_expired()
        super().login(request, user)
        with transaction.atomic():
            audit.note(by=Newcomer(user), partnership=None, verb="signed in", subject=user)
            end_elevations(account=user)  # those of a session that was left without signing out

    def logout(self, request: HttpRequest) -> None:
        """An administrator's rights end with the session in which they were put in force."""
        if isinstance(request.user, Account):
            end_elevations(account=request.user)
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """Whoever sets one without having signed in followed a link that went by mail, and so has the address."""
        super().set_password(user, password)
        if context.request and not context.request.user.is_authenticated:
            prove(account=user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One that fails stands in the log, without the address that was tried: it may be a stranger's password."""
        log.warning("A sign-in failed, from %s", self.get_client_ip(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down stops nobody, and tells nobody which addresses have an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as problem:
            log.warning("A letter about an account could not be sent: %s", what_failed(problem))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Only what needs saying: that one signed in, or has codes, can be seen."""
        if message_template not in PLAIN_TO_SEE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever typed their password a moment ago, to sign in, is not asked for it again."""
        request = context.request
        records = get_authentication_records(request, request.user) if request else []
        latest = max((record["at"] for record in records), default=0.0)
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required


class PlainWords(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or its time has passed. Enter the one shown now.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first; recovery codes stand in for it.",
    }

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """A name to begin with for a passkey, which its owner may replace."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}" if number > 1 else "My passkey"


class KnownOnly(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect an identity, verified by its provider, to the account that was invited at that address."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        verified = [
            address.email.lower()
            for address in sociallogin.email_addresses
            if address.verified and _vouches_for(sociallogin.account.provider, address.email)
        ]
        account = Account.objects.filter(email__in=verified, is_active=True).first()
        if account is None:
            messages.error(
                request,
                "Nobody has invited this address yet. Ask the coordinator of your partnership to invite you.",
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        EmailAddress.objects.get_or_create(
            user=account, email=account.email, defaults={"verified": True, "primary": True}
        )
        sociallogin.connect(request, account)
        with transaction.atomic():
            prove(account=account)
            audit.note(
                by=Newcomer(account),
                partnership=None,
                verb="connected single sign-on to",
                subject=account,
                detail={"provider": sociallogin.account.provider},
            )


def _vouches_for(provider: str, email: str) -> bool:
    """Whether an identity provider may say whose an address is: any address when it is the only one and names none.

    With several, each names its ``domains``: one council does not sign in as the staff of another.
    """
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    told: dict[str, Any] = next((one["settings"] for one in known if one.get("provider_id") == provider), {})
    domains = told.get("domains")
    if domains is None:
        return len(known) <= 1
    return email.rpartition("@")[2].lower() in {domain.lower() for domain in domains}
