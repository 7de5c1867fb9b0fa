"""The four agencies: whom each knows, what it records of them, and how its export looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sightline.demo.children.chance import Array, weighted
from sightline.demo.children.course import BUSY_AUTUMN, BUSY_SUMMER, SCHOOL_YEAR, Kinds, on_weekdays
from sightline.demo.children.mistakes import Care, Written

MORE_MISSING = 17
"""September 2024, counted from April 2023: from then on far more children are reported missing."""
DECIDED_SOONER = np.datetime64("2024-07-01")
"""When the front door was put together, and contacts began to be decided within a day."""

Columns = dict[str, list[str]]


@dataclass(frozen=True)
class Export:
    """What one agency exports. ``knows`` is its share of all children, and of those of an age for school only where
    ``school_age``; ``columns`` writes a record's identity, its day and its kind in the agency's own way."""

    key: str
    letter: str
    knows: float
    kinds: Kinds
    care: Care
    columns: Callable[[np.random.Generator, Written, Array, Array], Columns]
    school_age: bool = False
    days: Callable[[Array], Array] = lambda days: days


def iso(days: Array) -> list[str]:
    return [str(day) for day in np.datetime_as_string(days, unit="D")]


def british(days: Array) -> list[str]:
    return [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in iso(days)]


def compact(days: Array) -> list[str]:
    return [day.replace("-", "") for day in iso(days)]


def one_of(dice: np.random.Generator, choices: dict[str, float], count: int) -> list[str]:
    names = np.array(list(choices))
    return [str(name) for name in names[weighted(dice, list(choices.values()), count)]]


def _social_care(dice: np.random.Generator, who: Written, days: Array, kinds: Array) -> Columns:
    sooner = days >= DECIDED_SOONER
    waited = np.where(
        sooner,
        weighted(dice, (0.44, 0.46, 0.06, 0.03, 0.01), len(days)),
        weighted(dice, (0.30, 0.40, 0.15, 0.10, 0.05), len(days)),
    )
    return {
        "forename": list(who.forename),
        "surname": list(who.surname),
        "dob": iso(who.born),
        "sex": list(who.sex),
        "postcode": list(who.postcode),
        "nhs_number": list(who.nhs_number),
        "upn": list(who.upn),
        "contact_date": iso(days),
        "contact_source": one_of(
            dice,
            {"Police": 0.29, "School": 0.24, "Health": 0.19, "Family": 0.17, "Anonymous": 0.11},
            len(days),
        ),
        "decision_date": iso(np.busday_offset(days, waited, roll="forward")),
        "outcome": list(kinds),
    }


def _police(dice: np.random.Generator, who: Written, days: Array, kinds: Array) -> Columns:
    return {
        "first_name": list(who.forename),
        "last_name": list(who.surname),
        "date_of_birth": british(who.born),
        "gender": ["Male" if sex == "M" else "Female" for sex in who.sex],
        "address_postcode": list(who.postcode),
        "incident_date": iso(days),
        "category": list(kinds),
        "risk": one_of(dice, {"Standard": 0.5, "Medium": 0.33, "High": 0.17}, len(days)),
    }


def _health(dice: np.random.Generator, who: Written, days: Array, kinds: Array) -> Columns:
    flagged = np.where(np.isin(kinds, ("Self-harm", "Overdose", "Assault")), 0.45, 0.12)
    return {
        "nhs_number": list(who.nhs_number),
        "given_name": list(who.forename),
        "family_name": list(who.surname),
        "birth_date": compact(who.born),
        "gender_code": ["1" if sex == "M" else "2" for sex in who.sex],
        "pcode": list(who.postcode),
        "attended_on": iso(days),
        "reason": list(kinds),
        "safeguarding_flag": ["Y" if yes else "N" for yes in dice.random(len(days)) < flagged],
    }


def _education(dice: np.random.Generator, who: Written, days: Array, kinds: Array) -> Columns:
    return {
        "upn": list(who.upn),
        "forename": list(who.forename),
        "surname": list(who.surname),
        "dob": british(who.born),
        "gender": list(who.sex),
        "home_postcode": list(who.postcode),
        "school_urn": [str(113_000 + number) for number in dice.integers(0, 600, len(days))],
        "event_date": iso(days),
        "event": list(kinds),
    }


EXPORTS = (
    Export(
        "social-care-contacts",
        "S",
        0.382,
        Kinds(
            ("Referral", "Early help", "NFA", "Strategy discussion"),
            (0.40, 0.22, 0.20, 0.18),
            (0.42, 0.18, 0.20, 0.20),
            BUSY_AUTUMN,
        ),
        Care(without_nhs_number=0.65, without_upn=0.37),
        _social_care,
    ),
    Export(
        "police-notifications",
        "P",
        0.309,
        Kinds(
            ("Domestic abuse", "Neglect", "Missing", "Drugs", "Exploitation"),
            (0.58, 0.30, 0.04, 0.06, 0.02),
            (0.34, 0.10, 0.26, 0.13, 0.17),
            BUSY_SUMMER,
            {"Missing": (MORE_MISSING, 2.4)},
        ),
        Care(slips=1.25),
        _police,
    ),
    Export(
        "health-emergency-attendances",
        "H",
        0.338,
        Kinds(
            ("Injury", "Illness", "Self-harm", "Overdose", "Assault"),
            (0.55, 0.41, 0.01, 0.01, 0.02),
            (0.37, 0.18, 0.22, 0.12, 0.11),
        ),
        Care(without_nhs_number=0.047),
        _health,
    ),
    Export(
        "education-exclusions-absence",
        "E",
        0.412,
        Kinds(
            ("Suspension", "Severe absence", "Elective home education", "Permanent exclusion"),
            (0.40, 0.38, 0.18, 0.04),
            (0.54, 0.27, 0.11, 0.08),
            SCHOOL_YEAR,
        ),
        Care(without_upn=0.015, slips=0.9),
        _education,
        school_age=True,
        days=on_weekdays,
    ),
)
