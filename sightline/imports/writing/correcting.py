"""Correcting many records at once: what they are told to be, with what they were in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sightline.audit.sealing import seal
from sightline.audit.services import kind_of
from sightline.foundation.bulk import update_rows
from sightline.imports.layouts import Said, Table
from sightline.partnership.models import Record

ChangeRow = tuple[str, int, str, str, str | None, str | None]
"""(kind, id of the record, what, place in the file, what it was before, what it is after)."""


def correct(
    table: Table,
    said: Mapping[int, list[Any]],
    told: Mapping[int, tuple[bytes, bytes | None, str]],
    changes: list[ChangeRow],
    follow: Callable[[list[Said]], None],
) -> list[str]:
    """Give records what their source now says, with what they were in the history; the place of each that differed.

    ``follow`` is told of those that differ, before they are written.
    """
    model, corrected = table.model, list[str]()
    kind: str = kind_of(model)
    personal: frozenset[str] = getattr(model, "personal", frozenset())
    attributes = [model._meta.get_field(name).attname for name in table.fields]  # type: ignore[union-attr]
    decisive = table.decisive_places or range(len(table.fields))
    values: dict[int, dict[str, Any]] = {}
    each: list[Said] = []
    for record in model._default_manager.filter(pk__in=said):
        row = said[record.pk]
        each.append(
            Said(
                record,
                {attributes[n]: row[n] for n in decisive if getattr(record, attributes[n]) != row[n]},
            )
        )
    follow([one for one in each if one.now])
    for one in each:
        pk, now = one.held.pk, one.now  # type: ignore[union-attr]  # all of them are held
        then = {name: getattr(one.held, name) for name in now}
        digest, before, place = told[pk]
        values[pk] = {**now, "source_digest": digest}
        if now:
            corrected.append(place)
        then["source_digest"] = before.hex() if before else None
        changes.append(
            (
                kind,
                pk,
                "corrected" if now else "confirmed",
                place,
                seal(kind, pk, plain(then), personal),
                seal(kind, pk, plain(now), personal),
            )
        )
    give(model, values)
    return corrected


def differ_by_hand(table: Table, said: Mapping[int, list[Any]]) -> int:
    """How many records, of which their source says nothing new, are not as it says: a hand put them right or away."""
    decisive = [table.fields[place] for place in table.decisive_places] or table.fields
    places = table.decisive_places or range(len(table.fields))
    held = table.model._default_manager.filter(pk__in=said)
    return sum(
        withdrawn is not None
        or any(now != said[pk][place] for now, place in zip(values, places, strict=True))
        for pk, withdrawn, *values in held.values_list("pk", "withdrawn_at", *decisive).iterator()
    )


def give(model: type[Record], values: Mapping[int, Mapping[str, Any]]) -> None:
    """Give records, by their id, other values: one statement for each set of fields that changes."""
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for pk, new in values.items():
        alike.setdefault(tuple(new), []).append((pk, *new.values()))
    for names, rows in alike.items():
        update_rows(model, names, rows)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them."""
    return {name: str(v) if isinstance(v, (date, Decimal)) else v for name, v in values.items()}
