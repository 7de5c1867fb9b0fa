"""Compared with what an earlier look printed, a trail whose end was cut off or written anew does not hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sightline.audit import services as audit
from sightline.audit.models import Change, Event, Seal
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(partnership: Partnership, run_command: Any, tmp_path: Path) -> Path:
    for word in ("opened", "read", "closed"):
        audit.note(by=Shell("tester"), partnership=partnership, verb=word)
    told = run_command("audit", "verify", "--json")
    kept = tmp_path / "last.json"
    kept.write_text(json.dumps(told.json))
    return kept


def _gone(model: Any, **which: Any) -> None:
    model.objects.filter(**which)._raw_delete("default")


def test_a_trail_that_only_grew_holds(earlier: Path, partnership: Partnership, run_command: Any) -> None:
    audit.note(by=Shell("tester"), partnership=partnership, verb="opened again")
    assert run_command("audit", "verify", "--against", str(earlier)).status == 0


def test_an_end_that_was_cut_off_is_found(earlier: Path, partnership: Partnership, run_command: Any) -> None:
    last = Seal.objects.filter(partnership_id=partnership.pk).order_by("-sequence")[0]
    for model, which in ((Seal, {"pk": last.pk}), (Event, {"pk": last.event_id})):
        _gone(model, **which)
    assert run_command("audit", "verify").status == 0  # what is left is whole
    told = run_command("audit", "verify", "--against", str(earlier))
    assert told.status == 1
    assert "no longer has the link at which it ended then" in told.out


def test_a_chain_that_was_taken_away_whole_is_found(
    earlier: Path, partnership: Partnership, run_command: Any
) -> None:
    for model in (Change, Event, Seal):
        model.objects.all()._raw_delete("default")
    assert run_command("audit", "verify", "--against", str(earlier)).status == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"last_digests": 5}', '{"last_digests": {"x": "y"}}'])
def test_another_file_is_misuse(
    text: str, tmp_path: Path, partnership: Partnership, run_command: Any
) -> None:
    file = tmp_path / "other.json"
    file.write_text(text)
    told = run_command("audit", "verify", "--against", str(file))
    assert (told.status, "is not what" in told.err) == (2, True)
