"""Static files are gathered once, and again after an upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sightline.home.static_files import collect_if_stale


@pytest.fixture
def static_root(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "gathered"
    settings.STATICFILES_DIRS = [tmp_path / "ours"]
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "sheet.css").write_text("p { color: black }")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()  # type: ignore[attr-defined]
    root: Path = settings.STATIC_ROOT
    return root


def test_files_are_gathered_once(static_root: Path) -> None:
    assert collect_if_stale()
    assert not collect_if_stale()


def test_an_upgrade_gathers_them_again_and_keeps_what_the_old_version_serves(static_root: Path) -> None:
    collect_if_stale()
    old = set(static_root.glob("sheet.*.css"))
    (static_root.parent / "ours" / "sheet.css").write_text("p { color: navy }")
    assert collect_if_stale()
    now = set(static_root.glob("sheet.*.css"))
    assert old < now


def test_a_gathering_that_was_interrupted_is_done_again(static_root: Path) -> None:
    collect_if_stale()
    (static_root / ".gathered").unlink()
    (static_root / "staticfiles.json").unlink()
    assert collect_if_stale()
    assert (static_root / "staticfiles.json").exists()
