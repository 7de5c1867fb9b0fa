"""What agencies share about children."""

from __future__ import annotations

from datetime import date

from sightline.datasets.models import Agreement, Delivery, Linkage, Observation, Pack, ReviewPair
from sightline.datasets.packs.freezing import digest, whole
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

    @property
    def linkage(self) -> Linkage:
        values = {"partnership": self.partnership, "key_mark": "0" * 64}
        return self._once("linkage", lambda: Linkage.objects.create(**values))

    @property
    def review_pair(self) -> ReviewPair:
        """A pair of records that no delivery holds any more, as after erasure."""
        sides = {"left": "a" * 64, "left_source": CONTACTS, "right": "b" * 64, "right_source": CONTACTS}
        values = {"run": self.linkage, "number": 0, "weight": 1.0, "probability": 0.6, **sides}
        return self._once("pair", lambda: ReviewPair.objects.create(partnership=self.partnership, **values))

    @property
    def observation(self) -> Observation:
        values = {
            "indicator": "actions.outstanding",
            "sentence": "More are open than ever",
            "starts": date(2024, 4, 1),
        }
        return self._once(
            "observation",
            lambda: self._record(Observation, "observation|1", ends=date(2025, 3, 31), **values),
        )

    @property
    def delivery(self) -> Delivery:
        values = {
            "partnership": self.partnership,
            "agreement": self.agreement,
            "contract": CONTACTS,
            "contract_version": "1",
            "name": "contacts.csv",
            "sha256": "0" * 64,
            "size": 100,
            "rows": 2,
            "state": "accepted",
            "covers_from": date(2024, 4, 1),
            "covers_until": date(2024, 4, 30),
        }
        return self._once("delivery", lambda: Delivery.objects.create(**values))

    @property
    def pack(self) -> Pack:
        """A pack without indicators."""
        day = date(2025, 3, 31)
        content = whole(self.partnership.name, "What the data shows", self.body.name, day, day, ())
        values = {"title": content["title"], "content": content, "sha256": digest(content)}
        return self._once(
            "pack", lambda: Pack.objects.create(partnership=self.partnership, meeting=self.meeting, **values)
        )
