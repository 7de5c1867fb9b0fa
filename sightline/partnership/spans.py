"""Spans of days, and several of them put together. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """From the first day to the last, both included; a last day of None is still to come."""

    start: date
    end: date | None


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days as the fewest spans, in order: those that overlap or adjoin become one."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        last = whole[-1] if whole else None
        if last is None or (last.end is not None and span.start > last.end + timedelta(days=1)):
            whole.append(span)
        else:
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            whole[-1] = Span(last.start, end)
    return whole
