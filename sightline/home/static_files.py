"""Gathers the style sheets, scripts and fonts of all apps where they are served from, under hashed names.

They are gathered again when what the code brings is no longer what was gathered, as after an upgrade.
What an older version gathered stays, so that a server still running it can go on.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = ".gathered"


def collect_if_stale() -> bool:
    """Gather the static files unless the present ones are there already; whether it had to be done."""
    wanted, mark = fingerprint(), settings.STATIC_ROOT / MARK
    if mark.exists() and mark.read_text() == wanted:
        return False
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(wanted)
    return True


def fingerprint() -> str:
    """A digest of every static file that the code brings, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(file.read())
    return digest.hexdigest()
