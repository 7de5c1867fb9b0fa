"""Each thing in its room: writes in services, reads in queries, pages without logic, files of a readable size."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import PACKAGE, ROOT, SOURCES, files, tree, where

LONGEST = 400
CREATE = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "insert_rows"}
CHANGE = {"update", "delete", "aupdate", "adelete"}
OF_A_QUERY = {
    "objects",
    "filter",
    "exclude",
    "all",
    "of",
    "ever_of",
    "in_force",
    "_default_manager",
    "_base_manager",
}
SQL_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b", re.I)

WRITERS = {
    "services.py": "where writes belong",
    "services": "where writes belong, as a package",
    "audit": "writes the trail that services ask for",
    "demo": "makes a partnership from nothing",
    "engine": "knows no database of people: what it writes are the tables of a delivery",
    "writing": "the import engine, inside the transaction that imports/services opens",
    "imports/undoing.py": "the import engine, inside the transaction that imports/services opens",
    "foundation/bulk.py": "the one place that knows how many rows are written at once",
    "people/sign_in.py": "rows of the sign-in library, in the step where it asks us",
    "home/safekeeping/rows.py": "puts a whole installation back, its trail included",
    "home/working.py": "rows of the task queue, which are nobody's records",
}
"""Who may write to the database, and why."""


def writes(path: Path) -> Iterator[str]:
    """Where a file writes to the database, as far as its text shows."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node.func)
        chain = set(_chain(node.func))
        in_query = bool(chain & OF_A_QUERY)
        made = name in CREATE and (in_query or name not in ("create",) or "objects" in chain)
        saved = name in ("save", "delete") and not node.args
        sql = name in ("execute", "executemany") and bool(node.args) and _is_sql_write(node.args[0])
        if made or saved or sql or (name in CHANGE and in_query):
            yield where(path, node.lineno)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _chain(node: ast.expr) -> Iterator[str]:
    """The names along ``a.b(...).c``, from the right."""
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return


def _is_sql_write(text: ast.expr) -> bool:
    if isinstance(text, ast.JoinedStr) and text.values:
        text = text.values[0]
    return (
        isinstance(text, ast.Constant) and isinstance(text.value, str) and bool(SQL_WRITE.match(text.value))
    )


def may_write(path: Path) -> bool:
    inside = path.relative_to(PACKAGE)
    return any(room in inside.parts or inside.as_posix() == room for room in WRITERS)


def test_nothing_is_written_outside_services() -> None:
    wrong = [place for path in files(".py") if not may_write(path) for place in writes(path)]
    assert not wrong, "a write belongs into a service, where it is permitted, audited and whole"


@pytest.mark.parametrize(
    "line",
    [
        "Action.objects.create(key='a')",
        "action.save(update_fields=['key'])",
        "Action.objects.of(partnership).filter(key='a').update(key='b')",
        "Action.objects.get_or_create(key='a')",
        "person.grants.filter(role='x').delete()",
        "import_.delete()",
        "insert_rows(Action, ['key'], rows)",
        "cursor.execute(f'DELETE FROM {table}')",
        "cursor.execute('insert into actions values (1)')",
    ],
)
def test_a_write_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("tests.house.ROOT", tmp_path)
    path = tmp_path / "views.py"
    path.write_text(line)
    assert list(writes(path)) == ["views.py:1"]


def test_views_ask_queries_and_never_a_table() -> None:
    views = [path for path in files(".py") if path.name == "views.py" or path.parent.name == "views"]
    assert views
    wrong = [
        where(path, node.lineno)
        for path in views
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert not wrong, "a view asks queries.py, whose reads start from what the user may see"


def test_no_file_is_longer_than_one_can_read() -> None:
    ours = [*files(*SOURCES, tests=True)]
    for folder in ("scripts", "tests", "bench"):
        ours += (ROOT / folder).rglob("*.py")
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ours
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long, f"more than {LONGEST} lines: make it a package of the same name"


INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*(\bsrc=|application/json))", re.I),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a handler in the page": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "text that is not escaped": re.compile(r"\|\s*safe\b"),
    "words of another publisher": re.compile(r"GOV\.UK|GDS Transport|\bcrown\b", re.I),
}
FOR_ITSELF = {"a style in the page": {"reports/standalone.html"}}
"""Templates of files that are kept and read without this site."""
UNSEEN = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->|{%.*?%}", re.S)


@pytest.mark.parametrize("what", sorted(INLINE))
def test_no_template_holds(what: str) -> None:
    apart = FOR_ITSELF.get(what, set())
    templates = [path for path in files(".html") if "templates" in path.parts and not _named(path, apart)]
    assert templates
    wrong = [
        str(path.relative_to(ROOT))
        for path in templates
        if INLINE[what].search(UNSEEN.sub("", path.read_text("utf-8")))
    ]
    assert not wrong


def test_no_template_switches_escaping_off() -> None:
    assert not [path.name for path in files(".html") if "autoescape off" in path.read_text("utf-8")]


def _named(path: Path, names: set[str]) -> bool:
    return any(path.as_posix().endswith(f"templates/{name}") for name in names)


def test_no_style_sheet_uses_a_typeface_that_is_not_ours() -> None:
    sheets = list(PACKAGE.glob("*/static/**/*.css"))
    assert sheets
    assert not [str(path.relative_to(ROOT)) for path in sheets if "GDS Transport" in path.read_text("utf-8")]


def test_every_module_says_why_it_exists() -> None:
    quiet = {"__init__.py", "apps.py"}
    without = [
        str(path.relative_to(ROOT))
        for path in files(".py", tests=True)
        if path.name not in quiet and path.stat().st_size and not ast.get_docstring(tree(path))
    ]
    assert not without
