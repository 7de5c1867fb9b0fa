"""Agencies: who they are, what they are and were called, what they became, and how many staff they have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Agency, AgencyKind, AgencyName, Alias, Partnership, Workforce
from sightline.partnership.permissions import EDIT_AGENCIES, REMEMBER_NAMES
from sightline.partnership.queries import agencies, agency_names, former_names, mergers, workforce
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_use, wait_for_turn
from sightline.partnership.services.words import named
from sightline.partnership.tree import loops


@transaction.atomic
def add_agency(
    *, by: Actor, partnership: Partnership, name: str, kind: str = AgencyKind.OTHER, statutory: bool = False
) -> Agency:
    """Add an agency. Refused when its name already means another."""
    require(by, EDIT_AGENCIES, partnership)
    name = named(name)
    _check_free(partnership, name)
    key = fold(name)
    if Agency.objects.ever_of(partnership).filter(key=key).exists():
        raise Refused(f"{name} was withdrawn. Restore it instead of adding it again.", field="name")
    agency = Agency(partnership=partnership, key=key, name=name, kind=_kind(kind), statutory=statutory)
    audit.added(by=by, record=agency)
    return agency


@transaction.atomic
def correct_agency(
    *, by: Actor, agency: Agency, name: str, kind: str, statutory: bool, reason: str = ""
) -> None:
    """Put right what is held of an agency; for a new name that begins on a day, ``rename_agency``."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    name = named(name)
    _check_free(agency.partnership, name, agency)
    values = {"name": name, "kind": _kind(kind), "statutory": statutory}
    audit.corrected(by=by, record=agency, values=values, reason=reason)


@transaction.atomic
def rename_agency(*, by: Actor, agency: Agency, name: str, since: date) -> None:
    """Give an agency a new name from a day on, keeping the one it had for the time before."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    name = named(name)
    if fold(name) == fold(agency.name):
        raise Refused("This is the name it has now. To change only its spelling, correct it.", field="name")
    _check_free(agency.partnership, name, agency)
    _check_past(since, "since")
    former = former_names(agency)
    if former and since <= former[0].until + timedelta(days=1):
        present = spell_out(former[0].until + timedelta(days=1))
        raise Refused(f"It took its present name on {present}. Enter a later day.", field="since")
    until = since - timedelta(days=1)
    audit.added(
        by=by,
        record=AgencyName(partnership=agency.partnership, agency=agency, name=agency.name, until=until),
    )
    audit.corrected(by=by, record=agency, values={"name": name}, reason=f"New name from {spell_out(since)}")


@transaction.atomic
def merge_agency(*, by: Actor, agency: Agency, into: Agency, on: date) -> None:
    """Record that an agency became part of another on a day. What it did before stays its own."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    became = mergers(agency.partnership)
    if became[agency.pk]:
        raise Refused(f"{agency.name} was merged already. Undo that merger first.")
    if into.pk == agency.pk or not agencies(agency.partnership).contains(into):
        raise Refused("Choose another agency of this partnership.", field="into")
    if loops(agency.pk, {**became, agency.pk: into.pk}):
        raise Refused(f"{into.name} was itself merged into {agency.name}.", field="into")
    _check_past(on, "on")
    audit.corrected(by=by, record=agency, values={"merged_into_id": into.pk, "merged_on": on})


@transaction.atomic
def undo_merger(*, by: Actor, agency: Agency, reason: str = "") -> None:
    """Take back a merger that was recorded by mistake."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    audit.corrected(by=by, record=agency, values={"merged_into_id": None, "merged_on": None}, reason=reason)


@transaction.atomic
def add_alias(*, by: Actor, agency: Agency, name: str) -> Alias:
    """Add another name that people use for an agency. Refused when it already means somebody else."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    name = named(name)
    if agency_names(agency.partnership).get(fold(name)) == agency.pk:
        raise Refused(f"“{name}” is known as a name of {agency.name} already.", field="name")
    return _alias(by, agency, name)


@transaction.atomic
def remember_alias(*, by: Actor, partnership: Partnership, name: str, agency: Agency) -> Alias | None:
    """Remember what a name in a spreadsheet means, as somebody said once. None when it was known already."""
    require(by, REMEMBER_NAMES, partnership)
    name = named(name)
    if agency.partnership_id != partnership.pk:
        raise Refused("Choose an agency of this partnership.", field="agency")
    if agency_names(partnership).get(fold(name)) == agency.pk:
        return None
    return _alias(by, agency, name)


def _alias(by: Actor, agency: Agency, name: str) -> Alias:
    _check_free(agency.partnership, name, agency)
    key = fold(name)
    held = Alias.objects.ever_of(agency.partnership).filter(key=key).first()
    if held is None:
        alias = Alias(partnership=agency.partnership, key=key, agency=agency, name=name)
        audit.added(by=by, record=alias)
        return alias
    if held.withdrawn_at:
        audit.restored(by=by, record=held)
    audit.corrected(by=by, record=held, values={"agency_id": agency.pk, "name": name})
    return held


@transaction.atomic
def add_workforce(*, by: Actor, agency: Agency, staff: int, as_at: date) -> Workforce:
    """Add how many staff of an agency worked with children at a day."""
    require(by, EDIT_AGENCIES, agency.partnership)
    in_use(agency)
    _check_staff(staff)
    _check_past(as_at, "as_at")
    if any(figure.as_at == as_at for figure in workforce(agency)):
        raise Refused(f"There is a figure at {spell_out(as_at)} already. Correct that one.", field="as_at")
    key, held = _place_for(agency, as_at)
    if held is not None:
        audit.restored(by=by, record=held)
        audit.corrected(by=by, record=held, values={"agency_id": agency.pk, "as_at": as_at, "staff": staff})
        return held
    figure = Workforce(partnership=agency.partnership, key=key, agency=agency, staff=staff, as_at=as_at)
    audit.added(by=by, record=figure)
    return figure


def _place_for(agency: Agency, as_at: date) -> tuple[str, Workforce | None]:
    """The key of a figure at a day, with the withdrawn figure of that key, which comes back as the new one.

    A figure whose day was corrected keeps the key that its first day gave it: another takes a further one.
    """
    every = Workforce.objects.ever_of(agency.partnership)
    for nth in count(1):
        key = lasting(f"{agency.key}|{as_at}" + (f"#{nth}" if nth > 1 else ""))
        held = every.filter(key=key).first()
        if held is None or held.withdrawn_at:
            break
    return key, held


@transaction.atomic
def correct_workforce(*, by: Actor, figure: Workforce, staff: int, as_at: date, reason: str = "") -> None:
    """Put right a figure of an agency's workforce."""
    require(by, EDIT_AGENCIES, figure.partnership)
    in_use(figure, "This figure was withdrawn. Add it again instead.")
    _check_staff(staff)
    _check_past(as_at, "as_at")
    if any(other.as_at == as_at and other.pk != figure.pk for other in workforce(figure.agency)):
        raise Refused(f"There is a figure at {spell_out(as_at)} already. Correct that one.", field="as_at")
    audit.corrected(by=by, record=figure, values={"staff": staff, "as_at": as_at}, reason=reason)


def _check_free(partnership: Partnership, name: str, agency: Agency | None = None) -> None:
    """Refused when a name already means another agency."""
    wait_for_turn(partnership)
    meant = agency_names(partnership).get(fold(name))
    if meant is None or (agency is not None and meant == agency.pk):
        return
    other = Agency.objects.of(partnership).get(pk=meant)
    if fold(other.name) == fold(name):
        raise Refused(f"There is an agency called {other.name} already.", field="name")
    raise Refused(f"“{name}” already means {other.name}. A name can mean only one agency.", field="name")


def _check_staff(staff: int) -> None:
    if not 0 <= staff <= 10_000_000:
        raise Refused("Enter how many people, as a whole number such as 2400.", field="staff")


def _check_past(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused("This day is still to come. Enter today or a day before.", field=field)


def _kind(kind: str) -> str:
    if kind not in AgencyKind.values:
        raise Refused("Choose a kind of agency.", field="kind")
    return kind
