"""Checking large files away from the page, with progress that can be seen there.

A task that is killed leaves the delivery as it was before: the next worker takes it up again, and the page offers to.
"""

from __future__ import annotations

from django_tasks import task

from sightline.datasets import places, services
from sightline.datasets.models import Delivery
from sightline.datasets.progress import Progress
from sightline.datasets.queries import delivery_to_work_on
from sightline.foundation.access import Actor
from sightline.partnership.refusals import Refused
from sightline.people.queries import person_numbered

LARGE = 8 * 1024 * 1024


@task()
def check(number: int, person: int) -> None:
    """Make the checks of a delivery."""
    delivery, by = delivery_to_work_on(number), person_numbered(person)
    if delivery is not None and by is not None:
        work(by, delivery)


def work(by: Actor, delivery: Delivery) -> None:
    """Make the checks; what stands in the way of them is said on the delivery's page."""
    try:
        try:
            services.examine(by=by, delivery=delivery)
        except services.TooLate:
            return  # whoever moved it on knows where it stands, and so does its page
        except Refused as problem:
            services.fail(by=by, delivery=delivery, problem=str(problem))
        except OSError as problem:
            cause = problem.strerror or str(problem)
            services.fail(
                by=by,
                delivery=delivery,
                problem=f"The file could not be checked: {cause}. Nothing of it was kept.",
            )
    except services.TooLate:
        return


def start(by: Actor, delivery: Delivery) -> None:
    """Make the checks at once when the file is small, otherwise leave them to the worker."""
    if delivery.size > LARGE and by.person_id is not None:
        Progress(places.progress_of(delivery)).begin()
        check.enqueue(delivery.pk, by.person_id)
    else:
        work(by, delivery)
