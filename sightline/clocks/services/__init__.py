"""Keeping a partnership's own lengths and calendar, and the ledgers of the clocks that run."""

from sightline.clocks.services.ledger import extend, pause, resume, start, stop
from sightline.clocks.services.own import days, lengths

__all__ = ["days", "extend", "lengths", "pause", "resume", "start", "stop"]
