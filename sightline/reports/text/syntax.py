"""The signs of the text form, for reading and printing alike."""

from __future__ import annotations

import re

from sightline.reports.writing import BlockKind

FENCE = ":::"
FIELD = re.compile(r"\s*(check|reason|judged by|evidence)\s*:(?:\s+|$)(.*)", re.IGNORECASE)
HEADING = re.compile(r"\s*(#{1,6})\s+(.*)")
OPENING = re.compile(r"\s*:::+\s*(\S*)\s*(.*)")
LOOKS_LIKE_STRUCTURE = re.compile(r"(\s*)(\\*)(?=#{1,6}\s|:::)")
LOOKS_LIKE_FIELD = re.compile(r"(\s*)(\\*)(?=(?:check|reason|judged by|evidence)\s*:(?:\s|$))", re.IGNORECASE)
MARKS = {BlockKind.HEADING: "##", BlockKind.SUBHEADING: "###"}
LEVELS = {len(mark): kind for kind, mark in MARKS.items()}
FENCED = {str(kind): kind for kind in (BlockKind.CLAIM, BlockKind.FIGURE, BlockKind.CHART, BlockKind.TABLE)}
FRONT = ("kind", "title", "period", "marking")
LONGEST = 1_000_000
MOST_ERRORS = 50
BAR = " | "
