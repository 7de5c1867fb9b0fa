"""``sightline data link``: which records are of one child, from a shell."""

from __future__ import annotations

import csv
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

import pyarrow.parquet as pq

from sightline.datasets import places
from sightline.datasets.commands.common import partnership_at, progress_shown
from sightline.datasets.linkage import services
from sightline.datasets.models import Engine, Linkage
from sightline.foundation.access import Shell
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, commands, say, tell
from sightline.partnership.refusals import Refused

ANSWERED = (
    "records",
    "clusters",
    "in_any",
    "in_two_or_more",
    "in_three_or_more",
    "in_all_four",
    "seconds",
)
COLUMNS = ("file", "record_id", "cluster")
PIECE = 100_000


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument(
        "--engine", choices=Engine.values, default=Engine.DUCKDB.value, help="what does the comparing"
    )
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="write file, record_id and cluster as csv"
    )
    parser.add_argument(
        "--new-key",
        action="store_true",
        help="begin anew with another key for children, where the old is lost",
    )
    parser.add_argument("--json", action="store_true")


def link(given: Namespace) -> int:
    """Link what was delivered, and say how many children it is about."""
    partnership = partnership_at(given.partnership)
    if given.export:
        _can_be_exported_to(given.export)
    try:
        run = services.link(
            by=Shell(),
            partnership=partnership,
            engine=given.engine,
            new_key=given.new_key,
            progress=progress_shown(),
        )
    except Refused as problem:
        tell(f"Nothing was linked. {problem}")
        return DOES_NOT_HOLD
    if given.export:
        _export(run, given.export)
    if given.json:
        answer({name: run.figures[name] for name in ANSWERED})
    else:
        _tell(run, given.export)
    return DONE


def _can_be_exported_to(path: Path) -> None:
    """Said before anything is linked. A device or a pipe would be replaced by a file. Raises Misuse."""
    folder = path.resolve().parent
    if path.is_dir():
        raise Misuse(f"{path} is a folder. Name the file to write in it.")
    if path.exists() and not path.is_file():
        raise Misuse(f"{path} is no ordinary file. Name one that may be written, or replaced.")
    if not folder.is_dir():
        raise Misuse(f"There is no folder {folder} to write {path.name} into.")


def _tell(run: Linkage, export: Path | None) -> None:
    figures = run.figures
    say(
        f"{figures['records']:,} records are of {figures['clusters']:,} children ({figures['seconds']:.1f} s)."
    )
    say(
        f"Known to two agencies or more: {figures['in_two_or_more']:,}; to three or more: "
        f"{figures['in_three_or_more']:,}; to all four: {figures['in_all_four']:,}."
    )
    if figures["doubtful"]:
        say(f"{figures['doubtful']:,} pairs are in doubt and wait on the page Linkage.")
    if export:
        say(f"{export} says which record belongs to which child. It is personal data: keep it safe.")


def _export(run: Linkage, path: Path) -> None:
    """Which record belongs to which child, as csv that is there whole or not at all, for its owner alone."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline=""
        ) as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            held = pq.ParquetFile(places.linkage_folder(run) / "clusters.parquet")
            for batch in held.iter_batches(PIECE, columns=list(COLUMNS)):
                writer.writerows(zip(*(batch.column(name).to_pylist() for name in COLUMNS), strict=True))
        os.replace(beside, path)
    except OSError as problem:
        raise Misuse(
            f"What was linked is kept, but {path} could not be written: {problem.strerror}."
        ) from None
    finally:
        beside.unlink(missing_ok=True)


commands.add(
    Command("data link", "Find out which records of several agencies are of one child", _arguments, link)
)
