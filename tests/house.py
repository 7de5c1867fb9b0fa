"""The house as the tests see it: its floors, its files, and what a file says without importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sightline"

FLOORS = (  # low to high; apps on one line never know each other
    {"foundation"},
    {"govuk"},
    {"audit"},
    {"partnership"},
    {"people"},
    {"clocks", "measures", "imports", "notices", "documents", "files"},
    {"actions", "appointments", "challenges", "claims"},
    {"meetings"},
    {"training", "forum", "required_reports", "funding", "datasets"},
    {"reports"},
    {"website", "home"},
)
BESIDE = {"demo"}  # may know everybody; nobody knows it
FLOOR_OF = {app: number for number, floor in enumerate(FLOORS) for app in floor}
APPS = set(FLOOR_OF) | BESIDE
SOURCES = (".py", ".html", ".js", ".css", ".scss", ".typ")
NOT_OURS = ("static", "fonts", "migrations", "node_modules", "samples", "vendor", "__pycache__")


def may_know(app: str, other: str) -> bool:
    """Whether ``app`` may speak of ``other``: itself, and what lies on lower floors."""
    return app in BESIDE or app == other or (other in FLOOR_OF and FLOOR_OF[other] < FLOOR_OF[app])


def app_of(path: Path) -> str:
    """The app a file belongs to; an empty text for what lies beside the apps."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if parts[0] in APPS else ""


def files(*suffixes: str, tests: bool = False) -> Iterator[Path]:
    """The files of the package that people write and read, in order."""
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE).parts
        if path.suffix in suffixes and not set(inside) & set(NOT_OURS) and (tests or "tests" not in inside):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every text written in a Python file, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"
