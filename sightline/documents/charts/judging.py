"""A line of months with what was judged of them: the limits of chance, and the months that are beyond them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sightline.documents.charts.line import Line
from sightline.documents.charts.model import Cause, Limits, Number, Point, Series, Show

CAUSES = {"improvement": Cause.IMPROVEMENT, "concern": Cause.CONCERN, "neutral": Cause.CHANGE}
TOO_FEW = "Fewer than twelve months have a figure, which is too few to tell change from chance."
HOW = (
    "Between the dotted lines a month differs from another by chance alone. A marked month, or a run of them, is more "
    "than that."
)


class Bounds(Protocol):
    """The lines of a judged series."""

    @property
    def mean(self) -> Number: ...
    @property
    def lower(self) -> Number: ...
    @property
    def upper(self) -> Number: ...


class Special(Protocol):
    """A point beyond chance: the place it has among those judged, what it means and why."""

    @property
    def index(self) -> int: ...
    @property
    def meaning(self) -> str | None: ...
    @property
    def why(self) -> str: ...


class Judged(Protocol):
    """What was judged of those values of a series that are recorded, in their order."""

    @property
    def too_few(self) -> bool: ...
    @property
    def limits(self) -> Bounds | None: ...
    @property
    def special(self) -> Sequence[Special]: ...


def judged_line(
    title: str,
    name: str,
    months: Sequence[tuple[str, Number | None]],
    judged: Judged,
    show: Show,
    *,
    full: Number | None = None,
) -> tuple[Line, str]:
    """The months, each a label and a value, with what is more than chance marked; and a note on reading it."""
    places = [place for place, (_, value) in enumerate(months) if value is not None]
    causes: Mapping[int, tuple[Cause, str]] = {}
    limits: tuple[Limits, ...] = ()
    if not judged.too_few and judged.limits:
        lower = judged.limits.lower if judged.limits.lower > 0 else None  # nothing is counted below 0
        limits = (Limits(judged.limits.mean, lower, judged.limits.upper),)
        causes = {places[one.index]: (CAUSES[one.meaning], one.why) for one in judged.special if one.meaning}
    points = tuple(Point(label, value, *causes.get(place, ())) for place, (label, value) in enumerate(months))
    line = Line(title, Series(name, points), show, limits, full=full)
    return line, TOO_FEW if judged.too_few else HOW
