"""The forms of signing in, which are allauth's, in our words."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from sightline.govuk.forms import Form

EMAIL = "Email address"
LONG = "At least 12 characters. Three words that do not belong together are easy to remember."


class _InOurWords:
    """Gives the fields of a form other labels and hints, before our own form makes its sentences of them."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name == "code":
                field.widget.attrs |= {"inputmode": "text", "class": "govuk-input--width-10"}


class SignInForm(Form, _InOurWords, account.LoginForm):
    labels = {"login": EMAIL, "password": "Password"}


class ResetPasswordForm(Form, _InOurWords, account.ResetPasswordForm):
    labels = {"email": EMAIL}


class NewPasswordForm(Form, _InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": LONG}


class ChangePasswordForm(Form, _InOurWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Present password",
        "password1": "New password",
        "password2": "New password again",
    }
    hints = {"password1": LONG}


class SetPasswordForm(Form, _InOurWords, account.SetPasswordForm):
    labels = {"password1": "Password", "password2": "Password again"}
    hints = {"password1": LONG}


class ConfirmPasswordForm(Form, _InOurWords, account.ReauthenticateForm):
    labels = {"password": "Password"}


class SecondStepForm(Form, _InOurWords, mfa.AuthenticateForm):
    labels = {"code": "Code"}
    hints = {"code": "The six figures that your app shows, or one of your recovery codes."}


class ConfirmCodeForm(Form, _InOurWords, mfa.ReauthenticateForm):
    labels = {"code": "Code"}
    hints = {"code": "The six figures that your app shows, or one of your recovery codes."}


class SetUpAppForm(Form, _InOurWords, totp.ActivateTOTPForm):
    labels = {"code": "Code"}
    hints = {"code": "The six figures that the app shows now."}


class AddPasskeyForm(Form, _InOurWords, webauthn.AddWebAuthnForm):
    labels = {"name": "What do you call it?", "passwordless": "Sign in with it alone, without a password"}
    hints = {
        "name": "For example My phone.",
        "passwordless": "It then asks for your fingerprint, face or PIN.",
    }
    mark_optional = False


class RenamePasskeyForm(Form, _InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": "What do you call it?"}
