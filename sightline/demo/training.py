"""A booking system's export of two years: sessions, and who booked, came, stayed away or waited.

The story it tells: a quarter more places were taken up in 2024-25, fewer of them were wasted, and every agency
sent at least a tenth of its staff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sightline.demo.dice import dice, months_of, shared_out, weekday
from sightline.demo.names import address, full_name
from sightline.demo.places import Place
from sightline.demo.wording import COURSES, JOBS, VENUES
from sightline.foundation.years import ReportingYear

HEADINGS = (
    "Booking ID", "Event ID", "Course title", "Code", "Level", "Event date", "Start", "Delivery", "Venue", "Delegate",
    "Delegate email", "Job role", "Organisation", "Status", "Booked on", "Evaluation (1-5)", "Charge",
)  # fmt: skip
PASTED_TWICE = 60
BUSY = (8, 9, 10, 7, 3, 9, 11, 11, 5, 9, 9, 9)
"""How the sessions of a year fall on its months, from April on, in hundredths."""
POOL = 0.62
"""Different people an agency sends, as a part of its bookings in the fuller year."""


@dataclass(frozen=True)
class Year:
    """``places`` says what becomes of bookings, in hundredths."""

    year: ReportingYear
    sessions: int
    bookings: int
    places: tuple[tuple[str, float], ...]


YEARS = (
    Year(
        ReportingYear.parse("2023-24"),
        307,
        8690,
        (
            ("Attended", 83.5),
            ("Did not attend", 6.6),
            ("Late cancellation", 3.0),
            ("Cancelled", 3.7),
            ("Waiting list", 3.2),
        ),
    ),
    Year(
        ReportingYear.parse("2024-25"),
        380,
        10850,
        (
            ("Attended", 84.8),
            ("Did not attend", 5.4),
            ("Late cancellation", 3.0),
            ("Cancelled", 4.0),
            ("Waiting list", 2.8),
        ),
    ),
)


@dataclass(frozen=True)
class Session:
    """One running of a course, as every booking of it repeats it."""

    reference: str
    course: str
    code: str
    level: str
    day: date
    starts: str
    delivery: str
    venue: str


@dataclass(frozen=True)
class Delegate:
    """Somebody who comes to training."""

    name: str
    email: str
    job: str
    agency: str


def exports(
    place: Place, seed: int, known: Delegate | None = None
) -> dict[ReportingYear, Iterator[tuple[str, ...]]]:
    """The rows of each year's export, headings first; ``known`` is somebody who is to come to some of it."""
    chance = dice(seed, place.slug, "training")
    pools = _pools(chance, place)
    if known:
        pools[known.agency][:2] = [known, known]
    return {
        year.year: _rows(dice(seed, place.slug, "training", year.year), place, year, pools) for year in YEARS
    }


def _pools(chance: Random, place: Place) -> dict[str, list[Delegate]]:
    """The people that each agency sends."""
    fuller = max(year.bookings for year in YEARS)
    pools, number = {}, 0
    for agency in place.agencies:
        pool = []
        for _ in range(max(20, round(fuller * agency.places / 100 * POOL))):
            number += 1
            name = full_name(chance)
            pool.append(
                Delegate(
                    name, address(name, "example.org", number), chance.choice(JOBS[agency.kind]), agency.name
                )
            )
        pools[agency.name] = pool
    return pools


def _rows(
    chance: Random, place: Place, year: Year, pools: dict[str, list[Delegate]]
) -> Iterator[tuple[str, ...]]:
    sessions = _sessions(chance, year)
    agencies = shared_out(chance, [(agency, agency.places) for agency in place.agencies], year.bookings)
    statuses = shared_out(chance, year.places, year.bookings)
    rows = []
    for number, (agency, status) in enumerate(zip(agencies, statuses, strict=True), start=1):
        session = sessions[number % len(sessions)]
        delegate = chance.choice(pools[agency.name])
        booked = session.day - timedelta(days=chance.randint(3, 90))
        told = status == "Attended" and chance.random() < 0.7
        paid = agency.kind in ("schools", "academy trust") and status != "Waiting list"
        rows.append(
            (
                f"{year.year.start.year}{number:05}",
                session.reference,
                session.course,
                session.code,
                session.level,
                f"{session.day:%d/%m/%Y}",
                session.starts,
                session.delivery,
                session.venue,
                delegate.name,
                delegate.email,
                delegate.job,
                chance.choice((agency.name, agency.name, *agency.aliases)),
                status,
                f"{booked:%d/%m/%Y}",
                str(chance.choices((5, 4, 3, 2, 1), weights=(45, 36, 13, 4, 2))[0]) if told else "",
                "70.00" if paid else "0.00",
            )
        )
    yield HEADINGS
    yield from rows
    yield from chance.sample(rows, PASTED_TWICE)


def _sessions(chance: Random, year: Year) -> list[Session]:
    """The sessions of a year, fewer in the holidays."""
    courses = shared_out(chance, [(course, course[3]) for course in COURSES], year.sessions)
    months = shared_out(chance, list(zip(months_of(year.year), BUSY, strict=True)), year.sessions)
    sessions = []
    for number, (title, code, level, _) in enumerate(courses):
        online = chance.random() < 0.55
        sessions.append(
            Session(
                reference=f"EV{year.year.start:%y}{number + 1:04}",
                course=title,
                code=code,
                level=level,
                day=weekday(chance, *months[number]),
                starts=chance.choice(("09:30", "10:00", "13:30")),
                delivery="Online" if online else "Face to face",
                venue="Online" if online else chance.choice(VENUES),
            )
        )
    chance.shuffle(sessions)
    return sessions
