"""The figures about children: each indicator of the engine as a measure, ``data.…``."""

from __future__ import annotations

from sightline.datasets.engine.indicators import FAMILIES
from sightline.datasets.kinds import measure_of
from sightline.measures.registry import register
from sightline.measures.units import Better, Unit

UNITS = {unit.many: unit for unit in Unit}

register(
    *(
        measure_of(one, family, unit=UNITS[one.unit], better=Better(one.better))
        for family, members in FAMILIES.items()
        for one in members
    )
)
