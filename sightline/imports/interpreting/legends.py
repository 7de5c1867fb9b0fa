"""What a file says its own codes mean: "P = present, X = apologies", above a table or on a sheet of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sightline.foundation.text import fold
from sightline.imports.interpreting.plans import is_blank
from sightline.imports.reading import Row

_LONGEST_CODE, _MOST = 12, 100
_MEANS = re.compile(
    r"(?:^|[\s,;:|(\[•])(?P<code>[^\s=,;:|()\[\]]{1,12})\s*=\s*"
    r"(?P<meaning>[^=,;|\n]+?)(?=\s*(?:[,;|\n)\]]|$|\s[^\s=]{1,12}\s*=))"
)


def legend_in(sheets: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """Folded code -> what it means, from rows with little else in them; the first word on a code counts."""
    legend: dict[str, str] = {}
    for rows in sheets.values():
        for row in rows:
            telling = [cell for cell in row.cells if type(cell) is str and "=" in cell]
            if not telling or len(legend) >= _MOST or sum(not is_blank(cell) for cell in row.cells) > 2:
                continue
            for found in _MEANS.finditer("\n".join(telling)):
                legend.setdefault(fold(found["code"]), found["meaning"].strip())
    return legend
