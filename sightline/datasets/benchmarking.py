"""Figures of other places: which measure they are of, how they are known, and which stand beside a figure of ours."""

from __future__ import annotations

from sightline.datasets.engine.indicators import indicators
from sightline.datasets.models import Benchmark, Elsewhere
from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.measures.registry import nearest, registry
from sightline.partnership.keys import lasting
from sightline.partnership.models import Partnership

_WIDEST_FIRST = {kind.value: place for place, kind in enumerate(Elsewhere)}


class NoSuchMeasure(ValueError):
    """No measure is called so; its text ends the sentence that says it."""


def measures() -> dict[str, str]:
    """Every key of a measure that figures of elsewhere can be of -> its title."""
    of_children = {f"data.{key}": each.title for key, each in indicators().items()}
    return of_children | {measure.key: measure.title for measure in registry}


def measure_meant(said: str) -> str:
    """The key of the measure that is called so, by its key or its title. Raises NoSuchMeasure."""
    by_word = {fold(title): key for key, title in measures().items()} | {fold(key): key for key in measures()}
    if fold(said) not in by_word:
        raise NoSuchMeasure(f"is no measure.{nearest(said, {word: word for word in by_word})}")
    return by_word[fold(said)]


def is_share(key: str) -> bool:
    """Whether a measure is a share of something."""
    measure = registry.get(key)
    if measure:
        return measure.unit.name == "RATE"
    indicator = indicators().get(key.removeprefix("data."))
    return indicator is not None and indicator.unit == "rate"


def key_of(measure: str, kind: str, area: str, year: str) -> str:
    """A place has one figure of a measure in a year."""
    return lasting("|".join((measure, kind, year, fold(area))))


def benchmark_key(benchmark: Benchmark) -> str:
    """The natural key of a figure of elsewhere."""
    return key_of(benchmark.measure, benchmark.kind, benchmark.area, benchmark.year)


def benchmarks_for(partnership: Partnership, key: str, period: ReportingYear | str) -> list[Benchmark]:
    """The figures of a measure elsewhere in a reporting year: England, then regions, then places that are alike."""
    rows = Benchmark.objects.of(partnership).filter(measure=key, year=str(period))
    return sorted(rows, key=lambda one: (_WIDEST_FIRST[one.kind], one.area))


def known_elsewhere(partnership: Partnership) -> set[str]:
    """The keys of all figures of elsewhere that are held, withdrawn or not."""
    return set(Benchmark.objects.ever_of(partnership).values_list("key", flat=True))


def benchmark(partnership: Partnership, number: int) -> Benchmark | None:
    """One figure of elsewhere, withdrawn or not."""
    return Benchmark.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()
