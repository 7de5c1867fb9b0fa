"""The measures of the partnership itself, which stands on a floor below and so cannot declare them."""

from __future__ import annotations

from sightline.measures import queries
from sightline.measures.dimensions import by_agency, by_body
from sightline.measures.kinds import Fact, Holder
from sightline.measures.registry import register
from sightline.measures.units import Unit

workforce = Fact(
    "partnership.workforce",
    title="Workforce",
    definition="Staff who work with children: the sum of each agency's latest figure on or before the date.",
    unit=Unit.STAFF,
    rows=queries.workforce,
    dated="as_at",
    of="staff",
    by={"agency": by_agency()},
)

chair_agency = Holder(
    "partnership.chair_agency",
    title="Chairing agency",
    definition="The agency whose seat on a body was its chair's at the date.",
    unit=Unit.NAME,
    rows=queries.chairs,
    since="since",
    until="until",
    of="agency",
    by={"body": by_body("body")},
)

register(workforce, chair_agency)
