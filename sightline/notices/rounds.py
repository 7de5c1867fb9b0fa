"""What the worker does for notices by itself: sending, reminding, the weekly digest, and forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from sightline.foundation.rounds import Round, rounds
from sightline.notices.services.digest import digest
from sightline.notices.services.forgetting import forget_texts
from sightline.notices.services.reminding import remind
from sightline.notices.services.sending import send_waiting
from sightline.partnership.queries import partnerships

MORNING = 7  # o'clock; nobody is reminded by night
MONDAY_OR_TUESDAY = (0, 1)  # Tuesday where nothing ran on Monday


def _remind(now: datetime) -> bool:
    local = timezone.localtime(now)
    if local.hour < MORNING:
        return False
    for partnership in partnerships():
        remind(partnership=partnership, today=local.date())
    return True


def _digest(now: datetime) -> bool:
    local = timezone.localtime(now)
    if local.hour < MORNING or local.weekday() not in MONDAY_OR_TUESDAY:
        return False
    for partnership in partnerships():
        digest(partnership=partnership, today=local.date())
    return True


rounds.add(Round("notices.send", timedelta(seconds=5), send_waiting))
rounds.add(Round("notices.remind", timedelta(hours=20), _remind))
rounds.add(Round("notices.digest", timedelta(days=3), _digest))
rounds.add(Round("notices.forget", timedelta(days=1), forget_texts))
