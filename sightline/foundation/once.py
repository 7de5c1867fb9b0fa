"""What a page reads again and again is read once while the page is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

T = TypeVar("T")
SAFE = ("GET", "HEAD")
_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("read", default=None)


def read_once(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` answers: asked once for each key while a page is made, and every time anywhere else."""
    held = _held.get()
    if held is None:
        return read()
    if key not in held:
        held[key] = read()
    found: T = held[key]
    return found


class ReadingOnce:
    """Remembers for the time of one request that only reads; one that writes sees what it wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _held.set({} if request.method in SAFE else None)
        try:
            return self._get_response(request)
        finally:
            _held.reset(token)
