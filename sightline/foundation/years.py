"""Reporting years: 1 April to 31 March, written 2024-25 (Working Together 2023, chapter 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

EARLIEST, LATEST = 1900, 2199
WRITTEN = re.compile(r"([0-9]{4})[-‐‑–/]([0-9]{2})?([0-9]{2})")


@dataclass(frozen=True, order=True)
class ReportingYear:
    """The twelve months that begin on 1 April of ``first``."""

    first: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The year written as ``2024-25`` or ``2024-2025``; ValueError, in a sentence, for anything else."""
        found = WRITTEN.fullmatch(text.strip())
        following = f"{int(found[1]) + 1:04d}" if found else ""
        if not found or following[-2:] != found[3] or (found[2] and following[:-2] != found[2]):
            raise ValueError(f"“{text}” is not a reporting year: write it as 2024-25.")
        if not EARLIEST <= int(found[1]) <= LATEST:
            raise ValueError(f"The year {found[1]} is out of range: use years from {EARLIEST} to {LATEST}.")
        return cls(int(found[1]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The year a day falls in."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @property
    def start(self) -> date:
        return date(self.first, 4, 1)

    @property
    def end(self) -> date:
        return date(self.first + 1, 3, 31)

    @property
    def previous(self) -> ReportingYear:
        return ReportingYear(self.first - 1)

    @property
    def next(self) -> ReportingYear:
        return ReportingYear(self.first + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.first}-{(self.first + 1) % 100:02d}"
