"""Nobody's change is lost to another's: a form knows what it was made from, and shows both when it was overtaken."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, TypeVar

from django import forms
from django.db import models

from sightline.govuk.blocks import Block, WarningText
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Muted, Value
from sightline.partnership.history import timeline
from sightline.partnership.services.keeping import Overtaken, fingerprint

M = TypeVar("M", bound=models.Model)
MADE_FROM = "made_from"


def watch(form: forms.BaseForm, record: models.Model) -> list[str]:
    """Let a form know the values it begins with: the fields of a record that its ``initial`` names."""
    names = list(form.initial)
    form.fields[MADE_FROM] = forms.CharField(widget=forms.HiddenInput, required=False)
    form.initial[MADE_FROM] = fingerprint(record, names)
    return names


def typed(form: forms.BaseForm, record: M, names: Iterable[str]) -> M:
    """A record as it would be if what was typed were saved."""
    would_be = copy(record)
    for name in names:
        setattr(would_be, name, form.cleaned_data[name])
    return would_be


def show_again(form: forms.BaseForm, held: models.Model, names: Iterable[str]) -> None:
    """Begin anew from the record as it is now, keeping what was typed: saving again then replaces it knowingly."""
    data = form.data.copy()  # type: ignore[attr-defined]  # what was posted
    data[form.add_prefix(MADE_FROM)] = fingerprint(held, names)
    form.data = data


def both(
    form: forms.BaseForm, overtaken: Overtaken, would_be: models.Model, names: Iterable[str]
) -> tuple[Block, ...]:
    """What is saved now beside what was typed, field by field where the two differ."""
    held = overtaken.held
    last = next(iter(timeline(held)), None)
    rows: list[tuple[Value, ...]] = [
        (_called(form, held, name), told(held, name), told(would_be, name)) for name in names
    ]
    table = Table(
        caption="Where the two differ",
        columns=(Column("Field"), Column("Saved now", wide=True), Column("Yours", wide=True)),
        rows=tuple(row for row in rows if str(row[1]) != str(row[2])),
    )
    who = last.who if last else "Somebody else"
    return (WarningText(f"{who} changed this while you were at it. Nothing of yours is saved yet."), table)


def _called(form: forms.BaseForm, held: models.Model, name: str) -> str:
    """What a field is called on the form; by the record, where the form asks for it in another way."""
    if name in form.fields:
        return str(form.fields[name].label)
    return str(held._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def told(record: models.Model, name: str) -> Value:
    """A field's value as people read it."""
    field = record._meta.get_field(name)
    value: Any = (
        getattr(record, f"get_{name}_display")() if getattr(field, "choices", None) else getattr(record, name)
    )
    if value in (None, ""):
        return Muted("blank")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value) if isinstance(value, models.Model) else value
