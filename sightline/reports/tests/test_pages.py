"""The pages in which a report is written, without a script: plain pages with forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.foundation.access import Shell
from sightline.foundation.attention import attention
from sightline.foundation.search import finders
from sightline.partnership.models import Agency, Alias, Partnership
from sightline.reports import queries
from sightline.reports.models import Report
from sightline.reports.services.drafting import add_blocks, create
from sightline.reports.services.publishing import publish
from sightline.reports.tests.conftest import POLICE, REPORT
from sightline.reports.writing import BlockKind, BlockText, ReportKind

HERE = "/westmoor/reports/"
AT = f"{HERE}independent-scrutineers-report-2024-25/"
PUBLIC = "/published/westmoor/independent-scrutineers-report-2024-25/"


@pytest.fixture
def scrutineer(person_with: Callable[..., Any], client_as: Callable[..., Client]) -> Client:
    return client_as(person_with("scrutineer", name="Sam Scrutineer"))


def _shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def _block(report: Report, words: str) -> Any:
    return next(block for block in queries.blocks(report) if words in block.text)


@pytest.mark.parametrize("page", ["", "claims", "preview", "publish", "publications", "details", "add/claim"])
def test_each_page_of_a_report_is_there_for_its_author(report: Report, scrutineer: Client, page: str) -> None:
    assert "2024-25" in _shown(scrutineer, AT + page)


def test_the_list_teaches_when_it_is_empty_and_says_how_each_report_stands(
    records: Partnership, scrutineer: Client, request: pytest.FixtureRequest
) -> None:
    assert "Begin a report" in _shown(scrutineer, HERE)
    request.getfixturevalue("report")
    assert "1 report, 0 of them published" in _shown(scrutineer, HERE)


def test_a_report_is_begun_in_the_browser(records: Partnership, scrutineer: Client) -> None:
    said = {"kind": "yearly", "title": "Our year", "period": "2024-25", "marking": "OFFICIAL"}
    assert scrutineer.post(f"{HERE}new", said).url == f"{HERE}our-year/"  # type: ignore[attr-defined]
    assert scrutineer.post(f"{HERE}new", {**said, "title": ""}).status_code == 422


def test_a_text_is_taken_in_and_its_errors_are_told_by_line(records: Partnership, scrutineer: Client) -> None:
    wrong = SimpleUploadedFile("report.md", REPORT.replace("period: 2024-25", "period: soon").encode())
    answer = scrutineer.post(f"{HERE}import", {"file": wrong})
    assert answer.status_code == 422
    assert "Line 4" in answer.content.decode()
    scrutineer.post(f"{HERE}import", {"file": SimpleUploadedFile("report.md", REPORT.encode())})
    assert _shown(scrutineer, f"{AT}text") == REPORT


def test_the_editor_shows_the_document_with_a_verdict_for_each_claim(
    report: Report, scrutineer: Client
) -> None:
    html = _shown(scrutineer, AT)
    assert "4 claims: 2 hold, 1 does not hold, 1 is a judgement." in html
    assert "with 2 sessions" in " ".join(html.split())
    assert "Outline" in html


def test_the_builder_says_whether_a_check_holds_before_anything_is_saved(
    report: Report, scrutineer: Client
) -> None:
    asked = {"measure": "training.places_attended", "then": "look"}
    first = scrutineer.post(f"{AT}add/claim", asked).content.decode()
    assert "Bookings whose delegate attended" in first
    assert "error-summary" not in first

    asked |= {"test": ">=", "number": "8", "when": "in 2024-25", "by": ""}
    second = scrutineer.post(f"{AT}add/claim", asked).content.decode()
    assert "Training places attended came to 8 in 2024-25, which is at least 8." in second
    assert len(queries.blocks(report)) == 10


def test_an_alias_that_was_typed_is_still_asked_of_when_the_claim_is_saved_after_a_look(
    report: Report, scrutineer: Client
) -> None:
    police = Agency.objects.get(partnership=report.partnership, name=POLICE)
    Alias.objects.create(partnership=report.partnership, agency=police, key="coppers", name="Coppers")
    written = "training.places_attended{agency=Coppers} in 2024-25 = 1"
    typed = {"written": written, "was_written": "", "text": "One came."}
    looked = scrutineer.post(f"{AT}add/claim", typed | {"then": "look"}).content.decode()
    assert re.search(r'name="where_agency" type="checkbox" value="Coppers"\s+checked', looked)

    answered = {
        "measure": "training.places_attended",
        "where_agency": "Coppers",
        "test": "=",
        "number": "1",
        "when": "in 2024-25",
    }
    shown = {"written": written, "was_written": written, "text": "One came.", "then": "save"}
    scrutineer.post(f"{AT}add/claim", answered | shown)
    assert _block(report, "One came").asks == written


def test_a_claim_is_added_with_the_check_that_was_built(report: Report, scrutineer: Client) -> None:
    behind = _block(report, "Partners kept up")
    said = {
        "measure": "meetings.attendance_rate",
        "test": ">=",
        "number": "80",
        "when": "in 2024-25",
        "by": "body",
        "text": "Every body was well attended.",
        "then": "save",
    }
    scrutineer.post(f"{AT}add/claim?after={behind.pk}", said)
    words = [block.text for block in queries.blocks(report)]
    assert words.index("Every body was well attended.") == words.index(behind.text) + 1
    made = _block(report, "well attended")
    assert made.asks == "meetings.attendance_rate in 2024-25 by body each >= 80%"


def test_a_check_written_by_hand_counts_and_its_mistakes_are_told(report: Report, scrutineer: Client) -> None:
    claim = _block(report, "Eight places")
    address = f"{AT}blocks/{claim.pk}/checks/1"
    said = {
        "written": "training.places_attended in 2024-25 >=",
        "was_written": "",
        "revision": "1",
        "then": "save",
    }
    answer = scrutineer.post(address, {**said, "measure": "training.places_attended"})
    assert answer.status_code == 422
    assert "write a number" in answer.content.decode()
    scrutineer.post(address, {**said, "written": "training.places_attended in 2024-25 = 8"})
    claim.refresh_from_db()
    assert claim.asks == "training.places_attended in 2024-25 = 8"


def test_a_claim_takes_a_second_check_and_loses_it_again(report: Report, scrutineer: Client) -> None:
    claim = _block(report, "Eight places")
    said = {"measure": "training.sessions", "test": "=", "number": "2", "when": "in 2024-25", "revision": "1"}
    scrutineer.post(f"{AT}blocks/{claim.pk}/checks/add", said | {"then": "save"})
    claim.refresh_from_db()
    assert claim.asks.split("\n")[1] == "training.sessions in 2024-25 = 2"
    away = f"{AT}blocks/{claim.pk}/checks/2?take-away"
    assert "training sessions in 2024-25 came to exactly 2" in _shown(scrutineer, away)
    assert scrutineer.post(away, {"revision": "1"}).status_code == 422, "it was changed since"
    scrutineer.post(away, {"revision": "2"})
    claim.refresh_from_db()
    assert claim.asks == "training.places_attended in 2024-25 >= 8"


def test_a_figure_is_put_into_a_sentence_without_writing_any_language(
    report: Report, scrutineer: Client
) -> None:
    said = {
        "text": "We met often:",
        "figures": "",
        "figure-measure": "meetings.held",
        "figure-when": "in 2024-25",
    }
    html = scrutineer.post(f"{AT}add/text", said | {"then": "figure"}).content.decode()
    assert "We met often: {1}" in html
    assert "meetings.held in 2024-25" in html
    scrutineer.post(
        f"{AT}add/text",
        {
            "text": "We met {1} times.\n\nThat was enough.",
            "figures": "meetings.held in 2024-25",
            "then": "save",
        },
    )
    words = [block.text for block in queries.blocks(report)]
    assert words[:2] == ["We met {meetings.held in 2024-25} times.", "That was enough."]
    assert "We met 5 times." in _shown(scrutineer, AT)


def test_a_chart_is_chosen_and_drawn_before_it_is_saved(report: Report, scrutineer: Client) -> None:
    said = {"measure": "training.places_attended", "when": "in 2024-25", "by": "agency", "shape": "chart"}
    html = scrutineer.post(f"{AT}add/figure", said | {"then": "look"}).content.decode()
    assert "<svg" in html
    scrutineer.post(f"{AT}add/figure", said | {"then": "save", "caption": "Who came"})
    made = _block(report, "Who came")
    assert (made.kind, made.asks) == ("chart", "training.places_attended in 2024-25 by agency")
    assert "Who came" in _shown(scrutineer, f"{AT}blocks/{made.pk}")


def test_a_judgement_is_asked_for_its_reason_its_name_and_its_evidence(
    report: Report, scrutineer: Client
) -> None:
    said = {
        "text": "Partners trust one another.",
        "reason": "",
        "judged_by": "",
        "evidence-title": "",
        "then": "save",
    }
    html = scrutineer.post(f"{AT}add/judgement", said).content.decode()
    assert "Enter your reason" in html
    assert "Partners trust one another." in html
    said |= {"reason": "I asked them.", "judged_by": "Sam", "evidence-title": "Interviews"}
    scrutineer.post(f"{AT}add/judgement", said)
    assert "Interviews" in _shown(scrutineer, f"{AT}blocks/{_block(report, 'trust one').pk}")


def test_two_people_who_edit_one_text_both_see_what_the_other_wrote(
    report: Report, scrutineer: Client, person_with: Callable[..., Any], client_as: Callable[..., Client]
) -> None:
    block = _block(report, "Partners kept up")
    other = client_as(person_with("scrutineer", name="Another Scrutineer"))
    said = {"figures": "", "revision": str(block.revision), "then": "save"}
    assert other.post(f"{AT}blocks/{block.pk}", said | {"text": "Theirs."}).status_code == 302
    answer = scrutineer.post(f"{AT}blocks/{block.pk}", said | {"text": "Mine."})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Theirs." in html
    assert "Mine." in html
    block.refresh_from_db()
    assert block.text == "Theirs."


def test_blocks_are_moved_taken_out_and_put_back(report: Report, scrutineer: Client) -> None:
    first, second = queries.blocks(report)[:2]
    scrutineer.post(f"{AT}blocks/{second.pk}/move", {"up": "1"})
    assert queries.blocks(report)[0].pk == second.pk
    scrutineer.post(f"{AT}blocks/{second.pk}/remove")
    assert "Taken out (1)" in _shown(scrutineer, AT)
    scrutineer.post(f"{AT}blocks/{second.pk}/put-back")
    assert {block.pk for block in queries.blocks(report)[:2]} == {first.pk, second.pk}
    assert scrutineer.get(f"{AT}blocks/{second.pk}/remove").status_code == 405


@pytest.mark.parametrize("number", ["²", "٣", "x", ""])
def test_a_number_that_is_none_is_no_error(report: Report, scrutineer: Client, number: str) -> None:
    claim = _block(report, "Eight places")
    assert scrutineer.get(f"{AT}add/text?after={number}").status_code == 200
    assert scrutineer.post(f"{AT}blocks/{claim.pk}/checks/1", {"revision": number}).status_code in (200, 422)


def test_what_stops_publication_stands_in_one_list_and_the_page_offers_no_button(
    report: Report, scrutineer: Client
) -> None:
    claim = _block(report, "completed on time")
    scrutineer.post(f"{AT}blocks/{claim.pk}", {"text": claim.text, "revision": "1", "then": "save"})
    for page in ("claims", "publish"):
        html = _shown(scrutineer, AT + page)
        assert "75% (3 of 4)" in html
    assert "Publish it" not in html
    assert scrutineer.post(f"{AT}publish", {}).status_code == 200
    assert scrutineer.get(PUBLIC).status_code == 404


def test_a_scrutineer_publishes_and_everybody_reads(
    report: Report, scrutineer: Client, client: Client
) -> None:
    assert "This is a preview" in _shown(scrutineer, f"{AT}preview")
    assert scrutineer.post(f"{AT}publish", {}).url == f"{AT}published"  # type: ignore[attr-defined]
    assert PUBLIC in _shown(scrutineer, f"{AT}published")
    assert "How we know this" in _shown(client, PUBLIC)


def test_a_version_is_checked_again_and_withdrawn_on_its_page(
    report: Report, scrutineer: Client, client: Client
) -> None:
    scrutineer.post(f"{AT}publish", {})
    scrutineer.post(f"{AT}publications/1/check")
    assert "come out as they were published" in _shown(scrutineer, f"{AT}publications")
    scrutineer.post(f"{AT}publications/1/withdraw", {"reason": "Wrong year."})
    assert "Wrong year." in _shown(client, PUBLIC, 410)


def test_every_member_finds_what_is_published_and_no_drafts(
    report: Report,
    shell: Shell,
    person_with: Callable[..., Any],
    client_as: Callable[..., Client],
) -> None:
    client = client_as(person_with("practitioner"))
    assert "None is published yet." in _shown(client, HERE)
    publish(by=shell, report=report)
    assert f'href="{PUBLIC}"' in _shown(client, HERE)


def test_a_report_with_parts_that_cannot_be_asked_can_still_be_previewed_and_mended(
    report: Report, shell: Shell, scrutineer: Client
) -> None:
    blocks = [
        BlockText(BlockKind.CLAIM, "Nobody knows.", ("training.unheard_of in 2024-25 >= 1",)),
        BlockText(BlockKind.CHART, "", ("training.unheard_of in 2024-25",)),
        BlockText(BlockKind.TEXT, "It was {training.unheard_of in 2024-25}."),
    ]
    made = add_blocks(by=shell, report=report, blocks=blocks, after=None)
    for page in ("", "preview", "claims", "publish", *(f"blocks/{block.pk}" for block in made)):
        assert "training.unheard_of" in _shown(scrutineer, AT + page) or page == "preview"


def test_a_report_list_asks_as_many_questions_for_one_report_as_for_many(
    report: Report, shell: Shell, scrutineer: Client, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as one:
        _shown(scrutineer, HERE)
    for number in range(5):
        create(
            by=shell,
            partnership=report.partnership,
            kind=ReportKind.YEARLY,
            title=f"Another {number}",
            period="2024-25",
        )
    with django_assert_num_queries(len(one)):
        _shown(scrutineer, HERE)


def test_nobody_of_another_partnership_learns_of_it(
    report: Report,
    another_partnership: Partnership,
    person_with: Callable[..., Any],
    client_as: Callable[..., Client],
) -> None:
    client = client_as(person_with("scrutineer", partnership=another_partnership))
    assert client.get(AT).status_code == 404
    assert client.get("/eastvale/reports/independent-scrutineers-report-2024-25/").status_code == 404


def test_a_draft_asks_for_attention_and_can_be_found(report: Report, person_with: Callable[..., Any]) -> None:
    person = person_with("scrutineer")
    items = list(attention["reports"].items(person, report.partnership, date(2025, 5, 1)))
    assert [(item.due, "Finish and publish" in item.text) for item in items] == [(date(2025, 9, 30), True)]
    hits = list(finders["reports"].hits(person, report.partnership, "broad programme"))
    assert [hit.title for hit in hits] == [report.title]
    assert not list(finders["reports"].hits(person_with("practitioner"), report.partnership, "broad"))
