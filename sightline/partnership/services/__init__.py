"""Every write to the partnership, its agencies, bodies and coverage.

Each function takes ``by=`` (who acts), checks the right, writes the audit event in the same transaction, and
raises ``Refused`` with a sentence when the thing cannot be done.
"""

from sightline.partnership.services.agencies import (
    add_agency,
    add_alias,
    add_workforce,
    correct_agency,
    correct_workforce,
    merge_agency,
    remember_alias,
    rename_agency,
    undo_merger,
)
from sightline.partnership.services.bodies import add_body, correct_body
from sightline.partnership.services.coverage import adjust_coverage, begin_live
from sightline.partnership.services.founding import change_settings, create_partnership
from sightline.partnership.services.records import restore, withdraw
from sightline.partnership.services.seats import add_seat, seats

__all__ = [
    "add_agency",
    "add_alias",
    "add_body",
    "add_seat",
    "add_workforce",
    "adjust_coverage",
    "begin_live",
    "change_settings",
    "correct_agency",
    "correct_body",
    "correct_workforce",
    "create_partnership",
    "merge_agency",
    "remember_alias",
    "rename_agency",
    "restore",
    "seats",
    "undo_merger",
    "withdraw",
]
