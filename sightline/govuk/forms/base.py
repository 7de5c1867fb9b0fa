"""The base of every form: sentences for errors, dates in three parts, and drawing with the design system.

Django's own messages speak of values and fields; these speak of what the person was asked for.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.forms.utils import pretty_name
from django.utils.safestring import SafeString

from .dates import DateField
from .money import MoneyField
from .rendering import form_fields

Reveals = dict[str, dict[str, tuple[str, ...]]]
CHOOSING = (forms.ChoiceField, forms.ModelChoiceField)


def lower_first(label: str) -> str:
    """A label inside a sentence: "Date agreed" becomes "date agreed", "DSL name" stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _required(field: forms.Field, label: str) -> str:
    name = lower_first(label)
    if label.endswith("?"):
        return f"Answer the question: {label}"
    if isinstance(field, forms.FileField):
        return f"Choose a file for {name}"
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return f"Tick the box: {label}"
    if isinstance(field, CHOOSING):
        return f"Choose {name}"
    return f"Enter {name}"


def _sentences(field: forms.Field, label: str) -> dict[str, str]:
    """What to say for each kind of mistake. A label's percent signs are doubled: Django fills in limits."""
    required = _required(field, label.replace("%", "%%"))
    label = label.rstrip("?").replace("%", "%%")
    name = lower_first(label)
    said = {
        "required": required,
        "max_length": f"{label} must be %(limit_value)d characters or fewer; there are %(show_value)d",
        "min_length": f"{label} must be %(limit_value)d characters or more",
        "max_value": f"{label} must be %(limit_value)s or less",
        "min_value": f"{label} must be %(limit_value)s or more",
        "max_decimal_places": f"{label} must have at most %(max)s decimal places",
        "invalid_choice": f"Choose one of the answers for {name}",
        "invalid_list": f"Choose from the answers for {name}",
        "unique": f"{label} is in use already; enter another",
        "empty": "The file is empty; choose another",
        "contradiction": f"For {name}, either choose a file or tick the box to remove it",
    }
    if isinstance(field, forms.EmailField):
        said["invalid"] = f"{label} must be an email address, such as name@example.org"
    elif isinstance(field, forms.URLField):
        said["invalid"] = f"{label} must be a web address, such as https://www.example.org"
    elif isinstance(field, MoneyField):
        said["invalid"] = f"{label} must be an amount of money, such as 1,234.56"
        said["max_digits"] = said["max_whole_digits"] = f"{label} is too large; check the number of digits"
        said["max_decimal_places"] = f"{label} must be in pounds and whole pence, such as 1,234.56"
    elif isinstance(field, forms.IntegerField):
        whole = type(field) is forms.IntegerField
        said["invalid"] = (
            f"{label} must be a whole number, such as 12" if whole else f"{label} must be a number"
        )
    elif isinstance(field, forms.TimeField):
        said["invalid"] = f"{label} must be a time, such as 14:30"
    elif isinstance(field, forms.DateTimeField):
        said["invalid"] = f"{label} must be a date and a time, such as 2025-03-31 14:30"
    elif isinstance(field, forms.FileField):
        said["max_length"] = "The file's name is too long; shorten it and choose the file again"
        said["invalid"] = said["missing"] = f"Choose a file for {name}"
    return said


def _standard(field: forms.Field) -> dict[str, Any]:
    """The messages a field has when nobody wrote any for it."""
    messages: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        messages.update(getattr(kind, "default_error_messages", {}))
    return messages


class _Drawn(forms.BaseForm):
    """What forms of both kinds share."""

    reveals: ClassVar[Reveals] = {}
    mark_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            field.label = str(field.label or pretty_name(name))
            standard = _standard(field)
            for code, sentence in _sentences(field, field.label).items():
                if field.error_messages.get(code) == standard.get(code):
                    field.error_messages[code] = sentence

    def __str__(self) -> SafeString:
        return form_fields(self)

    __html__ = __str__


class Form(_Drawn, forms.Form):
    """A form whose fields are declared."""


def _form_field(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model's field: dates in three parts, everything else as Django has it."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return field.formfield(form_class=DateField, **options)
    return field.formfield(**options)


class _DatesInThree(ModelFormMetaclass):
    """Gives every model form our date field, which Django passes down by ``Meta`` alone."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and getattr(meta, "formfield_callback", None) is None:
            meta.formfield_callback = staticmethod(_form_field)
        return super().__new__(mcs, name, bases, attrs)


class ModelForm(_Drawn, forms.ModelForm, metaclass=_DatesInThree):
    """A form for a model."""
