"""How challenges are known, which carry no reference."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sightline.challenges.ends import SIDES
from sightline.challenges.models import Challenge
from sightline.foundation.text import fold


def key_of(raised: date, by: object, to: object, subject: str) -> str:
    """A challenge is known by its date, who raised it with whom, and its text."""
    return sha256(repr((raised, by, to, fold(subject))).encode()).hexdigest()[:32]


def ends_of(challenge: Challenge) -> tuple[object, object]:
    """The ends as a key holds them: the agencies, and the rest only where these do not tell them apart.

    So the key of a challenge between two agencies is the one that a log, which names no more, gives it.
    """
    by, to = challenge.raised_by_id, challenge.raised_with_id
    if by and to and by != to:
        return by, to
    raised_by, raised_with = SIDES
    return _in_full(challenge, raised_by), _in_full(challenge, raised_with)


def _in_full(challenge: Challenge, side: str) -> object:
    parts = ("_id", "_person_id", "_name", "_level")
    agency, person, name, level = (getattr(challenge, side + part) for part in parts)
    return (agency, person, fold(name), str(level)) if person or name or level else agency
