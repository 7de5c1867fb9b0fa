"""The pages of deliveries: taking a file in, its verdict in words, and what only some may see."""

from __future__ import annotations

import io
import json
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.datasets import places, services, tasks
from sightline.datasets.models import Delivery, State
from sightline.datasets.tests.conftest import ADAM, BETH

LIST = "/westmoor/data/deliveries/"
WRONG = [*BETH[:8], "=soon()", *BETH[9:]]
OTHERS = [[f"S{n}", *ADAM[1:]] for n in range(10, 30)]


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager"))


@pytest.fixture
def warned(agreement, contacts, deliver) -> Delivery:
    agreement()
    return deliver(contacts(WRONG, *OTHERS)).delivery


def upload(client, path: Path, **fields):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(f"{LIST}new", {"file": file, **fields}, follow=True)


def lead(response) -> str:
    return str(response.context["page"].lead)


def test_a_file_is_taken_in_on_a_page_and_says_its_verdict(
    analyst, agreement, contacts, own_files, django_capture_on_commit_callbacks
):
    agreement()
    with django_capture_on_commit_callbacks(execute=True):
        page = upload(analyst, contacts(BETH, ADAM))
    assert lead(page) == "Accepted: 2 rows, and nothing was found wrong."
    assert "Contacts with children&#x27;s social care" in page.text
    assert "1 April 2024 to 31 March 2025" in page.text
    assert not list((own_files / "datasets").rglob("incoming/*")), "the file itself is not kept"
    assert "1 delivery counts." in lead(analyst.get(LIST))


def test_a_file_that_no_agreement_allows_is_refused_beside_the_file(
    analyst, contacts, own_files, partnership
):
    page = upload(analyst, contacts(BETH))
    assert page.status_code == 422
    assert "There is no agreement on" in str(page.context["page"].forms[0].errors["file"])
    assert "agreements/new?contract=social-care-contacts" in page.text
    assert not Delivery.objects.exists()
    assert not [path for path in (own_files / "datasets").rglob("*") if path.is_file()]


def test_a_file_that_is_nothing_known_can_be_named(analyst, agreement, contacts, own_files):
    agreement()
    page = upload(analyst, contacts(["1", "2"], heads=["shoe", "size"]))
    assert page.status_code == 422
    assert Delivery.objects.count() == 0


def test_the_very_file_again_leads_to_the_delivery_that_there_is(analyst, agreement, contacts, own_files):
    agreement()
    first = upload(analyst, contacts(BETH)).redirect_chain[-1]
    again = upload(analyst, contacts(BETH, name="again.csv"))
    assert again.redirect_chain[-1] == first
    assert "This very file was delivered before. Nothing was changed." in again.text


def test_whoever_may_see_single_children_sees_the_cells_that_are_wrong(analyst, warned):
    page = analyst.get(f"{LIST}{warned.pk}")
    assert "Accepted with warnings: 1 of 21 rows has an error (4.8%)." in lead(page)
    assert "=soon()" in page.text
    assert analyst.get(f"{LIST}{warned.pk}/report").text.count("=soon()") == 1


def test_whoever_may_not_sees_how_many_and_no_value(manager, warned):
    page = manager.get(f"{LIST}{warned.pk}")
    assert "1 of 21 rows has an error" in lead(page)
    assert "=soon()" not in page.text
    assert "Row by row" not in page.text
    assert "Which rows these are" in page.text
    assert manager.get(f"{LIST}{warned.pk}/report").status_code == 403
    assert manager.get(f"{LIST}{warned.pk}/report.xlsx").status_code == 403


def test_the_report_for_the_sender_is_a_workbook_that_runs_nothing(analyst, warned):
    answer = analyst.get(f"{LIST}{warned.pk}/report.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["Report", "What was found", "Row by row"]
    rows = list(book["Row by row"].iter_rows(values_only=True))
    assert rows[0] == ("Sheet", "Row", "Column", "What it says", "What is wrong", "Severity")
    assert (2, "contact_date", "=soon()") in [row[1:4] for row in rows]
    assert {cell.data_type for row in book["Row by row"].iter_rows() for cell in row} <= {"s", "n"}


def test_a_delivery_is_withdrawn_with_a_reason_and_put_back(analyst, warned):
    at = f"{LIST}{warned.pk}"
    assert analyst.post(f"{at}/withdraw", {"reason": ""}).status_code == 422
    page = analyst.post(f"{at}/withdraw", {"reason": "Sent by mistake"}, follow=True)
    assert "It was withdrawn and counts in no figure." in lead(page)
    assert "Sent by mistake" in page.text
    page = analyst.post(f"{at}/restore", follow=True)
    assert lead(page).startswith("Accepted with warnings")


def test_the_days_it_is_complete_for_are_corrected_on_a_page(analyst, warned):
    form = {"start": "2024-07-01", "end": "2024-07-31"}
    page = analyst.post(f"{LIST}{warned.pk}/covers", form, follow=True)
    assert "1 July 2024 to 31 July 2024" in page.text
    back = analyst.post(f"{LIST}{warned.pk}/covers", {**form, "end": "2024-06-01"})
    assert (back.status_code, "same as or after" in back.text) == (422, True)


def test_a_large_file_is_checked_by_the_worker_while_its_page_shows_how_far_it_is(
    analyst, agreement, contacts, own_files, monkeypatch, django_capture_on_commit_callbacks
):
    agreement()
    monkeypatch.setattr(tasks, "LARGE", 0)
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(type(tasks.check), "enqueue", lambda self, *args: asked.append(args))
    page = upload(analyst, contacts(BETH, ADAM))
    delivery = Delivery.objects.get()
    assert (delivery.state, len(asked)) == (State.CHECKING, 1)
    assert page["Refresh"] == "2"
    assert '<progress id="progress" max="100" value="0">' in page.text
    places.progress_of(delivery).write_text(json.dumps({"what": "Storing", "share": 0.7, "at": time.time()}))
    assert 'value="70"' in analyst.get(f"{LIST}{delivery.pk}").text
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check.func(*asked[0])
    assert lead(analyst.get(f"{LIST}{delivery.pk}")).startswith("Accepted: 2 rows")
    assert not list(places.incoming(delivery.partnership).iterdir())


def test_work_that_was_stopped_can_be_started_again_or_given_up(
    analyst, agreement, contacts, own_files, monkeypatch
):
    agreement()
    monkeypatch.setattr(tasks, "start", lambda by, delivery: None)
    upload(analyst, contacts(BETH))
    delivery = Delivery.objects.get()
    places.progress_of(delivery).write_text(json.dumps({"what": "Storing", "share": 0.7, "at": 1.0}))
    page = analyst.get(f"{LIST}{delivery.pk}")
    assert "The work seems to have stopped. Nothing was changed." in page.text
    monkeypatch.undo()
    assert lead(analyst.post(f"{LIST}{delivery.pk}/again", follow=True)).startswith("Accepted: 1 row")
    assert analyst.get(f"{LIST}{delivery.pk}/discard").status_code == 302, "it is over"


def test_a_file_that_waits_can_be_removed(
    analyst, agreement, contacts, own_files, monkeypatch, django_capture_on_commit_callbacks
):
    agreement()
    monkeypatch.setattr(tasks, "start", lambda by, delivery: None)
    upload(analyst, contacts(BETH))
    delivery = Delivery.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page = analyst.post(f"{LIST}{delivery.pk}/discard", follow=True)
    assert "The file was removed. Nothing was changed." in page.text
    assert not Delivery.objects.exists()
    assert not list((own_files / "datasets").rglob("incoming/*"))


def test_an_agreement_shows_what_came_under_it(analyst, warned):
    page = analyst.get(f"/westmoor/data/agreements/{warned.agreement_id}")
    assert f"{LIST}{warned.pk}" in page.text
    assert f"{LIST}new?agreement={warned.agreement_id}" in page.text


def test_the_list_is_narrowed_by_state(analyst, warned, contacts, deliver, shell):
    other = deliver(contacts(BETH)).delivery
    services.withdraw(by=shell, delivery=other, reason="Sent by mistake")
    rows = analyst.get(f"{LIST}?state=withdrawn").context["page"].table.rows
    assert [row.key for row in rows] == [str(other.pk)]


def test_nobody_reaches_a_delivery_of_another_partnership(
    warned, another_partnership, person_with, client_as
):
    stranger = client_as(person_with("data-analyst", partnership=another_partnership))
    assert stranger.get(f"/eastvale/data/deliveries/{warned.pk}").status_code == 404


def test_erased_values_are_said_to_be_erased(analyst, warned, shell, partnership):
    services.erase_identities(by=shell, partnership=partnership, today=date(2199, 1, 1))
    page = analyst.get(f"{LIST}{warned.pk}")
    assert "=soon()" not in page.text
    assert "Erased on" in page.text
