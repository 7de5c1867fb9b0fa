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
from sightline.claims.judging.outcomes import Outcome, lines_of, unjudged
from sightline.claims.judging.readings import Reading, of_group, with_rows
from sightline.claims.judging.single import judged
from sightline.claims.verdicts import Line
from sightline.claims.words import MONTH, OPS, Form, called, listed, several, stated, when
from sightline.foundation.dates import spell_out
from sightline.foundation.years import ReportingYear
from sightline.measures.spc import TOO_FEW
from sightline.measures.units import Noun

MOST_NAMED = 8


def each_judged(check: Check, info: MeasureInfo, reading: Reading) -> Outcome:
    """The outcome of a check over the groups that have rows; one that fails is enough for it not to hold.

    Where none fails and some cannot be judged, neither can the check. A group counts that has rows at either
    end of a change, or in any month of a series.
    """
    for moment in reading:
        if not moment.figure.covered:
            told_of = when(check.period) if isinstance(check.test, OfSeries) else moment.when
            return unjudged(told_of, moment.figure.why_not, reading)
    noun, none = info.dimensions[check.by or ""], "had none" if info.nothing_is_zero else "had no records"
    names, silent = with_rows(reading)
    if _every_month(check, info):
        names, silent = sorted([*names, *silent]), []
    if not names:
        return unjudged(
            when(check.period), f"no {noun.one} had any{'' if info.nothing_is_zero else ' records'}", reading
        )
    outcomes = {name: judged(check, info, of_group(reading, name, info)) for name in names}
    verdicts = {outcome.holds for outcome in outcomes.values()}
    holds = False if False in verdicts else None if None in verdicts else True
    told = _told(check, info, noun, {called(check.by or "", name): one for name, one in outcomes.items()})
    if silent:
        told += f"; {several(len(silent), Noun(f'other {noun.one}', f'other {noun.many}'))} {none}"
    whole = lines_of(reading)
    return Outcome(
        holds,
        tail=f"{when(check.period)}: {told}",
        value=whole[-1].value if whole and holds is not None else None,
        lines=tuple(_line(name, outcome) for name, outcome in outcomes.items()),
    )


def _told(check: Check, info: MeasureInfo, noun: Noun, outcomes: dict[str, Outcome]) -> str:
    did, do, what = _asked(check, info)
    good = {name: outcome for name, outcome in outcomes.items() if outcome.holds}
    bad = {name: outcome for name, outcome in outcomes.items() if outcome.holds is False}
    unknown = {name: outcome for name, outcome in outcomes.items() if outcome.holds is None}
    count = len(good) + len(bad)
    if not count:
        return _none_judged(unknown, noun)
    if not bad and unknown:
        return f"{several(count, noun)} {did} {what}, but {_why_some(unknown)} could not be judged"
    every_month = _every_month(check, info)
    known = "that could be judged" if unknown else "asked about" if every_month else "with records"
    failing = [f"{name} {outcome.phrase}" for name, outcome in bad.items()]
    if count == 1:
        name, outcome = next(iter({**good, **bad}.items()))
        verb = did if good else f"did not {do}"
        told = f"the one {noun.one} {known}, {name}, {verb} {what}, {outcome.phrase}"
        if outcome.alone and not unknown and not every_month:
            told = f"only {name} had {'any' if info.nothing_is_zero else 'records'}: {outcome.alone}"
    elif not bad:
        every = f"both {noun.many}" if count == 2 else f"all {several(count, noun)}"
        told = f"{every} {did} {what}{_nearest(check, good)}"
    elif not good:
        told = f"{_none_of(count, noun)} {f'{known} ' if unknown else ''}{did} {what}: {_named(failing)}"
    else:
        among = f"the {several(count, noun)} {known}" if unknown else several(count, noun)
        told = f"{len(good):,} of {among} {did} {what}; "
        [(name, outcome), *others] = bad.items()
        told += f"{_named(failing)} did not" if others else f"{name} did not, {outcome.phrase}"
    return f"{told}; {_why_some(unknown)} could not be judged" if unknown else told


def _every_month(check: Check, info: MeasureInfo) -> bool:
    """Whether months without rows are judged too: of a time that is covered, they are a true 0 in a count."""
    return check.by == MONTH and info.nothing_is_zero


def _none_judged(unknown: dict[str, Outcome], noun: Noun) -> str:
    """That not one group could be judged, with the reason of each, or once where all have too few months."""
    if len(unknown) == 1:
        [(name, outcome)] = unknown.items()
        return f"the one {noun.one} with records, {name}, could not be judged: {outcome.why_not}"
    few = _too_few(unknown)
    why = f"each has {few}" if few else _named(_reasons(unknown))
    return f"{_none_of(len(unknown), noun)} could be judged: {why}"


def _why_some(unknown: dict[str, Outcome]) -> str:
    """The groups that could not be judged, with the reason of each, or once where all have too few months."""
    few = _too_few(unknown)
    return f"{_named(list(unknown))}, each with {few}," if few else _named(_reasons(unknown))


def _reasons(unknown: dict[str, Outcome]) -> list[str]:
    return [f"{name} ({outcome.why_not})" for name, outcome in unknown.items()]


def _too_few(unknown: dict[str, Outcome]) -> str:
    """That all of several groups have too few months; "" where they have not."""
    months = {outcome.months for outcome in unknown.values()}
    counted = sorted(count for count in months if count is not None)
    if len(unknown) < 2 or len(counted) < len(months):
        return ""
    span = " to ".join(f"{count}" for count in dict.fromkeys((counted[0], counted[-1])))
    return f"fewer than the {TOO_FEW} months needed ({span})"


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


def _none_of(count: int, noun: Noun) -> str:
    return f"neither {noun.one}" if count == 2 else f"none of the {several(count, noun)}"


def _named(names: list[str]) -> str:
    if len(names) > MOST_NAMED:
        return listed([*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1:,} others"])
    return listed(names)


def _line(name: str, outcome: Outcome) -> Line:
    last = outcome.lines[-1] if outcome.lines else Line(name, None)
    return Line(name, outcome.value, last.numerator, last.denominator, outcome.holds, outcome.why_not)
