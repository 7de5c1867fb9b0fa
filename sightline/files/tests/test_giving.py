"""A kept file is given out as a download that runs nothing, and only while it is what was put there."""

from __future__ import annotations

from contextlib import closing

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from sightline.files.giving import give
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
