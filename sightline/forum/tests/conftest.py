"""A forum of Westmoor and Eastvale, with Northholt outside it."""

from __future__ import annotations

import pytest

from sightline.forum.models import Membership
from sightline.forum.services import found_forum
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership


@pytest.fixture
def forum(partnership: Partnership, another_partnership: Partnership, shell: Shell) -> Partnership:
    members = [partnership, another_partnership]
    return found_forum(by=shell, slug="moors", name="Moors and Vales Forum", members=members)


@pytest.fixture
def outside(db: None) -> Partnership:
    return Partnership.objects.create(slug="northholt", name="Northholt Safeguarding Children Partnership")


@pytest.fixture
def westmoor_in(forum: Partnership, partnership: Partnership) -> Membership:
    return Membership.objects.get(partnership=forum, member=partnership)
