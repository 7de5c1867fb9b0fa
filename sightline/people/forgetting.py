"""Where else the name of a person stands: each app that writes it down says how it is forgotten there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Forgetting:
    """``forget`` takes who acts ``by``, the ``person`` as they are called from now on, and the ``reason``.

    It is called by keyword, in the transaction that erases the person.
    """

    key: str
    forget: Callable[..., Any]


forgetting: Registry[Forgetting] = Registry("place that forgets a person")
