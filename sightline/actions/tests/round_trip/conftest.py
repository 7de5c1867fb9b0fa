"""Exporting the list of actions as a coordinator does, and importing it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sightline.actions.tests.round_trip.books import LIST, Book
from sightline.imports import services as imports
from sightline.imports.models import Import
from sightline.imports.running import Outcome


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def keeper(person_with):
    return person_with("coordinator")


@pytest.fixture
def export(keeper, client_as) -> Callable[..., Book]:
    return lambda **asked: Book(client_as(keeper).get(LIST, {"export": "xlsx", **asked}).getvalue())


@pytest.fixture
def look(partnership, keeper) -> Callable[..., tuple[Import, Outcome]]:
    """``look(book)`` previews a file."""

    def preview(book: Book | bytes, name: str = "actions.xlsx", by: Any = None) -> tuple[Import, Outcome]:
        content = book if isinstance(book, bytes) else book.content
        by = by or keeper
        import_ = imports.receive(by=by, partnership=partnership, name=name, chunks=[content])
        imports.plan(by=by, import_=import_)
        return import_, imports.preview(by=by, import_=import_)

    return preview


@pytest.fixture
def bring(look, keeper) -> Callable[..., tuple[Import, Outcome]]:
    """``bring(book)`` previews and commits a file."""

    def commit(book: Book | bytes, **how: Any) -> tuple[Import, Outcome]:
        import_, _ = look(book, **how)
        return import_, imports.commit(by=how.get("by") or keeper, import_=import_)

    return commit
