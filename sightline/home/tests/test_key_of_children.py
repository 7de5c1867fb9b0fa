"""The doctor knows whether the key of children is there, is the one they were linked with, and is hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sightline.datasets import child_key
from sightline.datasets.models import Linkage
from sightline.home.doctor.findings import Level
from sightline.home.doctor.keys import key_of_children
from sightline.partnership.models import Partnership


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def linked(partnership: Partnership) -> None:
    values = {"state": "finished", "finished_at": timezone.now()}
    Linkage.objects.create(partnership=partnership, key_mark=child_key.mark(child_key.make()), **values)


def told() -> tuple[Level, str]:
    (finding,) = key_of_children()
    assert finding.do or finding.level is Level.FINE
    return finding.level, finding.what


def test_before_anything_was_linked_no_key_is_missed(partnership: Partnership) -> None:
    assert told() == (Level.FINE, "Nothing was linked yet, so children have no keys.")


@pytest.mark.usefixtures("linked")
def test_the_key_that_children_were_linked_with_is_fine() -> None:
    assert told()[0] is Level.FINE


@pytest.mark.usefixtures("linked")
def test_a_key_that_others_can_read_is_wrong() -> None:
    child_key.place().chmod(0o644)
    assert told() == (Level.WRONG, "Others can read the key of children.")


@pytest.mark.usefixtures("linked")
def test_a_key_that_is_missing_or_another_is_wrong() -> None:
    child_key.place().write_text("ab" * 32)
    level, what = told()
    assert level is Level.WRONG
    assert "not the key that children were linked with" in what
    child_key.place().unlink()
    level, what = told()
    assert level is Level.WRONG
    assert "is missing" in what
