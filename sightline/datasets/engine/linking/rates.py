"""How well each group is linked. A group that is linked less is seen less: the figures about it are too low."""

from __future__ import annotations

from datetime import date
from typing import Any

from .engines import Engine
from .gathering import agency
from .model import LinkSettings

BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
GROUPS = {
    "source": "source",
    "age": "band",
    "sex": "coalesce(sex, 'not recorded')",
    "district": "coalesce(district, 'not recorded')",
    "identifiers": (
        "CASE WHEN nhs_number IS NOT NULL AND upn IS NOT NULL THEN 'NHS number and UPN'"
        " WHEN nhs_number IS NOT NULL THEN 'NHS number only' WHEN upn IS NOT NULL THEN 'UPN only' ELSE 'neither' END"
    ),
}


def rates(engine: Engine, settings: LinkSettings, as_at: date) -> list[dict[str, Any]]:
    """For each group and value: records, those linked to a record of another agency, and their share (0 to 1).

    Asks the tables ``clusters`` (source, record_id, uid, cluster) and ``identities``. Ages are taken on ``as_at``. In
    the order of the groups and then of the values; the first row is of all records.
    """
    engine.table("rated", _rated(settings, as_at))
    every = {"all": "'all records'", **GROUPS}
    rows: list[dict[str, Any]] = []
    for group, value in every.items():
        found = engine.arrow(
            f"SELECT {value} AS value, count(*) AS records, sum(linked) AS linked FROM rated GROUP BY 1 ORDER BY 1"
        )
        for row in found.to_pylist():
            linked = int(row["linked"])
            rows.append(
                {
                    "group": group,
                    "value": row["value"],
                    "records": row["records"],
                    "linked": linked,
                    "share": round(linked / row["records"], 4),
                }
            )
    engine.drop("rated")
    return rows


def _rated(settings: LinkSettings, as_at: date) -> str:
    """A row for each record that is known by its identity: whether its child is known to another agency."""
    had_birthday = "month(i.born) * 100 + day(i.born) <= " + str(as_at.month * 100 + as_at.day)
    age = f"({as_at.year} - year(i.born) - CASE WHEN {had_birthday} THEN 0 ELSE 1 END)"
    bands = " ".join(f"WHEN {age} < {limit} THEN '{band}'" for limit, band in BANDS)
    return f"""
        WITH known AS (SELECT DISTINCT source, record_id, uid, cluster FROM clusters WHERE uid IS NOT NULL),
        spread AS (
            SELECT cluster, count(DISTINCT {agency("source", settings)}) AS sources FROM clusters GROUP BY cluster
        )
        SELECT k.source, i.sex, i.district, i.nhs_number, i.upn,
            CASE WHEN i.born IS NULL THEN 'not recorded' {bands} ELSE '18 and over' END AS band,
            CASE WHEN s.sources > 1 THEN 1 ELSE 0 END AS linked
        FROM known k JOIN identities i ON k.uid = i.uid JOIN spread s ON k.cluster = s.cluster"""
