"""What a spreadsheet does to a cell by itself is no difference, and what a row says of itself cannot be made up."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.imports.merging.neatness import differing, neat
from sightline.imports.merging.versions import read, version

VALUES = {"owner": "Ann Ash", "due_on": date(2025, 3, 31), "agency": 7}


@pytest.mark.parametrize(
    ("stored", "saved"),
    [
        ("two\r\nlines", "two\nlines"),
        ("two\r\nlines", "two_x000D_\nlines"),
        ("two\nlines", "two\r\nlines"),
        ("ends in a space ", "ends in a space"),
        ("a space \nbefore the break", "a space\nbefore the break"),
        ("-5 to go", "'-5 to go"),
        ("=1+1", "'=1+1"),
        ("no-break\u00a0space", "no-break space"),
        (None, ""),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_what_a_program_does_to_a_text_is_no_difference(stored, saved):
    assert neat(stored) == neat(saved)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a line", "a\nline"),
        ("Ann", "ann"),
        ("'quoted'", "quoted'"),
        ("5", ""),
        ("two  spaces", "two spaces"),
    ],
)
def test_what_a_person_does_to_a_text_is_one(one, other):
    assert neat(one) != neat(other)


def test_long_texts_are_shown_where_they_differ():
    here = "The same beginning. " * 50 + "Begun."
    said = "The same beginning. " * 50 + "Done, and looked at."
    one, other = differing(here, said)
    assert one.endswith("Begun.")
    assert other.endswith("Done, and looked at.")
    assert max(len(one), len(other)) < 100


def test_a_text_that_was_only_lengthened_shows_what_was_added():
    here = "The same beginning. " * 50
    one, other = differing(here.strip(), f"{here}Then more.")
    assert other.endswith("Then more.")
    assert one.endswith("beginning.")


def test_a_version_proves_the_values_it_was_made_over_and_no_others():
    cell = version(slug="westmoor", record=12, event=99, told="Overdue", values=VALUES)
    said = read(cell)
    assert said is not None
    assert (said.slug, said.record, said.event, said.told) == ("westmoor", 12, 99, "Overdue")
    assert said.proves(VALUES)
    assert not said.proves({**VALUES, "owner": "Bo Birch"})
    assert not said._replace(record=13).proves(VALUES)
    assert not said._replace(event=98).proves(VALUES)


@pytest.mark.parametrize(
    "cell", ["", "1.2", "westmoor|12", "westmoor|x|99|Overdue|abc", "westmoor|12|-1|Overdue|abc",
             f"westmoor|{'9' * 40}|1|Overdue|abc"],
)  # fmt: skip
def test_a_cell_that_says_nothing_of_its_row_is_read_as_none(cell):
    assert read(cell) is None
