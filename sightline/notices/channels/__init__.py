"""The ways a notice leaves: one is chosen by the settings. None of them writes to the database."""

from django.conf import settings

from sightline.notices.channels.base import Answer, Channel, Letter
from sightline.notices.channels.files import kept_in_a_file, nowhere
from sightline.notices.channels.notify import notify
from sightline.notices.channels.smtp import smtp

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

__all__ = ["Answer", "Channel", "Letter", "chosen"]


def chosen(*, fictional: bool = False) -> Channel:
    """Notify when there is a key for it, else the mail server, else a file; nowhere for people who do not exist."""
    if fictional:
        return nowhere
    if settings.NOTIFY_KEY:
        return notify
    return smtp if settings.EMAIL_BACKEND == SMTP_BACKEND else kept_in_a_file
