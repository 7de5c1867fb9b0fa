"""What the worker does for deliveries by itself: erasing who they are about when the time for it has come, and
putting together for the figures what nobody waited for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from sightline.datasets.services import erase_identities
from sightline.datasets.services.linked import rebuild
from sightline.datasets.services.preparing import prepare
from sightline.foundation.access import Itself
from sightline.foundation.rounds import Round, rounds
from sightline.partnership.queries import partnerships


def _erase(now: datetime) -> None:
    for partnership in partnerships():
        erase_identities(by=Itself(), partnership=partnership, today=timezone.localtime(now).date())


def _put_together(now: datetime) -> None:
    for partnership in partnerships():
        rebuild(by=Itself(), partnership=partnership)


def _prepare(now: datetime) -> None:
    for partnership in partnerships():
        prepare(by=Itself(), partnership=partnership)


rounds.add(Round("datasets.put_together", timedelta(minutes=1), _put_together))
rounds.add(Round("datasets.prepare", timedelta(minutes=1), _prepare))
rounds.add(Round("datasets.erase", timedelta(hours=20), _erase))
