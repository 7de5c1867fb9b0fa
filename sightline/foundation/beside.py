"""What apps offer beside a record of a lower floor, which cannot know them: pages, and sections on its own page."""

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


@dataclass(frozen=True)
class Beneath:
    """A section on the page of each record ``of`` a kind, such as "person"; ``section`` answers None for none."""

    of: str
    what: str
    section: Callable[[Any], Any]
    needs: str

    @property
    def key(self) -> str:
        return f"{self.of}: {self.what}"


beneath: Registry[Beneath] = Registry("section beneath a record")
