"""Importing as a shell does, from the sample spreadsheets or from rows written in the test."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sightline.foundation.access import Shell
from sightline.foundation.files import chunks_of
from sightline.imports import services
from sightline.imports.layouts import layouts
from sightline.imports.models import Import
from sightline.imports.running import Outcome
from sightline.partnership.models import Partnership

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"

Imported = tuple[Import, Outcome]
Rows = Sequence[Sequence[Any]]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def bring_in(partnership: Partnership, shell: Shell) -> Callable[..., Imported]:
    """``bring_in(path, layout=None)`` commits a file and answers the import and its outcome."""

    def bring(path: Path, layout: str | None = None) -> Imported:
        import_ = services.receive(by=shell, partnership=partnership, name=path.name, chunks=chunks_of(path))
        services.plan(by=shell, import_=import_, layout=layouts[layout] if layout else None)
        return import_, services.commit(by=shell, import_=import_)

    return bring


@pytest.fixture
def sample(bring_in: Callable[..., Imported]) -> Callable[[str], Imported]:
    """``sample(name)`` commits one of the sample spreadsheets."""
    return lambda name: bring_in(SAMPLES / name)


@pytest.fixture
def rows(tmp_path: Path, bring_in: Callable[..., Imported]) -> Callable[..., Imported]:
    """``rows([...], name=...)`` commits a csv of these rows."""

    def write(lines: Rows, name: str = "file.csv") -> Imported:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(lines)
        return bring_in(path)

    return write


@pytest.fixture
def book(tmp_path: Path, bring_in: Callable[..., Imported]) -> Callable[..., Imported]:
    """``book({sheet: rows}, merged={sheet: [range]}, hidden=(sheet,), name=...)`` commits a workbook."""

    def write(
        sheets: dict[str, Rows],
        merged: dict[str, list[str]] | None = None,
        hidden: Sequence[str] = (),
        name: str = "book.xlsx",
    ) -> Imported:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, lines in sheets.items():
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append(list(line))
            for area in (merged or {}).get(title, []):
                sheet.merge_cells(area)
            sheet.sheet_state = "hidden" if title in hidden else "visible"
        path = tmp_path / name
        workbook.save(path)
        return bring_in(path)

    return write
