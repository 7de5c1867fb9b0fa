"""The command line finds what was typed, and says plainly what it cannot do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

import pytest

from sightline.foundation.commands import Command, Misuse, answer, commands


@pytest.fixture(autouse=True)
def some_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two commands for the time of a test, one of them with a longer namesake."""
    monkeypatch.setattr(commands, "_held", {})

    def numbered(parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int)

    def refuse(given: Namespace) -> int:
        raise Misuse("That cannot be counted.")

    def count(given: Namespace) -> int:
        answer({"number": given.number, "said": "“yes”"})
        return 0

    commands.add(Command("count", "count to a number", numbered, count))
    commands.add(Command("count back", "count backwards", lambda parser: None, refuse))
    commands.add(Command("sheep add", "one more", lambda parser: None, refuse))
    commands.add(Command("sheep lose", "one fewer", lambda parser: None, refuse))


def test_a_command_answers_in_json_and_nothing_else(run_command: Callable[..., Any]) -> None:
    ran = run_command("count", 3)
    assert (ran.status, ran.json, ran.err) == (0, {"number": 3, "said": "“yes”"}, "")
    assert "“yes”" in ran.out


def test_the_longer_of_two_commands_is_meant(run_command: Callable[..., Any]) -> None:
    ran = run_command("count", "back")
    assert (ran.status, ran.out, ran.err) == (2, "", "That cannot be counted.\n")


@pytest.mark.parametrize("words", [[], ["county"], ["county", "hall"], ["--json", "count"]])
def test_what_is_no_command_is_misuse_and_shows_which_there_are(
    run_command: Callable[..., Any], words: list[str]
) -> None:
    ran = run_command(*words)
    assert ran.status == 2
    assert ran.out == ""
    assert "sightline count back  count backwards" in ran.err


@pytest.mark.parametrize("word", ["help", "--help", "-h"])
def test_help_is_an_answer(run_command: Callable[..., Any], word: str) -> None:
    ran = run_command(word)
    assert ran.status == 0
    assert "sightline count       count to a number" in ran.out


@pytest.mark.parametrize(
    ("words", "status"), [(["sheep", "--help"], 0), (["sheep"], 2), (["sheep", "shear"], 2)]
)
def test_a_word_that_begins_several_commands_shows_those(
    run_command: Callable[..., Any], words: list[str], status: int
) -> None:
    ran = run_command(*words)
    said, unsaid = (ran.out, ran.err) if status == 0 else (ran.err, ran.out)
    assert (ran.status, unsaid) == (status, "")
    assert "sightline sheep add   one more" in said
    assert "sightline sheep lose  one fewer" in said
    assert "count" not in said


def test_arguments_that_do_not_fit_are_misuse(run_command: Callable[..., Any]) -> None:
    for words in (["count"], ["count", "three"], ["count", 3, 4]):
        assert run_command(*words).status == 2
