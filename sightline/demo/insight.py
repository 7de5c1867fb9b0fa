"""What the analyst made of the data: an observation, a recommendation to the executive, and a pack for its meeting."""

from __future__ import annotations

from datetime import date

from sightline.datasets.indicator_pages.telling import indicators, told
from sightline.datasets.insight.queries import observations
from sightline.datasets.models import Observation
from sightline.datasets.packs.queries import packs
from sightline.datasets.services.insight import observations as keeping
from sightline.datasets.services.insight import recommend
from sightline.datasets.services.packs import make_pack
from sightline.demo.bodies import EXECUTIVE
from sightline.demo.places import Place
from sightline.foundation.access import Actor
from sightline.foundation.text import fold
from sightline.measures.remembered import Remembered
from sightline.meetings.queries import agendas_to_fill
from sightline.partnership.models import Agency, Partnership

MISSING = "data.missing"
SEEN = "Since September 2024 more children are reported missing every month than in any month of the year before."
SINCE, UNTIL = date(2024, 9, 1), date(2025, 3, 31)
ADVICE = (
    "Offer every child who comes home after being missing a conversation with somebody independent within 72 hours, "
    "and report each quarter on how many took it up"
)
IN_PACK = (
    "data.contacts",
    "data.decisions_in_time",
    "data.re_referrals",
    MISSING,
    "data.self_harm_attendances",
    "data.suspensions",
    "data.children_known_to_two",
    "data.children_known_to_three",
)


def lead_to_action(by: Actor, partnership: Partnership, place: Place) -> None:
    """Record what the analyst saw, recommend something to the executive, and freeze a pack for its next meeting."""
    held = {measure.key: measure for measure in indicators()}
    meeting = next((one for one in agendas_to_fill(partnership) if one.body.name == EXECUTIVE), None)
    if meeting is None or MISSING not in held:
        return
    if not observations(partnership).exists():
        seen = told(Remembered(partnership), partnership, held[MISSING])
        one = Observation(
            partnership=partnership,
            indicator=MISSING,
            sentence=SEEN,
            said=seen.sentence,
            starts=SINCE,
            ends=UNTIL,
            observer_id=by.person_id,
        )
        keeping.add(by=by, record=one)
        council = Agency.objects.of(partnership).get(key=fold(place.council))
        recommend(by=by, observation=one, body=meeting.body, text=ADVICE, agency=council, meeting=meeting)
    if not packs(partnership).exists():
        make_pack(
            by=by,
            meeting=meeting,
            title="What the data shows",
            measures=[held[key] for key in IN_PACK if key in held],
        )
