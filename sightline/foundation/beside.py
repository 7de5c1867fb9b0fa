"""Pages that apps offer beside a record of a lower floor, which cannot know them: who sits on a body, say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Beside:
    """A page beside each record ``of`` a kind, such as "body"; ``href`` answers where it is for one of them."""

    of: str
    text: str
    href: Callable[[Any], str]
    needs: str

    @property
    def key(self) -> str:
        return f"{self.of}: {self.text}"


beside: Registry[Beside] = Registry("page beside a record")
