"""Freezing a pack of indicators for a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sightline.audit import services as audit
from sightline.datasets.models import Pack
from sightline.datasets.packs.building import content_for
from sightline.datasets.packs.freezing import digest
from sightline.datasets.permissions import OBSERVE
from sightline.foundation.access import Actor, require
from sightline.measures.disclosure.programme import NotSolved
from sightline.measures.kinds import Measure
from sightline.meetings.models import Meeting
from sightline.partnership.refusals import Refused

NOT_COMPARED = (
    "Whether this pack, set beside earlier ones, would give away small numbers of children could not be worked out, so "
    "it was not made. Choose fewer indicators, or try again after the next delivery."
)


@transaction.atomic
def make_pack(*, by: Actor, meeting: Meeting, title: str, measures: Sequence[Measure]) -> Pack:
    """Put these indicators together for a meeting, as they stand now. What is made is never changed; make another."""
    require(by, OBSERVE, meeting.partnership)
    if not measures:
        raise Refused("Choose at least one indicator.", field="indicators")
    try:
        content = content_for(meeting, title, measures)
    except NotSolved:
        raise Refused(NOT_COMPARED, field="indicators") from None
    pack = Pack(
        partnership=meeting.partnership,
        meeting=meeting,
        title=title,
        content=content,
        sha256=digest(content),
        made_by_id=by.person_id,
    )
    audit.added(by=by, record=pack)
    return pack
