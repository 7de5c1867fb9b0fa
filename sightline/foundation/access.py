"""Who acts, what they may do, and which rule stands before each page.

A page is declared with the right it needs; nothing is served without a rule. The rule is kept on
the view, where the access middleware enforces it and the tests find it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

import rules
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from sightline.foundation.registry import Registry

PUBLIC = "public"
SIGNED_IN = "signed in"
ORDINARY = 3 * 1024 * 1024
"""Bytes that a form may hold: more than any but those that take files."""


@dataclass(frozen=True)
class Permission:
    """A thing that one may do in a partnership: ``sentence`` completes "Somebody with this right can …"."""

    key: str
    sentence: str
    roles: frozenset[str]


permissions: Registry[Permission] = Registry("permission")


def allow(key: str, sentence: str, roles: frozenset[str] | set[str]) -> Permission:
    """Declare a permission and the roles that carry it."""
    permission = permissions.add(Permission(key, sentence, frozenset(roles)))
    rules.add_perm(key, rules.predicate(lambda person: bool(person.roles & permission.roles), name=key))
    return permission


class Actor(Protocol):
    """Whoever acts: a person who signed in, or somebody at a shell."""

    @property
    def label(self) -> str: ...

    @property
    def person_id(self) -> int | None: ...

    @property
    def record(self) -> Any:
        """The record that keeps their name, so that the trail can forget it with that one; None at a shell."""

    def may(self, key: str, partnership: Any) -> bool: ...


@dataclass(frozen=True)
class Shell:
    """The operating-system user at a command line, who holds the database and so may do everything."""

    user: str = ""
    person_id: int | None = None
    record: None = None

    @property
    def label(self) -> str:
        return f"{self.user or _system_user()} (command line)"

    def may(self, key: str, partnership: Any) -> bool:
        return True


@dataclass(frozen=True)
class Itself:
    """Sightline itself, which reminds people of what is due although nobody asked it to at that moment."""

    label: str = "Sightline"
    person_id: int | None = None
    record: None = None

    def may(self, key: str, partnership: Any) -> bool:
        return True


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        return "unknown user"


class Forbidden(PermissionDenied):
    """Raised when somebody within their partnership lacks the right; its text says which."""


def require(by: Actor, key: str, partnership: Any) -> None:
    """Raise Forbidden unless ``by`` may do ``key`` in this partnership."""
    permission = permissions[key]
    if not by.may(key, partnership):
        raise Forbidden(f"You need the right to {permission.sentence}. Ask your partnership's administrator.")


View = Callable[..., HttpResponseBase]


def page(route: str, view: View, *, name: str, needs: str, takes: int = ORDINARY) -> URLPattern:
    """A ``path()`` that carries its access rule: PUBLIC, SIGNED_IN or the key of a permission.

    ``takes`` is how many bytes may be sent to it by somebody who has signed in.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    guarded.__dict__.update(needs=needs, takes=takes)
    return path(route, guarded, name=name)
