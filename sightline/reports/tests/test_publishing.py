"""What is published is frozen: it stays as it was, says what it rests on, and tells later what has changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pytest
from django.test import Client

from sightline.actions.models import Action
from sightline.audit.queries import breaks
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.reports import queries
from sightline.reports.models import Publication, Report, Verification
from sightline.reports.services import drafting
from sightline.reports.services.importing import import_text
from sightline.reports.services.publishing import NothingNew, Stopped, publish, withdraw
from sightline.reports.services.verifying import compared, verify
from sightline.reports.tests.conftest import REPORT
from sightline.reports.writing import BlockKind, BlockText, Marking
from sightline.training.models import Booking

ADDRESS = "/published/westmoor/independent-scrutineers-report-2024-25/"


@pytest.fixture
def publication(report: Report, shell: Shell) -> Publication:
    return publish(by=shell, report=report)


def _contents(publication: Publication, form: str) -> bytes:
    file = publication.files.get(form=form)
    content = queries.contents(file)
    assert content is not None
    return content


def _lose_a_place() -> None:
    booking = Booking.objects.filter(place="attended").first()
    assert booking
    booking.place = "cancelled"
    booking.save()


def test_everybody_can_read_it_at_its_address(publication: Publication, client: Client) -> None:
    page = client.get(ADDRESS)
    assert page.status_code == 200
    html = page.content.decode()
    assert "Eight places were taken up." in html
    assert "2 sessions" in html
    for word in (
        "holds",
        "does not hold",
        "judgement",
        "Observation notes",
        "One was late because its owner left.",
    ):
        assert word in html


def test_the_records_behind_a_figure_are_never_published(publication: Publication, client: Client) -> None:
    frozen = json.loads(publication.payload)
    asks = "training.places_attended in 2024-25 >= 8"
    assert frozen["checks"][asks]["value"] == 8
    assert json.loads(publication.ledger)[asks]["rows"] == 8
    everything = client.get(ADDRESS).content.decode() + publication.payload
    assert json.loads(publication.ledger)[asks]["digest"] not in everything
    assert "Delegate" not in everything


def test_data_that_change_later_leave_the_page_as_it_was_and_verify_tells_them(
    publication: Publication, client: Client, shell: Shell
) -> None:
    before = client.get(ADDRESS).content
    assert verify(by=shell, publication=publication).stands

    _lose_a_place()

    assert client.get(ADDRESS).content == before
    outcome = verify(by=shell, publication=publication)
    claim = next(item for item in outcome.changed if item.is_check)
    assert (claim.verdict_then, claim.verdict_now) == ("holds", "does not hold")
    assert (claim.value_then, claim.value_now) == (8, 7)
    assert (claim.rows_then, claim.rows_now) == (8, 7)
    assert {item.asks for item in outcome.changed} == {
        "training.places_attended in 2024-25 >= 8",
        "training.places_attended in 2024-25 by agency",
    }
    assert Verification.objects.count() == 2


def test_records_that_change_without_moving_a_figure_are_told_apart(publication: Publication) -> None:
    Action.objects.filter(reference="RR-2").update(completed_on="2024-04-21")
    outcome = compared(publication)
    assert outcome.changed == ()
    assert "actions.completed_on_time_rate in 2024-25 = 100%" in {item.asks for item in outcome.quiet}


def test_a_claim_that_does_not_hold_and_gives_no_reason_stops_publication(
    report: Report, shell: Shell
) -> None:
    text = REPORT.replace("reason: One was late because its owner left.\njudged by: Ann Example\n", "")
    import_text(by=shell, partnership=report.partnership, text=text)
    with pytest.raises(Stopped) as told:
        publish(by=shell, report=report)
    assert "75% (3 of 4)" in told.value.stops[0]
    assert not Publication.objects.exists()


def test_a_later_version_is_a_dated_correction_and_the_older_one_stays_reachable(
    report: Report, publication: Publication, client: Client, shell: Shell
) -> None:
    import_text(
        by=shell, partnership=report.partnership, text=REPORT.replace("broad programme", "wide programme")
    )
    assert "broad programme" in client.get(ADDRESS).content.decode()

    second = publish(by=shell, report=report, correction="“Broad” was the wrong word.")

    latest, older = client.get(ADDRESS).content.decode(), client.get(f"{ADDRESS}version-1/").content.decode()
    assert second.version == 2
    assert "Corrected on" in latest
    assert "“Broad” was the wrong word." in latest
    assert "wide programme" in latest
    assert "broad programme" in older
    assert "A later version was published" in older


def test_publishing_what_is_published_already_makes_no_new_version(
    report: Report, publication: Publication, shell: Shell
) -> None:
    with pytest.raises(NothingNew):
        publish(by=shell, report=report)
    assert Publication.objects.count() == 1


def test_a_withdrawn_version_says_so_and_gives_no_files(
    publication: Publication, client: Client, shell: Shell
) -> None:
    with pytest.raises(Refused, match="Say why"):
        withdraw(by=shell, publication=publication, reason=" ")
    withdraw(by=shell, publication=publication, reason="A figure was wrong.")
    page = client.get(ADDRESS)
    assert page.status_code == 410
    assert "A figure was wrong." in page.content.decode()
    assert "Eight places" not in page.content.decode()
    assert client.get(f"{ADDRESS}version-1/pdf").status_code == 404


def test_only_the_scrutineer_publishes_the_scrutineers_report(
    report: Report, person_with: Callable[..., Any]
) -> None:
    for role in ("business-manager", "coordinator", "lead-partner"):
        with pytest.raises(Forbidden):
            publish(by=person_with(role), report=report)
    assert publish(by=person_with("scrutineer"), report=report).version == 1


def test_the_business_manager_publishes_the_yearly_report(
    records: Partnership, shell: Shell, person_with: Callable[..., Any]
) -> None:
    yearly = import_text(
        by=shell, partnership=records, text=REPORT.replace("kind: scrutineer", "kind: yearly")
    )
    with pytest.raises(Forbidden):
        publish(by=person_with("scrutineer"), report=yearly)
    assert publish(by=person_with("business-manager"), report=yearly).version == 1


def test_the_pdf_is_accessible_and_carries_the_marking(report: Report, shell: Shell) -> None:
    drafting.amend(
        by=shell, report=report, title=report.title, period=report.period, marking=Marking.SENSITIVE
    )
    pdf = pypdf.PdfReader(io.BytesIO(_contents(publish(by=shell, report=report), "pdf")))
    assert pdf.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "pdfuaid" in pdf.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]
    for page in pdf.pages:
        assert "OFFICIAL-SENSITIVE" in page.extract_text()
    assert "Eight places were taken up." in " ".join(
        " ".join(page.extract_text().split()) for page in pdf.pages
    )


def test_the_word_file_opens_and_says_the_same(publication: Publication) -> None:
    made = docx.Document(io.BytesIO(_contents(publication, "docx")))
    words = " ".join(paragraph.text for paragraph in made.paragraphs)
    assert "Eight places were taken up." in words
    assert "Observation notes" in words + " ".join(
        cell.text for table in made.tables for row in table.rows for cell in row.cells
    )


def test_the_json_is_the_frozen_document_itself(publication: Publication, client: Client) -> None:
    answer = client.get(f"{ADDRESS}version-1/json")
    assert answer.content.decode() == publication.payload
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_web_page_as_a_file_needs_nothing_beside_it(publication: Publication) -> None:
    html = _contents(publication, "html").decode()
    assert "Eight places were taken up." in html
    assert "<script" not in html
    assert "<link" not in html
    assert "src=" not in html


HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror=alert(1)> =1+1 [x](javascript:alert(1)) #raw("x") {{ 7*7 }}'
)


def test_whatever_is_written_is_shown_as_it_was_written_and_never_acts(
    report: Report, client: Client, shell: Shell
) -> None:
    blocks = [
        BlockText(kind, HOSTILE, reason=HOSTILE if kind is BlockKind.CLAIM else "", asks=asks)
        for kind, asks in (
            (BlockKind.HEADING, ()),
            (BlockKind.TEXT, ()),
            (BlockKind.CLAIM, ("training.places_attended in 2024-25 >= 8",)),
            (BlockKind.CHART, ("training.places_attended in 2024-25 by agency",)),
            (BlockKind.TABLE, ("meetings.held in 2024-25 by body",)),
        )
    ]
    drafting.add_blocks(by=shell, report=report, blocks=blocks, after=None)
    publication = publish(by=shell, report=report)
    for html in (client.get(ADDRESS).content.decode(), _contents(publication, "html").decode()):
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert _contents(publication, "pdf").startswith(b"%PDF")


def test_a_file_that_is_not_what_was_published_is_not_served(
    publication: Publication, client: Client
) -> None:
    address = f"{ADDRESS}version-1/pdf"
    assert client.get(address).status_code == 200
    queries.kept_at(publication.files.get(form="pdf").sha256).write_bytes(b"another file")
    assert client.get(address).status_code == 404


def test_an_altered_publication_is_told(publication: Publication) -> None:
    Publication.objects.update(payload=publication.payload.replace("Eight", "Ninety"))
    queries.kept_at(publication.files.get(form="pdf").sha256).write_bytes(b"another file")
    publication.refresh_from_db()
    damage = compared(publication).damage
    assert any("frozen text" in sentence for sentence in damage)
    assert any("pdf" in sentence for sentence in damage)


@pytest.mark.django_db(transaction=True)
def test_publishing_is_in_the_audit_trail(report: Report, shell: Shell) -> None:
    publish(by=shell, report=report)
    assert list(breaks()) == []


def test_nothing_is_published_at_an_unknown_address(publication: Publication, client: Client) -> None:
    for address in ("/published/westmoor/other/", "/published/eastvale/x/", f"{ADDRESS}version-9/"):
        assert client.get(address).status_code == 404
