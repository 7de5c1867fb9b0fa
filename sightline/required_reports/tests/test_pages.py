"""The list of what is due, a report, the rules, and what is offered elsewhere."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from sightline.foundation.attention import attention
from sightline.foundation.search import finders
from sightline.partnership.services import add_body
from sightline.partnership.tests.filling_in import held_by_form
from sightline.required_reports import services
from sightline.required_reports.models import DueReport, Requirement
from tests.costs import queries_of

LIST = "/westmoor/required-reports/"
RULES = f"{LIST}rules/"
D = date


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def on(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def rows(response) -> list[tuple[str, str]]:
    """The bodies that receive it and the days, as the list shows them."""
    return [(row.cells[2], str(row.cells[3])) for row in response.context["page"].table.rows]


@pytest.fixture
def typed(mash, executive, business):
    return {
        "reporter": mash.pk,
        "to": [executive.pk, business.pk],
        "subject": "How the front door works",
        "concerns": "Every agency in the MASH",
        "frequency": "quarterly",
        **on("first_on", D(2024, 12, 31)),
        **on("until", D(2026, 3, 31)),
    }


@pytest.fixture
def year(covered, required, told, executive, business):
    """To the executive: in time, late, missing, to come. To the business group: not needed."""
    rule = required(executive, first_on=D(2024, 7, 31), until=D(2025, 6, 30))
    told(rule, D(2024, 7, 31), received_on=D(2024, 7, 30))
    told(rule, D(2024, 10, 31), received_on=D(2024, 11, 4))
    other = required(business, frequency="yearly", first_on=D(2025, 3, 1), until=D(2025, 3, 31))
    told(other, D(2025, 3, 1), not_needed="The group did not meet")
    return rule


def test_a_rule_is_added_for_two_bodies_at_once(coordinator, typed, executive, business):
    assert f"{RULES}new" in coordinator.get(LIST).text
    response = coordinator.post(f"{RULES}new", typed)
    first, second = Requirement.objects.order_by("id")
    assert response["Location"] == f"{RULES}{first.pk}"
    page = coordinator.get(response["Location"]).text
    assert "Priya Shah" in page
    assert f"{RULES}{second.pk}" in page  # also to the other
    assert [day for _, day in rows(coordinator.get(LIST))] == ["2024-12-31"] * 2 + ["2025-03-31"] * 2
    again = coordinator.post(f"{RULES}new", typed)
    assert "There is already a required report with these particulars" in again.text
    assert Requirement.objects.count() == 2


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(coordinator, typed, mash):
    wrong = {**typed, "to": [mash.pk], **on("until", D(2024, 12, 30))}
    response = coordinator.post(f"{RULES}new", wrong)
    assert response.status_code == 422
    assert "A body does not report to itself. Choose another" in response.text
    assert "Last day must be the same as or after the first due date" in response.text
    assert "Every agency in the MASH" in response.text
    assert "Choose at least one body" in coordinator.post(f"{RULES}new", {**typed, "to": []}).text
    assert not Requirement.objects.exists()


def test_a_body_of_another_partnership_cannot_be_chosen(coordinator, typed, shell, another_partnership):
    theirs = add_body(by=shell, partnership=another_partnership, name="Their executive")
    for field, value in (("to", [theirs.pk]), ("reporter", theirs.pk)):
        assert coordinator.post(f"{RULES}new", {**typed, field: value}).status_code == 422
    assert not Requirement.objects.exists()


def test_a_year_says_what_was_due_received_and_late(coordinator, year, executive, business, mash):
    response = coordinator.get(LIST, {"year": ""})
    assert "3 reports due in 2024-25. 33% of them received on time. 1 late at 31 March 2025" in response.text
    executives, groups = "DSP Executive", "Business Group"
    of_mash = [(executives, day) for day in ("2024-07-31", "2024-10-31", "2025-01-31")]
    for asked, found in (
        ({}, [*of_mash, (groups, "2025-03-01")]),
        ({"state": "received"}, [(executives, "2024-07-31")]),
        ({"state": "received-late"}, [(executives, "2024-10-31")]),
        ({"state": "late"}, [(executives, "2025-01-31")]),
        ({"state": "not-needed"}, [(groups, "2025-03-01")]),
        ({"state": "due"}, []),
        ({"state": "due", "year": "all"}, [(executives, "2025-04-30")]),
        ({"to": str(business.pk)}, [(groups, "2025-03-01")]),
        ({"body": str(mash.pk)}, [*of_mash, (groups, "2025-03-01")]),
        ({"body": str(executive.pk)}, [*of_mash, (groups, "2025-03-01")]),  # reports to nobody: no choice
        ({"q": "door business"}, [(groups, "2025-03-01")]),
        ({"sort": "-due", "to": str(executive.pk)}, of_mash[::-1]),
    ):
        assert rows(coordinator.get(LIST, asked)) == found, asked


def test_the_file_holds_what_is_shown(coordinator, year):
    response = coordinator.get(LIST, {"export": "csv", "state": "received-late"})
    [row] = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["From"], row["Date due"], row["Date received"], row["State"]) == (
        "MASH Operational Group",
        "2024-10-31",
        "2024-11-04",
        "Received late",
    )
    rules = coordinator.get(RULES, {"export": "csv", "often": "quarterly"})
    [row] = csv.DictReader(io.StringIO(rules.getvalue().decode("utf-8-sig")))
    assert (row["To"], row["How often"], row["Last day"]) == ("DSP Executive", "Quarterly", "2025-06-30")


def test_a_receipt_is_one_short_form(coordinator, year, meeting, executive, mash):
    report = DueReport.objects.get(requirement=year, due_on=D(2025, 1, 31))
    page = f"{LIST}{report.pk}"
    assert "It was due 59 days ago and has not been received." in coordinator.get(page).text
    considered = meeting(executive, D(2025, 4, 9))
    not_theirs = meeting(mash, D(2025, 4, 9))
    form = coordinator.get(f"{page}/receive").context["page"].form
    assert considered in form.fields["meeting"].queryset
    assert not_theirs not in form.fields["meeting"].queryset
    told = held_by_form(coordinator, f"{page}/receive")
    assert told["received_on_month"] == "3"  # today, unless another day is entered
    told |= {"sent_by": "The MASH manager", "meeting": str(considered.pk)}
    assert coordinator.post(f"{page}/receive", told)["Location"] == page
    shown = coordinator.get(page).text
    assert "It came 59 days after it was due." in shown
    assert "DSP Executive, 9 April 2025" in shown
    assert f"{page}/receive" not in shown
    assert f"{page}/withdraw" not in shown
    assert "Priya Shah" in shown


def test_what_was_recorded_by_mistake_is_corrected(coordinator, year):
    report = DueReport.objects.get(requirement=year, due_on=D(2024, 10, 31))
    page = f"{LIST}{report.pk}/correct"
    held = held_by_form(coordinator, page)
    both = coordinator.post(page, {**held, "not_needed": "The group did not meet"})
    assert "Either it was received or it was not needed. Clear one of the two" in both.text
    empty = {f"received_on_{part}": "" for part in ("day", "month", "year")}
    assert coordinator.post(page, {**held, **empty, "reason": "The wrong report"}).status_code == 302
    assert "The wrong report" in coordinator.get(f"{LIST}{report.pk}").text
    assert [day for _, day in rows(coordinator.get(LIST, {"state": "late"}))] == ["2024-10-31", "2025-01-31"]


def test_a_report_that_was_not_needed_is_awaited_no_longer(coordinator, year):
    report = DueReport.objects.get(requirement=year, due_on=D(2025, 1, 31))
    page = f"{LIST}{report.pk}"
    told = held_by_form(coordinator, f"{page}/not-needed")
    assert "Enter why it was not needed" in coordinator.post(f"{page}/not-needed", told).text
    told["not_needed"] = "The hub had closed"
    assert coordinator.post(f"{page}/not-needed", told).status_code == 302
    assert "The hub had closed" in coordinator.get(page).text
    assert rows(coordinator.get(LIST, {"state": "late"})) == []


def test_two_who_record_the_same_receipt_both_see_what_the_other_wrote(coordinator, year, told):
    report = DueReport.objects.get(requirement=year, due_on=D(2025, 1, 31))
    page = f"{LIST}{report.pk}/receive"
    typed = {**held_by_form(coordinator, page), "sent_by": "The MASH manager"}
    told(year, D(2025, 1, 31), received_on=D(2025, 2, 3), sent_by="Their business support")
    response = coordinator.post(page, typed)
    assert response.status_code == 409
    assert "Their business support" in response.text
    assert "The MASH manager" in response.text


def test_a_rule_is_corrected_in_its_words_and_its_last_day_only(coordinator, year):
    page = f"{RULES}{year.pk}"
    form = coordinator.get(f"{page}/correct").context["page"].form
    assert not {"reporter", "to", "frequency", "first_on"} & set(form.fields)
    told = held_by_form(coordinator, f"{page}/end") | on("until", D(2025, 3, 30))
    assert "Enter today or a later day" in coordinator.post(f"{page}/end", told).text
    told |= on("until", D(2025, 12, 31))
    assert coordinator.post(f"{page}/end", told).status_code == 302
    assert "31 October 2025" in coordinator.get(page).text


def test_what_is_required_no_longer_says_so_and_takes_nothing(coordinator, year, shell):
    services.requirements.correct(by=shell, record=year, values={"until": D(2025, 3, 31)})
    report = DueReport.objects.get(requirement=year, due_on=D(2025, 4, 30))
    page = coordinator.get(f"{LIST}{report.pk}").text
    assert "It is required no longer, and counts in no figure." in page
    assert f"{LIST}{report.pk}/receive" not in page


def test_a_rule_is_withdrawn_and_put_back(coordinator, year):
    page = f"{RULES}{year.pk}"
    assert coordinator.post(f"{page}/withdraw", {"reason": "Entered twice"}).status_code == 302
    assert [to for to, _ in rows(coordinator.get(LIST))] == ["Business Group"]
    assert coordinator.post(f"{page}/restore").status_code == 302
    assert len(rows(coordinator.get(LIST))) == 4


def test_a_report_of_another_partnership_does_not_exist(year, person_with, client_as, another_partnership):
    theirs = client_as(person_with("coordinator", partnership=another_partnership))
    report = DueReport.objects.get(requirement=year, due_on=D(2024, 7, 31))
    base = "/eastvale/required-reports/"
    for page in ("", "/receive", "/not-needed", "/correct"):
        assert theirs.get(f"{base}{report.pk}{page}").status_code == 404
    for page in ("", "/end", "/correct", "/withdraw", "/restore"):
        assert theirs.get(f"{base}rules/{year.pk}{page}").status_code == 404
    assert rows(theirs.get(base)) == []


def test_the_body_leads_to_what_it_has_to_report(coordinator, year, mash):
    address = f"{LIST}?body={mash.pk}&amp;year=all"
    assert address in coordinator.get(f"/westmoor/bodies/{mash.pk}/").text
    assert len(rows(coordinator.get(LIST, {"body": str(mash.pk), "year": "all"}))) == 5


def test_pages_cost_the_same_queries_however_much_there_is(coordinator, year, required, executive, told):
    report = DueReport.objects.get(requirement=year, due_on=D(2024, 7, 31))
    pages = (LIST, RULES, f"{LIST}{report.pk}", f"{RULES}{year.pk}")
    few = [queries_of(coordinator, page) for page in pages]
    for number in range(12):
        rule = required(executive, subject=f"Report {number}", frequency="monthly")
        told(rule, D(2024, 4, 30), received_on=D(2024, 4, 30))
    assert [queries_of(coordinator, page) for page in pages] == few


def test_what_is_late_or_due_soon_wants_attention(year, required, executive, person_with, told):
    keeper = person_with("coordinator")
    where = keeper.partnership
    [late] = attention["required_reports"].items(keeper, where, D(2025, 3, 31))
    assert late.text == "Get “How the front door works” from MASH Operational Group for DSP Executive"
    assert late.due == D(2025, 1, 31)
    _, soon = attention["required_reports"].items(keeper, where, D(2025, 4, 16))
    assert (soon.text, soon.due) == ("Expect 1 required report due within 14 days", D(2025, 4, 30))
    required(executive, subject="Audits", frequency="monthly")
    items = list(attention["required_reports"].items(keeper, where, D(2025, 3, 31)))
    assert items[5].text == "Get 8 more required reports that are late"  # 12 and 1, of which 5 are named
    assert not list(attention["required_reports"].items(person_with("scrutineer"), where, D(2025, 3, 31)))


def test_a_required_report_is_found_by_its_words_and_its_bodies(year, person_with):
    member, practitioner = person_with("scrutineer"), person_with("practitioner")

    def hrefs(person, words):
        return [hit.href for hit in finders["required_reports"].hits(person, person.partnership, words)]

    assert hrefs(member, "DOOR executive") == [f"{RULES}{year.pk}"]
    assert hrefs(member, "audits executive") == []
    assert hrefs(practitioner, "door") == []
