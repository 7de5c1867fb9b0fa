"""What the navigation offers. Apps add sections and, to any section, pages; a person sees those they may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Section:
    """One word of the service navigation, leading to the address named ``url``. ``order`` counts from the left.

    What partnerships do each for themselves is not ``in_a_forum``.
    """

    key: str
    text: str
    url: str
    needs: str
    order: int
    in_a_forum: bool = True


@dataclass(frozen=True)
class Entry:
    """A page in the sub-navigation of a section. ``namespace``: the pages, by their app's name, that belong to it."""

    section: str
    text: str
    url: str
    needs: str
    order: int
    namespace: str = ""
    in_a_forum: bool = True

    @property
    def key(self) -> str:
        return self.url


@dataclass(frozen=True)
class Own:
    """A page about oneself in the menu under one's name."""

    text: str
    url: str
    needs: str

    @property
    def key(self) -> str:
        return self.url


@dataclass(frozen=True)
class OfAccount:
    """A page about one's account, above all partnerships; ``said`` answers how it stands for an account, in a word."""

    text: str
    url: str
    said: Callable[[Any], str]

    @property
    def key(self) -> str:
        return self.url


sections: Registry[Section] = Registry("section of the navigation")
entries: Registry[Entry] = Registry("page of the navigation")
own_pages: Registry[Own] = Registry("page about oneself")
account_pages: Registry[OfAccount] = Registry("page about one's account")


def section_of(namespace: str, view_name: str) -> str:
    """The section that a page is in: that of its own entry, else of its app, else the app's own name."""
    entry = entries.get(view_name) or next((one for one in entries if one.namespace == namespace), None)
    return entry.section if entry else namespace
