"""The day that a whole return is a picture of, as it says itself or as the days in it show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from sightline.datasets.engine.contracts import Contract, Delivers
from sightline.datasets.places import EVENTS
from sightline.foundation.years import ReportingYear

FIELD = "reference_date"
"""How contracts name the field in which a return says its day."""


def reference_of(contract: Contract, folder: Path, last_day: date | None) -> date | None:
    """The day of the return that lies in a delivery's folder; None for what is no whole return.

    One that says no day is of the reporting year that the latest day in it falls in; of two in a year the later counts.
    """
    if contract.delivers != Delivers.SNAPSHOT:
        return None
    for table in contract.tables:
        path = folder / EVENTS / f"{table.name}.parquet"
        if path.exists() and any(field.name == FIELD for field in table.fields):
            with duckdb.connect() as asked:
                found = asked.execute(
                    "SELECT max(reference_date) FROM read_parquet(?)", [str(path)]
                ).fetchone()
            if found and isinstance(found[0], date):
                return found[0]
    return ReportingYear.of(last_day).end if last_day else None
