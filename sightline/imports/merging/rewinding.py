"""What a record was when it was exported: what it is now, without what history says was done to it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from sightline.audit.queries import Happening
from sightline.imports.merging.neatness import neat


def rewound(model: type[models.Model], here: Mapping[str, Any], since: Sequence[Happening]) -> dict[str, Any]:
    """The values of a record before what was done ``since``, given newest first."""
    values = dict(here)
    for happening in since:
        for name, value in _told(model, happening.before, here):
            values[name] = value
    return values


def last_changed(model: type[models.Model], name: str, since: Iterable[Happening]) -> Happening | None:
    """The latest of these that changed a field."""
    attribute = model._meta.get_field(name).attname  # type: ignore[union-attr]
    return next((one for one in since if name in one.before or attribute in one.before), None)


def _told(
    model: type[models.Model], before: Mapping[str, Any], names: Iterable[str]
) -> Iterator[tuple[str, Any]]:
    """Values as history has them, of these fields, as they are compared: imports call a foreign key by its column."""
    for name in names:
        field: Any = model._meta.get_field(name)
        for called in {name, field.attname} & before.keys():
            value = before[called]
            yield name, "" if value in (None, "") else neat(field.to_python(value))
