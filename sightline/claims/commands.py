"""Asking one check at the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from sightline.claims.checks import CheckError
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse, show
from sightline.claims.judging import judge
from sightline.claims.verdicts import VerdictKind
from sightline.foundation.commands import (
    DOES_NOT_HOLD,
    DONE,
    NOT_RECORDED,
    Command,
    Misuse,
    answer,
    commands,
    say,
)
from sightline.partnership.queries import partnership_by_slug

STATUS = {
    VerdictKind.HOLDS: DONE,
    VerdictKind.DOES_NOT_HOLD: DOES_NOT_HOLD,
    VerdictKind.NOT_RECORDED: NOT_RECORDED,
}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("check", help='such as "training.places_attended in 2024-25 >= 9000"')
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _check(options: Namespace) -> int:
    partnership = partnership_by_slug(options.partnership)
    if partnership is None:
        raise Misuse(f"There is no partnership “{options.partnership}”.")
    try:
        check = parse(options.check)
        verdict = judge(check, RecordedFigures(partnership))
    except CheckError as problem:
        raise Misuse(_pointed(options.check, problem)) from None
    if options.json:
        answer(
            {
                "check": show(check),
                "verdict": str(verdict.kind),
                "value": verdict.plain,
                "because": verdict.because,
            }
        )
    else:
        say(f"{str(verdict.kind).capitalize()}: {verdict.because}")
    return STATUS[verdict.kind]


def _pointed(text: str, problem: CheckError) -> str:
    """The error with the check below it and a mark at the place, where the place is known."""
    if problem.position is None or "\n" in text:
        return problem.sentence
    return f"{problem.sentence}\n  {text}\n  {' ' * problem.position}^"


commands.add(
    Command("check", "whether one check holds: exit status 0 yes, 1 no, 3 not recorded", _arguments, _check)
)
