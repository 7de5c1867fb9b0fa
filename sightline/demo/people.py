"""The people of a demonstration partnership: one for every role, with an account that has no password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sightline.demo.bodies import MASH
from sightline.demo.dice import dice
from sightline.demo.names import address, full_name
from sightline.demo.places import Place
from sightline.foundation.access import Actor
from sightline.foundation.text import fold
from sightline.partnership import roles
from sightline.partnership.models import Agency, Body, Partnership
from sightline.people import services
from sightline.people.models import Person
from sightline.people.services.accounts import person_for

SINCE = date(2023, 4, 1)


@dataclass(frozen=True)
class Post:
    """A role and who holds it: what they do, and for which agency, as ``places.Place`` names it."""

    role: str
    job: str
    agency: str = "council"


POSTS = (
    Post(roles.LEAD_PARTNER, "Chief executive"),
    Post(roles.DELEGATED_PARTNER, "Chief nurse", "icb"),
    Post(roles.BODY_CHAIR, "Detective superintendent", "police"),
    Post(roles.BUSINESS_MANAGER, "Partnership manager"),
    Post(roles.COORDINATOR, "Partnership coordinator"),
    Post(roles.QA_LEAD, "Quality assurance lead"),
    Post(roles.TRAINING_LEAD, "Training lead"),
    Post(roles.DATA_ANALYST, "Data analyst"),
    Post(roles.SCRUTINEER, "Independent scrutineer", ""),
    Post(roles.COMMISSIONER, "Commissioner of the improvement board", ""),
    Post(roles.AGENCY_REPRESENTATIVE, "Head of safeguarding", "hospitals"),
    Post(roles.PRACTITIONER, "Health visitor", "community_health"),
    Post(roles.ADMINISTRATOR, "Systems officer"),
)


def make_people(by: Actor, partnership: Partnership, place: Place, seed: int) -> dict[str, Person]:
    """A person for every role, by the role. They belong to no agency yet, and nobody chairs a body."""
    chance = dice(seed, place.slug, "people")
    made: dict[str, Person] = {}
    names: set[str] = set()
    for post in POSTS:
        name = full_name(chance)
        while name in names:
            name = full_name(chance)
        names.add(name)
        account = services.create_account(by=by, email=address(name, place.domain), name=name)
        person = person_for(by, partnership, account, name)
        if post.role != roles.BODY_CHAIR:
            services.grant_role(by=by, person=person, role=post.role, since=SINCE)
        made[post.role] = person
    return made


def settle_people(by: Actor, people: dict[str, Person], partnership: Partnership, place: Place) -> None:
    """Give everybody their job and agency, and the body chair the MASH group."""
    agencies = {agency.key: agency for agency in Agency.objects.of(partnership)}
    for post in POSTS:
        person = people[post.role]
        services.correct_person(
            by=by,
            person=person,
            name=person.name,
            email=person.email,
            job_role=post.job,
            agency=agencies[fold(getattr(place, post.agency))] if post.agency else None,
        )
    mash = Body.objects.of(partnership).get(key=fold(MASH))
    services.grant_role(by=by, person=people[roles.BODY_CHAIR], role=roles.BODY_CHAIR, since=SINCE, body=mash)
