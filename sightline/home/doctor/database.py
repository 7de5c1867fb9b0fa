"""The database: whether it answers, is of this version, is whole, and whether its audit trail holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from sightline.audit.queries import breaks
from sightline.home.doctor.findings import Finding, fine, some, warning, wrong
from sightline.home.doctor.machine import OLDEST_POSTGRESQL
from sightline.home.safekeeping import schema

NEVER_SEALED = "the event was never sealed"


def readable() -> bool:
    """Whether the database answers and is set up for this version, so that its records can be read."""
    return all(not finding.do for finding in reachable()) and not schema.unapplied()


def reachable() -> Iterator[Finding]:
    """Whether the database answers."""
    where = "the PostgreSQL server of DATABASE_URL" if connection.vendor == "postgresql" else _file()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        said = str(problem).strip().partition("\n")[0]
        do = (
            "Start the server, or correct DATABASE_URL."
            if connection.vendor == "postgresql"
            else "Restore a backup."
        )
        yield wrong(f"The database does not answer ({where}): {said}.", do)
        return
    yield fine(f"The database answers ({where}).")


def _file() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def version() -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    known = MigrationLoader(None).disk_migrations
    later = [
        f"{app}.{name}"
        for app, names in schema.applied().items()
        for name in names
        if (app, name) not in known
    ]
    if later:
        yield wrong(
            f"The database was set up by a newer version of Sightline ({some(later)}).",
            "Install that version.",
        )
    elif count := schema.unapplied():
        yield wrong(
            f"The database is not set up for this version; it lacks {count} steps.", "Run “sightline init”."
        )
    else:
        yield fine("The tables are those of this version.")


def engine() -> Iterator[Finding]:
    """Whether the database is kept as it has to be, and is whole."""
    yield from (_sqlite() if connection.vendor == "sqlite" else _postgresql())


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        mode = str(_one(cursor, "PRAGMA journal_mode"))
        if mode not in ("wal", "memory"):
            yield wrong(
                f"The database keeps its journal as “{mode}”, so that readers and writers wait for each other.",
                "Keep the home on a local disk: on a network share SQLite cannot work safely.",
            )
        if not _one(cursor, "PRAGMA foreign_keys"):
            yield wrong(
                "Links between records are not enforced.", "Use a Python whose SQLite enforces foreign keys."
            )
        found = _one(cursor, "PRAGMA quick_check(1)")
        if found != "ok":
            yield wrong(f"The database file is damaged: {found}.", "Stop Sightline and restore a backup.")
        cursor.execute("PRAGMA foreign_key_check")
        loose = sorted({str(row[0]) for row in cursor.fetchall()})
        if loose:
            yield wrong(f"Records point to others that are not there: {some(loose)}.", "Restore a backup.")
        if mode in ("wal", "memory") and found == "ok" and not loose:
            yield fine("The database file is whole, and its records fit together.")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        major = int(_one(cursor, "SHOW server_version_num")) // 10_000
        if major < OLDEST_POSTGRESQL:
            yield wrong(f"PostgreSQL is {major}.", f"Use PostgreSQL {OLDEST_POSTGRESQL} or newer.")
        else:
            yield fine(f"PostgreSQL {major}.")
        encoding = _one(cursor, "SHOW server_encoding")
        if encoding != "UTF8":
            yield wrong(f"The database is encoded as {encoding}.", "Make it anew with the encoding UTF8.")


def _one(cursor: object, query: str) -> str:
    cursor.execute(query)  # type: ignore[attr-defined]  # Django's cursor
    return cursor.fetchone()[0]  # type: ignore[attr-defined]


def trail() -> Iterator[Finding]:
    """Whether the audit trail is what was sealed."""
    found = list(breaks())
    unsealed = [one for one in found if one.problem == NEVER_SEALED]
    broken = [one for one in found if one.problem != NEVER_SEALED]
    if broken:
        where = some([f"event {one.event_id}: {one.problem}" for one in broken], 3)
        yield wrong(
            f"The audit trail was altered ({where}).",
            "Find out who could write to the database. “sightline audit verify” lists every place.",
        )
    if unsealed:
        yield warning(
            f"{len(unsealed):,} events are not sealed yet, as after a crash.", "Run “sightline audit verify”."
        )
    if not found:
        yield fine("The audit trail holds.")
