"""Stopping the clocks of challenges that ended without anybody recording it here: their log was imported again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sightline.challenges.services.clocks import stop_what_ended
from sightline.foundation.access import Shell
from sightline.foundation.rounds import Round, rounds
from sightline.partnership.queries import partnerships


def _agree(now: datetime) -> None:
    for partnership in partnerships():
        stop_what_ended(by=Shell("the worker"), partnership=partnership)


rounds.add(Round("challenges.clocks", timedelta(hours=1), _agree))
