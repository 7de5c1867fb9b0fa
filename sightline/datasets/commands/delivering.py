"""``sightline data deliver``, ``data validate`` and ``data erase``: what a sender or a schedule does from a shell."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from sightline.datasets import findings, places, services
from sightline.datasets.commands.common import agency_named, file_at, partnership_at, progress_shown
from sightline.datasets.engine import contracts
from sightline.datasets.engine.checking import Checked, Verdict, check
from sightline.datasets.engine.contracts import Contract, NotRecognised, UnknownContract
from sightline.datasets.engine.reading import Unreadable
from sightline.datasets.models import Delivery
from sightline.datasets.services.looking import TABLE
from sightline.foundation.access import Shell
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, commands, say, tell
from sightline.partnership.refusals import Refused

SHOWN = 20


def _file_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--contract", metavar="KEY", help="what is in the file; recognised when left out")
    parser.add_argument("--json", action="store_true")


def _deliver_arguments(parser: ArgumentParser) -> None:
    _file_arguments(parser)
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--agency", metavar="NAME", help="who sent it, where several send the same data set")


def validate(given: Namespace) -> int:
    """Check a file and say what was found; nothing is kept, and no database is needed."""
    path = file_at(given.file)
    with tempfile.TemporaryDirectory(prefix="sightline-") as temporary:
        folder = Path(temporary) / "delivery"
        try:
            contract = (
                contracts.find(given.contract) if given.contract else contracts.recognise(path, path.name)
            )
            checked = check(path, path.name, contract, None, folder, progress_shown() or _unseen)
        except (UnknownContract, NotRecognised, Unreadable) as problem:
            raise Misuse(str(problem)) from None
        document = {
            "contract": contract.key,
            "version": contract.version,
            "verdict": checked.verdict,
            "rows_read": sum(checked.rows.values()),
            "tables": dict(checked.rows),
            **_found(folder, checked.error_count, checked.warning_count),
        }
    if unknown := _of_no_field(checked):
        document["warnings"] = [*unknown, *document["warnings"]]
        document["warning_count"] += len(unknown)
        document["verdict"] = str(max(checked.verdict, Verdict.WARNED, key=list(Verdict).index))
    if given.json:
        answer(document)
    else:
        _tell(document, contract)
    return DOES_NOT_HOLD if document["verdict"] == "refuse" else DONE


def _of_no_field(checked: Checked) -> list[dict[str, Any]]:
    """A warning for each column that no agreement can allow; a return of the state holds what it holds."""
    if checked.contract.form != TABLE:
        return []
    return [
        _told(
            {
                "place": table["place"],
                "row": 1,
                "column": heading,
                "value": None,
                "says": "The column is no field of the data set. A delivery with it is refused: take it out.",
                "rule": f"{table['name']}.no-field",
                "severity": "warning",
            }
        )
        for table in checked.manifest["tables"]
        for heading in table["unknown"]
    ]


def deliver(given: Namespace) -> int:
    """Take a file in under the agreement that is in force."""
    partnership, path = partnership_at(given.partnership), file_at(given.file)
    try:
        delivered = services.deliver(
            by=Shell(),
            partnership=partnership,
            path=path,
            name=path.name,
            contract=given.contract,
            agency=agency_named(partnership, given.agency) if given.agency else None,
            progress=progress_shown() or _unseen,
        )
    except Refused as problem:
        tell(f"{path.name} was not taken in. {problem}")
        if given.json:
            answer(_nothing(given.contract, str(problem)))
        return DOES_NOT_HOLD
    delivery = delivered.delivery
    document = {
        **_document(delivery),
        "id": delivery.pk,
        "state": delivery.state,
        "replaced": [one.pk for one in delivered.replaced],
        "created": delivered.created,
    }
    if given.json:
        answer(document)
    elif not delivered.created:
        say(f"{path.name} was delivered before, as delivery {delivery.pk}. Nothing was changed.")
    else:
        _tell(document, contracts.shipped().get(delivery.contract))
        say(f"Delivery {delivery.pk}: {delivery.get_state_display().lower()}.")
    return DONE if delivery.counts else DOES_NOT_HOLD


def _unseen(what: str, share: float) -> None:
    """How far the work is, where nobody looks on."""


def _document(delivery: Delivery) -> dict[str, Any]:
    """A delivery in the words of ``data validate``."""
    said = delivery.report
    verdicts = {"accepted": "accept", "accepted with warnings": "accept with warnings"}
    if problem := said.get("problem"):
        found = _only(problem)
    else:
        found = _found(places.delivery_folder(delivery), delivery.error_count, delivery.warning_count)
    return {
        "contract": delivery.contract,
        "version": delivery.contract_version,
        "verdict": verdicts.get(said.get("verdict", ""), "refuse"),
        "rows_read": delivery.rows,
        "tables": {one["name"]: one["rows"] for one in said.get("tables", [])},
        **found,
    }


def _nothing(contract: str | None, problem: str) -> dict[str, Any]:
    """The document of a file that no agreement allows, or that is none of the data sets."""
    return {
        "contract": contract,
        "version": None,
        "verdict": "refuse",
        "rows_read": 0,
        "tables": {},
        **_only(problem),
        "id": None,
        "state": "refused",
        "replaced": [],
        "created": False,
    }


def _only(problem: str) -> dict[str, Any]:
    error = {
        "sheet": "",
        "row": None,
        "column": "",
        "value": "",
        "problem": problem,
        "rule": "",
        "severity": "error",
    }
    return {"error_count": 1, "warning_count": 0, "errors": [error], "warnings": []}


def _found(folder: Path, errors: int, warnings: int) -> dict[str, Any]:
    return {
        "error_count": errors,
        "warning_count": warnings,
        "errors": [_told(one) for one in findings.first(folder, "error")],
        "warnings": [_told(one) for one in findings.first(folder, "warning")],
    }


def _told(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "sheet": one["place"],
        "row": one["row"],
        "column": one["column"],
        "value": one["value"],
        "problem": one["says"],
        "rule": one["rule"],
        "severity": one["severity"],
    }


def _tell(document: dict[str, Any], contract: Contract | None) -> None:
    title = contract.title if contract else document["contract"]
    say(
        f"{title}: {document['rows_read']:,} rows read; {document['error_count']:,} errors, "
        f"{document['warning_count']:,} warnings. Verdict: {document['verdict']}."
    )
    for kind in ("errors", "warnings"):
        listed = document[kind]
        for one in listed[:SHOWN]:
            where = ", ".join(
                str(part) for part in (one["sheet"], f"row {one['row']}", one["column"]) if part
            )
            value = f"“{one['value']}” " if one["value"] else ""
            tell(f"  {where if one['row'] else 'The file'}: {value}{one['problem']}")
        rest = document[f"{kind[:-1]}_count"] - len(listed[:SHOWN])
        if rest > 0:
            tell(f"  … and {rest:,} more {kind}.")


def _erase_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--json", action="store_true")


def erase(given: Namespace) -> int:
    """Erase the names of every delivery whose time for them has run out."""
    erased = services.erase_identities(by=Shell(), partnership=partnership_at(given.partnership))
    if given.json:
        answer({"erased": [one.pk for one in erased]})
    else:
        say(f"The names in {len(erased):,} deliver{'y were' if len(erased) == 1 else 'ies were'} erased.")
    return DONE


commands.add(Command("data deliver", "Take in what an agency sent", _deliver_arguments, deliver))
commands.add(Command("data validate", "Check a file against what was agreed", _file_arguments, validate))
commands.add(Command("data erase", "Erase names whose time has run out", _erase_arguments, erase))
