"""Nobody's correction of an agency, a body, a person or a setting is lost to somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sightline.partnership import services
from sightline.partnership.models import Agency, Body, Coverage, Partnership
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER

pytestmark = pytest.mark.django_db

A_DAY = {"as_at": "2024-04-01"}
SPAN = {"start": "2024-04-01", "reason": "It ended sooner", "end_year": "2024"}


@pytest.fixture
def pages(partnership: Partnership, agency: Callable[..., Agency], shell: Any, person_with: Any) -> Any:
    """For each page that corrects something: its address, what it holds, and what two people type into it."""
    police = agency("Police")
    figure = services.add_workforce(by=shell, agency=police, staff=100, as_at=date(2024, 4, 1))
    body = services.add_body(by=shell, partnership=partnership, name="Executive")
    span = Coverage.objects.create(
        partnership=partnership, source="training", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    delegate = person_with(None, name="Dana Delegate", email="dana@example.org")
    brand = {"area": "Westmoor", "brand": partnership.brand}
    someone = {"job_role": "Teacher", "agency": ""}
    return {
        "agency": (
            f"/westmoor/agencies/{police.pk}/correct",
            {"name": "Constabulary", "kind": "police"},
            {"name": "Westmoor Police", "kind": "police"},
        ),
        "workforce": (
            f"/westmoor/workforce/{figure.pk}/correct",
            {"staff": "200", **A_DAY},
            {"staff": "300", **A_DAY},
        ),
        "body": (
            f"/westmoor/bodies/{body.pk}/correct",
            {"name": "Board", "purpose": "", "reports_to": ""},
            {"name": "DSP Executive", "purpose": "", "reports_to": ""},
        ),
        "person": (
            f"/westmoor/people/{delegate.pk}/correct",
            {"name": "Dana Smith", **someone},
            {"name": "Dana Jones", **someone},
        ),
        "settings": (
            "/westmoor/settings/",
            {"name": "Westmoor Partnership", **brand},
            {"name": "Westmoor Safeguarding", **brand},
        ),
        "coverage": (
            f"/westmoor/coverage/{span.pk}",
            {**SPAN, "end_day": "30", "end_month": "9"},
            {**SPAN, "end_day": "31", "end_month": "12"},
        ),
    }


def _made_from(content: bytes) -> str:
    held = re.search(rb'name="made_from" value="(\w+)"', content)
    assert held
    return held.group(1).decode()


@pytest.mark.parametrize("which", ["agency", "workforce", "body", "person", "settings", "coverage"])
def test_the_second_of_two_is_shown_both_and_saves_only_when_they_say_so_again(
    which: str, pages: Any, person_with: Any, client_as: Callable[[Any], Client]
) -> None:
    address, theirs, mine = pages[which]
    role = ADMINISTRATOR if which == "settings" else BUSINESS_MANAGER
    one, two = (client_as(person_with(role, name=name)) for name in ("Ann First", "Bob Second"))
    begun = _made_from(one.get(address).content)
    assert one.post(address, {**theirs, "made_from": begun}).status_code == 302

    overtaken = two.post(address, {**mine, "made_from": begun})
    assert overtaken.status_code == 409
    shown = overtaken.content.decode()
    assert "Ann First changed this while you were at it" in shown
    assert "Where the two differ" in shown
    changed = [name for name in mine if mine[name] != theirs[name]]
    assert changed
    assert all(f'value="{mine[name]}"' in shown for name in changed)  # what I typed is still in my form
    held = one.get(address).content.decode()
    assert all(f'value="{theirs[name]}"' in held for name in changed)  # and theirs is what is saved

    knowingly = {**mine, "made_from": _made_from(overtaken.content)}
    assert two.post(address, knowingly).status_code == 302


def test_two_who_say_the_same_are_both_right(
    pages: Any, person_with: Any, client_as: Callable[[Any], Client]
) -> None:
    address, theirs, _ = pages["body"]
    one, two = (client_as(person_with(BUSINESS_MANAGER)) for _ in range(2))
    begun = _made_from(one.get(address).content)
    assert one.post(address, {**theirs, "made_from": begun}).status_code == 302
    assert two.post(address, {**theirs, "made_from": begun}).status_code == 302
    assert Body.objects.get().name == "Board"
