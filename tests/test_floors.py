"""The floors, where an import linter does not look: names of models, addresses and templates in texts.

Imports themselves are the business of import-linter (``pyproject.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.house import APPS, BESIDE, FLOORS, ROOT, app_of, files, may_know, texts, where

MODEL = re.compile(r"([a-z]+)\.[A-Z]\w+")
ADDRESS = re.compile(r"([a-z]+):[a-z_]+")
TEMPLATE = re.compile(r"([a-z]+)/[\w/-]+\.(?:html|txt)")
IN_TEMPLATE = re.compile(
    r"""{%\s*(?:url\s+["'](?P<url>[a-z]+):|(?:include|extends)\s+["'](?P<template>[a-z]+)/)""", re.X
)

FRONT_DOORS = {
    "home:home": "every page leads back to the home of its partnership",
    "home:search": "every page has the search box",
}
"""Addresses that lower floors may name."""


def words_for_others(path: Path) -> Iterator[tuple[str, str, str]]:
    """(place, text, app) for everything in a file that names a model, address or template of an app."""
    if path.suffix == ".py":
        for line, text in texts(path):
            for pattern in (MODEL, ADDRESS, TEMPLATE):
                found = pattern.fullmatch(text)
                if found and found[1] in APPS:
                    yield where(path, line), text, found[1]
        return
    for number, line_text in enumerate(path.read_text("utf-8").splitlines(), 1):
        for found in IN_TEMPLATE.finditer(line_text):
            app = found["url"] or found["template"]
            if app in APPS:
                yield where(path, number), line_text.strip(), app


def test_no_app_names_a_model_address_or_template_of_its_own_floor_or_above() -> None:
    wrong = [
        f"{place}: {text}"
        for path in files(".py", ".html", ".txt")
        if (app := app_of(path))
        for place, text, other in words_for_others(path)
        if not may_know(app, other) and text not in FRONT_DOORS
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("models.py", 'agency = ForeignKey("reports.Report")'),
        ("views.py", 'redirect("reports:list", slug)'),
        ("views.py", 'render(request, "reports/list.html")'),
        ("page.html", "<a href=\"{% url 'reports:list' %}\">"),
        ("page.html", '{% include "reports/list.html" %}'),
    ],
)
def test_a_word_for_a_higher_floor_is_seen(
    tmp_path: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.house.ROOT", tmp_path)
    path = tmp_path / name
    path.write_text(text)
    assert [app for _, _, app in words_for_others(path)] == ["reports"]
    assert not may_know("people", "reports")
    assert may_know("reports", "people")


def test_every_app_has_a_floor() -> None:
    ours = {
        name.removeprefix("sightline.") for name in settings.INSTALLED_APPS if name.startswith("sightline.")
    }
    assert ours == APPS


def test_the_import_linter_knows_the_same_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = contracts[0]["layers"]
    drawn = [
        {part.strip().removeprefix("sightline.") for part in layer.split("|")} for layer in reversed(layers)
    ]
    assert drawn == list(FLOORS)
    assert {name.removeprefix("sightline.") for name in contracts[1]["source_modules"]} == APPS - BESIDE
