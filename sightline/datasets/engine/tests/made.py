"""Deliveries and linkages as folders, made of a few rows in a test, and of the samples of the four agencies."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sightline.datasets.engine.contracts.model import Contract, Delivers, Field, Kind, Table
from sightline.datasets.engine.linked import CLUSTERS, Delivered

SAMPLES = Path(__file__).parents[4] / "tests" / "samples"
COLUMNS = {
    Kind.DAY: pa.date32(),
    Kind.YES_NO: pa.bool_(),
    Kind.INTEGER: pa.int64(),
    Kind.TEXT: pa.string(),
}

Row = Mapping[str, Any]


def contract(
    key: str, fields: Iterable[str], *, dated: str, keyed: Sequence[str] = ("record_id",), **more: Any
) -> Contract:
    """A data set of one table whose fields are text, but for those called after a day."""
    return contract_of(key, {key: (tuple(fields), dated, tuple(keyed))}, **more)


def contract_of(
    key: str, tables: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]], *, snapshot: bool = False
) -> Contract:
    """A data set of tables, each with its fields, its governing date and its key."""
    return Contract(
        key=key,
        version="1",
        title=key,
        delivers=Delivers.SNAPSHOT if snapshot else Delivers.RECORDS,
        tables=tuple(
            Table(
                name=name,
                title=name,
                key=keyed,
                dated=dated,
                fields=tuple(Field(name=one, title=one, kind=_kind(one)) for one in fields),
            )
            for name, (fields, dated, keyed) in tables.items()
        ),
    )


def _kind(name: str) -> Kind:
    if name.endswith(("_date", "_on")):
        return Kind.DAY
    if name in ("safeguarding_flag", "nfa"):
        return Kind.YES_NO
    return Kind.INTEGER if name.endswith(("_number", "_plans")) else Kind.TEXT


CONTACTS = contract(
    "social-care-contacts",
    ("record_id", "contact_date", "contact_source", "decision_date", "outcome"),
    dated="contact_date",
)
NOTIFICATIONS = contract(
    "police-notifications", ("record_id", "incident_date", "category", "risk"), dated="incident_date"
)
ATTENDANCES = contract(
    "health-emergency-attendances",
    ("record_id", "attended_on", "reason", "safeguarding_flag"),
    dated="attended_on",
)
SCHOOL_EVENTS = contract(
    "education-exclusions-absence", ("record_id", "school_urn", "event_date", "event"), dated="event_date"
)
FOUR = (CONTACTS, NOTIFICATIONS, ATTENDANCES, SCHOOL_EVENTS)


def delivered(
    folder: Path,
    of: Contract,
    rows: Mapping[str, Sequence[Row]] | Sequence[Row],
    number: int = 1,
    **more: Any,
) -> Delivered:
    """A delivery of these rows: of each table, or of the one there is. What a row does not say is NULL."""
    by_table = rows if isinstance(rows, Mapping) else {of.tables[0].name: rows}
    place = folder / f"{of.key}-{number}"
    (place / "events").mkdir(parents=True)
    for table in of.tables:
        if table.name in by_table:
            names = [*(one.name for one in table.fields), "sex", "birth_month", "district"]
            kinds = {one.name: COLUMNS[one.kind] for one in table.fields} | {"birth_month": pa.date32()}
            columns: dict[str, Any] = {"_row": pa.array(range(2, len(by_table[table.name]) + 2), pa.int64())}
            for name in names:
                kind = kinds.get(name, pa.string())
                columns[name] = pa.array([row.get(name) for row in by_table[table.name]], kind)
            pq.write_table(pa.table(columns), place / "events" / f"{table.name}.parquet")
    return Delivered(contract=of, folder=place, name=f"{of.key}.csv", number=number, **more)


def linkage(folder: Path, records: Iterable[tuple[str, str, str]]) -> Path:
    """A linkage that says which child each record (data set, record, child) is."""
    folder.mkdir(parents=True)
    rows = list(records)
    table = pa.table(
        {
            "source": [source for source, _, _ in rows],
            "file": [f"{source}.csv" for source, _, _ in rows],
            "record_id": [record for _, record, _ in rows],
            "cluster": pa.array(range(len(rows)), pa.int64()),
            "child": [child for _, _, child in rows],
        }
    )
    pq.write_table(table, folder / CLUSTERS)
    return folder


def sample(name: str) -> list[dict[str, str]]:
    """The rows of a sample file."""
    with (SAMPLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sample_deliveries(folder: Path) -> list[Delivered]:
    """The four agencies' samples as deliveries, numbered from 1."""
    return [
        delivered(folder, of, [_as_event(of, row) for row in sample(of.key)], number)
        for number, of in enumerate(FOUR, start=1)
    ]


def sample_linkage(folder: Path) -> Path:
    """The linkage that the samples' truth tells."""
    truth = sample("linkage-truth")
    return linkage(
        folder, ((row["file"].removesuffix(".csv"), row["record_id"], row["child"]) for row in truth)
    )


SEXES = {"M": "M", "F": "F", "Male": "M", "Female": "F", "1": "M", "2": "F"}
BORN = ("dob", "date_of_birth", "birth_date")
LIVES = ("postcode", "address_postcode", "pcode", "home_postcode")


def _as_event(of: Contract, row: Mapping[str, str]) -> dict[str, Any]:
    event: dict[str, Any] = {one.name: READ.get(one.kind, str)(row[one.name]) for one in of.tables[0].fields}
    born = _day(next(row[name] for name in BORN if name in row))
    postcode = next(row[name] for name in LIVES if name in row).replace(" ", "")
    sex = next(row[name] for name in ("sex", "gender", "gender_code") if name in row)
    return {
        **event,
        "sex": SEXES[sex],
        "birth_month": born.replace(day=1) if born else None,
        "district": postcode[:-3] or None,
    }


def _day(text: str) -> date | None:
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    if text and "-" not in text:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    return date.fromisoformat(text) if text else None


READ: dict[Kind, Callable[[str], Any]] = {Kind.DAY: _day, Kind.YES_NO: lambda text: text == "Y"}
