"""Taking an import back: what it added is removed, what it corrected is as it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.urls import reverse
from django.utils.timezone import localtime

from sightline.audit.models import Change, Event
from sightline.audit.queries import events_numbered
from sightline.audit.sealing import unseal
from sightline.audit.services import Entry, kind_of
from sightline.foundation.bulk import batched
from sightline.imports.interpreting import CannotImport
from sightline.imports.layouts import Layout
from sightline.imports.models import Import, Stage
from sightline.imports.writing import BATCH
from sightline.imports.writing.correcting import give
from sightline.partnership.models import Partnership, Record


class ChangedSince(CannotImport):
    """Why an import cannot be undone any more: others have built on it."""


def take_back(import_: Import, layout: Layout, entry: Entry) -> dict[str, int]:
    """Undo inside the caller's transaction, adding to ``entry`` what was done; answers how many of each."""
    _refuse_if_changed_since(import_, layout)
    assert import_.event_id is not None  # a committed import has its event
    counts = {"removed": 0, "put_back": 0, "kept": 0}
    for table in reversed(layout.tables):
        for model in table.makes:
            _remove(import_, model, entry)
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
        removed, kept = _remove(import_, table.model, entry)
        counts["removed"] += removed
        counts["kept"] += kept
    return counts


def _remove(import_: Import, model: type[Record], entry: Entry) -> tuple[int, int]:
    """Remove the records of a model that an import added; how many were, and how many stay as others need them."""
    assert import_.event_id is not None  # a committed import has its event
    kind, removed, kept = kind_of(model), 0, 0
    changes = Change.objects.filter(event_id=import_.event_id, kind=kind, what="added")
    for ids in batched(changes.order_by("id").values_list("record_id", flat=True).iterator(), BATCH):
        removable = _not_needed(model, ids)
        model._default_manager.filter(pk__in=removable).delete()
        entry.add([(kind, pk, "removed", "", None, None) for pk in removable])
        removed += len(removable)
        kept += len(ids) - len(removable)
    return removed, kept


@dataclass(frozen=True)
class Later:
    """A later act on records of an import: how many it touched, and which, where it was one: its kind and id."""

    event: Event
    count: int
    kind: str
    record_id: int | None


@dataclass(frozen=True)
class Stake:
    """What undoing an import would do: how many records it brought and corrected, and which later acts forbid it."""

    added: int
    corrected: int
    later: list[Later]


def at_stake(import_: Import, layout: Layout) -> Stake:
    """What undoing a committed import would do now."""
    assert import_.event_id is not None  # a committed import has its event
    counts: dict[str, int] = dict(
        Change.objects.filter(event_id=import_.event_id, kind__in=[kind_of(t.model) for t in layout.tables])
        .order_by()
        .values_list("what")
        .annotate(number=models.Count("id"))
    )
    return Stake(counts.get("added", 0), counts.get("corrected", 0), standing_in_the_way(import_, layout))


def standing_in_the_way(import_: Import, layout: Layout) -> list[Later]:
    """Every later act on a record of an import, newest first. An import that was itself undone is none."""
    table, kinds = connection.ops.quote_name(Change._meta.db_table), _kinds(layout)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT later.event_id, count(DISTINCT later.record_id), min(later.kind), min(later.record_id)"  # noqa: S608
            f" FROM {table} mine JOIN {table} later"
            " ON later.kind = mine.kind AND later.record_id = mine.record_id AND later.event_id > mine.event_id"
            f" WHERE mine.event_id = %s AND mine.kind IN ({', '.join(['%s'] * len(kinds))})"
            " GROUP BY later.event_id",
            [import_.event_id, *kinds],
        )
        later = {number: rest for number, *rest in cursor.fetchall()}
    undone = Import.objects.of(import_.partnership).filter(event_id__in=later, stage=Stage.UNDONE)
    for number in undone.values_list("event_id", flat=True):
        del later[number]
    told = []
    for event in events_numbered(later):
        count, kind, record_id = later[event.id]
        if event.verb != "undone":
            told.append(Later(event, count, kind, record_id if count == 1 else None))
    return told


def addresses_of(partnership: Partnership, layout: Layout, later: Iterable[Later]) -> dict[int, str]:
    """Event -> where to see what it did: the import, or the record that was changed by hand."""
    found: dict[int, str] = {}
    tables = {kind_of(table.model): table for table in layout.tables if table.page[0]}
    wanted: dict[str, dict[int, list[int]]] = {}
    for one in later:
        if one.event.kind == kind_of(Import):
            found[one.event.id] = reverse("imports:record", args=[partnership.slug, one.event.record_id])
        elif one.record_id is not None and one.kind in tables:
            wanted.setdefault(one.kind, {}).setdefault(one.record_id, []).append(one.event.id)
    for kind, events in wanted.items():
        table = tables[kind]
        name, by = table.page
        for pk, known in table.model._default_manager.filter(pk__in=events).values_list("pk", by):
            address = reverse(name, args=[partnership.slug, known])
            found.update(dict.fromkeys(events[pk], address))
    return found


def _kinds(layout: Layout) -> list[str]:
    return sorted({kind_of(model) for table in layout.tables for model in (table.model, *table.makes)})


def _refuse_if_changed_since(import_: Import, layout: Layout) -> None:
    later = standing_in_the_way(import_, layout)
    if not later:
        return
    event, records = later[0].event, sum(one.count for one in later)
    raise ChangedSince(
        f"{records:,} change{'s were' if records > 1 else ' was'} made since to records of this import "
        f"(the latest: {event.label}, by {event.actor}, {localtime(event.at):%d %B %Y}). Undo the later imports "
        "first; what was changed by hand, correct or withdraw one by one. Nothing was changed now."
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
