"""Links to what other apps offer beside a record of the partnership."""

from __future__ import annotations

from sightline.foundation.access import Actor
from sightline.foundation.beside import beside
from sightline.govuk.blocks import Action
from sightline.partnership.models import Partnership, Record


def offers(of: str, by: Actor, record: Record | Partnership) -> tuple[Action, ...]:
    """Where the pages beside a record are, for who may see them; none beside one that was withdrawn."""
    if isinstance(record, Record) and record.withdrawn_at:
        return ()
    where = record if isinstance(record, Partnership) else record.partnership
    return tuple(
        Action(one.text, one.href(record)) for one in beside if one.of == of and by.may(one.needs, where)
    )
