"""What a backup says of itself: when and by which version it was made, how its tables are laid out, and the digest
of each part."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sightline.datasets import child_key
from sightline.home.safekeeping.refusals import NotABackup

FORMAT = "sightline backup 1"
NAME = "manifest.json"
SECRET_KEY = "secret-key"  # noqa: S105  # the name of a part, not a secret
KEYS = (SECRET_KEY, child_key.NAME)
"""Files of the home that go along only when one asks for it: who has them can do more than read."""
DATABASE, FILES = "database/", "files/"


@dataclass(frozen=True)
class Member:
    """One part of the archive: its size in bytes and its digest."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """The records of one model: ``columns`` in the order of each line, ``last_id`` the highest number ever given."""

    model: str
    columns: list[str]
    rows: int
    last_id: int | None

    @property
    def member(self) -> str:
        return f"{DATABASE}{self.model}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """``migrations``: application -> the names of those applied. ``members``: every part but this one."""

    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    tables: list[Table]
    members: dict[str, Member]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def files(self) -> list[str]:
        return [name for name in self.members if name.startswith(FILES)]

    @property
    def size(self) -> int:
        """How many bytes everything takes, unpacked."""
        return sum(member.size for member in self.members.values())

    def text(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)


def read(text: str | bytes) -> Manifest:
    """The manifest that a text holds. Raises NotABackup."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told.pop("format") != FORMAT:
            raise NotABackup("It is a backup in a form that this version of Sightline does not know.")
        tables = [Table(**table) for table in told.pop("tables")]
        members = {name: Member(**member) for name, member in told.pop("members").items()}
        found = Manifest(**told, tables=tables, members=members)
        _check(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotABackup("What it says of itself cannot be read.") from None
    if any(table.member not in found.members for table in found.tables):
        raise NotABackup("A table that it should hold is missing.")
    return found


def _check(found: Manifest) -> None:
    """ValueError where something is of another kind than it should be."""
    texts = [found.version, found.made_at, found.database, *found.migrations, *found.members]
    lists = [*found.migrations.values(), *(table.columns for table in found.tables)]
    numbers = [*(table.rows for table in found.tables), *(member.size for member in found.members.values())]
    texts += [table.model for table in found.tables] + [member.sha256 for member in found.members.values()]
    if not all(isinstance(names, list) for names in lists):
        raise ValueError("a list is none")
    if not all(isinstance(text, str) for text in [*texts, *(name for names in lists for name in names)]):
        raise ValueError("a name is none")
    if not all(isinstance(number, int) and number >= 0 for number in numbers):
        raise ValueError("a number is none")
