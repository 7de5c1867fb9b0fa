"""Taking a file in: receive, plan, preview, commit, undo. Only a commit touches a record, in one transaction.

Every step waits for the partnership's turn and goes by the import as the database has it then, not by what a
page once read: of two who have the same import open, the second is told what the first did.
"""

from sightline.imports.services.committing import commit, confirm, preview, undo
from sightline.imports.services.steps import TooLate
from sightline.imports.services.taking_in import (
    begin,
    columns_are_certain,
    discard,
    fail,
    keep_plan,
    plan,
    plan_of,
    receive,
)

__all__ = [
    "TooLate",
    "begin",
    "columns_are_certain",
    "commit",
    "confirm",
    "discard",
    "fail",
    "keep_plan",
    "plan",
    "plan_of",
    "preview",
    "receive",
    "undo",
]
