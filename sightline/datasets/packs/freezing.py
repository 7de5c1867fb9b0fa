"""A pack as it is frozen: every word and figure of it as plain values that are never asked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NotRequired, TypedDict

from sightline.datasets.catalogue import title_of
from sightline.datasets.indicator_pages import drawing, symbols
from sightline.datasets.indicator_pages.telling import Told
from sightline.datasets.indicator_pages.telling import shown as shown_of
from sightline.datasets.models import Delivery, Observation
from sightline.foundation.dates import spell_out
from sightline.measures.answers import Answer
from sightline.measures.kinds import Measure

FORMAT = "sightline indicator pack 1"
MARKING = "OFFICIAL-SENSITIVE"


class Month(TypedDict):
    """One month: its value as a fraction "n/d", or None and the symbol in its place; what is more than chance of it."""

    label: str
    value: str | None
    shown: str
    meaning: str
    why: str


class Group(TypedDict):
    """The figure divided one way: of each group its name, the figure or its symbol, and what it is counted from.

    ``sentence`` says of a share which groups differ by more than chance; it is missing in packs of before.
    """

    title: str
    rows: list[list[str]]
    sentence: NotRequired[str]


class Frozen(TypedDict):
    """One indicator of a pack. ``limits`` are the average and the lower and upper limit, as fractions.

    ``releases`` is what its readers know by it, with which later packs are compared; ``withheld`` says that figures are
    hidden for the sake of earlier packs. Packs that were made before there was such a comparison have neither.
    """

    key: str
    title: str
    sentence: str
    unit: str
    year: list[str]
    months: list[Month]
    limits: list[str] | None
    groups: list[Group]
    symbols: list[str]
    meaning: list[list[str]]
    deliveries: list[list[str]]
    gaps: str
    observed: list[str]
    withheld: NotRequired[str]
    releases: NotRequired[list[dict[str, Any]]]


class Content(TypedDict):
    """A whole pack."""

    format: str
    marking: str
    partnership: str
    title: str
    body: str
    meeting: str
    made: str
    indicators: list[Frozen]


def frozen(
    one: Told,
    groups: Mapping[str, Answer],
    deliveries: Sequence[Delivery],
    observed: Sequence[Observation],
    meaning: Sequence[tuple[str, str]],
    withheld: str = "",
    released: Sequence[dict[str, Any]] = (),
) -> Frozen:
    """One indicator as it stands now."""
    answers = [one.of_year, *(each for answer in groups.values() for each in answer.groups.values())]
    limits = one.judged.limits if one.judged and not one.judged.too_few else None
    return Frozen(
        key=one.measure.key,
        title=one.measure.title,
        sentence=one.sentence,
        unit=one.measure.unit.many,
        year=[f"In {one.year}", symbols.shown(one.of_year), drawing.made_of(one.of_year)],
        months=[_month(one, place) for place in range(len(one.months))],
        limits=[str(line) for line in (limits.mean, limits.lower, limits.upper)] if limits else None,
        groups=[_group(one.measure, by, answer) for by, answer in groups.items() if answer.groups],
        symbols=list(symbols.explained(answers)),
        meaning=[list(pair) for pair in meaning],
        deliveries=[_delivery(each) for each in deliveries],
        gaps=drawing.gaps(one),
        observed=[each.sentence for each in observed],
        withheld=withheld,
        releases=list(released),
    )


def _month(one: Told, place: int) -> Month:
    month, marked = one.months[place], one.marked.get(place)
    value: Any = month.value
    return Month(
        label=f"{month.start:%b %Y}",
        value=None if value is None else str(Fraction(value)),
        shown=month.symbol or ("x" if value is None else shown_of(one.measure, value)),
        meaning=str(marked.meaning) if marked and marked.meaning else "",
        why=marked.why if marked else "",
    )


def _group(measure: Measure, by: str, answer: Answer) -> Group:
    rows = [[name, symbols.shown(group), drawing.made_of(group)] for name, group in answer.groups.items()]
    funnel = drawing.funnel(measure, by, answer)
    return Group(title=measure.dimensions[by].title, rows=rows, sentence=funnel.title if funnel else "")


def _delivery(one: Delivery) -> list[str]:
    """Of a delivery its data set, whose it is, the days it covers, and its fingerprint."""
    whose = one.agreement.agency.name if one.agreement.agency else ""
    days = " to ".join(spell_out(day) for day in (one.first_day, one.last_day) if day)
    return [title_of(one.contract), whose, days, one.sha256]


def whole(
    partnership: str, title: str, body: str, meeting: date, made: date, indicators: Sequence[Frozen]
) -> Content:
    """A pack of some indicators for a meeting."""
    return Content(
        format=FORMAT,
        marking=MARKING,
        partnership=partnership,
        title=title,
        body=body,
        meeting=meeting.isoformat(),
        made=made.isoformat(),
        indicators=list(indicators),
    )


def digest(content: Content | Mapping[str, Any]) -> str:
    """SHA-256 of the text of a pack: the same for the same pack, whatever database it came from."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
