"""A kept file is given out as a download that runs nothing, and only while it is what was put there."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from sightline.files.giving import give
from sightline.files.services import destroy
from sightline.foundation.headers import SecurityHeaders
from sightline.govuk.values import Link

OF = Link("RR01/24-3", "/westmoor/actions/RR01-24-3")


@pytest.fixture
def given():
    """``given(file)`` is the answer to whoever asks for it, as the outermost layer sends it."""

    def ask(file):
        request = RequestFactory().get("/westmoor/files/1")
        request.user = AnonymousUser()
        return SecurityHeaders(lambda asked: give(asked, file, of=OF))(request)

    return ask


def test_a_file_is_a_download_that_runs_nothing(keep, given):
    answer = given(keep(b"<script>alert(1)</script>", 'x".txt'))
    with closing(answer):
        assert b"".join(answer) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="x\\".txt"'
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("becomes", [b"%PDF-1.7 something else", None])
def test_a_file_that_is_not_what_was_put_there_is_not_given_out_and_a_page_says_so(
    keep, given, attached, becomes
):
    file = keep()
    [path] = attached()
    path.unlink()
    if becomes:
        path.write_bytes(becomes)
    answer = given(file)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "This file is not given out" in text
    assert "no longer what was put there" in text
    assert "something else" not in text
    assert OF.href in text
    assert "Content-Disposition" not in answer


def test_of_a_file_that_was_destroyed_a_page_says_when_by_whom_and_why(keep, given, shell, person_with):
    file = keep(name="Kayleigh Marsh.pdf")
    manager = person_with("business-manager", name="Ruth Ford")
    with time_machine.travel(datetime(2024, 5, 3, 12, tzinfo=UTC)):
        destroy(by=manager, file=file, reason="It names a child")
    answer = given(file)
    assert answer.status_code == 410
    text = answer.content.decode()
    for said in ("This file was destroyed", "3 May 2024", "Ruth Ford", "It names a child", OF.href):
        assert said in text
    assert "Kayleigh" not in text
    assert "Content-Disposition" not in answer
