"""Writes the documentation that is made from the code, so that it cannot say anything else: ``make docs``.

With --check nothing is written; the exit status says whether what stands there is what would be written.
"""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module
from pathlib import Path

DOCUMENTS = {  # each module has as_markdown()
    "docs/measures.md": "sightline.measures.catalogue",
    "docs/data-sets.md": "sightline.datasets.engine.contracts.describing",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.settings")
    import django

    django.setup()
    stale = [
        name
        for name, module in DOCUMENTS.items()
        if _differs(Path(name), import_module(module).as_markdown())
    ]
    if "--check" not in sys.argv:
        return 0
    if stale:
        print(f"{', '.join(stale)} no longer says what the code does: run `make docs` and commit it.")
    return 1 if stale else 0


def _differs(path: Path, wanted: str) -> bool:
    """Whether a document is out of date; brings it up to date, or shows how it differs with --check."""
    standing = path.read_text("utf-8") if path.exists() else ""
    if standing == wanted:
        return False
    if "--check" in sys.argv:
        names = (f"{path} as it stands", f"{path} as the code says")
        print(
            "\n".join(
                list(difflib.unified_diff(standing.splitlines(), wanted.splitlines(), *names, lineterm=""))[
                    :40
                ]
            )
        )
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted, "utf-8")
        print(f"Wrote {path}")
    return True


if __name__ == "__main__":
    sys.exit(main())
