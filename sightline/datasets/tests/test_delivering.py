"""Taking in what an agency sends: only under an agreement, whole or not at all, and never twice."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
import time_machine

from sightline.audit.models import Change, Event
from sightline.datasets import places, queries, services
from sightline.datasets.engine import contracts
from sightline.datasets.engine.contracts import Delivers
from sightline.datasets.models import Delivery, State
from sightline.datasets.tests.conftest import ADAM, BETH, CONTACTS, HEADS, MAYA
from sightline.measures.coverage import spans
from sightline.partnership.refusals import Refused

RETURNS = Path(__file__).parents[3] / "tests" / "samples" / "returns"
CHILD_LEVEL = ("Beth", "Green", "2010-12-13", "WM28", "S1", "Bethany")


def rows_of(path: Path) -> list[tuple]:
    with duckdb.connect() as asked:
        return asked.execute("SELECT * FROM read_parquet(?) ORDER BY 1", [str(path)]).fetchall()


def columns_of(path: Path) -> set[str]:
    with duckdb.connect() as asked:
        told = asked.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return {name for name, *_ in told}


def kept_files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def covered(partnership) -> list[tuple[date, date]]:
    return [(one.start, one.end) for one in spans(partnership, "social care contacts")]


def test_a_delivery_lies_as_events_and_identities_apart(agreement, contacts, deliver):
    agreement()
    delivered = deliver(contacts(BETH, ADAM, MAYA))
    delivery = delivered.delivery
    assert (delivered.created, delivery.state, delivery.rows) == (True, State.ACCEPTED, 3)
    assert (delivery.first_day, delivery.last_day) == (date(2024, 5, 2), date(2024, 7, 31))
    folder = places.delivery_folder(delivery)
    assert kept_files(folder) == [
        "events/contacts.parquet",
        "findings.parquet",
        "identity/contacts.parquet",
        "manifest.json",
    ]
    assert len(rows_of(folder / "events" / "contacts.parquet")) == 3
    assert not columns_of(folder / "events" / "contacts.parquet") & {
        "forename",
        "surname",
        "born",
        "postcode",
        "dob",
    }
    assert {"forename", "surname", "born"} <= columns_of(folder / "identity" / "contacts.parquet")


def test_a_delivery_makes_its_days_covered(agreement, contacts, deliver, partnership):
    agreement(frequency="monthly", first_due=date(2024, 8, 5))
    deliver(contacts(BETH, MAYA))
    assert covered(partnership) == [(date(2024, 5, 1), date(2024, 7, 31))]


def test_neither_the_trail_nor_the_row_says_anything_about_a_child(agreement, contacts, deliver):
    agreement()
    wrong = [*BETH[:3], "31/02/2010x", *BETH[4:]]
    delivery = deliver(contacts(wrong, *[[f"S{n}", *ADAM[1:]] for n in range(10, 30)])).delivery
    told = "".join(Event.objects.values_list("detail", flat=True)) + json.dumps(delivery.report)
    told += "".join(str(row) for row in Change.objects.filter(kind="datasets.delivery").values_list("after"))
    assert delivery.error_count
    assert not [word for word in (*CHILD_LEVEL, "31/02/2010x") if word in told]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (None, None, "There is no agreement on “Contacts with children's social care”. Record the agreement"),
        (date(2020, 4, 1), date(2021, 3, 31), "ended on 31 March 2021. Record the one that follows"),
        (date(2039, 4, 1), date(2040, 3, 31), "begins on 1 April 2039. Deliver the file then"),
    ],
)
def test_without_an_agreement_in_force_nothing_is_kept(
    agreement, contacts, deliver, own_files, starts, ends, said
):
    if starts:
        agreement(starts=starts, ends=ends)
    with pytest.raises(Refused, match=said):
        deliver(contacts(BETH))
    assert not Delivery.objects.exists()
    assert kept_files(own_files) == []


def test_a_withdrawn_agreement_allows_nothing(agreement, contacts, deliver, shell):
    one = agreement()
    services.agreements.withdraw(by=shell, record=one, reason="Signed by nobody")
    with pytest.raises(Refused, match="There is no agreement"):
        deliver(contacts(BETH))


@pytest.mark.parametrize("heads", [HEADS, [*HEADS[:-1], "mothers_maiden_name"]])
def test_a_file_with_a_field_that_is_not_allowed_is_refused_before_it_is_kept(
    agreement, contacts, deliver, own_files, heads
):
    known = [*HEADS[:3], "born", *HEADS[4:]]
    agreement(fields=[name for name in known if heads != HEADS or name != "postcode"])
    delivery = deliver(contacts(BETH, heads=heads)).delivery
    assert (delivery.state, delivery.rows) == (State.REFUSED, 0)
    stranger = "postcode" if heads == HEADS else "mothers_maiden_name"
    assert f"does not allow “{stranger}”" in delivery.report["problem"]
    assert kept_files(own_files) == []


def test_the_same_file_again_changes_nothing(agreement, contacts, deliver, partnership):
    agreement()
    first = deliver(contacts(BETH)).delivery
    events = Event.objects.count()
    again = deliver(contacts(BETH, name="sent-again.csv"))
    assert (again.created, again.delivery.pk) == (False, first.pk)
    assert (Delivery.objects.count(), Event.objects.count()) == (1, events)


def test_a_file_with_too_many_errors_is_refused_and_only_what_is_wrong_is_kept(
    agreement, contacts, deliver, partnership
):
    agreement()
    wrong = [[f"S{n}", *BETH[1:8], "soon", *BETH[9:]] for n in range(5)]
    delivery = deliver(contacts(ADAM, *wrong)).delivery
    assert (delivery.state, delivery.error_count > 4) == (State.REFUSED, True)
    assert kept_files(places.delivery_folder(delivery)) == ["findings.parquet", "manifest.json"]
    assert list(queries.counted(partnership)) == []
    assert covered(partnership) == []
    assert queries.unmended(partnership) == [delivery]
    deliver(contacts(ADAM, BETH))
    assert queries.unmended(partnership) == []


def test_what_cannot_be_read_leaves_nothing(agreement, deliver, tmp_path, own_files):
    agreement()
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(Refused):
        deliver(path)
    with pytest.raises(Refused):
        deliver(path, contract="no-such-data-set")
    refused = deliver(path, contract=CONTACTS).delivery
    assert (refused.state, refused.rows) == (State.REFUSED, 0)
    assert refused.report["problem"]
    assert kept_files(own_files) == []


def test_where_several_agencies_send_the_same_somebody_has_to_say_whose_it_is(
    agreement, contacts, deliver, agency, council
):
    other = agency("Eastvale Council")
    agreement()
    agreement(agency=other)
    with pytest.raises(Refused, match="Say whose data this is") as refused:
        deliver(contacts(BETH))
    assert refused.value.field == "agreement"
    assert deliver(contacts(BETH), agency=other).delivery.agreement.agency == other


def test_a_withdrawn_delivery_counts_nowhere_until_it_is_put_back(
    agreement, contacts, deliver, partnership, shell
):
    agreement(frequency="monthly", first_due=date(2024, 8, 5))
    delivery = deliver(contacts(BETH, MAYA)).delivery
    services.withdraw(by=shell, delivery=delivery, reason="Sent by mistake")
    assert list(queries.counted(partnership)) == []
    assert covered(partnership) == []
    with pytest.raises(Refused, match="withdrawn"):
        services.withdraw(by=shell, delivery=delivery, reason="Again")
    services.restore(by=shell, delivery=delivery)
    assert list(queries.counted(partnership)) == [delivery]
    assert covered(partnership) == [(date(2024, 5, 1), date(2024, 7, 31))]


def test_a_delivery_is_not_put_back_beside_the_same_file(agreement, contacts, deliver, shell):
    agreement()
    first = deliver(contacts(BETH)).delivery
    services.withdraw(by=shell, delivery=first, reason="Sent by mistake")
    assert deliver(contacts(BETH)).created
    with pytest.raises(Refused, match="delivered again"):
        services.restore(by=shell, delivery=first)


def test_the_days_it_is_complete_for_can_be_corrected(agreement, contacts, deliver, partnership, shell):
    agreement()
    delivery = deliver(contacts(BETH)).delivery
    assert covered(partnership) == [(date(2024, 4, 1), date(2025, 3, 31))]
    services.correct_span(by=shell, delivery=delivery, start=date(2024, 5, 1), end=date(2024, 5, 31))
    assert covered(partnership) == [(date(2024, 5, 1), date(2024, 5, 31))]
    with pytest.raises(Refused, match="still to come"):
        services.correct_span(by=shell, delivery=delivery, start=date(2024, 5, 1), end=date(2199, 1, 1))


@pytest.fixture
def snapshots(monkeypatch):
    """Contacts as a whole return, of which a later one takes the place of an earlier."""
    whole = dataclasses.replace(contracts.find(CONTACTS), delivers=Delivers.SNAPSHOT)
    monkeypatch.setattr(contracts, "recognise", lambda path, name: whole)


def test_a_later_snapshot_takes_the_place_of_the_earlier_one(
    snapshots, agreement, contacts, deliver, partnership, shell
):
    agreement(frequency="yearly", first_due=date(2025, 5, 1))
    first = deliver(contacts(BETH)).delivery
    second = deliver(contacts(BETH, ADAM))
    assert [one.pk for one in second.replaced] == [first.pk]
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (State.REPLACED, second.delivery)
    assert covered(partnership) == [(date(2024, 4, 1), date(2025, 3, 31))]
    services.withdraw(by=shell, delivery=second.delivery, reason="It lacks a school")
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (State.ACCEPTED, None)
    assert covered(partnership) == [(date(2024, 4, 1), date(2025, 3, 31))]
    services.restore(by=shell, delivery=second.delivery)
    assert list(queries.counted(partnership)) == [second.delivery]


def test_a_snapshot_of_another_year_takes_nobodys_place(snapshots, agreement, contacts, deliver, partnership):
    agreement()
    deliver(contacts(BETH))
    later = [*BETH[:8], "2025-06-01", "School", "2025-06-02", "Referral"]
    assert deliver(contacts(later)).replaced == ()
    assert queries.counted(partnership).count() == 2


def test_a_census_is_a_picture_of_the_day_that_it_says(agreement, deliver, partnership):
    agreement("cin-census")
    delivery = deliver(RETURNS / "CIN_Census_2024.xml").delivery
    assert (delivery.contract, delivery.reference) == ("cin-census", date(2024, 3, 31))
    assert (delivery.covers_from, delivery.covers_until) in [
        (date(2023, 4, 1), date(2024, 3, 31)),
        (None, None),
    ]


def test_what_changed_since_the_last_delivery_is_told(agreement, contacts, deliver):
    agreement()

    def many(number, month):
        return [[f"S{month}{n}", *BETH[1:8], f"2024-{month:02}-02", *BETH[9:]] for n in range(number)]

    first = deliver(contacts(*many(30, 5))).delivery
    second = deliver(contacts(*many(90, 6))).delivery
    assert first.report["since"] == []
    assert any("more rows than the time before: 90 after 30" in one for one in second.report["since"])


def test_names_are_erased_when_their_time_has_run_out_and_what_happened_stays(
    agreement, contacts, deliver, partnership, shell
):
    agreement(retention_months=6)
    wrong = [*BETH[:3], "no idea", *BETH[4:]]
    with time_machine.travel("2025-04-10 12:00", tick=False):
        delivery = deliver(contacts(wrong, *[[f"S{n}", *ADAM[1:]] for n in range(10, 20)])).delivery
    folder = places.delivery_folder(delivery)
    assert "no idea" in str(rows_of(folder / "findings.parquet"))
    assert services.erase_identities(by=shell, partnership=partnership, today=date(2025, 10, 10)) == []
    erased = services.erase_identities(by=shell, partnership=partnership, today=date(2025, 10, 11))
    assert [one.pk for one in erased] == [delivery.pk]
    assert kept_files(folder) == ["events/contacts.parquet", "findings.parquet", "manifest.json"]
    assert "no idea" not in str(rows_of(folder / "findings.parquet"))
    assert len(rows_of(folder / "findings.parquet")) == delivery.error_count + delivery.warning_count
    assert len(rows_of(folder / "events" / "contacts.parquet")) == 11
    assert services.erase_identities(by=shell, partnership=partnership, today=date(2025, 10, 12)) == []
    delivery.refresh_from_db()
    assert delivery.identities_erased_at is not None
    assert list(queries.counted(partnership)) == [delivery]
