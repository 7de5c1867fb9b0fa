"""How meetings are known, by their body and their day, and who came, by whom they spoke for."""

from __future__ import annotations

from datetime import date

from sightline.foundation.text import fold
from sightline.imports.layouts import lasting


def meeting_key(body: str, day: date, nth: int = 1) -> str:
    """A body's meeting of a day; the second of one day is another."""
    return lasting(f"{body}|{day}" + (f"#{nth}" if nth > 1 else ""))


def member_key(agency: int, person: str | int, seat: str) -> str:
    """A member: their agency and who they are, whatever their role becomes.

    Where nobody is named: which of the agency's they are, and their role.
    """
    return f"{agency}|{person}" if isinstance(person, str) else f"{agency}|{person}|{fold(seat)}"


def attendance_key(meeting: str, member: str) -> str:
    """One member at one meeting."""
    return lasting(f"{meeting}|{member}")
