"""The forms of people and access."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from sightline.govuk.forms import DateField, Form
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency, Body
from sightline.partnership.roles import BODY_CHAIR, Role
from sightline.people.models import Account

REASON = "A sentence. It is kept in the history."


class RoleForm(Form):
    """A role, from when, until when."""

    role = forms.ChoiceField(label="What is their role?", widget=forms.RadioSelect)
    body = RecordChoice(label="Of which body?", required=False, nothing="Not said")
    since = DateField(
        label="First day", required=False, help_text="Leave this empty for today. For example, 31 3 2025"
    )
    until = DateField(
        label="Last day", required=False, help_text="Leave this empty for a role without an end."
    )
    reveals = {"role": {BODY_CHAIR: ("body",)}}

    def __init__(self, *args: Any, roles: Iterable[Role], bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(roles)
        self.fields["role"].choices = [(role.key, role.title) for role in offered]  # type: ignore[attr-defined]
        self.explains = {"role": {role.key: _explained(role) for role in offered}}
        self.fields["body"].offer(bodies)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A body that was chosen before the role was changed does not count."""
        data = super().clean() or {}
        if data.get("role") != BODY_CHAIR:
            data["body"] = None
        return data


def _explained(role: Role) -> str:
    return f"{role.purpose} Signs in with a second step." if role.needs_second_factor else role.purpose


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    name = forms.CharField(label="Their name", max_length=200)
    email = forms.EmailField(label="Their email address", max_length=200)
    field_order = ["name", "email", "role", "body", "since", "until"]


class EndRoleForm(Form):
    """When a role ends."""

    when = forms.ChoiceField(
        label="When does it end?",
        widget=forms.RadioSelect,
        choices=(("now", "Now"), ("later", "At the end of a day")),
        initial="now",
    )
    until = DateField(label="Last day", required=False)
    reason = forms.CharField(
        required=False, help_text=f"Why, if it needs saying. {REASON[12:]}", max_length=500
    )
    reveals = {"when": {"later": ("until",)}}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.pop("when", "now") == "now":
            data["until"] = None
        elif not data.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the last day of the role")
        return data


class PersonForm(Form):
    """What is held of a person."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(label="Email address", required=False, max_length=200)
    job_role = forms.CharField(label="Job", required=False, max_length=120)
    agency = RecordChoice(label="Agency", required=False, nothing="Not said")
    reason = forms.CharField(
        required=False, help_text=f"Why, if it needs saying. {REASON[12:]}", max_length=500
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], signs_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]
        if signs_in:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "They sign in with it. For another address, invite it."


class ElevateForm(Form):
    """Why an administrator's rights are needed."""

    reason = forms.CharField(
        label="What do you need to do, and why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is recorded with everything you do as administrator.",
        max_length=1000,
    )


class PasswordForm(Form):
    """A password chosen for the first time."""

    password = forms.CharField(
        label="Choose a password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="At least 12 characters. Three words that do not belong together are easy to remember.",
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """The password, when it is not too easy to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password


class PartnershipForm(Form):
    """A new partnership."""

    name = forms.CharField(
        label="What is the partnership called?",
        max_length=200,
        help_text="For example Westmoor Safeguarding Children Partnership.",
    )
    area = forms.CharField(
        label="Which area does it serve?", required=False, max_length=200, help_text="For example Westmoor."
    )
    slug = forms.CharField(
        label="A short word for its address",
        required=False,
        max_length=50,
        help_text="Small letters, digits and hyphens, such as westmoor. Leave it empty and it is made from the "
        "name. It cannot be changed later.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocapitalize": "none"}),
    )
