"""Making a backup while the installation goes on being used: what it holds is of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from sightline.datasets import child_key
from sightline.home.safekeeping import manifest, rows, schema
from sightline.home.safekeeping.archive import PIECE, Writing, is_safe, written
from sightline.home.safekeeping.manifest import Manifest, Table
from sightline.home.safekeeping.refusals import NotPossible

PASSING = ("arriving-", "progress.", "tmp")
"""How the names of files and folders begin that are on their way, or tell how far something is."""


def ours() -> str:
    """The version of this Sightline."""
    return version("sightline")


def back_up(path: Path, *, with_secret_key: bool = False) -> Manifest:
    """Write a backup to ``path``, in place of one that is there. Raises NotPossible.

    With the secret key goes the key of children, where there is one.
    """
    if schema.unapplied():
        raise NotPossible(
            "The database is not set up for this version of Sightline. Run “sightline init” first."
        )
    with snapshot(), written(path) as archive:
        migrations = schema.applied()
        for name, file in files():
            _copy(archive, manifest.FILES + name, file)
        tables = [_table(archive, model) for model in rows.kept_models()]
        if with_secret_key:
            with archive.member(manifest.SECRET_KEY) as take:
                take(settings.SECRET_KEY.encode())
            if child_key.place().exists():
                _copy(archive, child_key.NAME, child_key.place())
        told = Manifest(
            version=ours(),
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
            members=archive.members,
        )
        archive.close(told)
    return told


@contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is at this moment for as long as it takes; others go on reading and writing."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT 1")
            yield
        return
    usual = connection.transaction_mode  # type: ignore[attr-defined]  # of SQLite's connection
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # a reader waits for nobody
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def files() -> Iterator[tuple[str, Path]]:
    """Every kept file, by its name below the files folder. Raises NotPossible for a name no backup can hold."""
    home = Path(settings.FILES)
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if any(part.startswith(PASSING) for part in inside.parts) or path.is_symlink() or not path.is_file():
            continue
        name = inside.as_posix()
        if not name.isprintable() or not is_safe(manifest.FILES + name):
            raise NotPossible(
                f"The file {name!a} in {home} has a name that no backup can hold. Rename or remove it."
            )
        yield name, path


def _copy(archive: Writing, name: str, path: Path) -> None:
    """One kept file. One that was taken away since it was listed belongs to nothing any more."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file, archive.member(name) as take:
        while piece := file.read(PIECE):
            take(piece)


def _table(archive: Writing, model: type) -> Table:
    count, gathered = 0, bytearray()
    columns = rows.columns_of(model)
    table = Table(model._meta.label_lower, columns, 0, rows.last_id(model))  # type: ignore[attr-defined]
    with archive.member(table.member) as take:
        for line in rows.lines_of(model):
            count += 1
            gathered += line
            if len(gathered) > PIECE:
                take(bytes(gathered))
                gathered.clear()
        take(bytes(gathered))
    return Table(table.model, columns, count, table.last_id)
