"""What an indicator is: its words, where it comes from, and its SQL over the tables of a linked store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CONTACTS = "social-care-contacts"
NOTIFICATIONS = "police-notifications"
ATTENDANCES = "health-emergency-attendances"
SCHOOL_EVENTS = "education-exclusions-absence"
CENSUS = "cin-census"
FOUR = (CONTACTS, NOTIFICATIONS, ATTENDANCES, SCHOOL_EVENTS)


class Counts(StrEnum):
    """How the rows of an indicator make its figure.

    ``rows`` are counted; of ``children`` each is counted once; a ``share`` is the rows whose ``part`` is 1 out of
    all.
    """

    ROWS = "rows"
    CHILDREN = "children"
    SHARE = "share"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to divide an indicator: a column of its SQL whose values are words that people read."""

    name: str
    title: str
    one: str
    many: str


AGE = Way(name="age", title="Age", one="age group", many="age groups")
SEX = Way(name="sex", title="Sex", one="sex", many="sexes")
DISTRICT = Way(name="district", title="Postcode district", one="postcode district", many="postcode districts")
AGENCY = Way(name="agency", title="Agency", one="agency", many="agencies")
OF_CHILD = (AGE, SEX)
OF_EVENT = (AGENCY, AGE, SEX, DISTRICT)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A figure about children, defined once.

    ``sql`` answers a row for each thing that may count, with the columns ``happened`` (a DATE), ``child``, ``sex``,
    ``birth_month``, those of ``by``, and for a share ``part``, 1 or 0. One that is ``of_the_period`` asks what a
    child met in a period as a whole: it reads the table ``periods`` (period, first_day, last_day), and answers
    ``period`` as well, with the last day as ``happened``. Tables are called as in the store, with _ for -.
    ``working_days`` (day, number, done) counts them: what began on one day and was done on another took ``done`` of
    the other less ``number`` of the one.

    ``reads`` are the tables and columns it cannot do without. ``sources`` are the data sets that must cover the time,
    by default those of the tables; ``looks_back`` is how many months before the period must be covered, too.
    ``told_by_year``: one month set beside another says nothing of it.
    """

    key: str
    title: str
    definition: str
    unit: str
    reads: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...]
    sql: str
    counts: Counts = Counts.ROWS
    numerator: str = ""
    denominator: str = ""
    caveat: str = ""
    better: str = "neither"
    by: tuple[Way, ...] = OF_EVENT
    of_the_period: bool = False
    told_by_year: bool = False
    linked: bool = False
    looks_back: int = 0
    out_of: Indicator | None = None
    """Of a share, the indicator that counts its denominator."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """An indicator that is one or several groups of another: referrals are the contacts with that outcome.

    So what is suppressed of the other is suppressed of it, and no two figures can be set against each other. With
    ``share`` it is what part they are of all.
    """

    key: str
    title: str
    definition: str
    unit: str
    of: Indicator
    way: str
    groups: tuple[str, ...]
    share: bool = False
    numerator: str = ""
    denominator: str = ""
    caveat: str = ""
    better: str = "neither"
    by: tuple[Way, ...] = field(default=())
