"""The log of a running installation."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings

from sightline.foundation.access import Forbidden
from sightline.foundation.logs import RefusalsOnOneLine, WithoutSecretLinks


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/account/invitation/kVx0-_secret/", "/account/invitation/…/"),
        ("/account/password/reset/key/1a-abc-def/", "/account/password/reset/key/…/"),
        ("/account/calendar/kVx0-_secret.ics", "/account/calendar/…"),
        ("/westmoor/people/3/", "/westmoor/people/3/"),
    ],
)
def test_a_link_that_lets_somebody_in_is_not_logged(address: str, logged: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Refused", address), None)
    assert WithoutSecretLinks().filter(record)
    assert record.getMessage() == f"Refused: {logged}"


def test_every_message_passes_by_there() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    filters = [handler["filters"] for handler in handlers.values()]
    assert filters == [["no secret links", "refusals on one line"]]


@pytest.mark.parametrize(("problem", "told"), [(Forbidden("No."), False), (ValueError("Wrong."), True)])
def test_a_refusal_is_logged_without_the_code_it_passed_through(problem: Exception, told: bool) -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "%s", ("Refused",), (type(problem), problem, None)
    )
    assert RefusalsOnOneLine().filter(record)
    assert (str(problem) in logging.Formatter().format(record)) is told
