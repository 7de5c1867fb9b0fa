"""What other apps offer beside a record of the partnership: links, and sections of its page."""

from __future__ import annotations

from sightline.foundation.access import Actor
from sightline.foundation.beside import beneath, beside
from sightline.govuk.blocks import Action, Section
from sightline.partnership.models import Partnership, Record


def offers(of: str, by: Actor, record: Record | Partnership) -> tuple[Action, ...]:
    """Where the pages beside a record are, for who may see them; none beside one that was withdrawn."""
    if isinstance(record, Record) and record.withdrawn_at:
        return ()
    where = record if isinstance(record, Partnership) else record.partnership
    return tuple(
        Action(one.text, one.href(record)) for one in beside if one.of == of and by.may(one.needs, where)
    )


def sections(of: str, by: Actor, record: Record) -> tuple[Section, ...]:
    """The sections that other apps add to the page of a record, for who may see them."""
    offered = (
        one.section(record) for one in beneath if one.of == of and by.may(one.needs, record.partnership)
    )
    return tuple(section for section in offered if section is not None)
