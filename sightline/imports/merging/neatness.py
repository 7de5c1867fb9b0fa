"""Values as they are compared: what Excel, LibreOffice or a csv file does to a cell by itself is no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import Any

from django.db import models

from sightline.imports.cells import as_text
from sightline.imports.exporting import LONGEST_CELL, RUN_BY_SPREADSHEETS

_ENDS_OF_LINES = re.compile(r"_x000D_\n?|\r\n?")  # a carriage return as workbooks write it, or as it is
_BEFORE_BREAKS = re.compile(r"[ \t\u00a0]+(?=\n)")
_CONTEXT = 40


def neat(value: Any) -> Any:
    """A value without what a spreadsheet adds or takes away; nothing at all is an empty text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = as_text(value.replace("\u00a0", " "))
    if "_x000D_" in text or "\r" in text:
        text = _ENDS_OF_LINES.sub("\n", text)
    if "\n" in text:
        text = _BEFORE_BREAKS.sub("", text).strip()
    if text.startswith("'") and text[1:].startswith(RUN_BY_SPREADSHEETS):
        text = text[1:]  # the apostrophe with which a csv file keeps a text from being run
    return text[:LONGEST_CELL].strip()


def held(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """A record's values as they are compared; a foreign key is its id."""
    fields = ((name, record._meta.get_field(name)) for name in names)
    return {name: neat(getattr(record, field.attname)) for name, field in fields}  # type: ignore[union-attr]


def differing(one: str, other: str, longest: int = 240) -> tuple[str, str]:
    """Two texts cut to where they differ, with a few words around it."""
    if len(one) <= longest and len(other) <= longest:
        return one, other
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    start = sum(1 for _ in alike)
    begin = max(start - _CONTEXT, 0)
    return _cut(one, begin, longest), _cut(other, begin, longest)


def _cut(text: str, begin: int, longest: int) -> str:
    shown = text[begin : begin + longest]
    if not shown:
        return text[-_CONTEXT:] if not begin else f"…{text[-_CONTEXT:]}"
    return f"{'…' if begin else ''}{shown}{'…' if begin + longest < len(text) else ''}"


def shown(value: Any) -> str:
    """A value as JSON keeps it and a page shows it."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
