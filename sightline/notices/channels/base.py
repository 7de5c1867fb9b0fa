"""What is handed to a channel, and what it says became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sightline.notices.models import Attachment, Outcome


@dataclass(frozen=True)
class Letter:
    """One mail to one address. ``reference`` is the same however often it is tried."""

    to: str
    subject: str
    text: str
    reference: str
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Answer:
    """What became of a letter, and the server's own words."""

    outcome: Outcome
    text: str


@dataclass(frozen=True)
class Channel:
    """``asks_first``: it finds out whether a letter was taken before it sends it again, so trying again is safe."""

    name: str
    send: Callable[[Letter], Answer]
    asks_first: bool = False
