"""How wide words will be and where they break, estimated from our typeface, since SVG breaks no lines."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sightline.documents.text import one_line

# Widths in hundredths of the type size, of Atkinson Hyperlegible Next in its regular weight.
_WIDTHS = {
    character: hundredths / 100
    for hundredths, characters in {
        20: "',.:;",
        25: "`ijl|",
        31: ' !"()[f',
        36: "-]_rt{}",
        42: "/1I\\",
        50: "svyz*7?Jackx",
        56: "2<>EFLT^bdeghnopqu~",
        62: "$+345689BPRSVXYZ",
        66: "#0=ACDK–",
        72: "GHNOQUw&",
        88: "@MWm",
        92: "%",
    }.items()
    for character in characters
}
_BOLD = 1.08


def width_of(words: str, size: float, bold: bool = False) -> float:
    """The width of one line of text in pixels, a little more than it will need rather than less."""
    return sum(map(_width, words)) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)  # a long label is measured once for each letter it is shortened by
def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0.0
    return 1.1 if unicodedata.east_asian_width(character) in "WF" else 0.7


def wrap(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``room`` pixels; a word wider than that is broken. At least one
    line."""
    lines = [""]
    for word in one_line(words).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold) <= room:
            lines[-1] = longer
            continue
        lines += _pieces(word, room, size, bold)
    return [line for line in lines if line] or [""]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size, bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def shortened(words: str, room: float, size: float, bold: bool = False) -> str:
    """The text on one line, its end replaced by … where it would be wider than ``room`` pixels."""
    words = one_line(words)
    if width_of(words, size, bold) <= room:
        return words
    while words and width_of(f"{words}…", size, bold) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def spread(places: list[float], distance: float, low: float, high: float) -> list[float]:
    """Places moved apart until neighbours are ``distance`` from each other, as near as can be to where they
    were.

    They stay between ``low`` and ``high`` while there is room; order is kept.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = dict.fromkeys(order, 0.0)
    floor = low
    for index in order:
        moved[index] = max(places[index], floor)
        floor = moved[index] + distance
    ceiling = max(high, low + distance * (len(places) - 1))
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - distance
    return [moved[index] for index in range(len(places))]
