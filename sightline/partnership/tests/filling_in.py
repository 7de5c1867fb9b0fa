"""What the form at an address holds, as a browser would post it back."""

from __future__ import annotations

from django.forms import BaseForm
from django.test import Client

from sightline.govuk.forms.dates import PARTS, Typed


def held_by_form(client: Client, address: str) -> dict[str, str]:
    """The values of the page's form, as ``values_of`` has them."""
    return values_of(client.get(address).context["page"].form)


def values_of(form: BaseForm) -> dict[str, str]:
    """The values of a form by the names of its inputs; a date has three."""
    values: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, Typed):
            values |= {f"{bound.html_name}_{part}": getattr(value, part) for part in PARTS}
        elif value is not None:
            values[bound.html_name] = str(value)
    return values
