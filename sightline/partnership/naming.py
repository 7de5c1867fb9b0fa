"""Whom people mean by a name: exactly, else by what is left of it without what people leave out or add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from sightline.foundation.text import fold

ALIKE = 0.75  # how near two names are of which one is likely the other misspelt
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_INSIDE_WORDS = re.compile(r"[.'\"]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def loosely(name: str) -> str:
    """A name without punctuation, "&" for "and", and "the" before it: “The N.C.C.” is “ncc”."""
    joined = _INSIDE_WORDS.sub("", fold(name).replace("&", " and "))
    return _BETWEEN_WORDS.sub(" ", joined).strip().removeprefix("the ")


def without_bracket(name: str) -> str:
    """A name without the bracket at its end, in which people say of which team somebody is."""
    return _BRACKET.sub("", name)


class Names(Mapping[str, int]):
    """Folded name -> id of whoever has it. By that id, ``key_of`` has the record's key, ``called`` its present name.

    As a mapping it knows exact names only, for one name can mean only one. What people write in spreadsheets is
    looked up by ``meant``.
    """

    def __init__(
        self, names: Mapping[str, int], *, key_of: Mapping[int, str], called: Mapping[int, str]
    ) -> None:
        self._names, self.key_of, self.called = names, key_of, called
        self._found: dict[str, int | None] = {}
        self._near: dict[str, str] = {}

    def __getitem__(self, folded: str) -> int:
        return self._names[folded]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def meant(self, name: str) -> int | None:
        """The one whom a name means, exactly or loosely; None when nobody is, or more than one could be."""
        folded = fold(name)
        if (exact := self._names.get(folded)) is not None:
            return exact
        if folded not in self._found:
            self._found[folded] = self._loosely_meant(name)
        return self._found[folded]

    def same(self, name: str) -> int | None:
        """As ``meant``, for a name that may be a new one: what stands in brackets then tells two apart."""
        exact = self._names.get(fold(name))
        return _only(self._loose.get(loosely(name))) if exact is None else exact

    def like(self, name: str) -> str:
        """The present name of the one whose name, however old, is nearly this one; nothing when none is."""
        folded = fold(name)
        if folded not in self._near:
            near = get_close_matches(folded, self._names, n=1, cutoff=ALIKE)
            self._near[folded] = self.called[self._names[near[0]]] if near else ""
        return self._near[folded]

    def _loosely_meant(self, name: str) -> int | None:
        whole, bare = loosely(name), loosely(without_bracket(name))
        return _only(self._loose.get(whole) or self._without_brackets.get(whole) or self._loose.get(bare))

    @cached_property
    def _loose(self) -> Mapping[str, set[int]]:
        return self._by(loosely)

    @cached_property
    def _without_brackets(self) -> Mapping[str, set[int]]:
        return self._by(lambda name: loosely(without_bracket(name)))

    def _by(self, form: Callable[[str], str]) -> Mapping[str, set[int]]:
        found: dict[str, set[int]] = {}
        for name, pk in self._names.items():
            if short := form(name):
                found.setdefault(short, set()).add(pk)
        return found


def _only(those: set[int] | None) -> int | None:
    return next(iter(those)) if those and len(those) == 1 else None
