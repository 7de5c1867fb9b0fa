"""The typesetter: Typst with our fonts and our templates, and no clock, so that equal input gives equal bytes.

Data reaches a template only as JSON in ``sys.inputs``; no text is ever written into Typst source, so none
can act as markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from sightline.documents.model import DocumentError

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "typst"
_MISSING_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
_TRIES = 12


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")]
    )


def typeset(template: str, data: Any, *, form: Literal["pdf", "png"], ppi: float = 144) -> bytes:
    """Set ``data`` (JSON-able) in a template of this package and return the file.

    PDF is PDF/UA-1 or nothing: what the standard forbids, such as a picture without words, raises
    DocumentError. A character that no font can draw is named in square brackets if it is a sign, and is �
    if it is a letter. PNG is of the first page, at ``ppi`` points per inch.
    """
    text = json.dumps(data, ensure_ascii=False)
    for _ in range(_TRIES):
        try:
            return typst.compile(
                str(_TEMPLATES / template),
                root=str(_TEMPLATES),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                format=form,
                ppi=ppi,
                sys_inputs={"data": text},
                pdf_standards="ua-1" if form == "pdf" else [],
            )
        except typst.TypstError as error:
            drawable = _without_undrawable(text, error.diagnostic)
            if drawable == text:
                raise DocumentError(_plainly(error)) from error
            text = drawable
    raise DocumentError(
        "The document holds characters that cannot be printed. Remove signs from other alphabets."
    )


def _without_undrawable(text: str, diagnostic: str) -> str:
    """The JSON text with the characters that the compiler could not draw written another way.

    What joins itself to other characters goes first and alone: its neighbours may well be drawable without.
    """
    clusters = "".join(_ESCAPE.sub(_unescaped, quoted) for quoted in _MISSING_GLYPH.findall(diagnostic))
    undrawable = {character for character in clusters if ord(character) > 126}
    joining = {character for character in undrawable if unicodedata.category(character)[0] in "MC"}
    return text.translate({ord(character): _in_words(character) for character in joining or undrawable})


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]


def _in_words(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "MC":
        return ""
    name = unicodedata.name(character, "").lower()
    return f"[{name}]" if kind == "So" and name else "\ufffd"


def _plainly(error: typst.TypstError) -> str:
    message = str(error.message)
    if "alt text" in message or "alternative" in message:
        return "A picture has no words that say what it shows. Give each picture an alt text."
    return f"The document could not be typeset: {message}"
