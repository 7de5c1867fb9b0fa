"""An action tracker as a business team keeps it: what reviews and audits asked for, and what became of it.

The story it tells: what was outstanding from reviews grew through 2023-24, and was cut by more than half in
2024-25. Only about half was done by its target date, and some things are still overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from sightline.demo.dice import dice, month_ends, weekday
from sightline.demo.names import full_name
from sightline.demo.places import Place
from sightline.demo.wording import IMPACTS, PROGRESS, TOPICS, UNDERTAKINGS

START, END = date(2023, 4, 1), date(2025, 3, 31)
BEFORE = date(2022, 10, 3), date(2023, 3, 31)
AGREED_BEFORE = 36
OUTSTANDING = (
    30, 32, 31, 34, 35, 37, 36, 38, 41, 40, 43, 42, 41,
    40, 38, 39, 36, 34, 32, 31, 28, 26, 25, 21, 18,
)  # fmt: skip
"""How many actions from reviews were outstanding on 31 March 2023, and at the end of each month after it."""
NEW = 14, 17
"""How many more were agreed in each year than the growth of what is outstanding asks for."""
ON_TIME = 0.54
"""The part completed by its target date, evenly over time."""
TELLS_OF_IMPACT = 0.6
WAITING = timedelta(days=25)
"""No action is completed sooner after it was agreed."""
A_FORTNIGHT = timedelta(days=14)


@dataclass
class Action:
    """One action while it is being made up."""

    reference: str
    review: str
    recommendation: str
    undertaking: str
    agency: str
    owner: str
    agreed: date
    due: date | None = None
    completed: date | None = None
    progress: str = ""
    impact: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of the tracker: its name, the source its actions have, and its actions by review."""

    name: str
    actions: list[Action]


def tracker(place: Place, seed: int) -> list[Sheet]:
    """The sheets of the tracker of a place."""
    chance = dice(seed, place.slug, "actions")
    reviewed = _from_reviews(chance, place)
    practice = [action for action in reviewed if action.review.startswith("CSPR")]
    rapid = [action for action in reviewed if action.review.startswith("RR")]
    return [
        Sheet("Practice Review actions", _in_order(practice)),
        Sheet("Rapid Review actions", _in_order(rapid)),
        Sheet("Audit actions", _in_order(list(_from_audits(chance, place)))),
    ]


def _in_order(actions: list[Action]) -> list[Action]:
    return sorted(actions, key=lambda action: (action.review, int(action.reference.rpartition("-")[2])))


def _from_reviews(chance: Random, place: Place) -> list[Action]:
    """Actions agreed and completed so that the number outstanding runs as planned."""
    agreed = [weekday(chance, *BEFORE) for _ in range(AGREED_BEFORE)]
    completions: list[tuple[date, date]] = [(date(2022, 11, 1), BEFORE[1])] * (AGREED_BEFORE - OUTSTANDING[0])
    extra = _spread(chance)
    for (before, now), end, more in zip(pairwise(OUTSTANDING), month_ends(START, END), extra, strict=True):
        month = end.replace(day=1), end
        new = max(0, now - before) + more
        agreed += [weekday(chance, *month) for _ in range(new)]
        completions += [month] * (before + new - now)
    actions = _numbered(chance, place, sorted(agreed))
    _complete(chance, actions, completions)
    _settle(chance, actions)
    return actions


def _spread(chance: Random) -> list[int]:
    """How many further actions are agreed in each month of the two years; a review brings several at once."""
    extra = [0] * 24
    for year, count in enumerate(NEW):
        while count:
            some = min(count, chance.randint(2, 4))
            extra[12 * year + chance.randrange(12)] += some
            count -= some
    return extra


def _numbered(chance: Random, place: Place, days: list[date]) -> list[Action]:
    """One action for each day, under reviews of about six actions that began at one time."""
    actions: list[Action] = []
    counts = {"CSPR": 0, "RR": 0}
    kinds = ["CSPR", "RR", "RR"]
    at = 0
    while at < len(days):
        size = chance.randint(4, 7)
        kind = kinds[sum(counts.values()) % len(kinds)]
        counts[kind] += 1
        review = f"{kind} {counts[kind]:02}/{days[at]:%y}"
        for number, day in enumerate(days[at : at + size], start=1):
            actions.append(_action(chance, place, f"{review.replace(' ', '')}-{number}", review, day))
        at += size
    return actions


def _action(chance: Random, place: Place, reference: str, review: str, agreed: date) -> Action:
    topic = chance.choice(TOPICS)
    agency = chance.choices(place.agencies, weights=(5, 4, 3, 3, 3, 3, 2, 1, 2, 1))[0]
    return Action(
        reference=reference,
        review=review,
        recommendation=f"Partners should be sure that {topic} is understood and used in every agency.",
        undertaking=chance.choice(UNDERTAKINGS).format(topic=topic),
        agency=chance.choice((agency.name, agency.name, *agency.aliases[:2])),
        owner=full_name(chance),
        agreed=agreed,
    )


def _complete(chance: Random, actions: list[Action], completions: list[tuple[date, date]]) -> None:
    """Complete an action in each of the given months, the older the likelier."""
    for first, last in completions:
        ready = [a for a in actions if a.completed is None and a.agreed + WAITING <= last - A_FORTNIGHT]
        older = sorted(ready, key=lambda action: action.agreed)
        chosen = older[int(len(older) * chance.random() ** 1.6)]
        chosen.completed = weekday(chance, max(first, chosen.agreed + WAITING), last)


def _settle(chance: Random, actions: list[Action]) -> None:
    """Give every action a target date, a progress update and, where it is done, perhaps its impact."""
    done = sorted(
        (action for action in actions if action.completed), key=lambda action: str(action.completed)
    )
    for number, action in enumerate(done):
        assert action.completed
        if int(number * ON_TIME) < int((number + 1) * ON_TIME):
            action.due = action.completed + timedelta(days=chance.randint(0, 45))
        else:
            longest = (action.completed - action.agreed).days - 1
            action.due = action.agreed + timedelta(days=chance.randint(14, longest))
        if chance.random() < TELLS_OF_IMPACT:
            action.impact = chance.choice(IMPACTS)
    for action in actions:
        if action.completed is None:
            action.due = action.agreed + timedelta(days=chance.randint(90, 300))
            action.progress = chance.choice(PROGRESS)


def _from_audits(chance: Random, place: Place) -> Iterator[Action]:
    """The actions of two audits: the first nearly done with, the second under way."""
    audits = (("Audit 1/23", date(2023, 6, 5), 5, 4), ("Audit 1/24", date(2024, 6, 3), 6, 2))
    for audit, first, count, done in audits:
        agreed = weekday(chance, first, first + timedelta(days=20))
        for number in range(1, count + 1):
            action = _action(chance, place, f"{audit.replace(' ', '')}-{number}", audit, agreed)
            action.due = agreed + timedelta(days=180)
            if number <= done:
                action.completed = weekday(chance, agreed + timedelta(days=90), agreed + timedelta(days=240))
                action.impact = chance.choice(IMPACTS)
            else:
                action.progress = chance.choice(PROGRESS)
            yield action
