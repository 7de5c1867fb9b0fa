"""The shape of the database: which migrations it has, and bringing another to the same shape."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from sightline.home.safekeeping.refusals import NotPossible

Migrations = dict[str, list[str]]


def unapplied() -> int:
    """How many migrations the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def applied() -> Migrations:
    """The migrations the database has, by application."""
    told: Migrations = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        told.setdefault(app, []).append(name)
    return told


def check_known(migrations: Migrations, version: str, ours: str) -> None:
    """Raises NotPossible for migrations that this version of Sightline does not have."""
    known = MigrationLoader(None).disk_migrations
    if any((app, name) not in known for app, names in migrations.items() for name in names):
        raise NotPossible(
            f"The backup was made by a newer version of Sightline ({version}) than this one ({ours}). Install that "
            "version or a later one, then restore."
        )


def migrate_to(migrations: Migrations) -> Any:
    """Give an empty database these migrations and no others; answers the models as they were then."""
    executor = MigrationExecutor(connection)
    chosen = {(app, name) for app, names in migrations.items() for name in names}
    graph = executor.loader.graph
    last = [
        key
        for key in chosen
        if key in graph.nodes and not any(child.key in chosen for child in graph.node_map[key].children)
    ]
    return executor.migrate(last).apps
