"""A delivery of a million rows checked and stored, against DuckDB's read with the same rules alone; and its memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from bench.timing import Result, best_of
from sightline.datasets.engine import checking, contracts
from sightline.datasets.engine.checking import delivery
from sightline.datasets.engine.contracts import Contract, Kind, Rule, Severity
from sightline.datasets.engine.reading.delimited import read_csv

SAMPLE = Path(__file__).parents[1] / "tests" / "samples" / "social-care-contacts.csv"
ROWS = 1_000_000
TODAY = date(2025, 6, 30)
LIMIT_MB = 1_000
_MORE = (
    "forename = surname",
    "length(postcode) > 8",
    "year(born) = 1900",
    "weekday(contact_date) = 7 AND contact_source = 'School'",
    "outcome = 'NFA' AND decision_date IS NULL",
    "upn IS NULL AND nhs_number IS NULL AND age(born, contact_date) >= 5",
)


def run() -> Iterator[Result]:
    path = Path(os.environ["SIGHTLINE_HOME"]) / "contacts.csv"
    _make(path)
    contract = with_25_rules()
    floor, measured = best_of(3, lambda: _floor(path, contract)), best_of(3, lambda: _check(path, contract))
    yield Result("1,000,000 rows checked by 25 rules, located, stored", floor, measured, 4)
    yield Result("... its memory, of 1,000 MB", LIMIT_MB, _peak(path), 1, "MB")


def with_25_rules() -> Contract:
    """The contract of the contacts with some more rules, to make it 25."""
    contract = contracts.find("social-care-contacts")
    (table,) = contract.tables
    conditions = contracts.conditions.Conditions(contract.tables)
    more = tuple(
        Rule(
            id=f"MORE-{number}",
            says="One more.",
            finds=conditions.read(finds, table),
            points_to="contact_date",
            severity=Severity.WARNING,
        )
        for number, finds in enumerate(_MORE)
    )
    rules = (*table.rules, *more)
    assert len(rules) == 25
    return replace(contract, tables=(replace(table, rules=rules),))


def _make(path: Path) -> None:
    """The sample over and over, each row under a number of its own."""
    with duckdb.connect() as made:
        made.execute(
            f"COPY (SELECT printf('S%07d', row_number() OVER ()) AS record_id, s.* EXCLUDE (record_id)"
            f" FROM range({ROWS // 3000}), read_csv('{SAMPLE}', all_varchar = true) AS s LIMIT {ROWS})"
            f" TO '{path}' (HEADER)"
        )


def _floor(path: Path, contract: Contract) -> None:
    """What DuckDB needs to read the file with its types given and to count what each rule finds."""
    (table,) = contract.tables
    with path.open(encoding="utf-8") as file:
        headings = file.readline().strip().split(",")
    names = {"dob": "born"}
    days = {field.name for field in table.fields if field.kind is Kind.DAY}
    columns = {
        name: "DATE" if name in days else "VARCHAR" for name in (names.get(head, head) for head in headings)
    }
    with duckdb.connect(config={"threads": delivery.THREADS, "memory_limit": delivery.MEMORY}) as asked:
        asked.execute(f"CREATE VIEW contacts AS SELECT * FROM {read_csv(path, columns, skip=1)}")
        counted = ", ".join(f"count_if({rule.finds})" for rule in table.rules)
        asked.execute(f"SELECT count(*), {counted} FROM contacts").fetchall()


def _check(path: Path, contract: Contract) -> None:
    folder = path.with_name("delivery")
    shutil.rmtree(folder, ignore_errors=True)
    answer = checking.check(path, path.name, contract, None, folder, today=TODAY)
    assert answer.rows == {"contacts": ROWS}


def _peak(path: Path) -> float:
    """The most memory, in MB, of a process of its own that does it."""
    script = f"from bench.deliveries import in_child; in_child({str(path)!r})"
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(told.stdout.split()[-1])


def in_child(path: str) -> None:
    """Check the file, and print this process's peak."""
    _check(Path(path), with_25_rules())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1024 if sys.platform == "linux" else 1024 * 1024))
