"""Actions to try things on: Westmoor's tracker covers 2023-24 and 2024-25."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from sightline.actions.keys import key_of
from sightline.actions.models import Action
from sightline.foundation.access import Shell
from sightline.imports import services as imports
from sightline.imports.models import Import
from sightline.partnership.models import Agency, Coverage, Partnership

_numbers = count(1)
LAST_DAY = date(2025, 3, 31)


@pytest.fixture
def covered(partnership: Partnership) -> Coverage:
    return Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2023, 4, 1), end=LAST_DAY
    )


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary")


@pytest.fixture
def action(partnership: Partnership, police: Agency) -> Callable[..., Action]:
    """``action("RR01/24-3", due_on=...)``: agreed on 1 May 2024 and led by the police unless said otherwise."""

    def make(reference: str = "", **values: Any) -> Action:
        reference = reference or f"A{next(_numbers)}"
        given = {
            "partnership": partnership,
            "agency": police,
            "source": "rapid review",
            "undertaking": "Brief staff on the escalation protocol",
            "agreed_on": date(2024, 5, 1),
            "due_on": date(2024, 8, 1),
            **values,
        }
        cache.clear()  # made without a service, so without an event that would tell
        return Action.objects.create(reference=reference, key=key_of(reference), **given)

    return make


HEADINGS = ("Ref", "Action", "Lead agency", "Lead officer", "Date agreed", "Target date", "Date completed")


@pytest.fixture
def tracker(
    partnership: Partnership, police: Agency, shell: Shell, settings: Any, tmp_path: Path
) -> Callable[..., Import]:
    """``tracker(row, row, name=...)`` imports a tracker of rows with the columns above."""
    settings.FILES = tmp_path / "files"

    def bring(*rows: Sequence[str], name: str = "tracker.csv") -> Import:
        lines = "\n".join(",".join(row) for row in (HEADINGS, *rows))
        import_ = imports.receive(by=shell, partnership=partnership, name=name, chunks=[lines.encode()])
        imports.plan(by=shell, import_=import_)
        outcome = imports.commit(by=shell, import_=import_)
        assert outcome.errors == []
        cache.clear()
        return import_

    return bring
