"""Whether a file is as its data set was agreed, where it is not, and what is to become of it."""

from ..reading import Unreadable
from ..storing import AlreadyThere, sweep
from .delivery import Checked, FieldsNotAllowed, Verdict, check
from .findings import Finding, RuleFound, by_rule, findings

__all__ = [
    "AlreadyThere",
    "Checked",
    "FieldsNotAllowed",
    "Finding",
    "RuleFound",
    "Unreadable",
    "Verdict",
    "by_rule",
    "check",
    "findings",
    "sweep",
]
