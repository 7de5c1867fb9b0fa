"""Permissions are data, a page carries its rule, and who may not is told what they would need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from sightline.foundation.access import Forbidden, Permission, Shell, page, permissions, require


@dataclass(frozen=True)
class Visitor:
    rights: frozenset[str]
    label: str = "a visitor"
    person_id: int | None = 1
    record: None = None

    def may(self, key: str, partnership: Any) -> bool:
        return key in self.rights


@pytest.fixture(autouse=True)
def _one_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"tea.make": Permission("tea.make", "make tea", frozenset({"host"}))}
    monkeypatch.setattr(permissions, "_held", held)


def test_who_has_the_right_may() -> None:
    require(Visitor(frozenset({"tea.make"})), "tea.make", None)
    require(Shell(), "tea.make", None)


def test_who_lacks_the_right_is_told_what_it_is_for() -> None:
    with pytest.raises(Forbidden, match="You need the right to make tea"):
        require(Visitor(frozenset()), "tea.make", None)


def test_a_right_that_nobody_declared_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        require(Shell(), "tea.drink", None)


def test_somebody_at_a_shell_is_named_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "sam")
    assert Shell().label == "sam (command line)"


def test_a_user_without_a_name_is_still_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert Shell().label == "unknown user (command line)"


def test_a_page_carries_its_rule_and_leaves_the_view_as_it_was() -> None:
    def kettle(request: HttpRequest) -> HttpResponse:
        return HttpResponse("boiling")

    pattern = page("kettle/", kettle, name="kettle", needs="tea.make")
    assert pattern.callback.needs == "tea.make"  # type: ignore[attr-defined]
    assert pattern.callback(HttpRequest()).content == b"boiling"
    assert not hasattr(kettle, "needs")
