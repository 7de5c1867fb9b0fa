"""From the rows of a file to lines of a layout: where the headings are, what each column is, and what is wrong.

A sheet's plan says how it will be read; people see it, and may correct it, before anything is written.
"""

from .lines import lines
from .plans import (
    CannotImport,
    Fault,
    LeftOut,
    NothingThere,
    NotRecognised,
    Plan,
    SheetPlan,
    column_name,
    field_column,
    signature,
)
from .recognising import recognise

__all__ = [
    "CannotImport",
    "Fault",
    "LeftOut",
    "NotRecognised",
    "NothingThere",
    "Plan",
    "SheetPlan",
    "column_name",
    "field_column",
    "lines",
    "recognise",
    "signature",
]
