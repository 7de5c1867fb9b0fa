"""Settings as a process of an installation reads them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from sightline import settings

ROOT = Path(__file__).parents[3]
FOR_DEVELOPERS = {"SIGHTLINE_DEBUG"}

SHOW = (
    "import json; from sightline import settings; print(json.dumps([getattr(settings, n, None) for n in {}]))"
)


def started(home: Path, *names: str, **environment: str) -> subprocess.Popen[str]:
    """A process that reads the settings of an installation and says what some of them are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    return subprocess.Popen(
        [sys.executable, "-c", SHOW.format(names)],
        env=kept | {"SIGHTLINE_HOME": str(home)} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> list[Any]:
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    found: list[Any] = json.loads(out)
    return found


def test_processes_that_start_at_once_sign_with_one_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    keys = {said(process)[0] for process in [started(home, "SECRET_KEY") for _ in range(4)]}
    assert keys == {(home / "secret-key").read_text()}
    assert len(keys.pop()) > 50
    assert [found.name for found in home.iterdir()] == ["secret-key"]
    assert (home / "secret-key").stat().st_mode & 0o077 == 0


def test_over_https_cookies_belong_to_this_host_and_visitors_are_told_apart(tmp_path: Path) -> None:
    names = (
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
    )
    assert said(started(tmp_path, *names)) == [None, None, False, 0]
    over = said(started(tmp_path, *names, SIGHTLINE_HTTPS="1"))
    assert over == ["__Host-sessionid", "__Host-csrftoken", True, 1]


def test_hosts_are_names_with_or_without_spaces_between(tmp_path: Path) -> None:
    environment = {"SIGHTLINE_HOSTS": "a.example.org, .example.net,", "SIGHTLINE_HTTPS": "1"}
    assert said(started(tmp_path, "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", **environment)) == [
        ["a.example.org", ".example.net"],
        ["https://a.example.org", "https://*.example.net"],
    ]


def test_without_the_tools_of_a_developer_nothing_asks_for_them(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, *p: None if 'linear' in name else found(name, *p)\n"
    )
    apps = said(started(tmp_path, "INSTALLED_APPS", PYTHONPATH=str(tmp_path)))[0]
    assert "sightline.people" in apps
    assert not [app for app in apps if "linear" in app]


def test_everything_that_is_read_from_the_environment_is_told_where_the_settings_begin_and_in_the_readme() -> (
    None
):
    source = Path(settings.__file__).read_text("utf-8")
    read = set(re.findall(r"os\.environ(?:\.get\(|\[)\"(\w+)\"", source))
    assert len(read) > 10
    assert set(re.findall(r"^([A-Z_]+) {2,}", settings.__doc__ or "", re.M)) == read
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.M)) == read - FOR_DEVELOPERS
