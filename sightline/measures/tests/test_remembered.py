"""A kept figure is one of the records as they are: after every write, in whatever order, it is asked anew."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.audit import services as audit
from sightline.measures.remembered import Remembered
from sightline.partnership.models import Partnership

pytestmark = pytest.mark.django_db


def asked(partnership: Partnership, answer: Any) -> Any:
    return Remembered(partnership).of(("a question",), lambda: answer)


def test_an_answer_is_kept_until_something_is_written(
    partnership: Partnership, another_partnership: Partnership, shell: Any
) -> None:
    assert asked(partnership, 1) == 1
    assert asked(partnership, 2) == 1
    audit.note(by=shell, partnership=another_partnership, verb="wrote")
    assert asked(partnership, 2) == 1
    audit.note(by=shell, partnership=partnership, verb="wrote")
    assert asked(partnership, 2) == 2


def test_that_there_is_nothing_is_kept_too(partnership: Partnership) -> None:
    assert asked(partnership, None) is None
    assert asked(partnership, 2) is None


def test_a_write_that_began_earlier_and_committed_later_is_noticed(
    partnership: Partnership, shell: Any, django_capture_on_commit_callbacks: Any
) -> None:
    early = audit.Entry(by=shell, partnership_id=partnership.pk, verb="began first")
    with django_capture_on_commit_callbacks(execute=True):
        late = audit.note(by=shell, partnership=partnership, verb="committed first")
    assert early.id < late.pk
    assert asked(partnership, 1) == 1
    with django_capture_on_commit_callbacks(execute=True):
        early.close(kind="", record_id=None, label="")
    assert asked(partnership, 2) == 2
