"""``sightline audit verify``, as somebody at a shell meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from sightline.audit import services as audit
from sightline.audit.models import Event
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership

pytestmark = pytest.mark.django_db


def test_a_trail_that_holds(partnership: Partnership, shell: Shell, run_command: Callable[..., Any]) -> None:
    audit.note(by=shell, partnership=partnership, verb="opened")
    audit.seal_waiting()
    ran = run_command("audit", "verify")
    assert (ran.status, ran.out.strip()) == (0, "The audit trail holds: 1 event.")


def test_what_a_crash_left_unsealed_is_sealed_and_said(
    partnership: Partnership, shell: Shell, run_command: Callable[..., Any]
) -> None:
    audit.note(by=shell, partnership=partnership, verb="opened")
    ran = run_command("audit", "verify")
    assert ran.status == 0
    assert "1 event was not sealed yet" in ran.err
    assert "not sealed" not in run_command("audit", "verify").err


def test_the_last_digests_show_when_the_end_of_a_chain_is_cut_off(
    partnership: Partnership, shell: Shell, run_command: Callable[..., Any]
) -> None:
    def last_digests() -> Any:
        audit.seal_waiting()
        return run_command("audit", "verify", "--json").json["last_digests"]

    audit.note(by=shell, partnership=None, verb="installed")
    audit.note(by=shell, partnership=partnership, verb="opened")
    before = last_digests()
    assert set(before) == {"installation", str(partnership.pk)}
    event = audit.note(by=shell, partnership=partnership, verb="published")
    after = last_digests()
    assert after["installation"] == before["installation"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [event.pk])
        cursor.execute("DELETE FROM audit_seal WHERE event_id = %s", [event.pk])
    assert last_digests() == before != after


def test_one_changed_byte_is_said_with_its_event(
    partnership: Partnership, shell: Shell, run_command: Callable[..., Any]
) -> None:
    event = audit.note(by=shell, partnership=partnership, verb="opened")
    audit.seal_waiting()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET verb = 'openee' WHERE id = %s", [event.pk])
    ran = run_command("audit", "verify")
    assert ran.status == 1
    assert f"Event {event.pk} of partnership {partnership.pk}" in ran.out
    told = run_command("audit", "verify", "--json")
    assert told.status == 1
    assert told.json["events"] == Event.objects.count()
    assert [found["event_id"] for found in told.json["breaks"]] == [event.pk]
