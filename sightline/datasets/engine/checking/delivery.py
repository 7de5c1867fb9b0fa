"""From a file to a delivery's folder: read, allowed, converted, judged, stored. All of it or nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from ..contracts.model import Contract, Severity
from ..profiling import profile
from ..reading import RawTable, Unreadable, read
from ..reading.sheets import literal, quoted
from ..storing import arriving, write_manifest, write_tables
from ..storing.arriving import WORK
from .conditions import Condition
from .converting import convert
from .findings import RuleFound
from .judging import Judged, judge

MEMORY = "600MB"
THREADS = 2
Progress = Callable[[str, float], None]
_NUMBER = re.compile(r"\d(?:[ /.-]?\d){5,}")


class Verdict(StrEnum):
    """What the contract's thresholds say of a delivery."""

    ACCEPT = "accept"
    WARNED = "accept with warnings"
    REFUSE = "refuse"


def _without_numbers(heading: str) -> str:
    """A heading as it may be told to anybody: where a row of data stands as the headings, its numbers are a child's."""
    return _NUMBER.sub("…", heading)


class FieldsNotAllowed(Exception):
    """The file has fields that its agreement does not allow; ``fields`` has their headings."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = tuple(fields)
        named = ", ".join(f"“{_without_numbers(heading)}”" for heading in fields)
        super().__init__(
            f"The agreement does not allow {named}. Nothing was stored."
            " Take what is not allowed out of the file, or change the agreement first."
        )


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How a file stood up. ``rows`` by table, without repeats; days are of the governing dates that are not to come."""

    contract: Contract
    rows: Mapping[str, int]
    first_day: date | None
    last_day: date | None
    error_count: int
    warning_count: int
    rows_with_errors: int
    verdict: Verdict
    profile: dict[str, Any]
    manifest: dict[str, Any] = field(default_factory=dict)


def check(
    path: Path,
    name: str,
    contract: Contract,
    allowed_fields: Collection[str] | None,
    into_folder: Path,
    progress: Callable[[str, float], None] = lambda step, share: None,
    *,
    today: date | None = None,
    about: Mapping[str, Any] | None = None,
    unknown_allowed: bool = True,
) -> Checked:
    """Check a file against its contract and store what it holds in ``into_folder``, which must not be there yet.

    ``allowed_fields`` are names of fields, or of ``table.field``; None allows all. Columns that are no field of the
    contract are never stored; with ``unknown_allowed`` off they are refused as well. ``progress`` is told a step and
    the share that is done, 0 to 1. ``about`` goes into the manifest. Memory is bounded
    whatever the size of the file. Raises Unreadable, FieldsNotAllowed, AlreadyThere, and leaves nothing behind then.
    """
    one = _Check(
        path=path,
        name=name,
        contract=contract,
        today=today or date.today(),  # noqa: DTZ011 - a day of the calendar, where the sender is
        about=about or {},
        progress=progress,
    )
    with arriving(into_folder) as folder:
        progress("Reading", 0.0)
        checked = one.quickly(folder, allowed_fields, unknown_allowed=unknown_allowed)
    progress("Done", 1.0)
    return checked


@dataclass(frozen=True, kw_only=True)
class _Check:
    """One file on its way into one folder."""

    path: Path
    name: str
    contract: Contract
    today: date
    about: Mapping[str, Any]
    progress: Progress

    def quickly(self, folder: Path, allowed: Collection[str] | None, *, unknown_allowed: bool) -> Checked:
        """Leave a csv where it lies while it is regular, and read it again with care when it is not."""
        work = folder / WORK
        with _duckdb(self.path, folder, work) as into:
            tables = read(self.path, self.contract, into, name=self.name, work=work, quick=True)
            _only_allowed(tables, allowed, unknown_allowed=unknown_allowed)
            with suppress(duckdb.InvalidInputException):
                return self._finished(into, tables, folder, work)
        again = work / "again"
        again.mkdir()
        with _duckdb(self.path, folder, again) as into:
            tables = read(self.path, self.contract, into, name=self.name, work=again)
            return self._finished(into, tables, folder, again)

    def _finished(
        self, into: duckdb.DuckDBPyConnection, tables: Sequence[RawTable], folder: Path, work: Path
    ) -> Checked:
        contract = self.contract
        for raw in tables:
            convert(into, contract.table(raw.name), raw, work)
        self.progress("Checking", 0.4)
        judged = judge(into, contract, tables, self.today)
        self.progress("Storing", 0.7)
        digest = _sha256(self.path)
        findings = literal(str(folder / "findings.parquet"))
        into.execute(
            f'COPY (SELECT * FROM findings ORDER BY severity, "table", "row", field, rule) TO {findings}'
        )
        schemas = {
            raw.name: write_tables(
                into, contract.table(raw.name), folder, digest[:8], contract.whose(raw.name)
            )
            for raw in tables
        }
        self.progress("Describing", 0.9)
        seen = profile(into, contract, tables)
        rows = {raw.name: int(seen[raw.name]["rows"]) for raw in tables}
        first_day, last_day = _span(into, contract, tables, self.today)
        checked = Checked(
            contract=contract,
            rows=rows,
            first_day=first_day,
            last_day=last_day,
            error_count=judged.count(Severity.ERROR),
            warning_count=judged.count(Severity.WARNING),
            rows_with_errors=judged.rows_with_errors,
            verdict=_verdict(contract, judged, sum(rows.values()) + sum(judged.repeats.values())),
            profile=seen,
        )
        about = {**self.about, "file": self.name, "sha256": digest, "size": self.path.stat().st_size}
        checked.manifest.update(_manifest(about, checked, judged, tables, schemas, self.today))
        write_manifest(folder, checked.manifest)
        return checked


def _manifest(
    about: Mapping[str, Any],
    checked: Checked,
    judged: Judged,
    tables: Sequence[RawTable],
    schemas: Mapping[str, Mapping[str, Mapping[str, str]]],
    today: date,
) -> dict[str, Any]:
    """What is written beside the tables; JSON, and nothing in it is about a single child."""
    return {
        **about,
        "contract": checked.contract.key,
        "contract_version": checked.contract.version,
        "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "as_of": today.isoformat(),
        "first_day": checked.first_day and checked.first_day.isoformat(),
        "last_day": checked.last_day and checked.last_day.isoformat(),
        "verdict": checked.verdict.value,
        "errors": checked.error_count,
        "warnings": checked.warning_count,
        "rows_with_errors": checked.rows_with_errors,
        "tables": [
            {
                "name": raw.name,
                "place": raw.place,
                "rows": checked.rows[raw.name],
                "repeats": judged.repeats.get(raw.name, 0),
                "columns": dict(raw.columns),
                "unknown": list(raw.unknown),
                "missing": list(raw.missing),
                "deviations": raw.deviated,
                "schema": schemas[raw.name],
            }
            for raw in tables
        ],
        "found": [asdict(_found(condition, count)) for condition, count in judged.counts],
        "unasked": [{"id": rule.id, "table": table, "says": rule.says} for table, rule in judged.unasked],
        "profile": checked.profile,
    }


def _duckdb(path: Path, folder: Path, work: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB that sees the file and the folder, spills into the folder, and reaches nothing else."""
    into = duckdb.connect()
    spill = work / "spill"
    spill.mkdir()
    into.execute(f"SET memory_limit = '{MEMORY}'")
    into.execute(f"SET threads = {THREADS}")
    into.execute(f"SET temp_directory = {literal(str(spill))}")
    into.execute(f"SET allowed_directories = [{literal(str(folder))}]")
    into.execute(f"SET allowed_paths = [{literal(str(path))}]")
    into.execute("SET enable_external_access = false")
    return into


def _only_allowed(
    tables: Sequence[RawTable], allowed: Collection[str] | None, *, unknown_allowed: bool
) -> None:
    refused = []
    for raw in tables:
        if allowed is not None:
            refused += [
                heading
                for one, heading in raw.columns.items()
                if one not in allowed and f"{raw.name}.{one}" not in allowed and one not in raw.made
            ]
        if not unknown_allowed:
            refused += raw.unknown
    if refused:
        raise FieldsNotAllowed(tuple(dict.fromkeys(refused)))


def _span(
    into: duckdb.DuckDBPyConnection, contract: Contract, tables: Sequence[RawTable], today: date
) -> tuple[date | None, date | None]:
    """The first and last governing date up to today: a date to come is a mistake, and covers nothing."""
    days: list[date] = []
    for raw in tables:
        table = contract.table(raw.name)
        if table.dated in raw.columns:
            dated = quoted(table.dated)
            span = into.execute(
                f"SELECT min({dated}), max({dated}) FROM {quoted(table.name)} WHERE {dated} <= ?", [today]
            ).fetchone()
            days += [day for day in span or () if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _verdict(contract: Contract, judged: Judged, rows: int) -> Verdict:
    if any(condition.id.endswith(".no-column") for condition, _ in judged.counts):
        return Verdict.REFUSE
    share = judged.rows_with_errors / rows if rows else 0.0
    if share > contract.thresholds.refuse_above:
        return Verdict.REFUSE
    if share > contract.thresholds.warn_above or judged.count(Severity.WARNING) or not rows:
        return Verdict.WARNED
    return Verdict.ACCEPT


def _found(condition: Condition, count: int) -> RuleFound:
    return RuleFound(
        id=condition.id,
        table=condition.table,
        field=condition.field,
        severity=condition.severity.value,
        says=condition.says,
        count=count,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = ["Checked", "FieldsNotAllowed", "Unreadable", "Verdict", "check"]
