"""Draws the fields of any Django form with the design system's components.

A field's component is found by its widget. The components themselves tie labels, hints and errors to inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from ..components import component
from .dates import PARTS, DateInput

AFFIXES = ("prefix", "suffix")
OWN_ATTRIBUTES = (
    "class",
    "id",
    "rows",
    "cols",
    "maxlength",
    "minlength",
    "required",
    "type",
    "autocomplete",
    *AFFIXES,
)


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a legend.

    With ``compact`` a field of radios is one line where there is room: the question, and its answers in columns.
    """

    legend: str
    fields: tuple[str, ...]
    hint: str = ""
    compact: bool = False


def _label(field: BoundField) -> str:
    optional = (
        getattr(field.form, "mark_optional", True)
        and not field.field.required
        and not isinstance(field.field, forms.BooleanField)
    )
    return f"{field.label} (optional)" if optional else str(field.label)


def _common(field: BoundField) -> dict[str, Any]:
    """What every component takes: its name, label, hint, error and further attributes."""
    attrs = field.field.widget.attrs
    params: dict[str, Any] = {
        "name": field.html_name,
        "id": field.id_for_label or field.html_name,
        "label": {"text": _label(field)},
        "classes": attrs.get("class", ""),
        "attributes": {key: value for key, value in attrs.items() if key not in OWN_ATTRIBUTES},
    }
    if autocomplete := attrs.get("autocomplete"):
        params["autocomplete"] = autocomplete
    if field.help_text:
        params["hint"] = {"text": str(field.help_text)}
    if field.errors:
        params["errorMessage"] = {"text": "; ".join(str(error) for error in field.errors)}
    if field.field.disabled:
        params["disabled"] = True
    return params


def _legend(params: dict[str, Any]) -> dict[str, Any]:
    """The label as the legend of a fieldset."""
    label = params.pop("label")
    params["fieldset"] = {"legend": {"text": label["text"], "classes": "govuk-fieldset__legend--s"}}
    return params


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    """Choices without their groups, as text."""
    for value, text in choices:
        if isinstance(text, (list, tuple)):
            yield from _flat(text)
        else:
            yield ("" if value is None else str(value)), str(text)


def _chosen(field: BoundField) -> set[str]:
    value = field.value()
    values = value if isinstance(value, (list, tuple, set)) else [value]
    return {"" if one is None else str(one) for one in values}


def _items(field: BoundField, mark: str, revealed: Mapping[str, str], *, blank: bool) -> list[dict[str, Any]]:
    chosen = _chosen(field)
    explained: Mapping[str, str] = getattr(field.form, "explains", {}).get(field.name, {})
    return [
        {
            "value": value,
            "text": text,
            mark: value in chosen,
            **({"conditional": {"html": revealed[value]}} if value in revealed else {}),
            **({"hint": {"text": explained[value]}} if value in explained else {}),
        }
        for value, text in _flat(field.field.widget.choices)
        if blank or value
    ]


def _text(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    widget, params = field.field.widget, _common(field)
    params["type"] = getattr(widget, "input_type", "text")
    value = widget.format_value(field.value())
    params["value"] = "" if value is None else value
    longest = getattr(field.field, "max_length", None)
    if params["type"] == "number":  # a wheel or a stray arrow key must not change a figure
        whole = type(field.field) is forms.IntegerField
        params |= {"type": "text", "inputmode": "numeric" if whole else "decimal", "spellcheck": False}
        params["classes"] = params["classes"] or "govuk-input--width-5"
    elif longest and longest <= 30 and not params["classes"]:
        params["classes"] = (
            f"govuk-input--width-{next(size for size in (3, 5, 10, 20, 30) if size >= longest)}"
        )
    for affix in AFFIXES:
        if affix in widget.attrs:
            params[affix] = {"text": widget.attrs[affix]}
    return component("input", params)


def _password(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    return component("passwordInput", _common(field))


def _textarea(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    params = _common(field)
    params["value"] = field.field.widget.format_value(field.value()) or ""
    params["rows"] = field.field.widget.attrs.get("rows") if params["classes"] else None
    params["rows"] = params["rows"] or 5
    if longest := getattr(field.field, "max_length", None):
        return component("characterCount", params | {"maxlength": longest, "threshold": 75})
    return component("textarea", params)


def _select(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    return component("select", _common(field) | {"items": _items(field, "selected", revealed, blank=True)})


def _radios(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    params = _legend(_common(field)) | {"idPrefix": field.auto_id or field.html_name}
    blank = not field.field.required
    return component("radios", params | {"items": _items(field, "checked", revealed, blank=blank)})


def _checkboxes(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    params = _legend(_common(field)) | {"idPrefix": field.auto_id or field.html_name}
    return component("checkboxes", params | {"items": _items(field, "checked", revealed, blank=False)})


def _checkbox(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    params = _common(field)
    label, hint = params.pop("label"), params.pop("hint", None)
    box = {
        "value": "on",
        "text": label["text"],
        "checked": bool(field.value()),
        **({"hint": hint} if hint else {}),
    }
    if "on" in revealed:
        box["conditional"] = {"html": revealed["on"]}
    return component("checkboxes", params | {"idPrefix": params["id"], "items": [box]})


def _file(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    return component(
        "fileUpload", _common(field) | {"multiple": bool(field.field.widget.allow_multiple_selected)}
    )


def _date(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    params = _legend(_common(field)) | {"id": field.auto_id or field.html_name}
    wrong = _wrong_parts(field) if field.errors else ()
    params["items"] = [
        part
        | {
            "classes": f"govuk-input--width-{4 if part['label'] == 'Year' else 2}"
            + (" govuk-input--error" if part["label"].lower() in wrong else "")
        }
        for part in field.field.widget.parts(field.html_name, field.value(), params["id"])
    ]
    return component("dateInput", params)


def _wrong_parts(field: BoundField) -> tuple[str, ...]:
    """The parts of a date to mark as wrong: the one the error names, or all three."""
    codes = {error.code for error in field.errors.as_data()}
    return tuple(part for part in PARTS if part in codes) or PARTS


def _other(field: BoundField, revealed: Mapping[str, str]) -> SafeString:
    raise TypeError(
        f"No component draws a {type(field.field.widget).__name__}; choose another widget for {field.name}."
    )


Draw = Callable[[BoundField, Mapping[str, str]], SafeString]
DRAWN: tuple[tuple[type[forms.Widget], Draw], ...] = (
    (DateInput, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),  # before RadioSelect, from which Django derives it
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
    (forms.Textarea, _textarea),
    (forms.widgets.Input, _text),
    (forms.Widget, _other),
)


def _drawing(widget: forms.Widget) -> Draw:
    return next(draw for kind, draw in DRAWN if isinstance(widget, kind))


def form_fields(form: forms.BaseForm, groups: tuple[Group, ...] = ()) -> SafeString:
    """The fields of a form: hidden ones, then those in groups, then the others in form order."""
    reveals: dict[str, dict[str, tuple[str, ...]]] = getattr(form, "reveals", {})
    inside = {name for choices in reveals.values() for names in choices.values() for name in names}

    def draw(name: str) -> SafeString:
        revealed = {
            value: SafeString("".join(draw(inner) for inner in names))
            for value, names in reveals.get(name, {}).items()
        }
        field = form[name]
        return _drawing(field.field.widget)(field, revealed)

    hidden = [field.as_hidden() for field in form.hidden_fields()]
    visible = [field.name for field in form.visible_fields() if field.name not in inside]
    grouped = {name for group in groups for name in group.fields}
    parts = [
        *hidden,
        *(_fieldset(group, [draw(name) for name in group.fields if name in form.fields]) for group in groups),
        *(draw(name) for name in visible if name not in grouped),
    ]
    return SafeString("\n".join(parts))


def _fieldset(group: Group, parts: list[SafeString]) -> SafeString:
    hint = component("hint", {"text": group.hint}) if group.hint else ""
    html = SafeString(hint + "".join(parts))
    legend = {"text": group.legend, "classes": "govuk-fieldset__legend--m"}
    classes = "sl-group sl-compact" if group.compact else "sl-group"
    return component("fieldset", {"legend": legend, "html": html, "classes": classes})


def _first_input(field: BoundField) -> str:
    """The id of the input an error leads to: for a date the first part that is wrong."""
    identity = field.auto_id or field.html_name
    if isinstance(field.field.widget, DateInput):
        return f"{identity}-{_wrong_parts(field)[0]}"
    return identity


def error_summary(form: forms.BaseForm) -> SafeString:
    """What has to be mended, as links to the fields; nothing when nothing has."""
    if not form.is_bound or not form.errors:
        return SafeString("")
    errors: list[dict[str, Any]] = [{"text": str(error)} for error in form.non_field_errors()]
    for field in form:
        if not field.errors:
            continue
        where = {} if field.is_hidden else {"href": f"#{_first_input(field)}"}
        before = f"{field.label}: " if field.is_hidden else ""
        errors += [{"text": f"{before}{error}", **where} for error in field.errors]
    return component("errorSummary", {"titleText": "There is a problem", "errorList": errors})
