"""A check of each group: it holds when it holds of every group that has rows."""

from __future__ import annotations

from sightline.claims.checks import (
    Between,
    Change,
    Check,
    Compare,
    Includes,
    IsImproving,
    IsNot,
    IsWorsening,
    OfFact,
    OfSeries,
    Op,
)
from sightline.claims.figures import MeasureInfo
from sightline.claims.judging.changes import amount_of, noun_of
from sightline.claims.judging.comparisons import between
from sightline.claims.judging.outcomes import Outcome, lines_of, missing, unjudged
from sightline.claims.judging.readings import Reading, of_group, with_rows
from sightline.claims.judging.single import judged
from sightline.claims.verdicts import Line
from sightline.claims.words import OPS, Form, listed, plural, several, spoken, stated, when
from sightline.foundation.dates import spell_out
from sightline.foundation.years import ReportingYear

MOST_NAMED = 8


def each_judged(check: Check, info: MeasureInfo, reading: Reading) -> Outcome:
    """The outcome of a check over the groups that have rows; one that fails is enough for it not to hold.

    Where none fails and some cannot be judged, neither can the check. A group counts that has rows at either
    end of a change, or in any month of a series.
    """
    if not isinstance(check.test, OfSeries):
        for moment in reading:
            if not moment.figure.covered:
                return missing(moment, reading)
    names, silent = with_rows(reading)
    dimension = spoken(check.by or "")
    if not names:
        return unjudged(when(check.period), f"no {dimension} has any records", reading)
    outcomes = {name: judged(check, info, of_group(reading, name, info)) for name in names}
    verdicts = {outcome.holds for outcome in outcomes.values()}
    holds = False if False in verdicts else None if None in verdicts else True
    told = _told(check, info, dimension, outcomes)
    if silent:
        told += f"; {several(len(silent), f'other {dimension}')} had no records"
    whole = lines_of(reading)
    return Outcome(
        holds,
        tail=f"{when(check.period)}: {told}",
        value=whole[-1].value if whole else None,
        lines=tuple(_line(name, outcome) for name, outcome in outcomes.items()),
    )


def _told(check: Check, info: MeasureInfo, dimension: str, outcomes: dict[str, Outcome]) -> str:
    did, do, what = _asked(check, info)
    good = {name: outcome for name, outcome in outcomes.items() if outcome.holds}
    bad = {name: outcome for name, outcome in outcomes.items() if outcome.holds is False}
    unknown = [f"{name} ({outcome.why_not})" for name, outcome in outcomes.items() if outcome.holds is None]
    count = len(good) + len(bad)
    if not count:
        return f"{_none_of(len(unknown), dimension)} could be judged: {_named(unknown)}"
    if not bad and unknown:
        return f"{several(count, dimension)} {did} {what}, but {_named(unknown)} could not be judged"
    known = "that could be judged" if unknown else "with records"
    failing = [f"{name} {outcome.phrase}" for name, outcome in bad.items()]
    if count == 1:
        name, outcome = next(iter({**good, **bad}.items()))
        verb = did if good else f"did not {do}"
        told = f"the one {dimension} {known}, {name}, {verb} {what}, {outcome.phrase}"
    elif not bad:
        every = f"both {plural(dimension)}" if count == 2 else f"all {several(count, dimension)}"
        told = f"{every} {did} {what}{_nearest(check, good)}"
    elif not good:
        told = f"{_none_of(count, dimension)} {f'{known} ' if unknown else ''}{did} {what}: {_named(failing)}"
    else:
        among = f"the {several(count, dimension)} {known}" if unknown else several(count, dimension)
        told = f"{len(good):,} of {among} {did} {what}; "
        [(name, outcome), *others] = bad.items()
        told += f"{_named(failing)} did not" if others else f"{name} did not, {outcome.phrase}"
    return f"{told}; {_named(unknown)} could not be judged" if unknown else told


def _asked(check: Check, info: MeasureInfo) -> tuple[str, str, str]:
    """What is asked of each group, as a verb that agrees with any number, its infinitive, and an object."""
    form = Form.of(info)
    match check.test:
        case Compare(op=Op.UNEQUAL, number=number):
            return "had", "have", f"a figure other than {stated(number.exact, form)}"
        case Compare(op=op, number=number):
            verbs = ("reached", "reach") if op in (Op.AT_LEAST, Op.MORE) else ("had", "have")
            return *verbs, OPS[op].format(stated(number.exact, form))
        case Between():
            return "had", "have", between(check.test, form)
        case Change(since=since):
            start = str(since) if isinstance(since, ReportingYear) else spell_out(since)
            return "showed", "show", f"a {noun_of(check.test)} {amount_of(check.test, info)} since {start}"
        case Includes(value=value):
            return "included", "include", value
        case IsNot(value=value):
            return "had", "have", f"a name other than {value}"
        case OfFact(value=value):
            return "had", "have", value
        case IsImproving():
            return "showed", "show", "an improvement"
        case IsWorsening():
            return "showed", "show", "a worsening"
        case _:
            return "showed", "show", "only ordinary variation"


def _nearest(check: Check, good: dict[str, Outcome]) -> str:
    """Which group came nearest to failing, where that has a direction."""
    if not isinstance(check.test, Compare) or check.test.op in (Op.EQUAL, Op.UNEQUAL):
        return ""
    lowest = check.test.op in (Op.AT_LEAST, Op.MORE)
    name, outcome = sorted(good.items(), key=lambda found: found[1].number or 0, reverse=not lowest)[0]
    return f", the {'lowest' if lowest else 'highest'} being {name} {outcome.phrase}"


def _none_of(count: int, dimension: str) -> str:
    if count == 2:
        return f"neither {dimension}"
    return f"none of the {several(count, dimension)}" if count > 2 else f"the one {dimension} with records"


def _named(names: list[str]) -> str:
    if len(names) > MOST_NAMED:
        return listed([*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1:,} others"])
    return listed(names)


def _line(name: str, outcome: Outcome) -> Line:
    last = outcome.lines[-1] if outcome.lines else Line(name, None)
    return Line(name, outcome.value, last.numerator, last.denominator, outcome.holds, outcome.why_not)
