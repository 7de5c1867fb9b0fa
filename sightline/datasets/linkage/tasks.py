"""Linking what is large away from the page, with progress that can be seen there.

A run that is killed leaves everything as it was: the page says so, and offers to begin another.
"""

from __future__ import annotations

from django_tasks import task

from sightline.datasets import queries as deliveries
from sightline.datasets.linkage import queries, services
from sightline.datasets.models import Engine, Linkage
from sightline.foundation.access import Actor
from sightline.partnership.models import Partnership
from sightline.people.queries import person_numbered

LARGE = 20_000
"""Rows from which nobody is kept waiting."""


@task()
def carry_out(number: int, person: int) -> None:
    """Do a run that was begun."""
    run, by = queries.run_to_work_on(number), person_numbered(person)
    if run is not None and by is not None:
        services.carry_out(by=by, run=run)


def start(by: Actor, partnership: Partnership) -> Linkage:
    """Link at once where little was delivered, otherwise leave it to the worker. Raises Refused."""
    rows = sum(one.rows for one in deliveries.counted(partnership))
    run = services.begin(by=by, partnership=partnership, engine=Engine.DUCKDB)
    if rows > LARGE and by.person_id is not None:
        carry_out.enqueue(run.pk, by.person_id)
    else:
        services.carry_out(by=by, run=run)
    return run
