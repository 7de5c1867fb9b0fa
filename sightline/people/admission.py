"""Who comes into a forum without a role of their own there, because of what they are in a partnership.

An app above says so for its scopes. It is asked anew at every request, so that nobody stays in when what let
them in is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Admission:
    """``roles`` answers the roles that an account has in a forum by what it is elsewhere today."""

    key: str
    roles: Callable[[Any, Any], frozenset[str]]


admissions: Registry[Admission] = Registry("admission")


def roles_brought(account: Any, scope: Any) -> frozenset[str]:
    """The roles that an account brings into a scope; none into a partnership, which has members of its own."""
    if account is None or not scope.is_forum:
        return frozenset()
    return frozenset().union(*(admission.roles(account, scope) for admission in admissions))
