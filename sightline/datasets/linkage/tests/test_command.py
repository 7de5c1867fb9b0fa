"""``sightline data link``, as a script relies on it."""

from __future__ import annotations

import csv
import os
import stat

from sightline.datasets.linkage.tests.agencies import BETHS, CARE, deliver
from sightline.datasets.models import Linkage


def test_the_figures_come_as_one_document(run_command, delivered, engine):
    ran = run_command("data", "link", "--partnership", "westmoor", "--json")
    assert ran.status == 0
    assert ran.json == {
        "records": 5,
        "clusters": 5,
        "in_any": 5,
        "in_two_or_more": 2,
        "in_three_or_more": 0,
        "in_all_four": 0,
        "seconds": 0.5,
    }


def test_the_export_says_which_record_of_which_file_is_which_child(run_command, delivered, engine, tmp_path):
    engine.joined = [BETHS]
    path = tmp_path / "out.csv"
    ran = run_command("data", "link", "--partnership", "westmoor", "--export", str(path))
    assert ran.status == 0
    assert "2 pairs are in doubt" in ran.out
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["file", "record_id", "cluster"]
    by_record = {(row["file"], row["record_id"]): row["cluster"] for row in rows}
    assert len(by_record) == 5
    one, other = ("social-care-contacts.csv", "S1"), ("police-notifications.csv", "P1")
    assert by_record[one] == by_record[other]
    assert len(set(by_record.values())) == 4
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_delivery_nothing_is_linked_and_one_is_told_so(run_command, partnership):
    ran = run_command("data", "link", "--partnership", "westmoor", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "Nothing was delivered yet" in ran.err


def test_a_partnership_or_a_folder_that_is_not_there_is_misuse(run_command, delivered, engine, tmp_path):
    assert run_command("data", "link", "--partnership", "nowhere").status == 2
    missing = tmp_path / "none" / "out.csv"
    ran = run_command("data", "link", "--partnership", "westmoor", "--export", str(missing))
    assert ran.status == 2
    assert "There is no folder" in ran.err


def test_a_pipe_or_a_folder_is_not_exported_to_and_nothing_is_linked(
    run_command, delivered, engine, tmp_path
):
    os.mkfifo(tmp_path / "pipe")
    for path, said in ((tmp_path / "pipe", "no ordinary file"), (tmp_path, "is a folder")):
        ran = run_command("data", "link", "--partnership", "westmoor", "--export", str(path))
        assert (ran.status, said in ran.err) == (2, True)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert not Linkage.objects.exists()


def test_an_export_to_a_link_is_written_to_where_the_link_leads(run_command, delivered, engine, tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "out.csv")
    run_command("data", "link", "--partnership", "westmoor", "--export", str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "out.csv").read_text().startswith("file,record_id,cluster")


def test_what_the_engine_cannot_do_is_told_without_a_traceback(run_command, partnership, engine):
    deliver(partnership, CARE, ("S1", "Beth", "Green"))
    engine.in_the_midst = lambda: 1 / 0
    ran = run_command("data", "link", "--partnership", "westmoor")
    assert ran.status == 1
    assert "Nothing was linked" in ran.err
    assert "Traceback" not in ran.err
