"""Taking turns: what is looked at before it is changed must still be so when it is."""

from __future__ import annotations

from sightline.partnership.models import Partnership, Record, Tenant
from sightline.partnership.refusals import Refused


def wait_for_turn(partnership: Partnership) -> None:
    """Let nobody else check and change the names, mergers or coverage of a partnership until the transaction ends.

    SQLite gives a transaction the whole database; PostgreSQL is asked for the partnership's own row, which
    records that merely belong to it do not wait for. It comes before any lock on a record: two who took both
    in another order would wait for each other.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def in_turn(record: Tenant) -> None:
    """Take the turn of a record's partnership, and read the record again: others may have changed it meanwhile."""
    wait_for_turn(record.partnership)
    own = (field.name for field in record._meta.concrete_fields if field.name != "partnership")
    record.refresh_from_db(fields=list(own))


def in_use(record: Record, otherwise: str = "This was withdrawn. Put it back first.") -> None:
    """The same for a record that is to be changed. Refused when it is withdrawn by now."""
    in_turn(record)
    if record.withdrawn_at:
        raise Refused(otherwise)
