"""Reports at the command line, whose answers and exit statuses scripts rely on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sightline.partnership.models import Partnership
from sightline.reports.models import Report
from sightline.reports.tests.conftest import REPORT
from sightline.training.models import Booking

Run = Callable[..., Any]
SLUG = "independent-scrutineers-report-2024-25"
HERE = ("--partnership", "westmoor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_imported_exported_checked_published_and_verified(
    records: Partnership, file: Path, tmp_path: Path, run_command: Run
) -> None:
    imported = run_command("report", "import", file, *HERE, "--json")
    assert (imported.status, imported.json) == (0, {"slug": SLUG, "claims": 4})

    assert run_command("report", "export", SLUG, *HERE).out == REPORT

    checked = run_command("report", "check", SLUG, *HERE, "--json")
    assert checked.status == 0
    assert [claim["verdict"] for claim in checked.json["claims"]] == [
        "holds",
        "holds",
        "does not hold",
        "judgement",
    ]

    published = run_command("report", "publish", SLUG, *HERE, "--out", tmp_path / "out", "--json")
    assert published.status == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{SLUG}.{form}" for form in ("html", "pdf", "docx", "json")
    }

    assert run_command("report", "verify", SLUG, *HERE, "--json").status == 0
    Booking.objects.filter(place="attended").update(place="cancelled")
    verified = run_command("report", "verify", SLUG, *HERE, "--json")
    assert verified.status == 1
    assert verified.json["intact"] is True
    assert verified.json["changed"][0]["verdict_now"] == "does not hold"


def test_publishing_again_without_a_change_writes_the_same_files(
    report: Report, tmp_path: Path, run_command: Run
) -> None:
    for folder in ("one", "two"):
        assert run_command("report", "publish", SLUG, *HERE, "--out", tmp_path / folder).status == 0
    for form in ("html", "pdf", "docx", "json"):
        one, two = (tmp_path / folder / f"{SLUG}.{form}" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "status", "words"),
    [
        (">= 8", ">= 9", 1, "does not hold"),
        ("in 2024-25 >= 8", "in 2020-21 >= 8", 3, "cannot be known"),
        ("judged by: Ann Example\nevidence", "evidence", 1, "judgement"),
    ],
)
def test_what_stops_a_report_is_its_exit_status_and_keeps_it_from_being_published(
    records: Partnership, file: Path, run_command: Run, old: str, new: str, status: int, words: str
) -> None:
    file.write_text(REPORT.replace(old, new))
    run_command("report", "import", file, *HERE)
    checked = run_command("report", "check", SLUG, *HERE)
    assert checked.status == status
    assert words in checked.err
    published = run_command("report", "publish", SLUG, *HERE)
    assert published.status == 1
    assert words in published.err


def test_a_file_with_errors_is_refused_whole_with_lines(
    records: Partnership, file: Path, run_command: Run
) -> None:
    file.write_text(REPORT.replace("period: 2024-25", "period: soon"))
    ran = run_command("report", "import", file, *HERE)
    assert ran.status == 1
    assert "report.md, line 4: “soon” is not a reporting year" in ran.err
    assert not Report.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00r", b"PK\x03\x04\x14\x00\x08\x08\xff\xd8"])
def test_a_file_that_is_no_text_is_misuse(
    records: Partnership, tmp_path: Path, run_command: Run, content: bytes
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(content)
    ran = run_command("report", "import", path, *HERE)
    assert ran.status == 2
    assert "UTF-8" in ran.err


def test_what_is_not_there_is_misuse(report: Report, run_command: Run, tmp_path: Path) -> None:
    assert run_command("report", "check", "another", *HERE).status == 2
    assert run_command("report", "import", tmp_path / "none.md", *HERE).status == 2
    assert run_command("report", "verify", SLUG, *HERE).status == 2
    assert run_command("report", "check", SLUG, "--partnership", "eastvale").status == 2
