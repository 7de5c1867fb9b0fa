"""Agreements kept by hand: what cannot be right is refused in a sentence, on pages and from a shell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
from sightline.partnership.refusals import Refused

LIST = "/westmoor/data/agreements/"
FORM = {
    "contract": "social-care-contacts",
    "fields": ["record_id", "contact_date"],
    "purpose": "To know which children are known to several agencies.",
    "lawful_basis": "Public task: UK GDPR article 6(1)(e)",
    "starts": "2025-04-01",
    "ends": "2027-03-31",
    "frequency": "monthly",
    "first_due": "2025-05-05",
    "retention_months": "24",
}


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"fields": []}, "fields", "Choose the fields"),
        ({"fields": ["shoe_size"]}, "fields", "no field called “shoe_size”"),
        ({"ends": date(2023, 3, 31)}, "ends", "same as or after"),
        ({"first_due": date(2041, 1, 1)}, "first_due", "after the last day"),
        ({"frequency": "monthly"}, "first_due", "first delivery is due"),
        ({"retention_months": 0}, "retention_months", "at least 1 month"),
    ],
)
def test_an_agreement_that_cannot_be_right_is_refused(agreement, values, field, said):
    with pytest.raises(Refused, match=said) as refused:
        agreement(**values)
    assert refused.value.field == field


def test_an_agreement_on_a_data_set_that_is_none_is_refused(partnership, shell):
    record = Agreement(
        partnership=partnership,
        contract="football",
        fields=["score"],
        starts=date(2025, 4, 1),
        ends=date(2026, 3, 31),
    )
    with pytest.raises(Refused, match="no data set called “football”"):
        services.agreements.add(by=shell, record=record)


def test_two_agreements_on_the_same_data_of_one_agency_never_hold_on_one_day(agreement: Callable, agency):
    agreement(starts=date(2023, 4, 1), ends=date(2025, 3, 31))
    with pytest.raises(Refused, match="holds from 1 April 2023 to 31 March 2025") as refused:
        agreement(starts=date(2025, 3, 31), ends=date(2026, 3, 31))
    assert refused.value.field == "starts"
    agreement(starts=date(2025, 4, 1), ends=date(2026, 3, 31))
    agreement(agency=agency("Eastvale Council"), starts=date(2025, 3, 31), ends=date(2026, 3, 31))
    agreement("police-notifications")


def test_an_agreement_is_recorded_on_a_page(analyst, council, partnership):
    asked = analyst.get(f"{LIST}new")
    assert "Which data set is it about?" in asked.text
    assert f"{LIST}new?contract=social-care-contacts" in asked.text
    form = analyst.get(f"{LIST}new?contract=social-care-contacts").text
    assert form.index("All fields of the data set") < form.index("Date of birth (who it is about)")
    answer = analyst.post(f"{LIST}new", {**FORM, "agency": council.pk}, follow=True)
    assert "The agreement was added." in answer.text
    held = Agreement.objects.of(partnership).get()
    assert held.fields == ["record_id", "contact_date"]
    assert "2 of its" in answer.text


def test_all_fields_are_those_that_there_are_on_the_day_of_the_agreement(analyst, council, partnership):
    analyst.post(f"{LIST}new", {**FORM, "agency": council.pk, "fields": ["*"]})
    assert Agreement.objects.of(partnership).get().fields == list(
        fields_of(contracts.find("social-care-contacts"))
    )


def test_an_agreement_without_a_purpose_is_asked_for_it_and_nothing_typed_is_lost(
    analyst, council, partnership
):
    answer = analyst.post(f"{LIST}new", {**FORM, "agency": council.pk, "purpose": "", "note": "As signed"})
    assert answer.status_code == 422
    assert "Enter purpose" in answer.text
    assert "As signed" in answer.text
    assert not Agreement.objects.of(partnership).exists()


def test_a_correction_keeps_the_data_set_and_what_was_not_touched(analyst, agreement, council):
    one = agreement(purpose="To see", lawful_basis="Consent")
    page = analyst.get(f"{LIST}{one.pk}/correct")
    assert 'name="contract"' not in page.text
    sent = {**FORM, "agency": council.pk, "fields": ["record_id"], "contract": "police-notifications"}
    sent |= {"starts": "2023-04-01", "made_from": "", "reason": "Fewer are needed"}
    assert analyst.post(f"{LIST}{one.pk}/correct", sent).status_code == 302
    one.refresh_from_db()
    assert (one.contract, one.fields) == ("social-care-contacts", ["record_id"])
    assert "Fewer are needed" in analyst.get(f"{LIST}{one.pk}").text


def test_the_list_says_what_is_in_force_and_what_is_overdue(analyst, agreement):
    agreement(frequency="monthly", first_due=date(2024, 5, 5))
    agreement("police-notifications", starts=date(2020, 4, 1), ends=date(2021, 3, 31))
    page = analyst.get(LIST)
    assert "1 agreement is in force." in page.text
    assert "Overdue since 5 May 2024" in page.text
    assert [str(row.cells[-1]) for row in analyst.get(f"{LIST}?state=ended").context["page"].table.rows] == [
        "Ended"
    ]


def test_an_agreement_is_put_in_force_from_a_shell(run_command, partnership, council):
    words = ("data", "agree", "social-care-contacts", "--partnership", "westmoor")
    told = run_command(
        *words, "--from", "2025-04-01", "--until", "2027-03-31", "--agency", "Westmoor County Council",
        "--fields", "record_id, contact_date", "--json",
    )  # fmt: skip
    assert (told.status, told.json["fields"]) == (0, ["record_id", "contact_date"])
    assert Agreement.objects.of(partnership).get().agency == council
    again = run_command(*words, "--from", "2025-04-01", "--until", "2026-03-31")
    assert again.status == 0, "nobody in particular shares this one"
    twice = run_command(*words, "--from", "2025-04-01", "--until", "2026-03-31")
    assert (twice.status, "holds from" in twice.err) == (1, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"contract": "football"}, "no data set called “football”"),
        ({"--from": "1 April"}, "is not a date"),
        ({"--agency": "Nobody"}, "no agency called “Nobody”"),
        ({"--partnership": "nowhere"}, "no partnership “nowhere”"),
    ],
)
def test_an_agreement_that_cannot_be_meant_is_misuse(run_command, partnership, changed, said):
    given = {"--partnership": "westmoor", "--from": "2025-04-01", "--until": "2026-03-31"}
    contract = changed.get("contract", "social-care-contacts")
    given |= {name: value for name, value in changed.items() if name != "contract"}
    told = run_command("data", "agree", contract, *(word for pair in given.items() for word in pair))
    assert (told.status, said in told.err) == (2, True)
