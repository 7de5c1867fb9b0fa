"""Creating a partnership in the browser: whoever does so can begin at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR
from sightline.partnership.services import create_partnership
from sightline.people.actors import Newcomer
from sightline.people.models import Account, RoleGrant
from sightline.people.queries import of_a_demonstration
from sightline.people.services.accounts import person_for


@transaction.atomic
def found_partnership(*, by: Account, slug: str, name: str, area: str) -> Partnership:
    """Create a partnership of which the founder is administrator and coordinator.

    Forbidden for an account that was not made for it; Refused when the address cannot be used.
    """
    founder = Newcomer(by)
    partnership = create_partnership(
        by=founder, slug=slug, name=name, area=area, demonstration=of_a_demonstration(by)
    )
    person = person_for(founder, partnership, by, by.name)
    for role in (ADMINISTRATOR, COORDINATOR):
        grant = RoleGrant(partnership=partnership, person=person, role=role, since=timezone.localdate())
        audit.added(by=founder, record=grant)
    return partnership
