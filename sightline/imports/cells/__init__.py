"""What people mean by what they type in a cell: dates five ways, money with a pound sign, words for yes.

Every function takes a value as it was read and returns a plain Python value, or raises BadCell with
what was found and what was expected, in words for the person whose file it is.
"""

from sightline.imports.cells.amounts import as_headcount, as_money
from sightline.imports.cells.dates import as_date, as_day_and_time, as_deadline, as_time
from sightline.imports.cells.days import Years, day_within, days_named, years_named
from sightline.imports.cells.standing import (
    as_closing_date,
    as_status,
    contradiction,
    means_standing,
    out_of_order,
    standing,
)
from sightline.imports.cells.text import (
    NOT_SAID,
    BadCell,
    as_email,
    as_reference,
    as_text,
    ignored,
    says_nothing,
)
from sightline.imports.cells.words import as_code, as_yes_no

DATED = frozenset({as_date, as_day_and_time, as_deadline, as_closing_date})
"""What reads dates, and so depends on the order in which a column writes them."""

__all__ = [
    "DATED",
    "NOT_SAID",
    "BadCell",
    "Years",
    "as_closing_date",
    "as_code",
    "as_date",
    "as_day_and_time",
    "as_deadline",
    "as_email",
    "as_headcount",
    "as_money",
    "as_reference",
    "as_status",
    "as_text",
    "as_time",
    "as_yes_no",
    "contradiction",
    "day_within",
    "days_named",
    "ignored",
    "means_standing",
    "out_of_order",
    "says_nothing",
    "standing",
    "years_named",
]
