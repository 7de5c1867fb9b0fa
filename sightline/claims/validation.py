"""Whether a check can be asked of its measure: what the text alone cannot know."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from sightline.claims.checks import (
    AtDate,
    Between,
    Change,
    Check,
    CheckError,
    Compare,
    InSpan,
    InYear,
    IsImproving,
    IsWorsening,
    OfFact,
    Quantity,
    Scale,
    Selection,
)
from sightline.claims.figures import MeasureInfo
from sightline.claims.words import MONTH, listed, spoken
from sightline.foundation.years import ReportingYear
from sightline.measures.units import Better


def no_such_measure(key: str, known: Iterable[str]) -> CheckError:
    """The error for a key that no measure has, with the nearest keys there are."""
    near = get_close_matches(key, sorted(known), n=3)
    advice = f"did you mean {listed(near, 'or')}?" if near else "look it up in the list of measures."
    return CheckError(f"There is no measure {key}: {advice}", part="key")


def validate(check: Check, info: MeasureInfo) -> None:
    """Refuse, with a CheckError, what cannot be asked of this measure."""
    validate_selection(check, info)
    title, test = f"“{info.title}”", check.test
    if info.is_fact and not isinstance(test, OfFact):
        raise CheckError(
            f"{title} is a fact and not a number: write is, is not or includes, and a name.", part="test"
        )
    if isinstance(test, OfFact) and not info.is_fact:
        raise CheckError(
            f"{title} is a number and not a name: write a comparison, such as >= 10.", part="test"
        )
    if isinstance(test, IsImproving | IsWorsening) and info.better is Better.NEITHER:
        raise CheckError(
            f"{title} is no better higher or lower, so it cannot improve or worsen:"
            " write is consistent, falls or rises.",
            part="test",
        )
    match test:
        case Compare(number=number):
            _measurable(number, info)
        case Between(low=low, high=high):
            _measurable(low, info)
            _measurable(high, info)
        case Change(amount=Quantity() as amount):
            _movable(amount, info)


def validate_selection(selection: Selection, info: MeasureInfo) -> None:
    """Refuse, with a CheckError, a period, a filter or a split that this measure does not have."""
    title, period = f"“{info.title}”", selection.period
    if selection.monthly:
        _no_months_of_months(selection)
        if not info.has_months and not info.is_fact:
            raise CheckError(f"{title} is recorded for whole years: leave out monthly.", part="period")
    if info.at_date and not selection.monthly and isinstance(period, InYear | InSpan):
        raise CheckError(
            f"{title} is known at a date: write at {period.end} to ask for that day.", part="period"
        )
    if not info.at_date and isinstance(period, AtDate):
        year = ReportingYear.of(period.on)
        raise CheckError(
            f"{title} is counted over a period: write in {year} to ask for that year.", part="period"
        )
    if selection.by is not None and selection.by not in info.dimensions:
        raise CheckError(f"{title} cannot be split by {spoken(selection.by)}: {_offered(info)}.", part="by")
    for name, _ in selection.where:
        if name not in info.dimensions:
            raise CheckError(f"{title} cannot be filtered by {spoken(name)}: {_offered(info)}.", part="where")


def _no_months_of_months(selection: Selection) -> None:
    if selection.by == MONTH:
        raise CheckError("“monthly” already takes each month by itself: leave out by month.", part="by")
    if MONTH in dict(selection.where):
        raise CheckError(
            "“monthly” takes every month of the period: leave out the filter by month, and write the first and"
            " the last, such as from 2023-04 to 2025-03.",
            part="where",
        )


def _offered(info: MeasureInfo) -> str:
    return f"it has {listed(sorted(info.dimensions))}" if info.dimensions else "it has no dimensions"


def _measurable(number: Quantity, info: MeasureInfo) -> None:
    if number.scale is Scale.PERCENT and not info.is_rate:
        raise CheckError(
            f"“{info.title}” is not a rate: write {number.plain}, without the per cent sign.",
            part="test",
        )
    if number.scale is Scale.PLAIN and info.is_rate and number.exact > 1:
        raise CheckError(
            f"“{info.title}” is a rate: write {number.plain}% and not {number.plain}.", part="test"
        )


def _movable(amount: Quantity, info: MeasureInfo) -> None:
    if amount.scale is Scale.POINTS and not info.is_rate:
        raise CheckError(
            f"“{info.title}” is not a rate: write {amount.plain} or {amount.plain}%.", part="test"
        )
    if amount.scale is Scale.PLAIN and info.is_rate and amount.exact > 1:
        raise CheckError(
            f"“{info.title}” is a rate: write {amount.plain} points, or {amount.plain}% of what it was.",
            part="test",
        )
