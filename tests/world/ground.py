"""The partnership itself: agencies, bodies, seats, people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sightline.partnership.models import Agency, Alias, Body, Coverage, Partnership, Record, Seat, Workforce
from sightline.people.models import Person, RoleGrant

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Ground:
    """What there is in any partnership."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self._made: dict[str, Any] = {}

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    @property
    def agency(self) -> Agency:
        of = self.partnership
        return self._once(
            "agency", lambda: Agency.objects.create(partnership=of, key="police", name="Police")
        )

    @property
    def withdrawn_agency(self) -> Agency:
        values = {"key": "gone", "name": "Gone", "withdrawn_at": "2024-04-01T00:00Z"}
        return self._once("gone", lambda: Agency.objects.create(partnership=self.partnership, **values))

    @property
    def merged_agency(self) -> Agency:
        values = {"key": "old", "name": "Old", "merged_into": self.agency, "merged_on": date(2024, 4, 1)}
        return self._once("merged", lambda: Agency.objects.create(partnership=self.partnership, **values))

    @property
    def alias(self) -> Alias:
        values = {"key": "the police", "name": "The Police", "agency": self.agency}
        return self._once("alias", lambda: Alias.objects.create(partnership=self.partnership, **values))

    @property
    def workforce(self) -> Workforce:
        values = {"key": "police 2024", "agency": self.agency, "staff": 800, "as_at": date(2024, 4, 1)}
        return self._once(
            "workforce", lambda: Workforce.objects.create(partnership=self.partnership, **values)
        )

    @property
    def body(self) -> Body:
        of = self.partnership
        return self._once(
            "body", lambda: Body.objects.create(partnership=of, key="executive", name="Executive")
        )

    @property
    def withdrawn_body(self) -> Body:
        values = {"key": "wound up", "name": "Wound up", "withdrawn_at": "2024-04-01T00:00Z"}
        return self._once("wound up", lambda: Body.objects.create(partnership=self.partnership, **values))

    @property
    def seat(self) -> Seat:
        values = {"key": "police on executive", "body": self.body, "agency": self.agency}
        return self._once("seat", lambda: Seat.objects.create(partnership=self.partnership, **values))

    @property
    def coverage(self) -> Coverage:
        values = {"source": "actions", "start": date(2023, 4, 1), "end": date(2025, 3, 31)}
        return self._once("coverage", lambda: Coverage.objects.create(partnership=self.partnership, **values))

    def _record(self, model: type[R], key: str, **values: Any) -> R:
        made: Any = model.objects.create(partnership=self.partnership, key=key, **values)
        return made

    @property
    def person(self) -> Person:
        values = {"key": "amina@example.org", "name": "Amina Rose", "email": "amina@example.org"}
        return self._once("person", lambda: Person.objects.create(partnership=self.partnership, **values))

    @property
    def grant(self) -> RoleGrant:
        """A role of that person, who would otherwise only have come to training."""
        values = {"person": self.person, "role": "qa-lead", "since": date(2024, 4, 1)}
        return self._once("grant", lambda: RoleGrant.objects.create(partnership=self.partnership, **values))
