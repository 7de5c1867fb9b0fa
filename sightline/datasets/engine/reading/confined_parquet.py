"""The process in which a Parquet file is opened, because a damaged one can end more than its reading.

It limits itself first. Then it writes the columns that are plain values as text into a Parquet file of its own making,
and what it found into ``parquet.json``. It is started with the file, the folder to write into and its limits as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

DAMAGED = "The Parquet file is damaged or encrypted. Write it again and deliver that."
TOO_WIDE = "The Parquet file has more columns than any list of records."
_MOST_COLUMNS = 2_000
_TOP = 60
_PLAIN = ("VARCHAR", "BOOLEAN", "DATE", "TIME", "TIMESTAMP", "ENUM", "UUID")
_WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)
_BROKEN = ("FLOAT", "DOUBLE", "DECIMAL")


def main() -> None:
    """Rewrite one file, or say in ``parquet.json`` why not."""
    path, folder, limits = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, limits["written"]),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS refuses a bound on address space
            resource.setrlimit(what, (most, most))
    try:
        answer = _rewritten(path, folder)
    except (duckdb.Error, MemoryError, ValueError, RuntimeError):
        answer = {"refused": DAMAGED}
    (folder / "parquet.json").write_text(json.dumps(answer), "utf-8")
    os._exit(0)


def _rewritten(path: Path, folder: Path) -> dict[str, Any]:
    into = duckdb.connect(config={"memory_limit": "400MB", "threads": 1, "temp_directory": str(folder)})
    into.execute("SET allowed_directories = [" + _literal(str(folder)) + "]")
    into.execute("SET allowed_paths = [" + _literal(str(path)) + "]")
    into.execute("SET enable_external_access = false")
    source = f"read_parquet({_literal(str(path))}, file_row_number = true)"
    about = into.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    columns = [(str(name), str(kind)) for name, kind, *_ in about]
    if len(columns) > _MOST_COLUMNS:
        return {"refused": TOO_WIDE}
    texts = [_as_text(name, kind) for name, kind in columns]
    written = ", ".join(f"{text or 'NULL::VARCHAR'} AS c{place}" for place, text in enumerate(texts))
    select = f"SELECT file_row_number + 2 AS _row, {written} FROM {source}"
    target = _literal(str(folder / "plain.parquet"))
    into.execute(f"COPY ({select}) TO {target} (FORMAT parquet)")
    top = into.execute(f"SELECT * FROM read_parquet({target}) ORDER BY _row LIMIT {_TOP}").fetchall()
    return {
        "columns": [name for name, _ in columns],
        "odd": {str(place): columns[place][1] for place, text in enumerate(texts) if text is None},
        "top": [[row, [cell or "" for cell in cells]] for row, *cells in top],
    }


def _as_text(name: str, kind: str) -> str | None:
    """A column's values as the text a csv would have, or None when they are no single values."""
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.endswith("]") or not kind.startswith((*_PLAIN, *_WHOLE, *_BROKEN)):
        return None
    text = f"nullif(CAST({quoted} AS VARCHAR), '')"
    return f"regexp_replace({text}, '[.]0+$', '')" if kind.startswith(_BROKEN) else text


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
