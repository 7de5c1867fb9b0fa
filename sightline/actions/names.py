"""Whether two names are of one person: trackers write “Jill Wilkins”, and elsewhere “Jill Wilkins, team manager”."""

from __future__ import annotations

import re

from sightline.foundation.text import fold

ROLE = re.compile(r"[,;(]| - ")
"""What a role begins with that stands behind a name."""


def bare(name: str) -> str:
    """A name without the role behind it, in the form in which two spellings are equal."""
    return ROLE.split(fold(name), maxsplit=1)[0].strip()


def alike(one: str, other: str) -> bool:
    """Whether two names, with a role behind them or not, are spelt as one; of blanks never."""
    return bool(bare(one)) and bare(one) == bare(other)
