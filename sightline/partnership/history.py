"""The history of a record as people read it: who did what when, field by field, before and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from sightline.audit.queries import Happening, history
from sightline.govuk.blocks import Change, Entry
from sightline.govuk.values import Muted, Value

UNTOLD = {"source_digest", "key", "import_id", "partnership", "partnership_id"}
DEEDS = {
    "added": "added this",
    "corrected": "corrected this",
    "withdrawn": "withdrew this",
    "restored": "put this back",
    "removed": "removed this",
    "put back": "undid an import",
}


def timeline(record: models.Model) -> tuple[Entry, ...]:
    """What became of a record, newest first, as the entries of a Timeline."""
    return entries(type(record), history(record))


def entries(model: type[models.Model], told: list[Happening]) -> tuple[Entry, ...]:
    """What happened to records of one kind, as the entries of a Timeline."""
    names = _names(model, told)
    return tuple(_entry(model, happening, names) for happening in told)


def _entry(model: type[models.Model], happening: Happening, names: dict[tuple[str, Any], str]) -> Entry:
    fields = [name for name in {**happening.before, **happening.after} if name not in UNTOLD]
    corrected = happening.what != "added"
    return Entry(
        when=happening.at,
        who=happening.who,
        what=_deed(happening),
        changes=tuple(
            Change(
                _label(model, name),
                _value(model, name, happening.before.get(name), names),
                _value(model, name, happening.after.get(name), names),
            )
            for name in fields
            if corrected
        ),
        reason=happening.reason,
    )


def _deed(happening: Happening) -> str:
    said = DEEDS.get(happening.what, happening.what)
    if not happening.source:
        return said
    sheet, _, row = happening.source.rpartition("!")
    return f"{said}, by importing {sheet}, row {row}"


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any] | None:
    try:
        return model._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:  # a field of an earlier version
        return None


def _label(model: type[models.Model], name: str) -> str:
    field = _field(model, name)
    said = str(getattr(field, "verbose_name", name)).replace("_", " ")
    return said[:1].upper() + said[1:]


def _names(model: type[models.Model], told: list[Happening]) -> dict[tuple[str, Any], str]:
    """What the records that foreign keys of the history point to are called, in one query for each model."""
    wanted: dict[str, set[Any]] = {}
    for happening in told:
        for values in (happening.before, happening.after):
            for name, value in values.items():
                field = _field(model, name)
                if isinstance(field, models.ForeignKey) and value is not None:
                    wanted.setdefault(name, set()).add(value)
    return {
        (name, pk): str(record)
        for name, keys in wanted.items()
        for pk, record in _related(model, name).in_bulk(keys).items()
    }


def _related(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name).related_model._base_manager  # type: ignore[union-attr]


def _value(model: type[models.Model], name: str, value: Any, names: dict[tuple[str, Any], str]) -> Value:
    if value in (None, ""):
        return Muted("blank")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if (name, value) in names:
        return names[name, value]
    if isinstance(value, bool):
        return value
    if isinstance(_field(model, name), models.DateField):
        return datetime.fromisoformat(value) if len(value) > len("2025-03-31") else date.fromisoformat(value)
    return str(value)
