"""What a figure counts, and in which direction it is better: the words that stand beside every value."""

from __future__ import annotations

from enum import Enum, StrEnum
from fractions import Fraction
from typing import NamedTuple

from sightline.foundation.numbers import Number, percent, pounds, thousands

Value = int | Fraction | str


class Noun(NamedTuple):
    """What one of a kind is called in a sentence, and many: agency, agencies."""

    one: str
    many: str


class Better(StrEnum):
    """The direction in which a measure improves."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Unit(Enum):
    """What one of a figure is called, and many. The value is the word used in JSON."""

    ACTIONS = "actions", "action"
    ATTENDANCES = "attendances", "attendance"
    BODIES = "bodies", "body"
    CHAIRS = "chairs", "chair"
    CHALLENGES = "challenges", "challenge"
    CHANGES = "changes", "change"
    CHILDREN = "children", "child"
    CONTACTS = "contacts", "contact"
    DAYS = "days", "day"
    ENQUIRIES = "enquiries", "enquiry"
    EVENTS = "events", "event"
    EXCLUSIONS = "exclusions", "exclusion"
    ISSUES = "issues", "issue"
    MEETINGS = "meetings", "meeting"
    MONTHS = "months", "month"
    NAME = "name", "name"
    NOTIFICATIONS = "notifications", "notification"
    PEOPLE = "people", "person"
    PLACES = "places", "place"
    PLANS = "plans", "plan"
    POUNDS = "pounds", "pound"
    RATE = "rate", "rate"
    REFERRALS = "referrals", "referral"
    REPORTS = "reports", "report"
    RISKS = "risks", "risk"
    SCORE = "out of 5", "out of 5"
    SEATS = "seats", "seat"
    SESSIONS = "sessions", "session"
    STAGES = "stages", "stage"
    STAFF = "staff", "member of staff"
    SUSPENSIONS = "suspensions", "suspension"

    def __init__(self, many: str, one: str) -> None:
        self.many = many
        self.one = one

    def __str__(self) -> str:
        return self.many

    def shown(self, value: Value | Number | None) -> str:
        """A value as people read it, without its unit: 9,166 or 83% or £1,250; “not recorded” for None."""
        match value, self:
            case None, _:
                return "not recorded"
            case str(), _:
                return value
            case _, Unit.RATE:
                return percent(value)
            case _, Unit.POUNDS:
                return pounds(value)
            case _:
                return thousands(value, 1)

    def phrase(self, value: Value | Number | None) -> str:
        """A value with what it counts: “9,166 places”, “1 action”, “83%”."""
        if value is None or self in (Unit.RATE, Unit.POUNDS, Unit.NAME):
            return self.shown(value)
        return f"{self.shown(value)} {self.one if value == 1 else self.many}"
