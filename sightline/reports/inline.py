"""Figures inside a sentence: ``{training.places_attended in 2024-25}`` stands for its value.

An author never has to write one: the editor shows them as {1}, {2} beside a list that says what each is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

OPENS = re.compile(r"(?<!\\)\{(?=\s*[a-z][a-z0-9_]*\.[a-z0-9_])", re.IGNORECASE)
LONGEST = 500  # characters of a selection; without an end to the search, many open braces would take minutes
NUMBERED = re.compile(r"(?<!\\)\{\s*(\d{1,3})\s*\}")


@dataclass(frozen=True)
class Shows:
    """A place in a text where the value of a selection is shown; ``asks`` stands between the braces."""

    asks: str


class NoSuchFigure(ValueError):
    """A number in braces to which no figure of the text belongs; its text is a sentence for the author."""


def split(text: str) -> list[str | Shows]:
    """The text as stretches of words and the figures between them, in order."""
    parts: list[str | Shows] = []
    start = position = 0
    while opening := OPENS.search(text, position):
        end = _closing(text, opening.end())
        if end is None:
            position = opening.end()
            continue
        if opening.start() > start:
            parts.append(text[start : opening.start()])
        parts.append(Shows(text[opening.end() : end].strip()))
        start = position = end + 1
    if start < len(text):
        parts.append(text[start:])
    return parts


def _closing(text: str, position: int) -> int | None:
    """The place of the brace that closes the one before ``position``; None when none does near enough."""
    depth, quoted = 1, False
    end = min(len(text), position + LONGEST)
    while position < end:
        character = text[position]
        if quoted and character == "\\":
            position += 1
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return position
        position += 1
    return None


def asked(text: str) -> list[str]:
    """What the figures of a text ask, in order."""
    return [part.asks for part in split(text) if isinstance(part, Shows)]


def gist(text: str) -> str:
    """The text on one line, with … in place of its figures."""
    return " ".join("".join(part if isinstance(part, str) else "…" for part in split(text)).split())


def rewritten(text: str, change: Callable[[str], str]) -> str:
    """The text with each figure's selection put through ``change``, such as the canonical spelling."""
    return "".join(part if isinstance(part, str) else f"{{{change(part.asks)}}}" for part in split(text))


def numbered(text: str) -> tuple[str, list[str]]:
    """The text with {1}, {2} in place of its figures, and what each of them asks."""
    lines: list[str] = []
    words: list[str] = []
    for part in split(text):
        if isinstance(part, Shows):
            lines.append(part.asks)
            words.append(f"{{{len(lines)}}}")
        else:
            words.append(NUMBERED.sub(lambda found: "\\" + found[0], part))
    return "".join(words), lines


def unnumbered(text: str, lines: Sequence[str]) -> str:
    """The text with each {1} replaced by its figure; NoSuchFigure for a number that stands for none."""

    def figure(found: re.Match[str]) -> str:
        place = int(found[1])
        if not 1 <= place <= len(lines):
            raise NoSuchFigure(
                f"There is no figure {found[0]} in this text. Take it out, or add the figure below."
            )
        return f"{{{lines[place - 1]}}}"

    return NUMBERED.sub(figure, text)
