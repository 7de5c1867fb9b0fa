"""An archive that is not what it was, or holds what no backup does, is refused before anything of it is used."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from sightline.home.safekeeping import manifest
from sightline.home.safekeeping.archive import Reading, is_safe, written
from sightline.home.safekeeping.manifest import Manifest, Table
from sightline.home.safekeeping.refusals import NotABackup, NotPossible

PARTS = {
    "database/a.b.jsonl": b'[1,"one"]\n[2,"two"]\n',
    "files/imports/1/x.xlsx": bytes(range(256)) * 40,
    "files/published/aa/page": "Naïve – text".encode() * 100,
}


def manifest_of(members: dict[str, manifest.Member]) -> Manifest:
    table = Table("a.b", ["id", "name"], 2, 2)
    return Manifest("0.1.0", "2026-01-01T00:00:00+00:00", "sqlite", {"a": ["0001_initial"]}, [table], members)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup that is as it should be."""
    path = tmp_path / "whole.backup"
    with written(path) as archive:
        for name, content in PARTS.items():
            with archive.member(name) as take:
                take(content[:7])
                take(content[7:])
        archive.close(manifest_of(archive.members))
    return path


def repacked(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with its parts changed, and packed again as anybody could."""
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    return path


def with_part(name: str, content: bytes = b"x") -> Callable[[dict[str, bytes]], object]:
    """Puts in a part, and says in the manifest that it belongs there."""

    def change(parts: dict[str, bytes]) -> None:
        told = json.loads(parts[manifest.NAME])
        told["members"][name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
        parts[manifest.NAME] = json.dumps(told).encode()
        parts[name] = content

    return change


def read_all(path: Path) -> dict[str, bytes]:
    with Reading(path) as archive:
        archive.verify()
        return {name: b"".join(archive.pieces(name)) for name in archive.manifest.members}


def test_what_went_in_comes_out(whole: Path) -> None:
    assert read_all(whole) == PARTS
    with Reading(whole) as archive:
        assert list(archive.lines("database/a.b.jsonl")) == [b'[1,"one"]', b'[2,"two"]']
        assert archive.manifest.rows == 2
        assert archive.manifest.size == sum(map(len, PARTS.values()))


def test_only_its_owner_can_read_it(whole: Path) -> None:
    assert whole.stat().st_mode & 0o077 == 0


def test_one_changed_byte_anywhere_is_noticed_or_changes_nothing(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    noticed = 0
    for place in range(0, len(content), 7):
        damaged = tmp_path / "damaged.backup"
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :])
        try:
            assert read_all(damaged) == PARTS  # a byte of a date or an attribute, which nobody reads
        except NotABackup:
            noticed += 1
    assert noticed > len(content) / 7 * 0.8


@pytest.mark.parametrize("part", [0, 1, 100, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_one_is_refused(whole: Path, part: float) -> None:
    content = whole.read_bytes()
    whole.write_bytes(content[: int(part * len(content)) if isinstance(part, float) else part])
    with pytest.raises(NotABackup):
        read_all(whole)


def test_a_part_of_another_content_is_refused_though_its_checksum_is_right(whole: Path) -> None:
    repacked(whole, lambda parts: parts.update({"database/a.b.jsonl": b'[1,"one"]\n[2,"TWO"]\n'}))
    with pytest.raises(NotABackup, match="not what it was"):
        read_all(whole)


@pytest.mark.parametrize(
    "name",
    [
        "files/../../evil",
        "../evil",
        "/etc/evil",
        "files//evil",
        "files/./evil",
        "files/a\\..\\evil",
        "files/",
        "evil",
        "database/../manifest.json",
        "static/evil.js",
    ],
)
def test_a_part_that_would_leave_its_place_is_refused(whole: Path, name: str) -> None:
    repacked(whole, with_part(name))
    with pytest.raises(NotABackup, match="do not trust"):
        read_all(whole)


def test_every_name_that_a_backup_gives_is_safe() -> None:
    assert all(is_safe(name) for name in (*PARTS, manifest.NAME, manifest.SECRET_KEY))


def test_what_the_manifest_does_not_name_is_refused(whole: Path) -> None:
    repacked(whole, lambda parts: parts.update({"files/more": b"x"}))
    with pytest.raises(NotABackup, match="put in"):
        read_all(whole)


def test_what_is_missing_is_refused(whole: Path) -> None:
    repacked(whole, lambda parts: parts.pop("files/imports/1/x.xlsx"))
    with pytest.raises(NotABackup, match="missing"):
        read_all(whole)


def test_two_parts_of_one_name_are_refused(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("database/a.b.jsonl", b"another")
    with pytest.raises(NotABackup, match="two parts"):
        read_all(whole)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "not json", '{"format": "another"}', '{"format": "sightline backup 1"}', "null"]
)
def test_a_manifest_that_cannot_be_read_is_refused(whole: Path, text: str) -> None:
    repacked(whole, lambda parts: parts.update({manifest.NAME: text.encode()}))
    with pytest.raises(NotABackup):
        read_all(whole)


@pytest.mark.parametrize(
    "wrong",
    [
        {"migrations": 5},
        {"migrations": {"a": "0001_initial"}},
        {"version": None},
        {"tables": [{"model": "a.b", "columns": 5, "rows": 2, "last_id": 2}]},
        {"tables": [{"model": "a.b", "columns": ["id"], "rows": -2, "last_id": 2}]},
        {"members": {"database/a.b.jsonl": {"size": "large", "sha256": "0"}}},
    ],
)
def test_a_manifest_of_other_kinds_of_values_is_refused(wrong: dict[str, object]) -> None:
    told = json.loads(manifest_of({"database/a.b.jsonl": manifest.Member(1, "0")}).text())
    assert manifest.read(json.dumps(told)).rows == 2
    with pytest.raises(NotABackup):
        manifest.read(json.dumps(told | wrong))


def test_a_manifest_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(NotABackup):
        manifest.read("[" * 200_000)


def test_a_table_that_the_manifest_promises_must_be_there() -> None:
    told = json.loads(manifest_of({}).text())
    with pytest.raises(NotABackup, match="missing"):
        manifest.read(json.dumps(told))


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(NotABackup, match="no backup of Sightline"):
        Reading(path)


def test_a_backup_that_fails_half_way_leaves_what_was_there(whole: Path) -> None:
    def fail() -> None:
        with written(whole) as archive, archive.member("files/x") as take:
            take(b"x")
            raise RuntimeError

    before = whole.read_bytes()
    with pytest.raises(RuntimeError):
        fail()
    assert whole.read_bytes() == before
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]


def test_a_place_that_cannot_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="Nothing can be written"), written(tmp_path / "no" / "x.backup"):
        pass
