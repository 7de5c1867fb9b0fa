"""Draws some of a form's fields, so that a template can put others somewhere else."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from sightline.govuk.forms import form_fields

register = template.Library()


class Some:
    """Those fields of a form that were named, in that order; to what draws forms it looks like a form."""

    def __init__(self, form: BaseForm, names: Iterable[str]) -> None:
        self.form, self.fields = form, form.fields
        self.reveals = getattr(form, "reveals", {})
        self.named = [form[name] for name in names if name in form.fields]

    def hidden_fields(self) -> list[BoundField]:
        return [field for field in self.named if field.is_hidden]

    def visible_fields(self) -> list[BoundField]:
        return [field for field in self.named if not field.is_hidden]

    def __getitem__(self, name: str) -> BoundField:
        return self.form[name]


@register.simple_tag
def some_fields(form: BaseForm, *names: str) -> SafeString:
    """The fields of these names; those that the form does not have are left out."""
    return form_fields(Some(form, names))  # type: ignore[arg-type]
