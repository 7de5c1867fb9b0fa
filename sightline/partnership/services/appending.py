"""Keeping what is only ever added to: versions of evidence, of papers. What one of them said stays what it said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from sightline.foundation.access import Actor
from sightline.partnership.models import Record
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class AppendOnly(Keeping[R]):
    """Records that are added, withdrawn and put back, and never corrected."""

    def correct(
        self, *, by: Actor, record: R, values: Mapping[str, Any], made_from: str = "", reason: str = ""
    ) -> NoReturn:
        raise Refused("A version stays as it is. Add another one.")
