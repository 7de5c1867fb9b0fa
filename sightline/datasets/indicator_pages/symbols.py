"""A figure as it may be shown: the number, or the symbol that stands in its place and what that means."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.foundation.numbers import percent
from sightline.measures.answers import Answer
from sightline.measures.disclosure import Rules, Symbol
from sightline.measures.units import Unit

RULES = Rules()
MEANINGS = {symbol.value: RULES.means(symbol) for symbol in Symbol}


def symbol_of(answer: Answer) -> str:
    """The symbol in the place of a figure; "" where one stands."""
    if answer.value is not None:
        return ""
    if answer.symbol:
        return answer.symbol
    return "z" if answer.covered and answer.denominator == 0 else "x"


def shown(answer: Answer) -> str:
    """The figure or its symbol; a rate to one decimal place."""
    if symbol := symbol_of(answer):
        return symbol
    if answer.unit is Unit.RATE and not isinstance(answer.value, str | None):
        return percent(answer.value, 1)
    return answer.shown


def explained(answers: Iterable[Answer]) -> tuple[str, ...]:
    """What the symbols among these answers mean, each once; nothing where none stands."""
    used = {symbol_of(answer) for answer in answers}
    return tuple(f"{symbol}: {meaning}" for symbol, meaning in MEANINGS.items() if symbol in used)
