"""Restoring a backup: everything is looked at before anything is touched, and it goes in whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from sightline.audit import services as audit
from sightline.foundation.access import Shell
from sightline.foundation.alive import is_alive
from sightline.home.safekeeping import manifest, rows, schema, staging
from sightline.home.safekeeping.archive import Reading
from sightline.home.safekeeping.backing_up import ours
from sightline.home.safekeeping.manifest import Manifest, Table
from sightline.home.safekeeping.refusals import NotABackup, NotPossible
from sightline.partnership.models import Partnership
from sightline.people.models import Account

SPARE = 1.2
"""Room that is asked for, in multiples of what the backup takes unpacked."""


@dataclass(frozen=True)
class Restored:
    """What was restored; ``migrated``: it was of an older version and brought up to this one."""

    manifest: Manifest
    migrated: bool
    secret_key: bool


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of everything that is there. Raises NotPossible, and then nothing has changed."""
    staging.settle()
    with staging.alone(), Reading(path) as archive:
        told = archive.manifest
        schema.check_known(told.migrations, told.version, ours())
        _check_place(told, replace)
        archive.verify()
        token = secrets.token_hex(16)
        staging.begin(token)
        try:
            _gather(archive)
            migrated = _replace_database(archive, token)
        except BaseException:
            shutil.rmtree(staging.folder())
            raise
        staging.put_in_place()
    return Restored(told, migrated, manifest.SECRET_KEY in told.members)


def _check_place(told: Manifest, replace: bool) -> None:
    """Whether the installation may be replaced, and there is room."""
    workers = settings.HOME / "workers"
    if any(is_alive(lock.stem) for lock in sorted(workers.glob("*.lock"))):
        raise NotPossible("Sightline is running in this home. Stop it, restore, then start it again.")
    if not replace and not _is_empty():
        raise NotPossible(
            "There are records in this installation already. To lose them and have those of the backup instead, add "
            "--replace. (“sightline backup” first keeps what is there.)"
        )
    free = shutil.disk_usage(settings.HOME).free
    if free < told.size * SPARE:
        raise NotPossible(
            f"There is not enough room in {settings.HOME}: {told.size * SPARE / 1e9:.1f} GB are needed."
        )
    kept = Path(settings.FILES)
    if kept.exists() and kept.stat().st_dev != settings.HOME.stat().st_dev:
        raise NotPossible(
            f"{kept} is on another disk than {settings.HOME}, so the two cannot be replaced together."
        )


def _is_empty() -> bool:
    kept = Path(settings.FILES)
    if kept.exists() and any(file.is_file() for file in kept.rglob("*")):
        return False
    try:
        return not (Partnership.objects.exists() or Account.objects.exists())
    except DatabaseError:
        connection.close()
        return not _tables()


def _tables() -> list[str]:
    """The tables that are there; of a database that is damaged beyond reading, its file stands for them."""
    try:
        return connection.introspection.table_names()
    except DatabaseError:
        return ["?"]


def _gather(archive: Reading) -> None:
    """Unpack the files, and the keys where there are any, beside what is there."""
    for name in archive.manifest.files:
        path = staging.files() / name.removeprefix(manifest.FILES)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, archive.pieces(name))
    for name in manifest.KEYS:
        if name in archive.manifest.members:
            _write(staging.key(name), archive.pieces(name))


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _replace_database(archive: Reading, token: str) -> bool:
    """Give the database the records of the backup, in one step; whether they had to be migrated."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            _drop_tables()
            return _build(archive, token)
    built = staging.folder() / "database.sqlite3"
    with _elsewhere(built):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")  # what a crash spoils here is thrown away
        migrated = _build(archive, token)
    _overwrite(built, Path(str(settings.DATABASES["default"]["NAME"])))
    built.unlink()
    return migrated


def _build(archive: Reading, token: str) -> bool:
    """Make the tables as they were, fill them, bring them up to this version, and say so in the trail."""
    told = archive.manifest
    then = schema.migrate_to(told.migrations)
    with transaction.atomic():
        rows.any_order()
        for table in told.tables:
            _fill(archive, table, then)
        try:
            connection.check_constraints()
        except IntegrityError as problem:
            raise NotABackup(f"Its records do not fit together: {problem}.") from None
    migrated = schema.unapplied() > 0
    call_command("migrate", interactive=False, verbosity=0)
    detail: dict[str, Any] = {
        "token": token,
        "made_at": told.made_at,
        "version": told.version,
        "records": told.rows,
    }
    with transaction.atomic():
        audit.note(by=Shell(), partnership=None, verb=staging.RESTORED, detail=detail)
    return migrated


def _fill(archive: Reading, table: Table, then: Any) -> None:
    """Put the records of one table in; ``then`` are the models as they were."""
    try:
        model = then.get_model(table.model)
    except (LookupError, ValueError):
        raise NotABackup(f"Its table {table.model} is none that that version of Sightline had.") from None
    rows.load(model, table, archive.lines(table.member))
    rows.go_on_from(model, table.last_id)


def _drop_tables() -> None:
    """Take away every table of Sightline's, inside the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        cursor.execute("DROP TABLE IF EXISTS django_migrations")


@contextmanager
def _elsewhere(path: Path) -> Iterator[None]:
    """Work on another SQLite file than the installation's."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _overwrite(built: Path, live: Path) -> None:
    """Copy one SQLite database over another in a single transaction of the one that is replaced.

    One that is damaged cannot take part in a transaction: it is put aside, and kept.
    """
    if not _can_be_read(live):
        for path in (live, live.with_name(f"{live.name}-wal"), live.with_name(f"{live.name}-shm")):
            if path.exists():
                path.rename(path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}"))
    with closing(sqlite3.connect(built)) as source, closing(sqlite3.connect(live, timeout=30)) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target)


def _can_be_read(live: Path) -> bool:
    try:
        with closing(sqlite3.connect(live, timeout=30)) as target:
            return target.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
