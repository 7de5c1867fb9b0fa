"""Identity folders as deliveries leave them, made from rows or from the sample files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from sightline.datasets.engine.linking import DEFAULT, Source

SAMPLES = Path(__file__).parents[5] / "tests" / "samples"
KEY = b"a key that is only for tests, 32+"
SETTINGS = replace(DEFAULT, as_at=date(2025, 4, 1))
QUICK = replace(SETTINGS, random_pairs=20_000)
EVERY_PAIR = replace(SETTINGS, random_pairs=200_000)
"""For some hundred records: more pairs than there are, so that no engine draws its own."""
ROLES = ("forename", "surname", "born", "sex", "postcode", "nhs_number", "upn", "local")
SCHEMA = pa.schema(
    [("_row", pa.int64()), ("record_id", pa.string())]
    + [(role, pa.date32() if role == "born" else pa.string()) for role in ROLES]
)
SAMPLE_FILES = {
    "social-care-contacts": (
        "forename, surname, strptime(dob, '%Y-%m-%d')::DATE AS born, sex, postcode, nhs_number, upn"
    ),
    "police-notifications": (
        "first_name AS forename, last_name AS surname, strptime(date_of_birth, '%d/%m/%Y')::DATE AS born,"
        " left(gender, 1) AS sex, address_postcode AS postcode"
    ),
    "health-emergency-attendances": (
        "given_name AS forename, family_name AS surname, strptime(birth_date, '%Y%m%d')::DATE AS born,"
        " CASE gender_code WHEN '1' THEN 'M' WHEN '2' THEN 'F' END AS sex, pcode AS postcode, nhs_number"
    ),
    "education-exclusions-absence": (
        "forename, surname, strptime(dob, '%d/%m/%Y')::DATE AS born, gender AS sex, home_postcode AS postcode, upn"
    ),
}


def delivered(folder: Path, contract: str, rows: Iterable[Mapping[str, Any]], file: str = "") -> Source:
    """A delivery folder with the identities of these rows: each a record_id and any of the roles."""
    held = [{"_row": place, **dict.fromkeys(ROLES), **row} for place, row in enumerate(rows, 2)]
    file = file or f"{contract}.csv"
    into = folder / file
    (into / "identity").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(held, SCHEMA), into / "identity" / "records.parquet")
    return Source(contract=contract, file=file, folder=into)


def samples(folder: Path, where: str = "true") -> list[Source]:
    """The four sample files; ``where`` narrows them by the true number of the child (``child``)."""
    sources = []
    for contract, columns in SAMPLE_FILES.items():
        into = folder / contract
        (into / "identity").mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT row_number() over () + 1 AS _row, record_id, {columns}"
                f" FROM read_csv('{SAMPLES / contract}.csv', all_varchar = true)"
                f" JOIN (SELECT record_id, child FROM read_csv('{SAMPLES / 'linkage-truth.csv'}')"
                f" WHERE file = '{contract}.csv') USING (record_id) WHERE {where})"
                f" TO '{into / 'identity' / 'records.parquet'}' (FORMAT parquet)"
            )
        sources.append(Source(contract=contract, file=f"{contract}.csv", folder=into))
    return sources


def clusters(folder: Path) -> dict[tuple[str, str], int]:
    """The cluster of each record, by source and record id."""
    held = pq.read_table(folder / "clusters.parquet").to_pydict()
    return dict(zip(zip(held["source"], held["record_id"], strict=True), held["cluster"], strict=True))


def children(folder: Path) -> dict[tuple[str, str], str]:
    """The pseudonymous key of each record's child."""
    held = pq.read_table(folder / "clusters.parquet").to_pydict()
    return dict(zip(zip(held["source"], held["record_id"], strict=True), held["child"], strict=True))


def agreement(folder: Path, where: str = "true") -> tuple[float, float]:
    """Pairwise precision and recall of the clusters against the truth of the samples."""
    pairs = "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM judged GROUP BY {})"
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE judged AS SELECT * FROM (SELECT file, record_id, cluster"
            f" FROM read_parquet('{folder / 'clusters.parquet'}'))"
            f" JOIN read_csv('{SAMPLES / 'linkage-truth.csv'}') USING (file, record_id) WHERE {where}"
        )
        both, found, true = (
            connection.execute(pairs.format(by)).fetchall()[0][0]
            for by in ("child, cluster", "cluster", "child")
        )
    return float(both / found), float(both / true)
