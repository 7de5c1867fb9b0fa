"""Writing the trail. Every service of every app that changes a record calls one of these, inside its
own transaction; the hash chain is carried on by a short step after that transaction's commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from sightline.audit.chain import GENESIS, ChangesDigest, canonical, event_digest, link
from sightline.audit.models import Change, Event, Seal, SubjectKey
from sightline.audit.sealing import seal, sign
from sightline.foundation.access import Actor
from sightline.foundation.bulk import insert_rows, reserve_ids

CHANGE_FIELDS = ("id", "event_id", "kind", "record_id", "what", "source", "before", "after")
LOCK = 0x5EA1  # the first half of PostgreSQL's name for the lock on a chain
EVENT_FIELDS = (
    "id",
    "partnership_id",
    "at",
    "signature",
    "person_id",
    "verb",
    "kind",
    "record_id",
    "label",
    "detail",
    "reason",
    "changes_count",
    "changes_digest",
)


def kind_of(record: models.Model | type[models.Model]) -> str:
    """How the trail names a sort of record: ``actions.action``."""
    return record._meta.label_lower


class Entry:
    """An event being written: changes are added as they are made, the event itself comes last.

    Many changes at once cost one statement; nothing is kept in memory between calls.
    """

    def __init__(self, *, by: Actor, partnership_id: int | None, verb: str, reason: str = "") -> None:
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(
                "The trail is written in the transaction it tells of."
            )
        self.id = reserve_ids(Event, 1)[0]
        self._by, self._partnership_id, self._verb, self._reason = by, partnership_id, verb, reason
        self._digest = ChangesDigest()

    def add(self, rows: list[tuple[str, int, str, str, str | None, str | None]]) -> None:
        """Add changes given as (kind, record id, what, source, before JSON, after JSON)."""
        if not rows:
            return
        ids = reserve_ids(Change, len(rows))
        for number, row in zip(ids, rows, strict=True):
            self._digest.add((number, *row))
        insert_rows(
            Change, CHANGE_FIELDS, [(number, self.id, *row) for number, row in zip(ids, rows, strict=True)]
        )

    def close(
        self, *, kind: str, record_id: int | None, label: str, detail: Mapping[str, Any] | None = None
    ) -> Event:
        """Write the event, and have it sealed once the transaction is committed."""
        event = Event(
            id=self.id,
            partnership_id=self._partnership_id,
            at=timezone.now(),
            signature=signature_of(self._by),
            person_id=self._by.person_id,
            verb=self._verb,
            kind=kind,
            record_id=record_id,
            label=label,
            detail=canonical(detail or {}),
            reason=self._reason,
            changes_count=self._digest.count,
            changes_digest=self._digest.hex,
        )
        event.save()
        transaction.on_commit(lambda: carry_on(self._partnership_id, event.id), robust=True)
        return event


def signature_of(by: Actor) -> str:
    """Who acts, as it is kept beside what they did: a person's name sealed, so that erasing them reaches it."""
    return by.label if by.record is None else sign(kind_of(by.record), by.record.pk, by.label)


def note(
    *,
    by: Actor,
    partnership: models.Model | None,
    verb: str,
    subject: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Record an act that changes no field of a record: a sign-in, an elevation, a publication."""
    entry = Entry(by=by, partnership_id=partnership.pk if partnership else None, verb=verb, reason=reason)
    return entry.close(
        kind=kind_of(subject) if subject else "", record_id=subject.pk if subject else None,
        label=label_of(subject), detail=detail,
    )  # fmt: skip


def added(*, by: Actor, record: models.Model, source: str = "") -> Event:
    """Save a new record and say so, with its values."""
    record.save(force_insert=True)
    return _one(by, record, "added", None, values_of(record), source=source)


def corrected(
    *, by: Actor, record: models.Model, values: Mapping[str, Any], reason: str = ""
) -> Event | None:
    """Give fields new values and say what they were; None when nothing differs."""
    before = {name: _plain(record, name) for name in values}
    for name, value in values.items():
        setattr(record, name, value)
    after = {name: _plain(record, name) for name in values}
    changed = [name for name in values if before[name] != after[name]]
    if not changed:
        return None
    record.save(update_fields=changed)
    return _one(
        by,
        record,
        "corrected",
        {n: before[n] for n in changed},
        {n: after[n] for n in changed},
        reason=reason,
    )


def withdrawn(*, by: Actor, record: Any, reason: str) -> Event:
    """Take a record out of every figure without losing it."""
    record.withdrawn_at = timezone.now()
    record.save(update_fields=["withdrawn_at"])
    return _one(by, record, "withdrawn", None, None, reason=reason)


def restored(*, by: Actor, record: Any, reason: str = "") -> Event:
    """Put a withdrawn record back."""
    record.withdrawn_at = None
    record.save(update_fields=["withdrawn_at"])
    return _one(by, record, "restored", None, None, reason=reason)


def erase(*, by: Actor, record: models.Model, reason: str, verb: str = "erased") -> Event:
    """Destroy the key of a record's personal values in history. The trail still verifies; they cannot be read.

    ``verb`` is what was done to the record with it.
    """
    SubjectKey.objects.filter(kind=kind_of(record), record_id=record.pk).delete()
    return note(by=by, partnership=partnership_of(record), verb=verb, subject=record, reason=reason)


def _one(
    by: Actor,
    record: models.Model,
    what: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    reason: str = "",
    source: str = "",
) -> Event:
    kind = kind_of(record)
    personal: frozenset[str] = getattr(record, "personal", frozenset())
    owner = partnership_of(record)
    entry = Entry(by=by, partnership_id=owner.pk if owner else None, verb=what, reason=reason)
    entry.add(
        [
            (
                kind,
                record.pk,
                what,
                source,
                None if before is None else seal(kind, record.pk, before, personal),
                None if after is None else seal(kind, record.pk, after, personal),
            )
        ]
    )
    return entry.close(kind=kind, record_id=record.pk, label=label_of(record))


def partnership_of(record: models.Model) -> models.Model | None:
    """The partnership a record belongs to; a partnership belongs to itself."""
    if kind_of(record) == "partnership.partnership":
        return record
    return getattr(record, "partnership", None)


def label_of(record: models.Model | None) -> str:
    """What the trail calls a record: never a personal value."""
    if record is None:
        return ""
    label = getattr(record, "audit_label", None)
    return label or f"{record._meta.verbose_name} {record.pk}"


UNTOLD = {"id", "partnership", "source_digest", "import_id", "withdrawn_at", "password", "last_login"}


def values_of(record: models.Model) -> dict[str, Any]:
    """A record's own values, as history keeps them."""
    names = [field.name for field in record._meta.concrete_fields if field.name not in UNTOLD]
    return {name: value for name in names if (value := _plain(record, name)) not in (None, "")}


def _plain(record: models.Model, name: str) -> Any:
    """A field's value as JSON can hold it; a foreign key is its id."""
    value = getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]
    if isinstance(value, (date, datetime, Decimal)):
        return str(value)
    return value


def carry_on(partnership_id: int | None, event_id: int) -> None:
    """Seal an event that was just committed, and any that a crash left unsealed after the chain's last link."""
    with _chain_of(partnership_id) as last:
        _seal(partnership_id, last, Q(id=event_id) | Q(id__gt=last.event_id) if last else Q())


def seal_waiting() -> int:
    """Seal every event of every partnership that is not sealed yet, wherever it lies; how many."""
    waiting = _unsealed().order_by().values_list("partnership_id", flat=True).distinct()
    count = 0
    for partnership_id in list(waiting):
        with _chain_of(partnership_id) as last:
            count += _seal(partnership_id, last, Q())
    return count


def _unsealed() -> models.QuerySet[Event]:
    return Event.objects.filter(~Exists(Seal.objects.filter(event_id=OuterRef("id"))))


@contextmanager
def _chain_of(partnership_id: int | None) -> Iterator[Seal | None]:
    """The last link of a chain, with nobody else adding to it meanwhile.

    On SQLite a transaction has the database to itself; PostgreSQL is asked for a lock of this chain's own.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [(LOCK << 32) + (partnership_id or 0)])
        yield Seal.objects.filter(partnership_id=partnership_id).order_by("-sequence").first()


def _seal(partnership_id: int | None, last: Seal | None, which: Q) -> int:
    sequence, previous = (last.sequence, last.digest) if last else (0, GENESIS)
    began = sequence
    for event in list(_unsealed().filter(which, partnership_id=partnership_id).order_by("id")):
        sequence, previous = sequence + 1, link(previous, digest_of(event))
        Seal(partnership_id=partnership_id, sequence=sequence, event_id=event.id, digest=previous).save()
    return sequence - began


def digest_of(event: Event) -> str:
    """The digest of an event as it stands in the database."""
    return event_digest({name: getattr(event, name) for name in EVENT_FIELDS})
