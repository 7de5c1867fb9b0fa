"""What the log must not hold: links that let whoever has them in, and pages of code where nothing went wrong."""

from __future__ import annotations

import logging
import re

from django.core.exceptions import PermissionDenied

SECRET_LINK = re.compile(r"(/account/(?:invitation|calendar|password/reset/key)/)[^/\s]+")


class WithoutSecretLinks(logging.Filter):
    """Takes the secret out of the address in a message. Django logs the address of every request it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                SECRET_LINK.sub(r"\1…", said) if isinstance(said, str) else said for said in record.args
            )
        return True


class RefusalsOnOneLine(logging.Filter):
    """Leaves out where in the code somebody was refused. It is the code that works; the address is what matters."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
        return True
