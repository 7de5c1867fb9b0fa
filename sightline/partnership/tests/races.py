"""Several people doing a thing at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

PEOPLE = 4


def at_once(act: Callable[[str], object]) -> list[Exception]:
    """What went wrong when several people did this at once, each on a connection of their own."""
    start, problems = threading.Barrier(PEOPLE), []

    def one(name: str) -> None:
        try:
            start.wait(10)
            act(name)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    people = [threading.Thread(target=one, args=[f"person {number}"]) for number in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    return problems
