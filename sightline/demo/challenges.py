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
FROM = {
    "Strategic": "Strategic leaders",
    "Senior manager": "Senior and middle managers",
    "Manager": "Senior and middle managers",
    "Practitioner": "Practitioners",
}
UPWARDS = {"Practitioner": 0.7, "Manager": 0.3, "Senior manager": 0.4}
"""How often those of a level put it to the level above them."""
ABOVE = {"Practitioners": "Senior and middle managers", "Senior and middle managers": "Strategic leaders"}
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
    answered: date | None
    by_level: str
    to_level: str


def log(place: Place, seed: int) -> list[Challenge]:
    """The challenges of both years, in order."""
    chance = dice(seed, place.slug, "challenges")
    more = dice(seed, place.slug, "answers to challenges")
    rows = []
    for year in YEARS:
        for level in shared_out(chance, LEVELS, year.raised):
            raised = weekday(chance, year.year.start, year.year.end)
            closed: date | None = raised + timedelta(days=chance.randint(*year.days))
            if closed and (closed > LAST or chance.random() < UNANSWERED):
                closed = None
            by_level = FROM[level]
            upwards = more.random() < UPWARDS.get(level, 0)
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
                    answered=_answered(raised, closed, more.uniform(0.4, 0.9)),
                    by_level=by_level,
                    to_level=ABOVE[by_level] if upwards else by_level,
                )
            )
    return sorted(rows, key=lambda row: row.raised)


def _answered(raised: date, closed: date | None, part: float) -> date | None:
    """The day of the answer, some part of the way to the end; what is not closed was not answered either."""
    return raised + timedelta(days=int((closed - raised).days * part)) if closed else None
