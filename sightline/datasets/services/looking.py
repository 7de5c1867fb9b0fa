"""Having a file looked at by the engine, and what came of it: the one place where deliveries call it.

The engine makes a folder of its own that takes its place among the deliveries in one rename, as a whole or not at all.
What no row of the database comes to own is removed again.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sightline.datasets import findings, places
from sightline.datasets.engine import contracts
from sightline.datasets.engine.checking import Checked, FieldsNotAllowed, check
from sightline.datasets.engine.contracts import Contract, NotRecognised, UnknownContract
from sightline.datasets.engine.reading import Unreadable
from sightline.datasets.models import Agreement, State
from sightline.datasets.referring import reference_of
from sightline.datasets.services.leftovers import remove
from sightline.partnership.refusals import Refused

TABLE = "table"
"""The form of a data set whose columns are all agreed on one by one; a return of the state holds what it holds."""
Tell = Callable[[str, float], None]
STATES = {"accept": State.ACCEPTED, "accept with warnings": State.WARNED, "refuse": State.REFUSED}


@dataclass
class Look:
    """What the checks of a file came to; what was made of it lies in the folder of that name.

    ``problem`` says why it could not be checked to its end; then it is refused with nothing made of it. ``kept`` once a
    delivery owns the folder.
    """

    state: State
    contract: Contract
    folder: uuid.UUID
    rows: int = 0
    error_count: int = 0
    warning_count: int = 0
    first_day: date | None = None
    last_day: date | None = None
    reference: date | None = None
    problem: str = ""
    kept: bool = False
    report: dict[str, Any] = field(default_factory=dict)


def recognised(path: Path, name: str, contract: str = "") -> Contract:
    """The data set of a file: the one that is named, or the one that its columns show. Raises Refused."""
    try:
        return contracts.find(contract) if contract else contracts.recognise(path, name)
    except UnknownContract as problem:
        raise Refused(str(problem), field="contract") from None
    except (NotRecognised, Unreadable) as problem:
        raise Refused(str(problem), field="file") from None


def digest_of(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file and its size in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


@contextmanager
def looked_at(
    path: Path, *, name: str, agreement: Agreement, contract: Contract, progress: Tell
) -> Iterator[Look]:
    """Check a file under an agreement; what was made of it is gone at the end unless a delivery owns it."""
    name_of_folder = uuid.uuid4()
    place = places.deliveries(agreement.partnership) / str(name_of_folder)
    look = None
    try:
        look = _look(path, name, agreement, contract, place, progress)
        yield look
    finally:
        if look is None or not look.kept:
            remove(place)


def _look(
    path: Path, name: str, agreement: Agreement, contract: Contract, place: Path, progress: Tell
) -> Look:
    folder = uuid.UUID(place.name)
    try:
        checked = check(
            path, name, contract, agreement.fields, place, progress, unknown_allowed=contract.form != TABLE
        )
    except (FieldsNotAllowed, Unreadable) as problem:
        said = str(problem)
        return Look(State.REFUSED, contract, folder, problem=said, report={"problem": said})
    state = STATES[checked.verdict]
    reference = reference_of(contract, place, checked.last_day)
    if state == State.REFUSED:  # of what does not count, only what is wrong with it is kept
        remove(place / places.IDENTITY)
        remove(place / places.EVENTS)
    return Look(
        state,
        contract,
        folder,
        rows=sum(checked.rows.values()),
        error_count=checked.error_count,
        warning_count=checked.warning_count,
        first_day=checked.first_day,
        last_day=checked.last_day,
        reference=reference,
        report={"verdict": str(state), **_report(contract, checked, place)},
    )


def _report(contract: Contract, checked: Checked, place: Path) -> dict[str, Any]:
    """How the checks went, without a value of any child's."""
    titles = {table.name: table.title for table in contract.tables}
    return {
        "tables": [
            {"name": name, "title": titles.get(name, name), "rows": rows}
            for name, rows in checked.rows.items()
        ],
        "rows_with_errors": checked.rows_with_errors,
        "rules": findings.by_rule(place),
        "profile": json.loads(json.dumps(checked.profile, default=str)),
    }
