"""What each data set has to look like: its tables, fields, codes and rules, written down in YAML."""

from .catalogue import find, shipped, title
from .faults import NotRecognised, UnknownContract, WrongContract
from .loading import load
from .model import Contract, Delivers, Field, Kind, Role, Rule, Severity, Table, Thresholds
from .recognising import recognise

__all__ = [
    "Contract",
    "Delivers",
    "Field",
    "Kind",
    "NotRecognised",
    "Role",
    "Rule",
    "Severity",
    "Table",
    "Thresholds",
    "UnknownContract",
    "WrongContract",
    "find",
    "load",
    "recognise",
    "shipped",
    "title",
]
