"""What figures there are, as a document made from their declarations, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sightline.measures.kinds import Measure
from sightline.measures.registry import registry
from sightline.measures.units import Better

OPENING = """# Measures

Every figure of the project, as it is defined in the code. This page is what `sightline measures --markdown`
prints; the tests fail when it is out of date.

A measure that is asked *in* a period is written `KEY in 2024-25`, one that is asked *at* a date
`KEY at 2025-03-31`. Its value is “not recorded” for a time that the records do not cover: missing is not
zero. Agencies are given under their present name, and after a merger as one.
"""


def as_markdown() -> str:
    """The catalogue of all measures as Markdown, a table for each app."""
    parts = [OPENING]
    for app, measures in groupby(registry, key=lambda measure: measure.key.partition(".")[0]):
        parts.append(f"## {app.capitalize().replace('_', ' ')}\n\n" + "\n".join(_table(measures)) + "\n")
    return "\n".join(parts)


def _table(measures: Iterator[Measure]) -> Iterator[str]:
    yield "| key | what it says | unit | better | asked | by | rests on |"
    yield "|---|---|---|---|---|---|---|"
    for measure in measures:
        cells = (
            f"`{measure.key}`",
            f"**{measure.title}.** {measure.definition}",
            str(measure.unit),
            "" if measure.better is Better.NEITHER else str(measure.better),
            "in" if measure.of_a_period else "at",
            ", ".join(measure.dimensions),
            measure.rests_on,
        )
        yield f"| {' | '.join(cells)} |"
