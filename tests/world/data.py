"""What agencies share about children."""

from __future__ import annotations

from datetime import date

from sightline.datasets.models import Agreement
from tests.world.sharing import Sharing

CONTACTS = "social-care-contacts"


class Data(Sharing):
    """An agreement on a data set, and what came under it."""

    @property
    def agreement(self) -> Agreement:
        values = {
            "contract": CONTACTS,
            "agency": self.agency,
            "fields": [
                "record_id",
                "forename",
                "surname",
                "born",
                "contact_date",
                "contact_source",
                "outcome",
            ],
            "starts": date(2023, 4, 1),
            "ends": date(2040, 3, 31),
        }
        return self._once("agreement", lambda: self._record(Agreement, "contacts|police", **values))
