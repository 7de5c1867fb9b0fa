"""Who comes into a forum: those who take part for a partnership that belongs to it today."""

from __future__ import annotations

from typing import Any

from sightline.forum.queries import speaks_for
from sightline.partnership.roles import FORUM_MEMBER
from sightline.people.admission import Admission, admissions


def _roles(account: Any, forum: Any) -> frozenset[str]:
    return frozenset({FORUM_MEMBER} if speaks_for(account, forum) else ())


admissions.add(Admission("forum", _roles))
