"""The first administrator, and others, from a shell."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from sightline.partnership.models import Partnership
from sightline.people import queries
from sightline.people.services import accept_invitation

Run = Callable[..., Any]


def test_the_first_administrator_comes_from_the_shell(partnership: Partnership, run_command: Run) -> None:
    ran = run_command(
        "person", "create", "Ada@example.org", "--name", "Ada Price",
        "--role", "administrator", "--partnership", "westmoor", "--json",
    )  # fmt: skip
    assert ran.status == 0
    assert ran.json["link"].startswith("http://localhost:8000/account/invitation/")
    account = accept_invitation(token=ran.json["link"].split("/")[-2], password="quiet lanes and harbours")
    person = queries.person_of(account, "westmoor")
    assert person is not None
    assert person.roles_granted == {"administrator"}


def test_without_a_partnership_one_may_create_them(db: None, run_command: Run) -> None:
    ran = run_command("person", "create", "c@example.org", "--name", "Chris Bell")
    assert ran.status == 0
    assert "Chris Bell (c@example.org): may create partnerships." in ran.out
    account = queries.account_by_email("c@example.org")
    assert account is not None
    assert account.may_found


def test_a_password_can_be_piped_in(db: None, run_command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quiet lanes and harbours\n"))
    ran = run_command(
        "person", "create", "c@example.org", "--name", "Chris Bell", "--password-stdin", "--json"
    )
    assert (ran.status, ran.json["link"]) == (0, None)
    account = queries.account_by_email("c@example.org")
    assert account is not None
    assert account.check_password("quiet lanes and harbours")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nobody", "--name", "N"), "“nobody” is not an e-mail address"),
        (("n@example.org", "--name", " "), "Enter a name."),
        (("n@example.org", "--name", "N", "--role", "qa-lead"), "Give both --role and --partnership"),
        (
            ("n@example.org", "--name", "N", "--role", "qa-lead", "--partnership", "nowhere"),
            "There is no partnership “nowhere”",
        ),
        (
            ("n@example.org", "--name", "N", "--role", "boss", "--partnership", "westmoor"),
            "There is no role “boss”. The roles are: administrator, agency-representative",
        ),
    ],
)
def test_misuse_is_told_in_a_sentence_and_leaves_nothing_behind(
    partnership: Partnership, run_command: Run, words: tuple[str, ...], sentence: str
) -> None:
    ran = run_command("person", "create", *words)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert queries.account_by_email("n@example.org") is None


def test_a_password_that_is_easy_to_guess_is_refused(
    db: None, run_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("password\n"))
    ran = run_command("person", "create", "c@example.org", "--name", "Chris Bell", "--password-stdin")
    assert ran.status == 2
    assert "too short" in ran.err
    assert queries.account_by_email("c@example.org") is None


def test_giving_the_same_role_again_is_misuse(partnership: Partnership, run_command: Run) -> None:
    words = (
        "person",
        "create",
        "q@example.org",
        "--name",
        "Q",
        "--role",
        "qa-lead",
        "--partnership",
        "westmoor",
    )
    assert run_command(*words).status == 0
    again = run_command(*words)
    assert again.status == 2
    assert "Q has the role" in again.err
