"""How surely a heading means a column, by its words alone."""

import re
from functools import lru_cache

from sightline.foundation.text import fold

OWN, OWN_BUT_FOR_ASIDE = 3.0, 2.6
SYNONYM, SYNONYM_BUT_FOR_ASIDE = 2.9, 2.5
WHOLE = 2.0  # what says just that, and not only among other words, is worth more

_MOST_WORDS = 12  # a longer cell is prose, not a heading
_LEAST_SHARE = 0.4  # of a heading's words that a synonym inside it must make up

_ASIDE = re.compile(
    r"[(\[{][^)\]}]*[)\]}]?|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b20\d\d(?:[-/–]\d{2,4})?\b"  # brackets, dates, years
)
_NOT_A_WORD = re.compile(r"[^\w]+")
_SAME_WORD = {
    "no": "number",
    "nr": "number",
    "num": "number",
    "ref": "reference",
    "org": "organisation",
    "organization": "organisation",
    "dept": "department",
}
_PADDING = frozenset({"the", "a", "an", "of", "is", "was", "please", "e.g", "eg", "if", "any", "known"})
_TOO_GENERAL = frozenset({"date", "name", "number", "id", "type", "to", "from", "by", "on"})
"""Words that inside another heading say nothing: "Date closed" is not the date a challenge was raised."""
_OF_DATES = frozenset({"date", "when"})


@lru_cache(maxsize=256)
def vocabulary(headings: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Every word of some headings, and every heading run together."""
    words = [words_in(text) for text in headings]
    return frozenset(word for found in words for word in found), frozenset(map("".join, words))


def may_mean(heading: str, known: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether a heading shares so much with a vocabulary that comparing it with each of its headings is worth while."""
    words, spelled = known
    inside = words_in(heading)
    return (
        not words.isdisjoint(inside)
        or "".join(inside) in spelled
        or "".join(words_in(_ASIDE.sub(" ", heading))) in spelled
    )


@lru_cache(maxsize=16_384)
def fit(heading: str, title: str, synonyms: tuple[str, ...], *, words: bool) -> tuple[float, int]:
    """How surely a heading means a column, and the place of the name it has there: the title's is 0.

    3 when it is the title, 2.9 when it is a synonym, less with words around it, 0 when it says something else.
    Above a column of ``words`` no heading that speaks of a date is taken for one that does not.
    """
    whole, outside = words_in(heading), words_in(_ASIDE.sub(" ", heading))
    fits = (
        (_fit_one(whole, outside, words_in(name), own=not place, words=words), -place)
        for place, name in enumerate((title, *synonyms))
    )
    sure, place = max(fits)
    return sure, -place


def _fit_one(
    whole: tuple[str, ...], outside: tuple[str, ...], name: tuple[str, ...], *, own: bool, words: bool
) -> float:
    if not name or not whole:
        return 0
    if "".join(whole) == "".join(name):
        return OWN if own else SYNONYM
    if "".join(outside) == "".join(name):
        return OWN_BUT_FOR_ASIDE if own else SYNONYM_BUT_FOR_ASIDE
    if len(whole) > _MOST_WORDS or (len(name) == 1 and name[0] in _TOO_GENERAL):
        return 0
    heading = outside or whole
    if words and not _OF_DATES.isdisjoint(heading) and _OF_DATES.isdisjoint(name):
        return 0
    share = len(name) / len(heading)
    contained = any(heading[at : at + len(name)] == name for at in range(len(heading)))
    if contained and share >= _LEAST_SHARE:
        return 1 + share / 2
    if len(name) > 1 and share >= _LEAST_SHARE and set(name) <= set(heading):
        return share
    return 0


@lru_cache(maxsize=16_384)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a heading as they are compared: one spelling for each, without what says nothing."""
    plain = (
        fold(text)
        .replace("e-mail", "email")
        .replace("#", " number ")
        .replace("&", " and ")
        .replace("'s ", " ")
    )
    words = [_SAME_WORD.get(word, word) for word in _NOT_A_WORD.split(plain) if word]
    kept = [word for word in words if word not in _PADDING] or words
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in kept
    )
