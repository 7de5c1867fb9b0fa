"""Serves Sightline on this machine, with a fictional partnership unless there is a real one: ``make run``.

``make run PORT=8010`` serves it at another port than 8000.
"""

from __future__ import annotations

import os
import sys

HERE = "127.0.0.1"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.settings")
    import django

    django.setup()
    from django.conf import settings

    from sightline.demo.queries import real_partnership
    from sightline.foundation.commands import DONE, MISUSE, dispatch, tell
    from sightline.home.serving import why_not

    # Before anything that takes a while, and in the words of whoever typed `make run`.
    if problem := why_not(HERE, settings.PORT, again="make run PORT="):
        tell(problem)
        return MISUSE
    if (status := dispatch(["init"])) != DONE:
        return status
    if real_partnership() is None and (status := dispatch(["demo"])) != DONE:
        return status
    return dispatch(["serve", "--host", HERE])


if __name__ == "__main__":
    sys.exit(main())
