"""A small SVG builder: presentation attributes only, since a strict content policy blocks styles, and text
kept as text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from sightline.documents.charts.measuring import shortened, width_of
from sightline.documents.charts.model import Cause, Tone
from sightline.documents.text import legal, one_line

FONT = "Atkinson Hyperlegible Next, Arial, sans-serif"
INK, QUIET, HAIRLINE, GROUND, WHITE = "#0b0c0c", "#505a5f", "#c4cdd1", "#f0f3f4", "#ffffff"
SIZE, SMALL = 16, 15
NARROW = 480
"""Below this width a chart sets its words above and below the marks instead of beside them."""
_BLUE, _ORANGE, _AMBER = "#005ea5", "#b8500c", "#8a6100"
COLOURS = {Cause.IMPROVEMENT: _BLUE, Cause.CONCERN: _ORANGE, Cause.CHANGE: "#6b3fa0"}
TONES = {Tone.GOOD: _BLUE, Tone.PARTLY: _AMBER, Tone.POOR: _ORANGE, Tone.NONE: QUIET}

_OUTLINES: dict[str, list[tuple[float, float]]] = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    "triangle": [(0, -1.2), (1.2, 0.9), (-1.2, 0.9)],
    "dash": [(-1, -0.25), (1, -0.25), (1, 0.25), (-1, 0.25)],
}


def number(value: float) -> str:
    """A length in pixels, to a tenth, as short as can be."""
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 0.05 else "0"


class Drawing:
    """One picture in the making, ``width`` pixels wide; ``finish`` says how high it became."""

    def __init__(self, key: str, width: float, title: str, description: str) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key):
            raise ValueError(f"The id of a chart is letters, digits and hyphens after a letter, not “{key}”.")
        self.width = width
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "id": key,
                "role": "img",
                "aria-labelledby": f"{key}-title {key}-desc",
                "width": "100%",
                "font-family": FONT,
                "font-size": str(SIZE),
                "fill": INK,
            },
        )
        SubElement(self.root, "title", {"id": f"{key}-title"}).text = one_line(title)
        SubElement(self.root, "desc", {"id": f"{key}-desc"}).text = one_line(description)

    def finish(self, height: float) -> str:
        self.root.set("viewBox", f"0 0 {number(self.width)} {number(height)}")
        return tostring(self.root, encoding="unicode")

    def add(self, tag: str, **attributes: str | float) -> Element:
        """One element; underscores of names stand for hyphens, numbers are pixels."""
        return SubElement(
            self.root,
            tag,
            {
                name.replace("_", "-"): number(value) if isinstance(value, float | int) else value
                for name, value in attributes.items()
            },
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        size: float = SIZE,
        bold: bool = False,
        fill: str = INK,
        halo: bool = False,
    ) -> None:
        """One line of text with its baseline at ``y``, moved or shortened so that it stays inside the
        picture.

        ``halo`` clears the ground around it, for words that lie on lines.
        """
        words = shortened(legal(words), self.width - 2, size, bold)
        wide = width_of(words, size, bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        x += max(0.0, 1 - left) - max(0.0, left + wide - self.width + 1)
        attributes: dict[str, str | float] = {"x": x, "y": y}
        if anchor != "start":
            attributes["text_anchor"] = anchor
        if size != SIZE:
            attributes["font_size"] = size
        if bold:
            attributes["font_weight"] = "700"
        if fill != INK:
            attributes["fill"] = fill
        if halo:
            attributes |= {
                "stroke": WHITE,
                "stroke_width": 4,
                "stroke_linejoin": "round",
                "paint_order": "stroke",
            }
        self.add("text", **attributes).text = words

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = HAIRLINE, **more: str | float
    ) -> None:
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **{"stroke_width": 1, **more})

    def path(self, places: list[tuple[float, float]], **attributes: str | float) -> None:
        """A line through the places, open unless it is filled."""
        way = "L".join(f"{number(x)} {number(y)}" for x, y in places)
        self.add("path", d=f"M{way}", **{"fill": "none", **attributes})

    def shape(self, sides: str, x: float, y: float, radius: float, fill: str) -> None:
        """A mark that is known by its form as well as its colour: disc, square, diamond, triangle or dash."""
        outline = _OUTLINES.get(sides)
        if outline is None:
            self.add("circle", cx=x, cy=y, r=radius, fill=fill)
        else:
            way = "L".join(f"{number(x + dx * radius)} {number(y + dy * radius)}" for dx, dy in outline)
            self.add("path", d=f"M{way}Z", fill=fill)

    def cause(self, cause: Cause, x: float, y: float, radius: float = 6) -> None:
        self.shape(CAUSE_SHAPES[cause], x, y, radius, COLOURS[cause])

    def tone(self, tone: Tone, x: float, y: float, radius: float = 6) -> None:
        self.shape(TONE_SHAPES[tone], x, y, radius, TONES[tone])


CAUSE_SHAPES = {Cause.IMPROVEMENT: "diamond", Cause.CONCERN: "square", Cause.CHANGE: "triangle"}
TONE_SHAPES = {Tone.GOOD: "disc", Tone.PARTLY: "triangle", Tone.POOR: "square", Tone.NONE: "dash"}
