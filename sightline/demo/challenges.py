"""A log of professional challenge over two years.

The story it tells: agencies challenged one another more often in 2024-25, and were answered sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sightline.demo.bodies import BODIES
from sightline.demo.dice import dice, shared_out, weekday
from sightline.demo.places import Place
from sightline.demo.wording import CHALLENGES, RESPONSES, TOPICS
from sightline.foundation.years import ReportingYear

LEVELS = (("Strategic", 30), ("Senior manager", 30), ("Manager", 25), ("Practitioner", 15))
OUTCOMES = ("Changed practice", "Changed practice", "Explained", "Escalated")
LAST = date(2025, 3, 31)
UNANSWERED = 0.12


@dataclass(frozen=True)
class Year:
    """How many challenges were raised in a year, and how many days they took to close."""

    year: ReportingYear
    raised: int
    days: tuple[int, int]


YEARS = (
    Year(ReportingYear.parse("2023-24"), 20, (54, 96)),
    Year(ReportingYear.parse("2024-25"), 26, (18, 52)),
)


@dataclass(frozen=True)
class Challenge:
    """One row of the log; open without ``closed``."""

    raised: date
    forum: str
    by: str
    to: str
    level: str
    subject: str
    response: str
    outcome: str
    closed: date | None


def log(place: Place, seed: int) -> list[Challenge]:
    """The challenges of both years, in order."""
    chance = dice(seed, place.slug, "challenges")
    rows = []
    for year in YEARS:
        for level in shared_out(chance, LEVELS, year.raised):
            raised = weekday(chance, year.year.start, year.year.end)
            closed: date | None = raised + timedelta(days=chance.randint(*year.days))
            if closed and (closed > LAST or chance.random() < UNANSWERED):
                closed = None
            by, to = chance.sample(place.agencies[:8], 2)
            rows.append(
                Challenge(
                    raised=raised,
                    forum=chance.choice(BODIES[1:]).name,
                    by=by.name,
                    to=to.name,
                    level=level,
                    subject=chance.choice(CHALLENGES).format(topic=chance.choice(TOPICS)),
                    response=chance.choice(RESPONSES) if closed else "",
                    outcome=chance.choice(OUTCOMES) if closed else "",
                    closed=closed,
                )
            )
    return sorted(rows, key=lambda row: row.raised)
