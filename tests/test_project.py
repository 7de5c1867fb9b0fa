"""The project as a newcomer finds it: what it depends on and why, what its documents promise, where they lead."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from sightline.foundation.commands import commands
from sightline.partnership.roles import roles
from tests.house import APPS, BESIDE, ROOT

HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmjs\.org|deb\.debian|archive\.ubuntu|files\.pythonhosted"
    r"|--(?:extra-)?index-url|--find-links|cdn\.jsdelivr|unpkg\.com|conda\.anaconda|playwright\.azureedge",
    re.I,
)
SPEAKS_OF_HOSTS = {"tests/test_project.py"}
TEXT = (".py", ".toml", ".lock", ".md", ".txt", ".cfg", ".json", ".html", ".mjs", ".js", ".scss", ".typ", "")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^\s*(?:\$\s+)?(?:\.venv/bin/)?sightline\s+([a-z]+)(?:\s+([a-z]+))?", re.M)


def committed() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def documents() -> list[str]:
    return [name for name in committed() if name.endswith(".md") and "node_modules" not in name]


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    said = tomllib.loads(text)["project"]
    wanted = said["dependencies"] + [
        line for group in said["optional-dependencies"].values() for line in group
    ]
    without = [name for name in wanted if not re.search(rf'^\s*"{re.escape(name)}",\s*# \S.+', text, re.M)]
    assert not without


def test_the_lock_holds_every_dependency_with_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    held = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", lock, re.M)}
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = said["dependencies"] + said["optional-dependencies"]["dev"]
    names = {normal(re.split(r"[\[<>=;~!\s]", line)[0]) for line in wanted}
    assert not names - held, "run `make lock`"
    pins = re.split(r"\n(?=\S)", lock)
    assert not [
        pin.splitlines()[0] for pin in pins if "==" in pin.splitlines()[0] and "--hash=sha256:" not in pin
    ]
    assert "/tmp" not in lock.splitlines()[1]


def test_spark_has_a_lock_of_its_own_that_only_the_tests_install() -> None:
    spark = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements-spark.lock").read_text(), re.M))
    everyday = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.M))
    assert {"pyspark", "py4j"} <= set(spark)
    assert not set(spark) & set(everyday)
    assert "requirements-spark.lock" not in (ROOT / "scripts" / "setup.py").read_text()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_committed_file_names_a_package_index_or_a_place_to_download_from() -> None:
    wrong = []
    for name in committed():
        path = ROOT / name
        if path.suffix in TEXT and name not in SPEAKS_OF_HOSTS and not name.endswith(".min.js"):
            found = HOSTS.search(path.read_text("utf-8", errors="ignore"))
            wrong += [f"{name}: {found[0]}"] if found else []
    assert not wrong


@pytest.mark.parametrize("name", documents())
def test_links_of_a_document_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in LINK.findall(page.read_text("utf-8")):
        if not re.match(r"[a-z]+:|#", link):
            target = (page.parent / link.partition("#")[0]).resolve()
            assert target.exists(), f"{name} leads to {link}, which is not there"


def blocks_of_code(name: str) -> str:
    return "\n".join(re.findall(r"```[a-z]*\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S))


@pytest.mark.parametrize("name", documents())
def test_commands_of_a_document_exist(name: str) -> None:
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    text = blocks_of_code(name)
    for target in re.findall(r"^\s*(?:\$\s+)?make ([a-z-]+)", text, re.M):
        assert target in made, f"{name} tells of `make {target}`"
    for first, second in COMMAND.findall(text):
        assert first in commands or f"{first} {second}" in commands, (
            f"{name} tells of `sightline {first} {second}`"
        )


def test_there_is_a_guide_for_every_role() -> None:
    rows = (ROOT / "docs" / "guides" / "README.md").read_text("utf-8").splitlines()
    cells = [row.split("|") for row in rows if row.startswith("|")]
    told = {
        title.strip(): LINK.findall(guide) for _, titles, guide, _ in cells for title in titles.split(",")
    }
    for role in roles:
        assert told.get(role.title), f"docs/guides/README.md names no guide for the role {role.title}"


def test_the_readme_begins_with_the_two_commands() -> None:
    text = blocks_of_code("README.md")
    assert "make run" in text
    assert "make test" in text


def test_the_readme_draws_every_app_of_the_house() -> None:
    drawn = set(re.findall(r"[a-z_]+", blocks_of_code("README.md")))
    assert drawn >= APPS - BESIDE


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "make test" in script
    assert "set -euo pipefail" in script
