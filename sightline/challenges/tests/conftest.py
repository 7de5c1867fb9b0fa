"""Challenges to try things on: Westmoor's log covers 2023-24 and 2024-25."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from sightline.challenges.models import Challenge
from sightline.challenges.services import challenges
from sightline.partnership.models import Agency, Coverage, Partnership

_numbers = count(1)


@pytest.fixture
def covered(partnership: Partnership) -> Coverage:
    return Coverage.objects.create(
        partnership=partnership, source="challenges", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary")


@pytest.fixture
def hospitals(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor Hospitals NHS Trust")


@pytest.fixture
def challenge(partnership: Partnership, police: Agency, hospitals: Agency) -> Callable[..., Challenge]:
    """``challenge(date(2024, 5, 1))``: raised by the police with the hospitals unless said otherwise."""

    def make(raised_on: date, **values: Any) -> Challenge:
        given = {
            "partnership": partnership,
            "raised_by": police,
            "raised_with": hospitals,
            "level": "Manager",
            "subject": f"Why strategy discussions were missed, number {next(_numbers)}",
            **values,
        }
        made = Challenge(raised_on=raised_on, **given)
        made.key = challenges.identity(made)
        made.save()
        return made

    return make
