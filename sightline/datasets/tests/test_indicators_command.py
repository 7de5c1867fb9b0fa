"""``sightline data indicators`` and ``sightline measure data.…``: what they print, and how they end."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets.tests.made_data import contacts, told
from sightline.foundation.commands import DONE, MISUSE, NOT_RECORDED, dispatch
from sightline.partnership.models import Partnership

pytestmark = pytest.mark.usefixtures("own_files")

MAY = date(2024, 5, 8)


def indicators(
    capsys: pytest.CaptureFixture[str], partnership: Partnership, *more: str
) -> dict[str, dict[str, Any]]:
    assert dispatch(["data", "indicators", "--partnership", partnership.slug, "--json", *more]) == DONE
    return {each["key"]: each for each in json.loads(capsys.readouterr().out)}


def test_each_indicator_is_told_as_it_may_be_shown(
    partnership: Partnership, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(30, MAY, "NFA"), *contacts(12, MAY, "Early help"), *contacts(4, MAY)],
    )
    found = indicators(capsys, partnership, "--in", "2024-25")
    contacts_ = found["data.contacts"]
    assert (contacts_["value"], contacts_["unit"], contacts_["symbol"], contacts_["period"]) == (
        46,
        "contacts",
        "",
        "2024-25",
    )
    referrals = found["data.referrals"]
    assert (referrals["value"], referrals["symbol"], referrals["covered"]) == (None, "c", True)
    assert found["data.missing"]["value"] == 0
    assert not found["data.cin_referrals"]["covered"]
    assert "cin census" in found["data.cin_referrals"]["why_not"]
    exact = indicators(capsys, partnership, "--exact")
    assert exact["data.referrals"]["value"] == 4
    assert exact["data.no_further_action_rate"]["value"] == 30 / 46


def test_people_read_a_line_for_each(
    partnership: Partnership, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(partnership, tmp_path, contacts(30, MAY, "NFA"))
    assert dispatch(["data", "indicators", "--partnership", partnership.slug]) == DONE
    said = capsys.readouterr()
    assert "Contacts with no further action, as a share" in said.out
    assert "30 of 30" in said.out
    assert "There are no records of cin census yet." in said.err


def test_without_data_it_says_so(partnership: Partnership, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        dispatch(["data", "indicators", "--partnership", partnership.slug, "--in", "2024-25"]) == NOT_RECORDED
    )
    assert dispatch(["data", "indicators", "--partnership", partnership.slug]) == MISUSE
    assert "covers a year yet" in capsys.readouterr().err
    assert dispatch(["data", "indicators", "--partnership", "nowhere", "--in", "2024-25"]) == MISUSE


def test_a_hidden_figure_of_one_measure_has_its_symbol(
    partnership: Partnership, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(partnership, tmp_path, contacts(3, MAY))
    asked = ["measure", "data.contacts", "--partnership", partnership.slug, "--in", "2024-25", "--json"]
    assert dispatch(asked) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["value"], said["symbol"]) == (None, "c")
