"""Disclosure control of figures about children: what is hidden, what stands in its place, and whether it holds.

``control(table, rules)`` hides; ``attack(published)`` tries to undo it. Pure Python, and HiGHS for the reckoning.
"""

from sightline.measures.disclosure.attacking import Exposed, attack
from sightline.measures.disclosure.comparing import Finding, compare
from sightline.measures.disclosure.continuing import control_after
from sightline.measures.disclosure.controlling import control
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.published import Controlled, Figure
from sightline.measures.disclosure.releases import Release
from sightline.measures.disclosure.rules import Rules, Symbol
from sightline.measures.disclosure.tables import ALL, Cell, Table

__all__ = [
    "ALL",
    "Cell",
    "Controlled",
    "DoesNotFit",
    "Exposed",
    "Figure",
    "Finding",
    "Release",
    "Rules",
    "Symbol",
    "Table",
    "attack",
    "compare",
    "control",
    "control_after",
]
