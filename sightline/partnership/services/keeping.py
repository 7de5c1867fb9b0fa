"""Keeping a record by hand: adding, correcting, withdrawing and putting back, the same for every kind of record.

An app declares each kind once, with the right it needs and what is particular to it; what is true of all
records is here: one transaction, one event, coverage from the day a source is first kept by hand, and nobody's
change lost to another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.audit.chain import canonical
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership, Record, Tenant
from sightline.partnership.refusals import Refused
from sightline.partnership.services.coverage import begin_live
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import because

R = TypeVar("R", bound=Record)
LATELY = timedelta(days=31)
"""How long ago what is recorded by hand may be to show that its source is kept here day by day."""


class Overtaken(Refused):
    """Raised when somebody else changed a record while a correction of it was being typed; ``held`` is it now."""

    def __init__(self, held: models.Model) -> None:
        super().__init__("Somebody else changed this while you were at it. Nothing of yours is saved yet.")
        self.held = held


def fingerprint(record: models.Model, names: Iterable[str]) -> str:
    """A digest of some of a record's values, by which a later look can tell whether they are still the same."""
    values = audit.values_of(record)
    return sha256(canonical({name: values.get(name) for name in names}).encode()).hexdigest()[:32]


@contextmanager
def as_it_was(typed: Partnership | Tenant, names: Iterable[str], made_from: str) -> Iterator[None]:
    """A transaction in which a record still has those values that ``made_from`` is the fingerprint of.

    ``typed`` is the record as it is to be. Nobody else can change it until the transaction ends. Raises Overtaken
    when somebody has given it other values since.
    """
    with transaction.atomic():
        # The partnership's turn comes before any record of it, here as everywhere: two who take both in
        # another order would wait for each other.
        wait_for_turn(typed if isinstance(typed, Partnership) else typed.partnership)
        held = type(typed)._default_manager.select_for_update(no_key=True).get(pk=typed.pk)
        if made_from and fingerprint(held, names) not in (made_from, fingerprint(typed, names)):
            raise Overtaken(held)
        yield


def check_past(record: Record, *names: str) -> None:
    """Refuse a date among these fields that is still to come."""
    for name in names:
        day = getattr(record, name)
        if day and day > timezone.localdate():
            raise Refused(f"{_label(record, name).capitalize()} must be today or earlier.", field=name)


def check_order(record: Record, first: str, *later: str) -> None:
    """Refuse a date among the later fields that lies before the first."""
    start = getattr(record, first)
    for name in later:
        day = getattr(record, name)
        if day and day < start:
            said = f"{_label(record, name).capitalize()} must be the same as or after the {_label(record, first)}."
            raise Refused(said, field=name)


def lately(values: Mapping[str, Any]) -> date | None:
    """The earliest day of the last month among these values; None when they say nothing of it."""
    today = timezone.localdate()
    days = (value for value in values.values() if type(value) is date)
    return min((day for day in days if today - LATELY <= day <= today), default=None)


def _label(record: Record, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _anything(record: Any) -> None:
    """What a kind of record checks when any values may be right."""


@dataclass(frozen=True, kw_only=True)
class Keeping(Generic[R]):
    """How one kind of record is kept by hand.

    ``identity`` makes the natural key of a new record from its values; ``check`` raises Refused for values that
    cannot be right. ``source`` is kept live from the first record that is added by hand; "" for none. Where a
    record is checked ``beside_others``, those who write such records take turns.
    """

    model: type[R]
    right: str
    identity: Callable[[R], str]
    source: str = ""
    check: Callable[[R], None] = _anything
    beside_others: bool = False

    @transaction.atomic
    def add(self, *, by: Actor, record: R) -> R:
        """Add a record made by hand; from then on its source is kept live. Refused when there is such a one.

        From the day of the record, if that is not long ago: whoever records last week's meeting wants it counted.
        """
        require(by, self.right, record.partnership)
        if self.source or self.beside_others:  # coverage begins in turn, and the turn comes before any record
            wait_for_turn(record.partnership)
        self._check_values(record)
        self._check_step(by, None, record)
        self._check_alone(record)
        record.key = self.identity(record)
        try:
            with transaction.atomic():
                audit.added(by=by, record=record)
        except IntegrityError:  # of two who add the same at once, the second
            raise Refused("Somebody else added this at the same moment. Look at theirs first.") from None
        if self.source:
            since = lately({field.name: getattr(record, field.name) for field in record._meta.fields})
            begin_live(by=by, partnership=record.partnership, source=self.source, since=since)
        return record

    @transaction.atomic
    def correct(
        self, *, by: Actor, record: R, values: Mapping[str, Any], made_from: str = "", reason: str = ""
    ) -> R:
        """Give a record's fields other values, and answer it as it then is.

        Its key stays, so that a spreadsheet that still says what was wrong finds the record and changes nothing.
        To say what happened lately, as when an action is complete, is to keep its source live from then on.
        ``made_from`` is the fingerprint of the values that the correction was made from: raises Overtaken when
        they have changed since.
        """
        require(by, self.right, record.partnership)
        since = lately(values) if self.source else None
        if since:
            wait_for_turn(record.partnership)
        held = self._locked(record)
        if held.withdrawn_at:
            raise Refused("This was withdrawn. Put it back first.")
        would_be = copy(held)
        for name, value in values.items():
            setattr(would_be, name, value)
        if fingerprint(would_be, values) == fingerprint(held, values):
            return held
        if made_from and made_from != fingerprint(held, values):
            raise Overtaken(held)
        self._check_values(would_be)
        self._check_step(by, held, would_be)
        if self.identity(would_be) != self.identity(held):
            self._check_alone(would_be)
        audit.corrected(by=by, record=held, values=values, reason=reason)
        if since:
            begin_live(by=by, partnership=record.partnership, source=self.source, since=since)
        return held

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: R, reason: str) -> None:
        """Take a record out of every figure, with the reason; it stays in the history and can be put back."""
        require(by, self.right, record.partnership)
        held = self._locked(record)
        if held.withdrawn_at:
            raise Refused("This was withdrawn already.")
        audit.withdrawn(by=by, record=held, reason=because(reason))

    @transaction.atomic
    def restore(self, *, by: Actor, record: R) -> None:
        """Put a withdrawn record back into every figure; nothing happens to one that is there already.

        Refused where another has taken its place meanwhile.
        """
        require(by, self.right, record.partnership)
        held = self._locked(record)
        if held.withdrawn_at:
            if self.beside_others:
                self._check_values(held)
            audit.restored(by=by, record=held)

    def _locked(self, record: R) -> R:
        """The record as the database has it now, which nobody else can change until the transaction ends."""
        if self.beside_others:
            wait_for_turn(record.partnership)
        return self._every(record.partnership).select_for_update(no_key=True).get(pk=record.pk)

    def _every(self, partnership: Partnership) -> models.QuerySet[R]:
        return self.model._default_manager.ever_of(partnership)  # type: ignore[return-value]

    def _check_values(self, record: R) -> None:
        """Refuse values that cannot be right, and whatever belongs to another partnership."""
        for field in record._meta.concrete_fields:
            chosen = getattr(record, field.name) if isinstance(field, models.ForeignKey) else None
            if isinstance(chosen, Record) and chosen.partnership_id != record.partnership_id:
                raise Refused("Choose one of this partnership.", field=field.name)
        self.check(record)

    def judge(self, *, by: Actor, held: R | None, record: R) -> None:
        """Refuse what this person could not make by hand of a record that is ``held`` so, for those who write many."""
        self.check(record)
        self._check_step(by, held, record)

    def _check_step(self, by: Actor, held: R | None, record: R) -> None:
        """Refuse what this person may not make of a record that was ``held`` so; None where it is new."""

    def _check_alone(self, record: R) -> None:
        """Refuse a second record of the same thing."""
        same = self._every(record.partnership).filter(key=self.identity(record)).exclude(pk=record.pk).first()
        if same is not None:
            name = str(self.model._meta.verbose_name)
            how = (
                "It was withdrawn: put it back instead." if same.withdrawn_at else "Correct that one instead."
            )
            raise Refused(
                f"There is already {'an' if name[0] in 'aeiou' else 'a'} {name} with these particulars: {same}. {how}"
            )
