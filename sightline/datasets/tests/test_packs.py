"""A pack is put together for a meeting and frozen: page, PDF, Word and workbook say the same for good."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from sightline.actions.models import Action
from sightline.datasets.indicator_pages import telling
from sightline.datasets.models import Pack
from sightline.datasets.packs import freezing, pictures
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer
from sightline.measures.registry import find
from sightline.measures.scope import Period
from sightline.measures.units import Unit
from sightline.meetings import services as meetings
from sightline.meetings.models import Meeting
from sightline.partnership.models import Agency, Body, Coverage, Partnership
from sightline.partnership.roles import DATA_ANALYST, LEAD_PARTNER

Make = Callable[..., Any]
PACKS = "/westmoor/indicators/packs/"
COMPLETED = "actions.completed"


@pytest.fixture(autouse=True)
def _of_actions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(telling, "PREFIX", "actions.")
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def meeting(partnership: Partnership, shell: Any) -> Meeting:
    executive = Body.objects.create(partnership=partnership, key="executive", name="DSP Executive")
    day = timezone.localdate() + timedelta(days=7)
    return meetings.add_meeting(
        by=shell, meeting=Meeting(partnership=partnership, body=executive, held_on=day, state="planned")
    )


@pytest.fixture
def council(agency: Make) -> Agency:
    return agency("Council")


@pytest.fixture
def completed(partnership: Partnership, council: Agency) -> None:
    """Two years of actions, three completed in each month."""
    Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )
    for month in range(24):
        first = date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
        for number in range(3 + month % 2):
            _completed(partnership, council, f"A{month}-{number}", first)


def _completed(partnership: Partnership, council: Agency, key: str, day: date) -> Action:
    return Action.objects.create(
        partnership=partnership,
        key=key,
        reference=key,
        source="audit",
        undertaking="Act",
        agency=council,
        agreed_on=day,
        completed_on=day,
    )


@pytest.fixture
def analyst(person_with: Make, client_as: Make) -> Any:
    return client_as(person_with(DATA_ANALYST))


@pytest.fixture
def pack(completed: None, analyst: Any, meeting: Meeting) -> Pack:
    answer = analyst.post(
        f"{PACKS}new",
        {
            "meeting": meeting.pk,
            "title": "What the data shows",
            "indicators": [COMPLETED, "actions.outstanding"],
        },
    )
    made = Pack.objects.get()
    assert answer["Location"] == f"{PACKS}{made.pk}"
    return made


def test_a_pack_stays_as_it_was_when_the_figures_change(
    pack: Pack, person_with: Make, client_as: Make, partnership: Partnership, council: Agency
) -> None:
    leader = client_as(person_with(LEAD_PARTNER))
    before = leader.get(f"{PACKS}{pack.pk}").text
    assert "4 actions in March 2025" in before
    assert "OFFICIAL-SENSITIVE" in before
    _completed(partnership, council, "late", date(2025, 3, 9))
    cache.clear()
    assert "5 actions in March 2025" in leader.get(f"/westmoor/indicators/{COMPLETED}").text
    after = leader.get(f"{PACKS}{pack.pk}").text
    assert "4 actions in March 2025" in after
    assert "5 actions in March 2025" not in after
    pack.refresh_from_db()
    assert pack.sha256 == freezing.digest(pack.content)


def test_data_and_definition_stand_beside_every_picture_in_every_form(pack: Pack, analyst: Any) -> None:
    pdf = analyst.get(f"{PACKS}{pack.pk}.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for words in (
        "OFFICIAL-SENSITIVE",
        "4 actions in March 2025",
        "Definition: Actions by the date",
        "Mar 2025",
        pack.sha256[:20],
    ):
        assert words in text, words
    docx = analyst.get(f"{PACKS}{pack.pk}.docx")
    assert docx.content.startswith(b"PK")
    book = load_workbook(io.BytesIO(b"".join(analyst.get(f"{PACKS}{pack.pk}.xlsx").streaming_content)))
    figures = list(book.worksheets[0].iter_rows(values_only=True))
    assert ("Actions completed", None, None, "Mar 2025", 4, "4", None) in figures
    assert ("Definition", "Actions by the date they were completed.") in list(
        book.worksheets[1].iter_rows(values_only=True)
    )


def test_a_pack_needs_a_meeting_and_an_indicator(analyst: Any, meeting: Meeting) -> None:
    answer = analyst.post(f"{PACKS}new", {"title": "Nothing"})
    assert answer.status_code == 422
    assert not Pack.objects.exists()


def test_a_leader_reads_packs_and_makes_none(pack: Pack, person_with: Make, client_as: Make) -> None:
    leader = client_as(person_with(LEAD_PARTNER))
    assert "What the data shows" in leader.get(PACKS).text
    assert f"{PACKS}{pack.pk}" in leader.get(f"/westmoor/meetings/{pack.meeting_id}").text
    assert leader.get(f"{PACKS}new").status_code == 403


def test_what_may_not_be_shown_is_frozen_as_its_symbol_with_its_meaning() -> None:
    hidden = Answer(key="k", unit=Unit.ACTIONS, as_of=date(2025, 3, 31), symbol="c", why_not="hidden")
    shown = Answer(key="k", unit=Unit.ACTIONS, as_of=date(2025, 3, 31), value=12)
    year = Answer(
        key="k",
        unit=Unit.ACTIONS,
        as_of=date(2025, 3, 31),
        value=14,
        groups={"Council": hidden, "Police": shown},
    )
    one = telling.Told(
        find(COMPLETED),
        (),
        None,
        Period(date(2024, 4, 1), date(2025, 3, 31)),
        ReportingYear(2024),
        year,
    )
    frozen = freezing.frozen(one, {"agency": year}, (), (), ())
    assert frozen["groups"][0]["rows"] == [["Council", "c", ""], ["Police", "12", ""]]
    assert any(meaning.startswith("c: ") and "protect children" in meaning for meaning in frozen["symbols"])
    assert pictures.line_of(frozen) is None


def test_a_pack_says_which_groups_differ_by_more_than_chance() -> None:
    """Half of all are expected: 30 of 100 lies four standard errors below."""
    rate = find("actions.completed_on_time_rate")
    groups = {
        name: Answer(
            key=rate.key,
            unit=Unit.RATE,
            as_of=date(2025, 3, 31),
            value=Fraction(*counted),
            numerator=counted[0],
            denominator=counted[1],
        )
        for name, counted in {"A": (100, 200), "B": (30, 100), "C": (120, 200)}.items()
    }
    year = Answer(key=rate.key, unit=Unit.RATE, as_of=date(2025, 3, 31), groups=groups)
    one = telling.Told(rate, (), None, Period(date(2024, 4, 1), date(2025, 3, 31)), ReportingYear(2024), year)
    frozen = freezing.frozen(one, {"agency": year}, (), (), ())
    assert "B, at 30.0%, is lower than chance would give" in frozen["groups"][0]["sentence"]
