"""The roles people hold in a partnership. A role is a name, what it is for, and what it demands.

Source: Working Together 2023, chapter 2 (lead and delegated partners, scrutineer); the others are how
business teams are staffed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Role:
    """``purpose`` is the sentence people see when they grant it.

    ``by_hand``: whether anybody gives it; one that is not comes with what somebody is elsewhere.
    """

    key: str
    title: str
    purpose: str
    needs_second_factor: bool = False
    by_hand: bool = True


roles: Registry[Role] = Registry("role")


def _role(key: str, title: str, purpose: str, *, second_factor: bool = False, by_hand: bool = True) -> str:
    return roles.add(Role(key, title, purpose, second_factor, by_hand)).key


LEAD_PARTNER = _role(
    "lead-partner",
    "Lead safeguarding partner",
    "Heads one of the safeguarding partners, signs off the key documents and holds the delegates to account.",
    second_factor=True,
)
DELEGATED_PARTNER = _role(
    "delegated-partner",
    "Delegated safeguarding partner",
    "Runs the arrangements for one of the safeguarding partners and sees every record before a meeting.",
    second_factor=True,
)
BODY_CHAIR = _role("body-chair", "Body chair", "Chairs one of the partnership's bodies and sees its records.")
BUSINESS_MANAGER = _role(
    "business-manager",
    "Business manager",
    "Leads the business team: keeps the records, the people and the reports, and publishes.",
    second_factor=True,
)
COORDINATOR = _role(
    "coordinator",
    "Coordinator",
    "Keeps the records day by day: imports spreadsheets, corrects what is wrong, chases what is overdue.",
)
QA_LEAD = _role("qa-lead", "QA lead", "Runs audits and keeps the actions that come from them.")
TRAINING_LEAD = _role("training-lead", "Training lead", "Keeps courses, sessions and bookings.")
DATA_ANALYST = _role(
    "data-analyst",
    "Data analyst",
    "Brings the agencies' data together and explains what it shows; may see child-level data.",
    second_factor=True,
)
SCRUTINEER = _role(
    "scrutineer",
    "Independent scrutineer",
    "Sees every record, writes the scrutineer's report with its checks, and publishes it.",
    second_factor=True,
)
COMMISSIONER = _role(
    "commissioner",
    "Commissioner",
    "Scrutinises on behalf of an improvement board: sees the records, changes nothing.",
    second_factor=True,
)
AGENCY_REPRESENTATIVE = _role(
    "agency-representative",
    "Agency representative",
    "Speaks for one agency: sees actions, meetings and figures.",
)
PRACTITIONER = _role(
    "practitioner", "Practitioner", "Works with children and families: sees training and what was learned."
)
FORUM_MEMBER = _role(
    "forum-member",
    "Forum member",
    "Comes into a forum for a partnership that belongs to it: sees what is shared there and raises issues.",
    by_hand=False,
)
ADMINISTRATOR = _role(
    "administrator",
    "Administrator",
    "Looks after people, roles and settings, for an hour at a time and with a reason that is recorded.",
    second_factor=True,
)

BUSINESS_TEAM = frozenset({BUSINESS_MANAGER, COORDINATOR, QA_LEAD, TRAINING_LEAD, DATA_ANALYST})
LEADERS = frozenset({LEAD_PARTNER, DELEGATED_PARTNER})
OVERSIGHT = frozenset({SCRUTINEER, COMMISSIONER})
MEMBERS = BUSINESS_TEAM | LEADERS | OVERSIGHT | {BODY_CHAIR, AGENCY_REPRESENTATIVE, FORUM_MEMBER}
EVERYONE = MEMBERS | {PRACTITIONER, ADMINISTRATOR}
