"""Appointments end with their seat: nobody can hold what an agency no longer has."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sightline.appointments.queries import lasting_beyond
from sightline.appointments.services import end_with_seat
from sightline.foundation.access import Actor
from sightline.foundation.endings import Ending, endings
from sightline.govuk.values import sentence_list


def _said(seat: Any) -> str:
    names = sorted({one.person.name for one in lasting_beyond(seat, timezone.localdate())})
    if not names:
        return ""
    one = len(names) == 1
    return (
        f"{sentence_list(names)} {'is' if one else 'are'} appointed to this seat: "
        f"{'that appointment ends' if one else 'those appointments end'} with it, on the same day at the latest."
    )


def _end(by: Actor, seat: Any, day: date) -> None:
    end_with_seat(by=by, seat=seat, day=day)


endings.add(Ending("seat", "appointments", _said, _end))
