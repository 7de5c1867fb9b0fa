"""Charts are plain SVG that a strict content policy lets pass, and never draw nothing recorded as zero."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.documents.charts import (
    Bar,
    Bars,
    Branch,
    Cause,
    Cell,
    Chart,
    Funnel,
    Layers,
    Limits,
    Line,
    Matrix,
    Point,
    Row,
    Series,
    Share,
    Span,
    Sparkline,
    Timeline,
    Tone,
    Tree,
    picture_of,
)
from sightline.documents.charts.measuring import width_of
from sightline.documents.charts.model import Number
from sightline.documents.tests.examples import layers, odd_text, waterfall
from sightline.documents.typesetting import typeset

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{name} {year}" for year in (2023, 2024) for name in ("Apr", "Jul", "Oct", "Jan")]


def count(value: Number) -> str:
    return f"{round(value):,}"


def percent(value: Number) -> str:
    return f"{round(float(value) * 100)}%"


def line(
    *values: float | None, limits: tuple[Limits, ...] = (), causes: dict[int, Cause] | None = None
) -> Line:
    points = tuple(
        Point(f"Month {index + 1}", value, (causes or {}).get(index)) for index, value in enumerate(values)
    )
    return Line("Places rose", Series("Places attended", points), count, limits)


def bars(*pairs: tuple[str, float | None]) -> Bars:
    return Bars("Police lead", tuple(Bar(label, value) for label, value in pairs), count, "Places", "Agency")


EVERY: dict[str, Chart] = {
    "line": line(
        3, 5, None, 9, 8, limits=(Limits(6, 2, 10),), causes={3: Cause.IMPROVEMENT, 1: Cause.CONCERN}
    ),
    "line of nothing": line(None, None),
    "line of one": line(4),
    "line without points": line(),
    "layers": layers((3, 5, None, 9), (1, 2, None, 4), (0, 0, None, 2)),
    "layers of one month": layers((3,), (1,), (0,)),
    "layers of nothing": layers((None, None), (None, None)),
    "bars": bars(
        ("Police", 1404), ("A very long name of an agency that must break into lines", 38), ("Fire", None)
    ),
    "bars with target": Bars(
        "t",
        (Bar("Executive", 0.83, "231 of 280"), Bar("Group", None, "no meetings")),
        percent,
        full=1,
        target=0.8,
    ),
    "no bars": bars(),
    "sparkline": Sparkline("s", Series("Places", (Point("a", 1), Point("b", None), Point("c", 3))), count),
    "matrix": Matrix(
        "m", ("Leadership", "Practice"), (Row("Neglect", (Cell("strong", Tone.GOOD), Cell("none"))),)
    ),
    "timeline": Timeline(
        "t",
        (Span("Notified", date(2024, 4, 3), date(2024, 4, 3)), Span("Review", date(2024, 5, 1), None)),
        date(2025, 3, 31),
    ),
    "funnel": Funnel(
        "f",
        "Did not attend",
        "Booked",
        (Share("A", 10, 400), Share("B", 200, 400), Share("C", 0, 0)),
        percent,
    ),
    "tree": Tree(
        "One executive",
        (
            Branch("Executive"),
            Branch("A group with a name that is long enough to have to break where there is little room", 1),
            *(Branch(f"Group at depth {depth}", depth) for depth in range(2, 9)),
            Branch("Forum"),
        ),
    ),
    "tree of nothing": Tree("No bodies", ()),
    "waterfall": waterfall(-9.25, 12.5, None, -3, 0),
}
WIDTHS = (320, 640)


def drawn(chart: Chart, width: int = 640) -> Element:
    return fromstring(chart.svg("chart-1", width=width))


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def bar_lengths(root: Element) -> list[float]:
    return [float(rect.attrib["width"]) for rect in root.iter(f"{SVG}rect")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EVERY)
def test_a_chart_holds_nothing_that_a_strict_content_policy_blocks(name: str, width: int) -> None:
    for element in drawn(EVERY[name], width).iter():
        assert element.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "text",
            "line",
            "path",
            "rect",
            "circle",
        }
        assert not {"style", "class", "href"} & set(element.attrib)
        assert not any(attribute.startswith("on") for attribute in element.attrib)


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_a_picture_with_a_title_and_words_of_its_own(name: str) -> None:
    chart = EVERY[name]
    root = drawn(chart)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "chart-1-title chart-1-desc"
    assert root.attrib["width"] == "100%"
    assert root.attrib["viewBox"].startswith("0 0 640 ")
    assert root.find(f"{SVG}title[@id='chart-1-title']").text == chart.title  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc[@id='chart-1-desc']").text == chart.description()  # type: ignore[union-attr]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EVERY)
def test_text_is_large_enough_and_stays_inside_the_picture(name: str, width: int) -> None:
    root = drawn(EVERY[name], width)
    height = float(root.attrib["viewBox"].split()[3])
    for element in root.iter(f"{SVG}text"):
        size = float(element.attrib.get("font-size", root.attrib["font-size"]))
        wide = width_of(element.text or "", size, element.attrib.get("font-weight") == "700")
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib.get("text-anchor", "start")]
        left = float(element.attrib["x"]) - before * wide
        assert size >= 14
        assert left >= -0.5
        assert left + wide <= width + 0.5
        assert size - 6 <= float(element.attrib["y"]) <= height


@pytest.mark.parametrize("name", EVERY)
def test_the_table_beside_a_chart_has_a_row_for_each_thing_shown(name: str) -> None:
    head, rows = EVERY[name].table()
    assert len(head) > 1
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_can_be_typeset(name: str) -> None:
    data = {"svg": EVERY[name].svg("chart-1"), "width": 640, "alt": "A chart"}
    assert typeset("picture.typ", data, form="png").startswith(b"\x89PNG")


def test_the_line_has_a_gap_where_nothing_was_recorded() -> None:
    root = drawn(line(100, 120, None, None, 110, 130))
    strokes = [path.attrib["d"] for path in root.iter(f"{SVG}path")]
    assert [stroke.count("L") for stroke in strokes] == [1, 1]
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    assert "not recorded" in texts(root)


def test_what_was_not_recorded_is_never_drawn_at_zero() -> None:
    root = drawn(line(100, None, 110))
    zero = next(mark for mark in root.iter(f"{SVG}text") if mark.text == "0")
    at_zero = float(zero.attrib["y"]) - 5
    assert all(float(dot.attrib["cy"]) < at_zero - 100 for dot in root.iter(f"{SVG}circle"))


def test_a_recorded_zero_is_drawn_on_the_axis() -> None:
    root = drawn(line(100, 0, 110))
    zero = next(mark for mark in root.iter(f"{SVG}text") if mark.text == "0")
    assert float(zero.attrib["y"]) - 5 in [float(dot.attrib["cy"]) for dot in root.iter(f"{SVG}circle")]


def test_a_point_between_two_gaps_is_still_seen() -> None:
    assert len(list(drawn(line(None, 7, None)).iter(f"{SVG}circle"))) == 1


def test_special_causes_differ_in_shape_and_colour_and_are_explained() -> None:
    root = drawn(line(1, 9, 5, 5, causes={0: Cause.CONCERN, 1: Cause.IMPROVEMENT, 2: Cause.CHANGE}))
    marks = [path for path in root.iter(f"{SVG}path") if path.attrib["d"].endswith("Z")]
    assert len({mark.attrib["fill"] for mark in marks}) == 3
    assert (
        len({re.sub(r"[\d.\s]+", "", mark.attrib["d"]) + str(mark.attrib["d"].count("L")) for mark in marks})
        > 1
    )
    assert {
        "better than chance would give",
        "worse than chance would give",
        "changed by more than chance",
    } <= set(texts(root))


def test_limits_are_labelled_and_a_limit_below_zero_is_left_out_for_counts() -> None:
    root = drawn(line(1, 2, 1, limits=(Limits(2, -1, 5),)))
    assert {"average month 2", "upper limit 5"} <= set(texts(root))
    assert not any("lower limit" in text for text in texts(root))


def test_a_narrow_chart_says_in_its_key_what_a_wide_one_says_beside_the_lines() -> None:
    root = drawn(line(1, 2, 1, limits=(Limits(2, 1, 5),)), width=320)
    assert {"average month", "limits of chance"} <= set(texts(root))


def test_the_words_of_a_line_name_lowest_highest_latest_and_what_is_missing() -> None:
    assert line(3, 9, None, 5, causes={1: Cause.IMPROVEMENT}).description() == (
        "Places attended, 4 points from Month 1 to Month 4."
        " Lowest 3 (Month 1), highest 9 (Month 2), latest 5 (Month 4)."
        " Better than chance would give: Month 2. Not recorded: 1 of 4 points."
    )


def test_each_point_that_stands_out_says_why_in_the_words_the_picture_and_the_table() -> None:
    fall, low = "part of a falling run of 7", "below the lower limit"
    whys = [""] * 2 + [fall] * 7 + [low]
    points = tuple(
        Point(f"M{index}", 10 - index, Cause.IMPROVEMENT if why else None, why)
        for index, why in enumerate(whys)
    )
    chart = Line("Fell", Series("Actions", points), count)
    assert chart.description().endswith(
        " Better than chance would give, part of a falling run of 7: M2 to M8."
        " Better than chance would give, below the lower limit: M9."
    )
    said = texts(drawn(chart))
    assert {f"{fall}: M2 to M8", f"{low}: M9", "better than chance would give"} <= set(said)
    assert " ".join(texts(drawn(chart, 320))).count(low) == 1
    _, rows = chart.table()
    assert rows[-1] == ("M9", "1", "better than chance would give: below the lower limit")
    assert rows[0] == ("M0", "10", "")


def test_an_upper_limit_beyond_the_whole_is_left_out_and_the_axis_ends_at_the_whole() -> None:
    points = tuple(Point(f"M{index}", value) for index, value in enumerate((0.9, 0.8, 0.9)))
    limits = (Limits(0.85, 0.6, 1.12),)
    part = Line("t", Series("Attendance", points), percent, limits, full=1)
    said = texts(drawn(part))
    assert "100%" in said
    assert not any("120%" in text or "upper limit" in text for text in said)
    assert "lower limit 60%" in said
    ratio = Line("t", Series("Reach", points), percent, limits)
    assert "upper limit 112%" in texts(drawn(ratio))


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    root = drawn(bars(("Police", 400), ("Health", 100), ("Fire", 0)))
    police, health, fire = bar_lengths(root)
    assert police == pytest.approx(4 * health, abs=0.3)
    assert fire == 0
    assert len({rect.attrib["x"] for rect in root.iter(f"{SVG}rect")}) == 1
    assert {"400", "100", "0"} <= set(texts(root))


def test_a_bar_that_was_not_recorded_has_words_in_place_of_a_bar() -> None:
    root = drawn(bars(("Police", 400), ("Fire", None)))
    assert len(bar_lengths(root)) == 1
    assert "not recorded" in texts(root)


def test_a_rate_is_drawn_against_the_whole() -> None:
    whole = Bars("t", (Bar("a", 0.5), Bar("b", 1.0)), percent, full=1)
    half = Bars("t", (Bar("a", 0.5), Bar("b", 0.5)), percent, full=1)
    assert bar_lengths(drawn(half))[0] == pytest.approx(bar_lengths(drawn(whole))[1] / 2, rel=0.02)


def test_bars_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="drawn from zero and cannot show -1"):
        bars(("Police", -1))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="a number or “not recorded”"):
        Point("Month 1", value)


@pytest.mark.parametrize("key", ["", "1a", 'a"b', "a b"])
def test_an_id_that_could_break_out_of_the_page_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="The id of a chart"):
        line(1).svg(key)


def test_a_funnel_marks_the_share_that_chance_would_not_give() -> None:
    # Overall 100 of 1,000; limits at 500 are 10% ± 3.09 x sqrt(.1 x .9 / 500) = 5.9% to 14.1%.
    inside, outside = Share("Inside", 30, 500), Share("Outside", 70, 500)
    funnel = Funnel("f", "Rate", "Size", (inside, outside), percent)
    assert not funnel.beyond_chance(inside)
    assert not funnel.beyond_chance(Share("Edge", 70, 500))
    assert funnel.beyond_chance(Share("Far", 71, 500))
    head, rows = funnel.table()
    assert head[-1] == "Chance would give"
    assert rows[0][-1] == "6% to 14%"


def test_a_funnel_takes_other_limits_and_draws_them() -> None:
    shares = (Share("Inside", 30, 500), Share("Outside", 70, 500), Share("Nobody", 0, 0))
    funnel = Funnel(
        "f", "Rate", "Size", shares, percent, limits=lambda overall, size: (0.07, 0.08, 0.13, 0.15)
    )
    assert [funnel.beyond_chance(share) for share in shares] == [True, False, False]
    assert funnel.table()[1][0][-1] == "7% to 15%"
    assert funnel.table()[1][2][-1] == "not recorded"
    assert funnel.svg("f").count("stroke-dasharray") == 4


def test_a_matrix_row_without_a_cell_for_each_column_is_refused() -> None:
    with pytest.raises(ValueError, match="“Neglect” has 1 cells for 2 columns"):
        Matrix("m", ("A", "B"), (Row("Neglect", (Cell("x"),)),))


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="“Review” ends before it starts"):
        Timeline("t", (Span("Review", date(2024, 5, 1), date(2024, 4, 1)),), date(2025, 1, 1))


def test_a_picture_of_a_chart_brings_its_figures_with_numbers_to_the_right() -> None:
    picture = picture_of(EVERY["bars"], "places")
    assert picture.table is not None
    assert picture.table.rows[2] == ("Fire", "not recorded")
    assert picture.table.numeric == (1,)
    assert picture_of(EVERY["timeline"], "time").table.numeric == ()  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(
    odd_text,
    st.lists(st.none() | st.integers(0, 10**9) | st.floats(0, 1e9), max_size=40),
    st.sampled_from(WIDTHS),
)
def test_no_text_and_no_values_break_a_chart(text: str, values: list[float | None], width: int) -> None:
    points = tuple(
        Point(text, value, Cause.CHANGE if index % 7 == 0 else None) for index, value in enumerate(values)
    )
    charts: tuple[Chart, ...] = (
        Line(text, Series(text, points), lambda _: text, (Limits(1, 0, 2),)),
        Layers(text, (Series(text, points), Series(text, points)), lambda _: text, text),
        Sparkline(text, Series(text, points), str),
        Bars(text, tuple(Bar(text, value, text) for value in values), count, text, text),
        Matrix(text, (text, text), (Row(text, (Cell(text), Cell(text))),)),
        Timeline(text, (Span(text, date(2024, 1, 1), None),), date(2024, 1, 1)),
        Funnel(text, text, text, (Share(text, 3, 9),), percent),
        waterfall(*values, label=text, note=text),
    )
    for chart in charts:
        fromstring(chart.svg("odd", width=width))
