"""Files to attach, each as the program that people use would make it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from sightline.actions.permissions import EDIT
from sightline.files.models import StoredFile
from sightline.files.services import kept
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@dataclass(frozen=True)
class Handed:
    """A file as it comes from a form, or from anywhere else: whoever sends it says what it is called."""

    name: str
    content: bytes

    def chunks(self) -> Iterator[bytes]:
        yield from (self.content[at : at + 64] for at in range(0, len(self.content), 64))


def word() -> bytes:
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph("Ten cases were looked at.")
    document.save(content)
    return content.getvalue()


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(0, 0, "Ten")
    return content.getvalue()


@pytest.fixture(autouse=True)
def attached(settings: Any, tmp_path: Path, partnership: Partnership) -> Callable[[], list[Path]]:
    """What lies in the files folder of the partnership, which is the test's own."""
    settings.FILES = tmp_path / "files"
    return lambda: sorted(path for path in settings.FILES.rglob("*") if path.is_file())


@pytest.fixture
def keep(partnership: Partnership, shell: Shell) -> Callable[..., StoredFile]:
    """``keep(b"...", "audit.pdf")`` keeps a file, as any record that takes one does."""

    def make(content: bytes = PDF, name: str = "audit.pdf", by: Any = shell) -> StoredFile:
        with kept(by=by, right=EDIT, partnership=partnership, upload=Handed(name, content)) as file:
            return file

    return make
