"""The small language of checks: text to tree and back, in one canonical order.

Reading is tolerant (spaces, capitals, curly quotes, order of the clauses, ``≥``); printing is strict, so that
a report in canonical form survives import and export unchanged.
"""

from sightline.claims.grammar.printing import show, show_period, show_test
from sightline.claims.grammar.reading import parse, parse_selection

__all__ = ["parse", "parse_selection", "show", "show_period", "show_test"]
