"""Letters that do not leave: kept on this machine while no mail server is set up, or to people who do not exist."""

from __future__ import annotations

from django.core.mail import EmailMessage

from sightline.notices.channels.base import Answer, Channel, Letter
from sightline.notices.models import Outcome


def keep(letter: Letter) -> Answer:
    """Hand it to whatever Django sends mail with."""
    message = EmailMessage(letter.subject, letter.text, None, [letter.to])
    if file := letter.attachment:
        message.attach(file.name, file.content, "/".join(file.media[:2]))
    try:
        message.send()
    except OSError as problem:
        return Answer(Outcome.LATER, f"It could not be kept: {problem}")
    return Answer(Outcome.SENT, "Kept on this machine, because no mail server is set up.")


kept_in_a_file = Channel("file", keep)


def _leave(letter: Letter) -> Answer:
    return Answer(Outcome.SENT, "Nothing was sent: everybody of a demonstration is fictional.")


nowhere = Channel("demonstration", _leave, asks_first=True)
