"""A title says which body a register is about, whatever it is padded with."""

from __future__ import annotations

import pytest

from sightline.meetings.naming import body_named


def test_a_padded_title_names_its_body() -> None:
    # It took hours when every stretch of blanks was tried from everywhere.
    assert body_named("Sheet1", ["Executive" + " " * 30_000 + "x"], "register", ()) == "Executive x"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("DSP Executive – attendance 2024-25", "DSP Executive"),
        ("QA Group   2024/25", "QA Group"),
        ("Attendance log: MASH  Operational Group", "MASH Operational Group"),
    ],
)
def test_what_surrounds_a_name_is_left_out(title: str, body: str) -> None:
    assert body_named("Sheet1", [title], "register", ()) == body
