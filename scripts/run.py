"""Serves Sightline on this machine, with a fictional partnership unless there is a real one: ``make run``."""

from __future__ import annotations

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.settings")
    import django

    django.setup()
    from sightline.demo.queries import real_partnership
    from sightline.foundation.commands import DONE, dispatch

    if (status := dispatch(["init"])) != DONE:
        return status
    if real_partnership() is None and (status := dispatch(["demo"])) != DONE:
        return status
    return dispatch(["serve", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
