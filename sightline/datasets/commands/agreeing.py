"""``sightline data agree``: putting an agreement in force from a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of, title_of
from sightline.datasets.commands.common import agency_named, partnership_at
from sightline.datasets.engine import contracts
from sightline.datasets.engine.contracts import UnknownContract
from sightline.datasets.models import Agreement, Frequency
from sightline.foundation.access import Shell
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, commands, say, tell
from sightline.partnership.refusals import Refused


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("contract", metavar="CONTRACT", help="the key of the data set")
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument(
        "--from", dest="starts", required=True, metavar="DATE", help="its first day, 2025-04-01"
    )
    parser.add_argument("--until", dest="ends", required=True, metavar="DATE", help="its last day")
    parser.add_argument("--agency", metavar="NAME", help="who shares the data")
    parser.add_argument("--fields", metavar="A,B", help="the fields allowed; all of them when left out")
    parser.add_argument("--purpose", default="")
    parser.add_argument("--basis", default="", help="the lawful basis")
    parser.add_argument("--frequency", choices=list(Frequency), default=str(Frequency.ONCE))
    parser.add_argument("--first-due", metavar="DATE", help="the day on which the first delivery is due")
    parser.add_argument("--retention", type=int, metavar="MONTHS", help="months that names are kept")
    parser.add_argument("--json", action="store_true")


def agree(given: Namespace) -> int:
    """Put an agreement in force."""
    partnership = partnership_at(given.partnership)
    try:
        contract = contracts.find(given.contract)
    except UnknownContract as problem:
        raise Misuse(str(problem)) from None
    named = [name.strip() for name in (given.fields or "").split(",") if name.strip()]
    agreement = Agreement(
        partnership=partnership,
        contract=contract.key,
        agency=agency_named(partnership, given.agency) if given.agency else None,
        fields=named or list(fields_of(contract)),
        purpose=given.purpose,
        lawful_basis=given.basis,
        frequency=given.frequency,
        first_due=_day(given.first_due) if given.first_due else None,
        starts=_day(given.starts),
        ends=_day(given.ends),
    )
    if given.retention is not None:
        agreement.retention_months = given.retention
    try:
        services.agreements.add(by=Shell(), record=agreement)
    except Refused as problem:
        tell(f"No agreement was recorded. {problem}")
        return DOES_NOT_HOLD
    if given.json:
        answer(
            {
                "id": agreement.pk,
                "contract": agreement.contract,
                "agency": agreement.agency.name if agreement.agency else None,
                "from": agreement.starts,
                "until": agreement.ends,
                "fields": agreement.fields,
            }
        )
    else:
        say(
            f"Agreement {agreement.pk}: {title_of(contract.key)} may be delivered from {agreement.starts} "
            f"until {agreement.ends}."
        )
    return DONE


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Misuse(f"“{said}” is not a date. Write it as 2025-04-01.") from None


commands.add(Command("data agree", "Put an agreement on a data set in force", _arguments, agree))
