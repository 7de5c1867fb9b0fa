"""What may be written into a document: text that every reader of PDF, Word and SVG accepts."""

from __future__ import annotations

import re
import unicodedata

# XML 1.0 allows no other characters below the space, no surrogates and none of the non-characters; the two
# overrides of writing direction are left out because they let a sentence show other words than it holds.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def legal(text: str) -> str:
    """The text without what no document can hold; accents joined to their letters, line ends a line feed."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """The legal text with every run of white space made one space: for titles, captions and cells."""
    return " ".join(legal(text).split(None))
