"""The way of an edited list through the pages, as a browser without scripts takes it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.actions import services
from sightline.actions.tests.round_trip.books import LIST, Book

NEW = "/westmoor/imports/new"


@pytest.fixture
def browser(keeper, client_as):
    return client_as(keeper)


def upload(browser, book: Book):
    """The preview of an uploaded file."""
    return browser.post(NEW, {"file": SimpleUploadedFile("actions.xlsx", book.content)}, follow=True)


def test_the_preview_lists_every_difference_and_asks_about_conflicts(
    covered, action, export, browser, person_with
):
    held = action("X-1", progress="Begun", owner="Ann Ash")
    action("X-2")
    book = export().put("X-1", Progress_update="Said in the sheet", Lead_officer=None)
    book.sheet.delete_rows(book.row("X-2"))
    dee = person_with("coordinator", name="Dee Dunn")
    services.actions.correct(by=dee, record=held, values={"progress": "Said here"})
    page = upload(browser, book)
    assert page.status_code == 200
    assert "Committing this file changes 1 cell of 1 action." in page.text
    assert "1 cell was changed in both places" in page.text
    assert "1 exported row is not in the file. Nothing happens to it" in page.text
    assert "(emptied)" in page.text
    assert "Sightline’s: Said here" in page.text
    assert "The sheet’s: Said in the sheet" in page.text
    assert f"{dee.label} changed it here on" in page.text


def test_what_was_chosen_goes_in_with_the_commit_and_can_be_undone(
    covered, action, export, browser, person_with
):
    one, two = action("X-1", progress="Begun"), action("X-2", progress="Begun")
    book = export().put("X-1", Progress_update="Of the sheet").put("X-2", Progress_update="Of the sheet")
    for held in (one, two):
        services.actions.correct(by=person_with("coordinator"), record=held, values={"progress": "Said here"})
    page = upload(browser, book)
    first, *_ = re.findall(r'name="([0-9a-f]{16})"', page.text)
    done = browser.post(commit_of(page), {first: "sheet"}, follow=True)
    assert "2 cells changed in both places" in done.text
    assert "Of the sheet" not in done.text  # what was said is in the history of the record
    for held in (one, two):
        held.refresh_from_db()
    assert sorted([one.progress, two.progress]) == ["Of the sheet", "Said here"]
    browser.post(done.redirect_chain[-1][0] + "undo", {"reason": "The wrong file"})
    for held in (one, two):
        held.refresh_from_db()
    assert (one.progress, two.progress) == ("Said here", "Said here")


def test_all_conflicts_are_taken_at_once(covered, action, export, browser, keeper):
    held = [action(f"X-{number}", progress="Begun") for number in range(3)]
    book = export()
    for one in held:
        book.put(one.reference, Progress_update="Of the sheet")
        services.actions.correct(by=keeper, record=one, values={"progress": "Said here"})
    browser.post(commit_of(upload(browser, book)), {"every": "sheet"})
    for one in held:
        one.refresh_from_db()
    assert {one.progress for one in held} == {"Of the sheet"}


def test_what_is_not_taken_is_told_before_and_after(covered, action, export, browser):
    action("X-1", due_on=date(2024, 8, 1))
    page = upload(browser, export().put("X-1", Target_date=date(2024, 12, 1), Lead_officer="Bo Birch"))
    why = "A target date moves only with who allowed it and why."
    assert why in page.text
    assert why in browser.post(commit_of(page), follow=True).text


def test_a_file_in_which_nothing_was_edited_says_so(covered, action, export, browser):
    action("X-1")
    page = upload(browser, export())
    assert "Nothing in this file differs from Sightline" in page.text


def test_a_file_of_another_partnership_is_refused_where_it_is_chosen(
    covered, action, export, browser, partnership
):
    action("X-1")
    book = export()
    partnership.slug = "elsewhere"
    partnership.save()
    page = browser.post("/elsewhere/imports/new", {"file": SimpleUploadedFile("a.xlsx", book.content)})
    assert page.status_code == 422
    assert "This file was exported from another partnership" in page.text


def test_whoever_speaks_for_an_agency_takes_the_list_away_but_brings_nothing_in(
    covered, action, police, person_with, client_as
):
    action("X-1")
    representative = client_as(person_with("agency-representative", agency=police))
    book = Book(representative.get(LIST, {"export": "xlsx"}).getvalue())
    assert book.get("X-1", "Lead agency") == police.name
    assert representative.get(NEW).status_code == 403


def commit_of(page) -> str:
    """The address to which the preview commits."""
    address, *_ = re.findall(r'action="(/westmoor/imports/\d+/commit)"', page.text)
    return address
