"""Making the controlled tables of every indicator before somebody asks: pages then read what the worker reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.datasets.engine.indicators.model import DISTRICT, Part
from sightline.datasets.figures import stores
from sightline.datasets.figures.counts import months_of, year_span
from sightline.datasets.figures.reading import Reading
from sightline.datasets.kinds import RULES, OfChildren
from sightline.datasets.permissions import EDIT
from sightline.foundation.access import Actor, require
from sightline.foundation.years import ReportingYear
from sightline.measures.registry import registry
from sightline.partnership.models import Partnership


def prepare(*, by: Actor, partnership: Partnership) -> int:
    """Keep the tables of every reporting year that is covered; answers of how many indicators some were new.

    Nothing is written that is kept already, and nothing where there is no store to ask.
    """
    require(by, EDIT, partnership)
    try:
        ready = stores.ready(partnership)
    except stores.NotReady:
        return 0
    asked = [one for one in registry if isinstance(one, OfChildren) and not one.lacking(ready)]
    for measure in asked:
        for year in _covered(measure, partnership):
            _read(Reading(measure.of, ready.opened.sheets(measure.whole, RULES)), measure, year)
    wholes = {measure.whole.key: measure.whole for measure in asked}
    listed = {key: [way.name for way in whole.by if way is not DISTRICT] for key, whole in wholes.items()}
    return sum(ready.opened.keep(whole, RULES, listed[key]) for key, whole in wholes.items())


def _covered(measure: OfChildren, partnership: Partnership) -> Iterator[ReportingYear]:
    """The reporting years of which something is covered."""
    for span in measure.spans(partnership):
        year = ReportingYear.of(span.start)
        while year.start <= span.end:
            yield year
            year = year.next


def _read(reading: Reading, measure: OfChildren, year: ReportingYear) -> None:
    """Ask what pages ask of a year: its figure, its months where they are told, and its groups."""
    unit = year_span(year)
    for each in [unit] if measure.told_by_year else [unit, *months_of(unit)]:
        reading.total([each])
    for way in measure.of.by:
        reading.groups(unit, way.name)
    if isinstance(measure.of, Part):
        reading.sheets.groups(unit, measure.of.way)
