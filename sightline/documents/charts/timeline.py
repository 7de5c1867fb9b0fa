"""What happened when: spans and moments on one line of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sightline.documents.charts.drawing import HAIRLINE, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import width_of, wrap
from sightline.documents.charts.model import Figures, Span
from sightline.documents.charts.scale import Scale
from sightline.documents.model import BRAND
from sightline.foundation.dates import spell_out

_LINE, _EDGE = 20, 8
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Timeline:
    """Spans in the order given; what has no end runs to ``until`` and is said to be still open.

    Raises ValueError for a span that ends before it starts.
    """

    title: str
    spans: tuple[Span, ...]
    until: date

    def __post_init__(self) -> None:
        for span in self.spans:
            if (span.end or max(self.until, span.start)) < span.start:
                raise ValueError(f"“{span.label}” ends before it starts.")

    def description(self) -> str:
        return " ".join(f"{span.label}: {_when(span)}." for span in self.spans)

    def table(self) -> Figures:
        rows = tuple(
            (span.label, spell_out(span.start), spell_out(span.end) if span.end else "still open")
            for span in self.spans
        )
        return ("What", "From", "To"), rows

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        first = min((span.start for span in self.spans), default=self.until).toordinal()
        last = max([self.until, *(span.end or span.start for span in self.spans)]).toordinal()
        x = Scale(first, max(last, first + 1), _EDGE, width - _EDGE)
        y = 8.0
        bars = []
        for span in self.spans:
            for line in wrap(f"{span.label}: {_when(span)}", width, SMALL):
                y += _LINE
                drawing.text(0, y - 5, line, size=SMALL)
            bars.append((span, y + 8))
            y += 26
        self._dates(drawing, x, y)
        for span, middle in bars:
            start = x(span.start.toordinal())
            end = x((span.end or max(self.until, span.start)).toordinal())
            if end - start < 2:
                drawing.shape("diamond", start, middle, 6, brand)
            else:
                drawing.add("rect", x=start, y=middle - 6, width=end - start, height=12, fill=brand)
            if span.end is None:
                drawing.path([(end - 5, middle - 6), (end + 5, middle), (end - 5, middle + 6)], fill=brand)
        return drawing.finish(y + 30)

    def _dates(self, drawing: Drawing, x: Scale, y: float) -> None:
        drawing.line(_EDGE, y, drawing.width - _EDGE, y, QUIET)
        months = [
            date(index // 12, index % 12 + 1, 1)
            for index in range(_month(x.low), _month(x.high) + 1)
            if index // 12 >= 1 and date(index // 12, index % 12 + 1, 1).toordinal() >= x.low
        ]
        room = width_of("Mmm 2000", SMALL) + 16
        fits = max(1, int(drawing.width // room))
        every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if len(months) / n <= fits), 1200)
        for month in months:
            if _month(month.toordinal()) % every == 0:
                at = x(month.toordinal())
                drawing.line(at, y, at, y + 5, HAIRLINE)
                drawing.text(
                    at,
                    y + 22,
                    f"{_MONTHS[month.month - 1]} {month.year}",
                    anchor="middle",
                    size=SMALL,
                    fill=QUIET,
                )


def _month(ordinal: float) -> int:
    day = date.fromordinal(int(ordinal))
    return day.year * 12 + day.month - 1


def _when(span: Span) -> str:
    if span.end is None:
        return f"{spell_out(span.start)}, still open"
    return (
        spell_out(span.start)
        if span.start == span.end
        else f"{spell_out(span.start)} to {spell_out(span.end)}"
    )
