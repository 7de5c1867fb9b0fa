"""Taking an import back: what it added is removed, what it corrected is as it was before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils.timezone import localtime

from sightline.audit.models import Change, Event
from sightline.audit.sealing import unseal
from sightline.audit.services import Entry, kind_of
from sightline.foundation.bulk import batched
from sightline.imports.interpreting import CannotImport
from sightline.imports.layouts import Layout
from sightline.imports.models import Import
from sightline.imports.writing import BATCH
from sightline.imports.writing.correcting import give
from sightline.partnership.models import Record


class ChangedSince(CannotImport):
    """Why an import cannot be undone any more: others have built on it."""


def take_back(import_: Import, layout: Layout, entry: Entry) -> dict[str, int]:
    """Undo inside the caller's transaction, adding to ``entry`` what was done; answers how many of each."""
    _refuse_if_changed_since(import_)
    assert import_.event_id is not None  # a committed import has its event
    counts = {"removed": 0, "put_back": 0, "kept": 0}
    for table in reversed(layout.tables):
        kind = kind_of(table.model)
        changes = Change.objects.filter(event_id=import_.event_id, kind=kind)
        told = changes.filter(what__in=("corrected", "confirmed")).order_by("-id")
        for some in batched(told.iterator(), BATCH):
            _put_back(table.model, some)
            put_back = [one for one in some if one.what == "corrected"]
            entry.add(
                [(kind, one.record_id, "put back", one.source, one.after, one.before) for one in put_back]
            )
            counts["put_back"] += len(put_back)
        added = changes.filter(what="added").order_by("id").values_list("record_id", flat=True)
        for ids in batched(added.iterator(), BATCH):
            removable = _not_needed(table.model, ids)
            table.model._default_manager.filter(pk__in=removable).delete()
            entry.add([(kind, pk, "removed", "", None, None) for pk in removable])
            counts["removed"] += len(removable)
            counts["kept"] += len(ids) - len(removable)
    return counts


def _refuse_if_changed_since(import_: Import) -> None:
    table = connection.ops.quote_name(Change._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT later.event_id, count(DISTINCT later.record_id) FROM {table} mine JOIN {table} later"  # noqa: S608
            " ON later.kind = mine.kind AND later.record_id = mine.record_id AND later.event_id > mine.event_id"
            " WHERE mine.event_id = %s GROUP BY later.event_id ORDER BY later.event_id DESC",
            [import_.event_id],
        )
        later = cursor.fetchall()
    if not later:
        return
    event = Event.objects.filter(pk=later[0][0]).first()
    told = f" (the latest: {event.label}, by {event.actor}, {localtime(event.at):%d %B %Y})" if event else ""
    records = sum(count for _, count in later)
    raise ChangedSince(
        f"{records:,} change{'s were' if records > 1 else ' was'} made since to records of this import{told}. "
        "Undo those first; nothing was changed now."
    )


def _put_back(model: type[Record], changes: list[Change]) -> None:
    """Give records what they were before, the latest change first: of two of one record, the first counts."""
    values: dict[int, dict[str, Any]] = {}
    for change in changes:
        before: dict[str, Any] = unseal(change.kind, change.record_id, change.before)
        digest = before.pop("source_digest", None)
        was = {name: _typed(model, name, value) for name, value in before.items()}
        was["source_digest"] = bytes.fromhex(digest) if digest else None
        values.setdefault(change.record_id, {}).update(was)
    give(model, values)


def _typed(model: type[models.Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
    if value is None:
        return None
    if isinstance(field, models.DateField):
        return date.fromisoformat(value)
    if isinstance(field, models.DecimalField):
        return Decimal(value)
    return value


def _not_needed(model: type[models.Model], ids: list[int]) -> list[int]:
    """Those of ``ids`` that no other record refers to: a person who has booked elsewhere since stays."""
    needed: set[int] = set()
    for relation in model._meta.related_objects:
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": ids})
        needed.update(rows.values_list(f"{name}_id", flat=True))
    return [pk for pk in ids if pk not in needed]
