"""Markdown that no report prints. It is taken in as it stands, and whoever takes it in is told the lines."""

from __future__ import annotations

import re

UNPRINTED = (
    (
        re.compile(r"\s*\|.*\|"),
        "A table cannot be typed: write ::: table with what it shows, and close it with :::.",
    ),
    (re.compile(r"\s{0,3}>"), "A quotation is not set apart: write it in quotation marks."),
    (re.compile(r"\s{2,}(?:[-*+]|\d+[.)])\s"), "A list inside a list cannot be printed: write one list."),
    (re.compile(r"\s*(?:```|~~~)"), "A block of code cannot be printed: write its words as text."),
    (re.compile(r"\s*!\["), "A picture cannot be put in: write what it shows, or ::: chart with a figure."),
    (
        re.compile(r"\s*([*_-])(?:\s*\1){2,}\s*$"),
        "No line is drawn across the page: begin a section with ##.",
    ),
)


def unprinted(text: str) -> list[tuple[int, str]]:
    """The lines of a report's text that will be printed as the signs they are, each with what to do instead."""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines, start=1) if line.strip() == "---"]
    front = ends[1] if len(ends) > 1 else 0
    return [
        (number, sentence)
        for number, line in enumerate(lines, start=1)
        if number > front
        for sentence in [next((said for sign, said in UNPRINTED if sign.match(line)), "")]
        if sentence
    ]
