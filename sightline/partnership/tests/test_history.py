"""A record's history as people read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sightline.audit import services as audit
from sightline.foundation.access import Shell
from sightline.partnership.history import timeline
from sightline.partnership.models import Agency

pytestmark = pytest.mark.django_db


def test_a_name_that_has_the_shape_of_a_date_is_still_a_name(
    agency: Callable[..., Agency], shell: Shell
) -> None:
    police = agency("Police")
    audit.corrected(by=shell, record=police, values={"name": "WMSA-25-01"})
    [change] = timeline(police)[0].changes
    assert (change.label, change.before, change.after) == ("Name", "Police", "WMSA-25-01")


def test_dates_and_answers_are_values_and_agencies_have_their_names(
    agency: Callable[..., Agency], shell: Shell
) -> None:
    police, council = agency("Police"), agency("Council")
    merged = {"merged_into_id": council.pk, "merged_on": date(2025, 3, 31), "statutory": True}
    audit.corrected(by=shell, record=police, values=merged)
    told = {change.label: change.after for change in timeline(police)[0].changes}
    assert told == {
        "Merged into": "Council",
        "Merged on": date(2025, 3, 31),
        "Statutory safeguarding partner": True,
    }
