"""``sightline backup`` and ``sightline restore``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from sightline.audit.models import Event
from sightline.audit.queries import breaks
from sightline.audit.services import seal_waiting
from sightline.datasets import child_key
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, say, tell
from sightline.home.safekeeping import manifest, staging
from sightline.home.safekeeping.backing_up import back_up
from sightline.home.safekeeping.refusals import NotPossible
from sightline.home.safekeeping.restoring import Restored, restore
from sightline.reports.queries import standing
from sightline.reports.services.verifying import compared

BREAKS_TOLD = 5


def backup(given: Namespace) -> int:
    """Write everything the installation holds into one file."""
    path: Path = given.file
    if path.is_dir():
        raise Misuse(
            f"{path} is a folder: give the name of a file in it, such as {path / 'sightline.backup'}."
        )
    try:
        staging.settle()
        told = back_up(path, with_secret_key=given.with_secret_key)
    except NotPossible as problem:
        tell(f"No backup was made. {problem}")
        return DOES_NOT_HOLD
    if given.json:
        answer(
            {
                "file": str(path),
                "bytes": path.stat().st_size,
                "version": told.version,
                "made_at": told.made_at,
                "records": told.rows,
                "files": len(told.files),
                "secret_key": given.with_secret_key,
            }
        )
        return DONE
    say(f"{path} holds {told.rows:,} records and {len(told.files):,} files, and was read back to be sure.")
    say("It holds personal data: keep it as safe as the installation itself.")
    if not given.with_secret_key:
        say("The secret key is not in it. A restored copy makes its own; people sign in again.")
        if child_key.place().exists():
            say(
                f"The key of children is not in it. Keep {child_key.place()} apart: without it a restored copy "
                "cannot link again."
            )
    return DONE


def restore_(given: Namespace) -> int:
    """Put a backup in the place of what is there, then see whether its trail and its published reports hold."""
    path: Path = given.file
    if not path.is_file():
        raise Misuse(f"There is no file at {path}.")
    try:
        done = restore(path, replace=given.replace)
    except NotPossible as problem:
        tell(f"Nothing was restored, and nothing was changed. {problem}")
        return DOES_NOT_HOLD
    tell(f"Restored {done.manifest.rows:,} records and {len(done.manifest.files):,} files.")
    seal_waiting()
    broken = list(breaks())
    reports = [_looked_at(publication) for publication in standing()]
    if given.json:
        answer({**_told(done), "audit": _trail(broken), "reports": reports})
    else:
        _say(done, broken, reports)
    whole = not broken and all(report["intact"] for report in reports)
    return DONE if whole else DOES_NOT_HOLD


def _looked_at(publication: Any) -> dict[str, Any]:
    outcome = compared(publication)
    return {
        "partnership": publication.partnership.slug,
        "title": publication.report.title,
        "stands": outcome.stands,
        **outcome.plain(),
    }


def _told(done: Restored) -> dict[str, Any]:
    told = done.manifest
    return {
        "made_at": told.made_at,
        "version": told.version,
        "records": told.rows,
        "files": len(told.files),
        "migrated": done.migrated,
        "secret_key": done.secret_key,
    }


def _trail(broken: list[Any]) -> dict[str, Any]:
    problems = [{"event": one.event_id, "problem": one.problem} for one in broken]
    return {"events": Event.objects.count(), "holds": not broken, "breaks": problems}


def _say(done: Restored, broken: list[Any], reports: list[dict[str, Any]]) -> None:
    say(f"This is the installation as it was at {done.manifest.made_at}.")
    if done.migrated:
        say(f"It was of version {done.manifest.version} and was brought up to this one.")
    if broken:
        say(
            f"The audit trail does not verify: {len(broken):,} found. It did not when the backup was made either."
        )
        for one in broken[:BREAKS_TOLD]:
            say(f"  Event {one.event_id}: {one.problem}.")
    else:
        say(f"The audit trail holds: {Event.objects.count():,} events.")
    for report in reports:
        name = f"{report['title']} ({report['partnership']})"
        if not report["intact"]:
            say(f"{name} is damaged: {' '.join(report['damage'])}")
        elif report["changed"]:
            say(f"{name} is intact; {len(report['changed'])} of its figures and verdicts are others now.")
        else:
            say(f"{name} is intact, and all of it comes out as it was published.")
    if not reports:
        say("There is no published report to check.")


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="where to write it; one that is there is replaced"
    )
    parser.add_argument(
        "--with-secret-key",
        action="store_true",
        help=f"also keep the {manifest.SECRET_KEY}, so that nobody has to sign in again, and the {child_key.NAME}, "
        "so that children keep the keys they are linked by",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--replace", action="store_true", help="lose the records that are there")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


BACKUP = Command("backup", "keep everything in one file", _backup_arguments, backup)
RESTORE = Command("restore", "bring a backup back, whole or not at all", _restore_arguments, restore_)
