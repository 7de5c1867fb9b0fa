"""Words that stand for something: yes and no, and the codes of a vocabulary."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from sightline.foundation.text import fold
from sightline.imports.cells.text import as_text, bad_cell, plain, says_nothing
from sightline.imports.reading import Value

T = TypeVar("T")

_TRUE = frozenset({"yes", "y", "true", "t", "1", "✓", "✔", "☑"})
_FALSE = frozenset({"no", "n", "false", "f", "0", "✗", "✘", "☐"})


def as_yes_no(value: Value) -> bool | None:
    """Whether a cell says yes or no; None when it is blank or says neither ("n/a")."""
    if isinstance(value, bool):
        return value
    text = plain(as_text(value))
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if says_nothing(text):
        return None
    raise bad_cell(value, "yes or no")


def as_code(vocabulary: Mapping[str, T]) -> Callable[[Value], T | None]:
    """A function that looks a cell up among words, whatever their case and spacing; None when it says nothing.

    ``vocabulary`` gives what each accepted word means. The first word for each meaning is the one
    that a BadCell offers.
    """
    meanings = {fold(word): meaning for word, meaning in vocabulary.items()}
    offered: dict[str, T] = {}
    for word, meaning in vocabulary.items():
        if word and meaning not in offered.values():
            offered[word] = meaning
    expected = "one of: " + ", ".join(offered)
    blank = meanings.get("")

    @lru_cache(maxsize=4096)
    def meaning_of(typed: str) -> T | None:
        text = plain(typed)
        if not text:
            return blank
        if text in meanings:
            return meanings[text]
        if says_nothing(text):
            return blank
        raise bad_cell(typed, expected)

    def look_up(value: Value) -> T | None:
        return meaning_of(as_text(value))

    return look_up
