"""What is read once while a page is made, and anew by everything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse

from sightline.foundation.once import ReadingOnce, read_once


def counting() -> Callable[[], int]:
    """Answers 1, 2, 3 …: how often it was asked."""
    asked = iter(range(1, 100))
    return lambda: next(asked)


def requested(method: str, page: Callable[[HttpRequest], HttpResponse]) -> str:
    request = HttpRequest()
    request.method = method
    answer = ReadingOnce(page)(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.mark.parametrize(("method", "told"), [("GET", "1 1 2"), ("HEAD", "1 1 2"), ("POST", "1 2 3")])
def test_a_page_that_only_reads_asks_once_for_each_thing(method: str, told: str) -> None:
    read = counting()
    keys = ("a", "a", "b")
    page = lambda request: HttpResponse(" ".join(str(read_once(key, read)) for key in keys))  # noqa: E731
    assert requested(method, page) == told


def test_the_next_page_asks_anew() -> None:
    read = counting()
    page = lambda request: HttpResponse(str(read_once("a", read)))  # noqa: E731
    assert [requested("GET", page), requested("GET", page)] == ["1", "2"]


def test_nothing_is_remembered_after_a_page_that_failed() -> None:
    read = counting()

    def fails(request: HttpRequest) -> HttpResponse:
        read_once("a", read)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        requested("GET", fails)
    assert [read_once("a", read), read_once("a", read)] == [2, 3]
