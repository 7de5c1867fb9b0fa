"""Registries: how a lower floor lets the apps above it contribute without knowing them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from django.utils.module_loading import autodiscover_modules

OFFERINGS = (
    "permissions",
    "measures",
    "imports",
    "offline",
    "attention",
    "reminders",
    "rounds",
    "search",
    "nav",
    "commands",
    "demo",
    "admissions",
    "forgetting",
    "endings",
)


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """A collection that apps add to at start-up, each thing under its own key, read in the order of the keys."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._held: dict[str, T] = {}

    def add(self, thing: T) -> T:
        """Hold ``thing``; ValueError when another already has its key."""
        if thing.key in self._held:
            raise ValueError(f"The {self.what} “{thing.key}” is registered twice.")
        self._held[thing.key] = thing
        return thing

    def __getitem__(self, key: str) -> T:
        return self._held[key]

    def get(self, key: str) -> T | None:
        return self._held.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[T]:
        return iter([self._held[key] for key in sorted(self._held)])

    def __len__(self) -> int:
        return len(self._held)


def discover() -> None:
    """Import every app's offerings, so that what they register is there before the first request."""
    autodiscover_modules(*OFFERINGS)
