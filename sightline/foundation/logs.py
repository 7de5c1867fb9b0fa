"""What the log must not hold: links that let whoever has them in."""

from __future__ import annotations

import logging
import re

SECRET_LINK = re.compile(r"(/account/(?:invitation|password/reset/key)/)[^/\s]+")


class WithoutSecretLinks(logging.Filter):
    """Takes the secret out of the address in a message. Django logs the address of every request it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                SECRET_LINK.sub(r"\1…", said) if isinstance(said, str) else said for said in record.args
            )
        return True
