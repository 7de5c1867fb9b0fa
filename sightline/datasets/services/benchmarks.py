"""Keeping figures of elsewhere by hand."""

from __future__ import annotations

from decimal import Decimal

from sightline.datasets.benchmarking import NoSuchMeasure, benchmark_key, is_share, measure_meant
from sightline.datasets.models import Benchmark
from sightline.datasets.permissions import EDIT
from sightline.foundation.years import ReportingYear
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_past

NEAR = Decimal("0.006")
"""How far a published share may be from what it is said to be made of: both are rounded."""


def problem_with(
    measure: str, numerator: int | None, denominator: int | None, value: Decimal | None
) -> tuple[str, str]:
    """The field that cannot be right and why, for people; two empty words where all is well."""
    if (numerator is None) != (denominator is None):
        missing = "denominator" if denominator is None else "numerator"
        return missing, "is missing: a share needs both, what is counted and of how many"
    if numerator is None and value is None:
        return "value", "is missing: enter the figure, or what it is made of"
    if value is not None and value < 0:
        return "value", "is below nought"
    if value is not None and value > 1 and is_share(measure):
        return "value", "is more than all: write a share as 22.6% or as 0.226"
    if numerator is None or denominator is None:
        return "", ""
    if not is_share(measure):
        return "numerator", "is of a share, which this measure is not: enter its figure instead"
    if denominator < 1 or not 0 <= numerator <= denominator:
        return "numerator", f"is not a part of {denominator:,}"
    if value is not None and abs(Decimal(numerator) / denominator - value) > NEAR:
        return "value", f"is not {numerator:,} of {denominator:,}"
    return "", ""


def _check(benchmark: Benchmark) -> None:
    try:
        benchmark.measure = measure_meant(benchmark.measure)
    except NoSuchMeasure as problem:
        raise Refused(f"“{benchmark.measure}” {problem}", field="measure") from None
    try:
        benchmark.year = str(ReportingYear.parse(benchmark.year))
    except ValueError as problem:
        raise Refused(str(problem), field="year") from None
    field, problem_said = problem_with(
        benchmark.measure, benchmark.numerator, benchmark.denominator, benchmark.value
    )
    if field:
        label = str(Benchmark._meta.get_field(field).verbose_name).capitalize()  # type: ignore[union-attr]
        raise Refused(f"{label} {problem_said}.", field=field)
    check_past(benchmark, "retrieved_on")


benchmarks = Keeping(model=Benchmark, right=EDIT, identity=benchmark_key, check=_check)
