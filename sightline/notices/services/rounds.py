"""Making the rounds that are due, and remembering when, so that starting the worker again repeats none."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from sightline.foundation.rounds import Round, rounds
from sightline.notices.models import RoundMade

log = logging.getLogger(__name__)

SHORT = timedelta(hours=1)
"""Rounds more often than this are not remembered: making one when the worker starts does no harm."""
SOON = timedelta(minutes=5)
"""When one that failed, or whose time had not come, is looked at again."""


class Rounds:
    """The rounds of one worker, which looks at them again and again."""

    def __init__(self) -> None:
        self._next: dict[str, datetime] = {}

    def make(self, now: datetime) -> list[str]:
        """Make those that are due, and say which were made; one that fails keeps no other back."""
        return [one.key for one in rounds if now >= self._next.get(one.key, now) and self._make(one, now)]

    def _make(self, one: Round, now: datetime) -> bool:
        self._next[one.key] = now + min(one.every, SOON)
        try:
            if one.every >= SHORT and (last := _last(one)) and now < last + one.every:
                self._next[one.key] = min(last + one.every, now + SHORT)
                return False
            if one.do(now) is False:
                return False
            if one.every >= SHORT:
                _remember(one, now)
        except Exception:
            log.exception("The round %s failed.", one.key)
            return False
        self._next[one.key] = now + one.every
        return True


def _last(one: Round) -> datetime | None:
    return RoundMade.objects.filter(key=one.key).values_list("made_at", flat=True).first()


@transaction.atomic
def _remember(one: Round, now: datetime) -> None:
    RoundMade.objects.update_or_create(key=one.key, defaults={"made_at": now})
