"""Sending by the government's Notify service, which keeps a reference that we choose and can be asked for it.

Before a letter is sent it is looked for under its reference, so that what was taken once is not sent again.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

import jwt
import requests
from django.conf import settings

from sightline.notices.channels.base import Answer, Channel, Letter
from sightline.notices.models import Outcome

UUID = 36  # characters; a key ends in the service's and the secret's, with a hyphen between
TIMEOUT = 10
MOST = 500
WORTH_TRYING_AGAIN = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
"""Answers about us, or about now, rather than about the letter."""


def send(letter: Letter) -> Answer:
    """Hand it over unless the service has it already, and say what it answered."""
    try:
        held = _call("GET", "/v2/notifications", params={"reference": letter.reference})
        if held.status_code != HTTPStatus.OK:
            return _refusal(held)
        if known := held.json()["notifications"]:
            return Answer(Outcome.SENT, f"It has this already, as {known[0]['id']}.")
        answer = _call("POST", "/v2/notifications/email", json=_asked(letter))
        if answer.status_code != HTTPStatus.CREATED:
            return _refusal(answer)
        without = " The file was left out." if letter.attachment else ""
        return Answer(Outcome.SENT, f"Taken as {answer.json()['id']}.{without}")
    except (requests.RequestException, KeyError, TypeError, ValueError) as problem:
        return Answer(Outcome.LATER, f"No proper answer: {type(problem).__name__}")


def _asked(letter: Letter) -> dict[str, Any]:
    return {
        "email_address": letter.to,
        "template_id": settings.NOTIFY_TEMPLATE,
        "personalisation": {"subject": letter.subject, "text": letter.text},
        "reference": letter.reference,
    }


def _call(method: str, path: str, **what: Any) -> requests.Response:
    service, secret = settings.NOTIFY_KEY[-2 * UUID - 1 : -UUID - 1], settings.NOTIFY_KEY[-UUID:]
    token = jwt.encode({"iss": service, "iat": int(time.time())}, secret, algorithm="HS256")
    headers = {"Authorization": f"Bearer {token}"}
    return requests.request(method, settings.NOTIFY_URL + path, headers=headers, timeout=TIMEOUT, **what)


def _refusal(answer: requests.Response) -> Answer:
    code = answer.status_code
    again = code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in WORTH_TRYING_AGAIN
    return Answer(Outcome.LATER if again else Outcome.REFUSED, f"{code} {answer.text}"[:MOST])


notify = Channel("Notify", send, asks_first=True)
