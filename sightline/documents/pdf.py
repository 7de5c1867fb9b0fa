"""A document as PDF/UA-1: tagged, titled, with words for each picture, so that everybody can read what is
published."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from textwrap import shorten
from typing import Any

from sightline.documents.model import BRAND, Claim, Document, colour_of, has_contents, levelled, tone_of
from sightline.documents.text import legal, one_line
from sightline.documents.typesetting import typeset

_LONGEST_UNBROKEN = 2_000  # characters of a claim, of which three thousand fill a page


def to_pdf(document: Document, brand: str = BRAND) -> bytes:
    """The document as the bytes of a PDF/UA-1 file, the same bytes for an equal document.

    ``brand`` is a colour as ``#rrggbb``. Raises DocumentError when the standard cannot be met, for example
    when a picture has no alt text.
    """
    return typeset("report.typ", report_data(document, brand), form="pdf")


def report_data(document: Document, brand: str = BRAND) -> dict[str, Any]:
    """What the template ``report.typ`` is given, as JSON-able values."""
    digits = colour_of(brand)
    language, _, region = document.language.partition("-")
    return {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "organisation": one_line(document.organisation),
        "running": [
            shorten(one_line(words), 80, placeholder="…") for words in (document.organisation, document.title)
        ],
        "marking": document.marking,
        "status_lines": [one_line(line) for line in document.status_lines],
        "language": language,
        "region": region or None,
        "dated": [document.dated.year, document.dated.month, document.dated.day] if document.dated else None,
        "brand": digits,
        "contents": has_contents(document),
        "notices": [_plain(block) for block in document.notices],
        "blocks": [
            _plain(block) | (_look(block, digits) if isinstance(block, Claim) else {})
            for block in levelled(document.blocks)
        ],
    }


def _look(claim: Claim, brand: str) -> dict[str, Any]:
    """The colour of a claim, and whether it is short enough to be kept on one page."""
    words = sum(len(text) for line in (*claim.how, *claim.beneath) for text in line)
    words += sum(len(run.text) for run in claim.sentence)
    return {"tone": tone_of(claim.symbol, brand), "whole": words <= _LONGEST_UNBROKEN}


def _plain(value: Any) -> Any:
    """A part of the tree as JSON-able values, with the name of its class as ``kind``."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **named}
    return value
