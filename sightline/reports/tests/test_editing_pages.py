"""What helps an author while a claim is written: values at once, mistakes where they are, and nothing lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sightline.audit.services import note
from sightline.foundation.access import Shell
from sightline.foundation.attention import Item, attention
from sightline.reports import queries
from sightline.reports.models import Report
from sightline.reports.services.importing import take_in
from sightline.reports.services.publishing import publish
from sightline.reports.services.verifying import verify
from sightline.reports.tests.conftest import REPORT
from sightline.reports.text import UnreadableReport, read
from sightline.reports.views.words import put_in
from sightline.training.models import Booking

HERE = "/westmoor/reports/"
AT = f"{HERE}independent-scrutineers-report-2024-25/"


@pytest.fixture
def scrutineer(person_with: Callable[..., Any], client_as: Callable[..., Client]) -> Client:
    return client_as(person_with("scrutineer", name="Sam Scrutineer"))


def _claim(report: Report) -> Any:
    return next(block for block in queries.blocks(report) if "Eight places" in block.text)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("", "We met often, and well. {1}"),
        ("99", "We met often, and well. {1}"),
        ("²", "We met often, and well. {1}"),
        ("7", "We met {1} often, and well."),
        ("12", "We met often {1}, and well."),
        ("0", "{1} We met often, and well."),
    ],
)
def test_a_figure_goes_in_where_the_cursor_is(at: str, words: str) -> None:
    assert put_in("We met often, and well.", "{1}", at) == words


def test_the_builder_says_what_the_figure_is_before_a_number_is_typed(
    report: Report, scrutineer: Client
) -> None:
    asked = {"measure": "training.places_attended", "test": ">=", "when": "in 2024-25", "then": "look"}
    html = scrutineer.post(f"{AT}add/claim", asked).content.decode()
    assert "In 2024-25: 8 places." in html
    assert "error-summary" not in html


@pytest.mark.parametrize(("typed", "status"), [("half", 422), ("9,000", 200), (" 80 ", 200)])
def test_a_number_that_is_none_is_told_at_its_field(
    report: Report, scrutineer: Client, typed: str, status: int
) -> None:
    asked = {"measure": "training.places_attended", "test": ">=", "when": "in 2024-25", "then": "look"}
    answer = scrutineer.post(f"{AT}add/claim", asked | {"number": typed})
    assert answer.status_code == status
    assert ("Enter a number in digits" in answer.content.decode()) is (status == 422)
    assert ('id="id_number-error"' in answer.content.decode()) is (status == 422)


def test_a_check_is_taken_away_only_when_that_was_meant(report: Report, scrutineer: Client) -> None:
    claim = _claim(report)
    away = f"{AT}blocks/{claim.pk}/checks/1?take-away"
    assert "The sentence then is a judgement" in scrutineer.get(away).content.decode()
    claim.refresh_from_db()
    assert claim.asks
    assert scrutineer.post(away, {"revision": str(claim.revision)}).status_code == 302
    claim.refresh_from_db()
    assert claim.asks == ""


def test_months_are_not_split_and_the_author_is_told(report: Report, scrutineer: Client) -> None:
    said = {"measure": "training.places_attended", "when": "in 2024-25", "by": "agency", "monthly": "on"}
    answer = scrutineer.post(f"{AT}add/figure", said | {"shape": "chart", "then": "save"})
    assert answer.status_code == 422
    assert "Months are not split" in answer.content.decode()


def test_a_claim_that_fails_leads_to_its_sentence_and_to_its_check(
    report: Report, scrutineer: Client
) -> None:
    Booking.objects.filter(reference="B0").update(place="cancelled")
    claim = _claim(report)
    for page in ("", "claims"):
        html = scrutineer.get(AT + page).content.decode()
        assert "Change the sentence and its check" in html
        for address in (f"{AT}blocks/{claim.pk}", f"{AT}blocks/{claim.pk}/checks/1"):
            assert f'href="{address}"' in html


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("javascript:alert(1)", "cannot be followed"),
        (" JavaScript : alert(1)", "cannot be followed"),
        ("data:text/html,x", "cannot be followed"),
        ("ftp://example.org/x", "cannot be followed"),
        ("https:/example.org", "not a whole web address"),
        ("http://", "not a whole web address"),
        ("https://example.org/minutes?a=1", ""),
        ("Minutes: page 3, item 4", ""),
        ("Paper file 7", ""),
    ],
)
def test_where_evidence_is_found_is_an_address_of_the_web_or_words(
    report: Report, scrutineer: Client, note: str, said: str
) -> None:
    address = f"{AT}blocks/{_claim(report).pk}/evidence/add"
    answer = scrutineer.post(address, {"title": "Minutes", "note": note})
    assert answer.status_code == (422 if said else 302)
    assert said in answer.content.decode()
    text = REPORT.replace("https://example.org/notes", note)
    if said:
        with pytest.raises(UnreadableReport, match=said):
            read(text)
    else:
        assert read(text)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("figure", "Say what the figure shows"),
        ("chart meetings.held in 2024-25 >= 3", "A chart takes no test"),
    ],
)
def test_a_figure_is_answered_as_a_figure(opening: str, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said):
        read(f"{REPORT}\n::: {opening}\n:::\n")


def test_markdown_that_is_not_printed_is_taken_in_and_told_by_its_line(report: Report, shell: Shell) -> None:
    typed = ["| a | b |", "> said", "- one\n  - two", "```", "![x](y)", "***", "1. one\n2. two", "A | b"]
    taken = take_in(by=shell, partnership=report.partnership, text=REPORT + "\n" + "\n\n".join(typed) + "\n")
    last = REPORT.count("\n") + 2
    assert [line - last for line, _ in taken.unprinted] == [0, 2, 5, 7, 9, 11]


def test_a_draft_past_its_date_says_so(report: Report, scrutineer: Client) -> None:
    with time_machine.travel(date(2025, 9, 30)):
        assert "past its date" not in scrutineer.get(HERE).content.decode()
    with time_machine.travel(date(2025, 10, 1)):
        assert "past its date" in scrutineer.get(HERE).content.decode()


def test_the_scrutineers_name_stands_on_the_front(report: Report, scrutineer: Client, client: Client) -> None:
    scrutineer.post(f"{AT}publish", {})
    page = client.get("/published/westmoor/independent-scrutineers-report-2024-25/").content.decode()
    assert "By Sam Scrutineer, independent scrutineer" in page


def test_the_publisher_is_told_when_records_came_in_and_what_a_look_at_them_found(
    report: Report, shell: Shell, person_with: Callable[..., Any]
) -> None:
    scrutineer, manager = person_with("scrutineer"), person_with("business-manager")
    publication = publish(by=shell, report=report)

    def told(person: Any = scrutineer) -> list[str]:
        items: list[Item] = list(
            attention["published reports"].items(person, report.partnership, timezone.localdate())
        )
        return [item.text for item in items]

    assert told() == []
    note(by=shell, partnership=report.partnership, verb="imported")
    assert told() == [f"Check “{report.title}” against the records again"]
    assert told(manager) == []

    Booking.objects.filter(reference="B0").update(place="cancelled")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        verify(by=shell, publication=publication)
        assert told() == [f"Look at “{report.title}”: 2 figures came out differently since it was published"]
