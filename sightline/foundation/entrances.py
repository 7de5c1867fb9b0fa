"""Where somebody who is signed out is taken in: the page to sign in, unless an app has a better one for now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Entrance:
    """``address`` answers where it is, or "" while it does not apply."""

    key: str
    address: Callable[[], str]


entrances: Registry[Entrance] = Registry("entrance")


def way_in() -> str:
    """The address of the page at which one begins."""
    offered = (entrance.address() for entrance in entrances)
    return next(filter(None, offered), reverse("account_login"))
