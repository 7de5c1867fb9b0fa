"""Reading the trail: the history of a record, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import Any

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from sightline.audit.chain import GENESIS, ChangesDigest, link
from sightline.audit.models import Change, Event, Seal
from sightline.audit.sealing import legible, unseal_all
from sightline.audit.services import CHANGE_FIELDS, digest_of, kind_of
from sightline.foundation.bulk import batched

BATCH = 500
NO_CHANGES = (0, "")


@dataclass(frozen=True)
class Happening:
    """One line of a record's history."""

    at: datetime
    who: str
    what: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    source: str


@dataclass(frozen=True)
class Break:
    """A place where the trail is not what was sealed."""

    partnership_id: int | None
    event_id: int
    problem: str


def history(record: models.Model) -> list[Happening]:
    """What was done to a record, newest first."""
    return histories([record])[0]


def histories(records: Sequence[models.Model]) -> list[list[Happening]]:
    """What was done to each of these records, in their order, newest first. As many queries as for one."""
    numbers: dict[str, set[int]] = {}
    for record in records:
        numbers.setdefault(kind_of(record), set()).add(record.pk)
    theirs = [Q(kind=kind, record_id__in=these) for kind, these in numbers.items()]
    found = Change.objects.filter(reduce(or_, theirs)) if theirs else Change.objects.none()
    changes = list(found.order_by("-event_id", "-id"))
    events = {
        event.id: event
        for event in _read(Event.objects.filter(id__in={change.event_id for change in changes}))
    }
    told = unseal_all(
        (change.kind, change.record_id, text) for change in changes for text in (change.before, change.after)
    )
    of: dict[tuple[str, int], list[Happening]] = {}
    for change, before, after in zip(changes, told[::2], told[1::2], strict=True):
        if event := events.get(change.event_id):
            of.setdefault((change.kind, change.record_id), []).append(
                _happening(event, change, before, after)
            )
    return [of.get((kind_of(record), record.pk), []) for record in records]


def _happening(event: Event, change: Change, before: dict[str, Any], after: dict[str, Any]) -> Happening:
    return Happening(
        at=event.at,
        who=event.actor,
        what=change.what,
        before=before,
        after=after,
        reason=event.reason,
        source=change.source,
    )


def changes_after(kind: str, floors: Mapping[int, int]) -> dict[int, list[Happening]]:
    """Record -> what was done to it after the event that ``floors`` gives for it, newest first. Four queries."""
    if not floors:
        return {}
    later = Change.objects.filter(kind=kind, record_id__in=floors, event_id__gt=min(floors.values()))
    changes = [one for one in later.order_by("-event_id", "-id") if one.event_id > floors[one.record_id]]
    events = {one.id: one for one in _read(Event.objects.filter(id__in={c.event_id for c in changes}))}
    told = unseal_all((kind, one.record_id, text) for one in changes for text in (one.before, one.after))
    of: dict[int, list[Happening]] = {}
    for change, before, after in zip(changes, told[::2], told[1::2], strict=True):
        if event := events.get(change.event_id):
            of.setdefault(change.record_id, []).append(_happening(event, change, before, after))
    return of


def recent(
    partnership_id: int, *, since: datetime | None = None, but_for: Q | None = None, limit: int = 20
) -> list[Event]:
    """The latest events of a partnership, newest first, but for some."""
    events = Event.objects.filter(partnership_id=partnership_id)
    if but_for is not None:
        events = events.exclude(but_for)
    if since:
        events = events.filter(at__gt=since)
    return _read(events.order_by("-at", "-id")[:limit])


def done_to(records: Mapping[type[models.Model], Collection[int]]) -> list[Event]:
    """What was done to these records, given by their ids, oldest first."""
    theirs = models.Q()
    for model, ids in records.items():
        theirs |= models.Q(kind=kind_of(model), record_id__in=ids)
    return _read(Event.objects.filter(theirs).order_by("id"))


def done_since(partnership_id: int, moment: datetime, verbs: Collection[str]) -> bool:
    """Whether anything called by one of these verbs was done in a partnership since."""
    later = Event.objects.filter(partnership_id=partnership_id, at__gt=moment, verb__in=verbs)
    return later.exists()


def events_numbered(numbers: Iterable[int]) -> list[Event]:
    """Some events, newest first."""
    return _read(Event.objects.filter(id__in=list(numbers)).order_by("-id"))


def last_event(record: models.Model, verb: str) -> Event | None:
    """The latest act of one sort on a record itself: that it was undone, say."""
    acts = Event.objects.filter(kind=kind_of(record), record_id=record.pk, verb=verb)
    return next(iter(_read(acts.order_by("-id")[:1])), None)


def _read(events: Iterable[Event]) -> list[Event]:
    """The events with who acted in them, found for all of them at once."""
    held = list(events)
    for event, actor in zip(held, legible(event.signature for event in held), strict=True):
        event.actor = actor
    return held


def version_of(partnership_id: int) -> tuple[int, int]:
    """The version of everything a partnership holds: its latest event and the last link of its chain. One query.

    Both, because an event takes its number when its transaction begins: of two at once, the one with the lower
    number may be the last to commit. It is linked to the chain after that.
    """
    links = Seal.objects.filter(partnership_id=partnership_id).order_by("-sequence").values("sequence")
    latest = Event.objects.filter(partnership_id=partnership_id).order_by("-id")
    return latest.values_list("id", Coalesce(Subquery(links[:1]), 0)).first() or (0, 0)


def last_links() -> list[Seal]:
    """The latest link of every chain. Kept elsewhere, it shows whether the end of a chain was cut off."""
    longest = Seal.objects.values("partnership_id").annotate(last=Max("sequence")).order_by("partnership_id")
    return [
        Seal.objects.get(partnership_id=chain["partnership_id"], sequence=chain["last"]) for chain in longest
    ]


def has_link(partnership_id: int | None, digest: str) -> bool:
    """Whether a chain has a link with this digest."""
    return Seal.objects.filter(partnership_id=partnership_id, digest=digest).exists()


def breaks() -> Iterator[Break]:
    """Every place where the trail is not what was sealed: something changed, missing, added or never sealed."""
    for partnership_id in (
        Event.objects.order_by()
        .values_list("partnership_id", flat=True)
        .union(Seal.objects.order_by().values_list("partnership_id", flat=True))
    ):
        yield from _breaks_of(partnership_id)
    strays = Change.objects.filter(~Exists(Event.objects.filter(id=OuterRef("event_id"))))
    for event_id in strays.order_by("event_id").values_list("event_id", flat=True).distinct():
        yield Break(None, event_id, "there are changes of an event that does not exist")


def _breaks_of(partnership_id: int | None) -> Iterator[Break]:
    previous, expected = GENESIS, 0
    seals = Seal.objects.filter(partnership_id=partnership_id).order_by("sequence")
    for some in batched(seals.iterator(), BATCH):
        events = Event.objects.in_bulk([seal.event_id for seal in some])
        changes = _digests_of_changes(events)
        for seal in some:
            expected += 1
            if seal.sequence != expected:
                yield Break(partnership_id, seal.event_id, f"link {expected} of the chain is missing")
                expected = seal.sequence
            event = events.get(seal.event_id)
            if event is None:
                yield Break(partnership_id, seal.event_id, "the event was removed")
            else:
                if link(previous, digest_of(event)) != seal.digest:
                    yield Break(partnership_id, event.id, "the event, or the chain before it, was altered")
                if changes.get(event.id, NO_CHANGES) != (event.changes_count, event.changes_digest):
                    yield Break(partnership_id, event.id, "the changes of this event were altered")
            previous = seal.digest
    unsealed = ~Exists(Seal.objects.filter(event_id=OuterRef("id"), partnership_id=partnership_id))
    for event in Event.objects.filter(unsealed, partnership_id=partnership_id).order_by("id").iterator():
        yield Break(partnership_id, event.id, "the event was never sealed")


def _digests_of_changes(event_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """How many changes each event has, and their digest; an import's are read one by one."""
    rows = Change.objects.filter(event_id__in=list(event_ids)).order_by("event_id", "id")
    told = {}
    for event_id, group in groupby(
        rows.values_list("event_id", *CHANGE_FIELDS).iterator(), key=itemgetter(0)
    ):
        digest = ChangesDigest((number, *rest) for _, number, _, *rest in group)
        told[event_id] = (digest.count, digest.hex)
    return told
