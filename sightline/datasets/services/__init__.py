"""Every write: agreements, deliveries from their arrival to their erasure.

A delivery's content takes its place in one rename, and its row, what it replaces and what it covers change in one
transaction in the partnership's turn; whatever is killed leaves what was before.
"""

from sightline.datasets.services.agreements import agreements
from sightline.datasets.services.covering import correct_span
from sightline.datasets.services.erasing import due_for_erasure, erase_identities, kept_until
from sightline.datasets.services.settling import Delivered, TooLate, fail
from sightline.datasets.services.taking_in import deliver, discard, examine, receive
from sightline.datasets.services.undoing import restore, withdraw

__all__ = [
    "Delivered",
    "TooLate",
    "agreements",
    "correct_span",
    "deliver",
    "discard",
    "due_for_erasure",
    "erase_identities",
    "examine",
    "fail",
    "kept_until",
    "receive",
    "restore",
    "withdraw",
]
