"""What is sent is turned away before it is read when it is too large for its page, or for somebody signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sightline.foundation.access import ORDINARY
from sightline.partnership.roles import COORDINATOR

pytestmark = pytest.mark.django_db
LARGE = ORDINARY + 1


class Unread:
    """A body that must not be looked at."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.fixture
def sent() -> Callable[..., Any]:
    def send(client: Client, address: str, size: int) -> Any:
        said: dict[str, Any] = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
        return client.generic("POST", address, b"", "multipart/form-data; boundary=x", **said)

    return send


@pytest.mark.parametrize("address", ["/account/login/", "/westmoor/imports/new"])
def test_from_somebody_signed_out(sent: Callable[..., Any], partnership: Any, address: str) -> None:
    answer = sent(Client(enforce_csrf_checks=True), address, LARGE)
    assert answer.status_code == 413
    assert "Nothing of it was kept" in answer.content.decode()


def test_for_a_page_that_takes_no_files(
    sent: Callable[..., Any], person_with: Any, client_as: Callable[..., Client]
) -> None:
    assert sent(client_as(person_with(COORDINATOR)), "/westmoor/actions/new", LARGE).status_code == 413


def test_for_the_page_that_takes_spreadsheets(
    sent: Callable[..., Any], person_with: Any, client_as: Callable[..., Client]
) -> None:
    client = client_as(person_with(COORDINATOR))
    answer = sent(client, "/westmoor/imports/new", settings.UPLOAD_LIMIT * 2)
    assert (answer.status_code, "515 MB" in answer.content.decode()) == (413, True)
    file = SimpleUploadedFile("large.csv", b"a,b\n" + b"x,y\n" * (LARGE // 4))
    assert client.post("/westmoor/imports/new", {"file": file}).status_code in (200, 302)


def test_a_form_in_another_encoding_is_no_error(partnership: Any) -> None:
    form = "application/x-www-form-urlencoded; charset=utf-16"
    answer = Client(enforce_csrf_checks=True).generic(
        "POST", "/account/login/", "login=a".encode("utf-16"), form
    )
    assert answer.status_code == 403
