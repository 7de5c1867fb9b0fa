"""Somebody who acts before they are a person of the partnership: with an account, and nothing else yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sightline.partnership.permissions import CREATE
from sightline.people.models import Account


@dataclass(frozen=True)
class Newcomer:
    """An account that signed in, or is about to: it may create a partnership when it was made for that."""

    account: Account
    person_id: int | None = None

    @property
    def label(self) -> str:
        return self.account.name

    @property
    def record(self) -> Account:
        return self.account

    def may(self, key: str, partnership: Any) -> bool:
        return key == CREATE and self.account.may_found and self.account.is_active
