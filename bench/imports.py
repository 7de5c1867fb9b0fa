"""Importing a year's bookings, against the least a program could do with the same file; and its memory."""

from __future__ import annotations

import csv
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bench.timing import Result, best_of

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
BOOKINGS = SAMPLES / "training-bookings-2024-25.csv"
SMALL, LARGE = 10_000, 1_000_000
_numbers = count(1)


def run() -> Iterator[Result]:
    floor = best_of(5, _floor)
    yield Result("import of 10,907 bookings", floor, best_of(5, _import), 15)
    small, large = _peak(SMALL), _peak(LARGE)
    yield Result("memory, 1,000,000 rows to 10,000", small, large, 1.25, "MB")


def _floor() -> None:
    from django.conf import settings

    with BOOKINGS.open(encoding="cp1252", newline="") as file:
        reader = csv.reader(file)
        columns = len(next(reader))
        rows = list(reader)
    connection = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]))
    connection.execute("DROP TABLE IF EXISTS bench_floor")
    connection.execute(f"CREATE TABLE bench_floor ({', '.join(f'c{n} TEXT' for n in range(columns))})")
    connection.executemany(f"INSERT INTO bench_floor VALUES ({', '.join('?' * columns)})", rows)
    connection.commit()
    connection.close()


def _import(path: Path = BOOKINGS) -> None:
    from sightline.foundation.access import Shell
    from sightline.foundation.files import chunks_of
    from sightline.imports import services
    from sightline.partnership.services import create_partnership

    by, slug = Shell(), f"bench-{os.getpid()}-{next(_numbers)}"
    partnership = create_partnership(by=by, slug=slug, name=slug)
    for file in (SAMPLES / "agencies.csv", path):
        import_ = services.receive(by=by, partnership=partnership, name=file.name, chunks=chunks_of(file))
        services.plan(by=by, import_=import_)
        services.commit(by=by, import_=import_)


def _peak(rows: int) -> float:
    """The most memory, in MB, that a process of its own needs to import this many bookings."""
    script = f"from bench.imports import in_child; in_child({rows})"
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(told.stdout.split()[-1])


def in_child(rows: int) -> None:
    """Import a made-up file of so many rows, and print this process's peak."""
    import django

    django.setup()
    path = Path(os.environ["SIGHTLINE_HOME"]) / f"bookings-{rows}.csv"
    _make(path, rows)
    _import(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1024 if sys.platform == "linux" else 1024 * 1024))


def _make(path: Path, rows: int) -> None:
    with BOOKINGS.open(encoding="cp1252", newline="") as file:
        reader = csv.reader(file)
        heading, pattern = next(reader), list(reader)[:9000]
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for number in range(rows):
            row = pattern[number % len(pattern)].copy()
            turn = number // len(pattern)
            row[0], row[1], row[9] = f"{number}", f"{row[1]}-{turn}", f"{turn}.{row[9]}"
            writer.writerow(row)
