"""How well a colour can be read on another. Pure. Source: WCAG 2.2, relative luminance and contrast ratio."""

from __future__ import annotations

import re

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA), text of ordinary size
SHORT = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")
LONG = re.compile(r"#?([0-9a-f]{6})")


def colour(text: str) -> str:
    """A colour as ``#rrggbb`` from how people type it (#ABC, 1d4f5c). Raises ValueError for anything else."""
    plain = text.strip().lower()
    if match := LONG.fullmatch(plain):
        return f"#{match[1]}"
    if match := SHORT.fullmatch(plain):
        return "#" + "".join(digit * 2 for digit in match.groups())
    raise ValueError(f"“{text}” is not a colour; write it as # and six of the characters 0 to 9 and a to f.")


def _luminance(rrggbb: str) -> float:
    channels = (int(rrggbb[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str = "#ffffff") -> float:
    """The contrast ratio of two colours given as ``#rrggbb``: 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
