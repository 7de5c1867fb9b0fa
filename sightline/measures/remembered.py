"""Figures that pages show again and again, kept under the version of the records they rest on.

Every write leaves an event in the trail, inside its own transaction; so where the trail ends is the version of
everything a partnership holds, and a figure kept under it is one of those very records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils import timezone

from sightline.audit.queries import version_of
from sightline.measures.answers import Answer, Point
from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Scope
from sightline.partnership.models import Partnership

T = TypeVar("T")
_NOTHING: Any = object()


class Remembered:
    """Measures of one partnership at one version; made once for a page, it asks for the version once."""

    def __init__(self, partnership: Partnership) -> None:
        self._partnership = partnership
        # Live coverage runs until today, so what is not recorded today may be tomorrow without any write.
        self._version = (partnership.pk, version_of(partnership.pk), timezone.localdate())

    def evaluate(self, key: str, scope: Scope, by: str | None = None) -> Answer:
        """As ``evaluation.evaluate``."""
        return self.of(("evaluate", key, _said(scope), by), lambda: evaluate(key, scope, by))

    def series(self, key: str, scope: Scope) -> list[Point]:
        """As ``evaluation.series``."""
        return self.of(("series", key, _said(scope)), lambda: series(key, scope))

    def of(self, question: tuple[Any, ...], answer: Callable[[], T]) -> T:
        """Whatever ``answer`` answers to a question about this partnership's records."""
        name = hashlib.sha256(repr((self._version, question)).encode()).hexdigest()
        kept = cache.get(name, _NOTHING)
        if kept is _NOTHING:
            kept = answer()
            cache.set(name, kept, timeout=None)
        return kept


def _said(scope: Scope) -> tuple[Any, ...]:
    return (scope.period, scope.at, tuple(sorted(scope.where.items())))
