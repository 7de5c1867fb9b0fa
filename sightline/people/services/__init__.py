"""Every write to persons, accounts and roles.

Each function takes ``by=`` (who acts), checks the right, writes the audit event in the same transaction, and
raises ``Refused`` with a sentence when the thing cannot be done. Mail goes out after the commit.
"""

from sightline.people.services.accounts import create_account, deactivate
from sightline.people.services.elevation import elevate, end_elevation
from sightline.people.services.founding import found_partnership
from sightline.people.services.invitations import Invited, accept_invitation, give_role, invite, invite_again
from sightline.people.services.persons import correct_person, erase_person, restore_person, withdraw_person
from sightline.people.services.roles import end_role, grant_role
from sightline.people.services.second_step import reset_second_step, reset_second_step_of

__all__ = [
    "Invited",
    "accept_invitation",
    "correct_person",
    "create_account",
    "deactivate",
    "elevate",
    "end_elevation",
    "end_role",
    "erase_person",
    "found_partnership",
    "give_role",
    "grant_role",
    "invite",
    "invite_again",
    "reset_second_step",
    "reset_second_step_of",
    "restore_person",
    "withdraw_person",
]
