"""What people are sent by mail about their access. A letter that cannot be sent stops nothing else."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from sightline.partnership.models import Partnership
from sightline.people.models import Account

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """One mail to one address."""

    to: str
    subject: str
    text: str


def invitation(account: Account, partnership: Partnership, inviter: str, link: str) -> Letter:
    """The way in for somebody who has no password yet."""
    return Letter(
        account.email,
        f"You are invited to {partnership.name}",
        f"Hello {account.name},\n\n"
        f"{inviter} has given you access to the records of {partnership.name}.\n\n"
        f"Choose a password here. The link works once, and for 7 days:\n\n{link}\n\n"
        "If you did not expect this, you need do nothing: without a password nobody can sign in.\n",
    )


def access_given(account: Account, partnership: Partnership, site: str) -> Letter:
    """Word to somebody who can sign in already."""
    return Letter(
        account.email,
        f"You now have access to {partnership.name}",
        f"Hello {account.name},\n\n"
        f"You have been given a role in {partnership.name}. Sign in as you always do:\n\n"
        f"{site.rstrip('/')}/\n\n"
        "If you did not expect this, ask the partnership's coordinator.\n",
    )


def second_step_removed(account: Account, who: str) -> Letter:
    """Word to somebody whose second step at sign-in was removed, who may not have asked for it."""
    return Letter(
        account.email,
        "Your second step at sign-in was removed",
        f"Hello {account.name},\n\n"
        f"{who} removed the second step of your sign-in, because you lost what it needs. "
        "Your password stays as it was. When you next sign in you will be asked to set up a new second step.\n\n"
        "If you did not ask for this, change your password now and tell your administrator.\n",
    )


def site() -> str:
    """Where this site is reached, as far as its settings say: the first of its names."""
    host = next((name for name in settings.ALLOWED_HOSTS if name != "*"), "localhost").lstrip(".")
    if settings.HTTPS:
        return f"https://{host}"
    return f"http://{host}:{settings.PORT}"


def send(letter: Letter) -> None:
    """Hand a letter to the mail server; when that fails, say so in the log without saying to whom."""
    try:
        send_mail(letter.subject, letter.text, None, [letter.to])
    except OSError as problem:
        log.warning("A letter could not be sent: %s", what_failed(problem))


def what_failed(problem: OSError) -> str:
    """What went wrong with a letter; what the server said is left out, because it names the recipient."""
    return type(problem).__name__ if isinstance(problem, SMTPException) else str(problem)
