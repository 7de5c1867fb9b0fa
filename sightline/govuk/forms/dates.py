"""A date typed as day, month and year, which people get right more often than any calendar picker.

What was typed is kept when it is wrong, and the message says which part to mend. A date posted under the
field's own name as 2025-03-31 is understood as well, so that a script need not know about three inputs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Typed:
    """The three parts as they were typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: Any) -> Typed:
        """The parts of a date, of what was typed before, or of an ISO date as text; nothing for nothing."""
        if isinstance(value, Typed):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(value or "").strip()):
            return cls(match[3].lstrip("0"), match[2].lstrip("0"), match[1])
        return cls(day=str(value)) if value else cls()

    @property
    def missing(self) -> list[str]:
        return [part for part in PARTS if not getattr(self, part)]

    def __str__(self) -> str:
        return "-".join((self.year, self.month.zfill(2), self.day.zfill(2))) if self else ""

    def __bool__(self) -> bool:
        return len(self.missing) < len(PARTS)

    def date(self) -> date:
        """The date that was meant; months may be words. Raises ValueError when there is no such date."""
        month = self.month.lower()
        number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else int(month)
        return date(int(self.year), number, int(self.day))


class DateInput(forms.Widget):
    """Three inputs, NAME_day, NAME_month and NAME_year; drawn by the form itself."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Typed:
        parts = [str(data.get(f"{name}_{part}") or "").strip() for part in PARTS]
        return Typed(*parts) if any(parts) else Typed.of(data.get(name))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in PARTS)))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else ""

    def parts(self, name: str, value: Any, identity: str) -> list[dict[str, str]]:
        """The three inputs: name, id, label and value."""
        typed = Typed.of(value)
        return [
            {
                "name": f"{name}_{part}",
                "id": f"{identity}-{part}",
                "label": part.title(),
                "value": getattr(typed, part),
            }
            for part in PARTS
        ]


class DateField(forms.Field):
    """A date in three parts. ``example`` stands in the hint and in messages, as "31 3 2025"."""

    widget = DateInput
    example = "31 3 2025"

    def __init__(self, *, label: str | None = None, help_text: str = "", **options: Any) -> None:
        options.pop("input_formats", None)  # what a model's date field asks for
        options.pop("localize", None)
        super().__init__(label=label, help_text=help_text or f"For example, {self.example}", **options)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        typed = Typed.of(value)
        if not typed:
            return None
        name = self.label or "The date"
        if typed.missing:
            raise ValidationError(
                f"{name} must include a {' and a '.join(typed.missing)}", code=typed.missing[0]
            )
        if not re.fullmatch(r"(19|20|21)\d\d", typed.year):
            raise ValidationError(f"{name} must have a year from 1900 to 2199, such as 2025", code="year")
        try:
            return typed.date()
        except (ValueError, OverflowError):
            raise ValidationError(
                f"{name} must be a real date, such as {self.example}", code="invalid"
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return Typed.of(initial) != Typed.of(data)

    def prepare_value(self, value: Any) -> Any:
        return Typed.of(value)
