"""What each data set has to look like: its tables, fields, codes and rules, written down in YAML."""

from .model import Contract, Delivers, Field, Kind, Role, Rule, Severity, Table, Thresholds

__all__ = ["Contract", "Delivers", "Field", "Kind", "Role", "Rule", "Severity", "Table", "Thresholds"]
