"""What a check says, as values: the tree between the text that people write and the judgement made of it.

A check that makes no sense cannot be built: the rules that hold whatever the measure stand in these classes,
so the text, the check builder and the tests meet the same refusals.
"""

from sightline.claims.checks.conditions import (
    Between,
    Change,
    Compare,
    Falls,
    Includes,
    Is,
    IsConsistent,
    IsImproving,
    IsNot,
    IsWorsening,
    OfFact,
    OfSeries,
    Rises,
    Test,
)
from sightline.claims.checks.errors import CheckError, Part
from sightline.claims.checks.periods import AtDate, InSpan, InYear, Period
from sightline.claims.checks.quantities import Op, Quantity, Scale
from sightline.claims.checks.selection import Check, Selection, Where

__all__ = [
    "AtDate",
    "Between",
    "Change",
    "Check",
    "CheckError",
    "Compare",
    "Falls",
    "InSpan",
    "InYear",
    "Includes",
    "Is",
    "IsConsistent",
    "IsImproving",
    "IsNot",
    "IsWorsening",
    "OfFact",
    "OfSeries",
    "Op",
    "Part",
    "Period",
    "Quantity",
    "Rises",
    "Scale",
    "Selection",
    "Test",
    "Where",
]
