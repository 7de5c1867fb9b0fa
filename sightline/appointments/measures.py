"""Figures about who holds what, and the model of scrutiny at a date."""

from __future__ import annotations

from sightline.appointments import queries
from sightline.appointments.kinds import InForce, MonthsHeld, Vacancies
from sightline.measures.dimensions import Dimension, by_agency, by_body
from sightline.measures.kinds import Latest
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit

LEVEL = Dimension(title="Level", noun=Noun("level", "levels"), path="level")


model = Latest(
    "partnership.model",
    title="Model of scrutiny",
    definition="How independent scrutiny is arranged at the date: the latest arrangement that began on it or before.",
    unit=Unit.NAME,
    rows=queries.arrangements,
    of="named",
    dated="since",
)

SEATS = {"body": by_body("body"), "agency": by_agency(), "level": LEVEL}

seats = InForce(
    "appointments.seats",
    title="Seats on bodies",
    definition="Seats that agencies have on bodies at the date, whoever fills them.",
    unit=Unit.SEATS,
    rows=queries.seats,
    opened="since",
    closed="until",
    known=queries.first_seat,
    unknown="No seat",
    by=SEATS,
)

vacancies = Vacancies(
    "appointments.vacancies",
    title="Vacant seats",
    definition="Seats on bodies at the date to which nobody was appointed; whoever acts fills a seat. "
    "Known from the day somebody is first recorded to hold one.",
    unit=Unit.SEATS,
    better=Better.LOWER,
    rows=queries.seats,
    opened="since",
    closed="until",
    known=queries.first_recorded,
    unknown="No appointment to a seat",
    by=SEATS,
)

rolling_months = MonthsHeld(
    "appointments.rolling_months",
    title="Months held on a rolling basis",
    definition="Whole months from the first day to the date, both included, of the rolling appointments in "
    "force at the date, added up.",
    unit=Unit.MONTHS,
    rows=queries.rolling,
    opened="since",
    closed="until",
    known=queries.first_rolling,
    unknown="No rolling appointment",
    nothing="Nobody was appointed on a rolling basis",
    by={"office": Dimension(title="Office", noun=Noun("office", "offices"), path="office")},
)

chairs_from_others = InForce(
    "appointments.chairs_from_others",
    title="Chairs from agencies other than children's services",
    definition="Chairs' seats at the date that belong to an agency other than the local authority.",
    unit=Unit.CHAIRS,
    rows=queries.chairs_of_others,
    opened="since",
    closed="until",
    known=queries.first_chair,
    unknown="No chair's seat",
    by={"body": by_body("body"), "agency": by_agency()},
)

register(model, seats, vacancies, rolling_months, chairs_from_others)
