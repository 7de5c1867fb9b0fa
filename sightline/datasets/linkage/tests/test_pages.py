"""The pages of linkage: names are read as they are shown, and nobody sees them who has no right to."""

from __future__ import annotations

import logging

import pytest

from sightline.audit.models import Event
from sightline.datasets import places
from sightline.datasets.linkage import services
from sightline.datasets.linkage.presenters.run import small_counts
from sightline.datasets.linkage.tests.agencies import CARE, deliver
from sightline.datasets.models import ReviewDecision

LINKAGE = "/westmoor/data/linkage/"
PAIRS = f"{LINKAGE}pairs/"


@pytest.fixture
def clients(people, client_as):
    return [client_as(person) for person in people]


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager"))


def page_of(response):
    return response.context["page"]


def decide(client, pair, verdict, **more):
    return client.post(f"{PAIRS}{pair.pk}/decide", {"verdict": verdict, **more})


def test_a_pair_shows_both_records_and_marks_where_they_differ(clients, pairs):
    response = clients[0].get(f"{PAIRS}{pairs[0].pk}")
    table = page_of(response).blocks[0]
    shown = [[str(cell) for cell in row.cells] for row in table.rows]
    assert sorted(shown[0][1:3]) == ["Beth", "Elizabeth"]
    assert [row[0] for row in shown] == [
        "First name\nDiffers",
        "Surname\nDiffers",
        "Date of birth",
        "Sex",
        "Postcode",
        "Record",
        "File",
    ]
    assert "9 February 2013" in response.text
    assert "about 7 in 10" in response.text
    assert "0 of 2 decided" in response.text


def test_the_evidence_adds_up_to_the_weight_in_the_picture_and_in_its_table(clients, pairs):
    response = clients[0].get(f"{PAIRS}{pairs[0].pk}")
    chart = page_of(response).blocks[-1].blocks[1].main[0]
    assert chart.finding == "Date of birth speaks most for one child, postcode most against"
    assert [(row[0], row[1]) for row in chart.table.rows] == [
        ("Any two records", "−9.5"),
        ("First name", "+2.2"),
        ("Surname", "+4.0"),
        ("Date of birth", "+5.5"),
        ("Postcode", "−1.5"),
        ("NHS number", "not recorded"),
        ("Together", "+0.8"),
    ]
    for name in ("Beth", "Green", "WM1"):
        assert name not in str(chart.svg)


def test_three_answers_each_have_a_key_and_need_no_script(clients, pairs):
    text = clients[0].get(f"{PAIRS}{pairs[0].pk}").text
    for number, verdict in enumerate(("same", "different", "cannot"), start=1):
        assert f'name="verdict" value="{verdict}" accesskey="{number}"' in text


def test_an_answer_leads_to_the_next_pair_and_then_to_the_list(clients, pairs):
    one, other = pairs
    response = decide(clients[0], one, "different", reason="Sisters")
    assert response["Location"] == f"{PAIRS}{other.pk}"
    assert "1 of 2 decided" in clients[0].get(f"{PAIRS}{other.pk}").text
    response = decide(clients[0], other, "cannot")
    assert response["Location"] == PAIRS
    assert list(ReviewDecision.objects.order_by("id").values_list("verdict", "reason")) == [
        ("different", "Sisters"),
        ("cannot", ""),
    ]


def test_a_reason_that_names_the_child_is_not_taken_and_nothing_typed_is_lost(clients, pairs):
    response = decide(clients[0], pairs[0], "same", reason="Beth is short for elizabeth")
    assert response.status_code == 422
    assert "names a child" in response.text
    assert "Beth is short for elizabeth" in response.text
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize("verdict", ["", "perhaps"])
def test_an_answer_that_is_none_of_three_is_asked_for_again(clients, pairs, verdict):
    response = decide(clients[0], pairs[0], verdict)
    assert response.status_code == 422
    assert "Choose one of the three answers" in response.text


def test_what_others_said_is_hidden_until_one_has_said_what_one_thinks(clients, pairs):
    one = pairs[0]
    decide(clients[0], one, "same", reason="A short form")
    for address in (f"{PAIRS}{one.pk}", PAIRS, f"{PAIRS}?state=second"):
        text = clients[1].get(address).text
        assert "Second opinion" in text
        assert "A short form" not in text
        assert "Ana Silva" not in text
    assert f"Pair {one.pk}" not in clients[1].get(f"{PAIRS}?state=decided").text
    decide(clients[1], one, "different")
    text = clients[1].get(f"{PAIRS}{one.pk}").text
    assert "A short form" in text
    assert "Third opinion" in text
    assert "Ana Silva" in text


def test_an_answer_is_taken_back_on_its_page(clients, pairs):
    decide(clients[0], pairs[0], "same")
    assert "You said: the same child." in clients[0].get(f"{PAIRS}{pairs[0].pk}").text
    clients[0].post(f"{PAIRS}{pairs[0].pk}/take-back")
    assert "Are these the same child?" in clients[0].get(f"{PAIRS}{pairs[0].pk}").text


def test_a_second_answer_from_a_page_left_open_is_refused_in_words(clients, pairs):
    decide(clients[0], pairs[0], "same")
    response = decide(clients[0], pairs[0], "different")
    assert response["Location"] == f"{PAIRS}{pairs[0].pk}"
    assert "Take it back first" in clients[0].get(f"{PAIRS}{pairs[0].pk}").text


def test_every_view_of_a_pair_is_in_the_trail_and_names_nobody(clients, people, pairs):
    clients[0].get(f"{PAIRS}{pairs[0].pk}")
    event = Event.objects.get(verb="looked at")
    assert (event.person_id, event.label, event.detail) == (people[0].pk, f"pair {pairs[0].pk}", "{}")


def test_names_are_neither_logged_nor_kept_by_the_browser(clients, pairs, caplog):
    with caplog.at_level(logging.DEBUG):
        response = clients[0].get(f"{PAIRS}{pairs[0].pk}")
    assert response["Cache-Control"] == "no-store"
    assert not [record for record in caplog.records if "Beth" in record.getMessage()]


def test_who_may_not_see_single_children_sees_no_pair(manager, pairs):
    for address in (PAIRS, f"{PAIRS}{pairs[0].pk}"):
        assert manager.get(address).status_code == 403
    assert not Event.objects.filter(verb="looked at").exists()
    text = manager.get(LINKAGE).text
    assert "Decide" not in text
    assert PAIRS not in text


def test_records_whose_names_are_erased_are_told_as_such(clients, pairs, delivered):
    (places.delivery_folder(delivered[0]) / places.IDENTITY / "records.parquet").unlink()
    response = clients[0].get(f"{PAIRS}{pairs[0].pk}")
    assert "were erased" in response.text
    assert "Taken together" in response.text


def test_a_pair_is_found_again_where_its_run_lies_no_more(clients, pairs):
    (places.linkage_folder(pairs[0].run) / "pairs.parquet").unlink()
    assert "Elizabeth" in clients[0].get(f"{PAIRS}{pairs[0].pk}").text


def test_the_page_of_linkage_says_what_was_found_and_what_changed(clients, pairs, link):
    text = clients[0].get(LINKAGE).text
    assert "5 records are of 5 children; 2 of them are known to two agencies or more." in text
    assert "Decide 2 pairs" in text
    assert "The run before" not in text
    link()
    response = clients[0].get(LINKAGE)
    assert "The run before" in response.text


def test_small_counts_of_children_and_of_groups_are_hidden_from_others(manager, clients, pairs):
    text = manager.get(LINKAGE).text
    assert "c of them are known to two agencies or more" in text
    section = next(
        block for block in page_of(manager.get(LINKAGE)).blocks if getattr(block, "id", "") == "rates"
    )
    table = next(block for block in section.blocks if getattr(block, "caption", "") == "By sex")
    assert [[str(cell) for cell in row.cells] for row in table.rows] == [
        ["Girls", "60", "50", "83%"],
        ["Boys", "c", "c", "c"],
        ["Neither", "c", "c", "c"],
    ]
    own = next(
        block for block in page_of(clients[0].get(LINKAGE)).blocks if getattr(block, "id", "") == "rates"
    )
    assert "c" not in [str(cell) for block in own.blocks[1:] for row in block.rows for cell in row.cells]


def test_a_linkage_older_than_the_latest_delivery_says_so(manager, pairs, partnership):
    assert "does not know" not in manager.get(LINKAGE).text
    deliver(partnership, CARE, ("S7", "New", "Name"), name="later.csv")
    assert "it does not know what was delivered since" in manager.get(LINKAGE).text


def test_linking_from_the_page(manager, delivered, engine):
    assert manager.post(f"{LINKAGE}link")["Location"] == LINKAGE
    assert "5 records are of 5 children" in manager.get(LINKAGE).text


def test_a_run_that_went_wrong_says_why_and_what_counted_goes_on_counting(manager, pairs, engine):
    def breaks() -> None:
        raise ValueError("Beth Green")

    engine.in_the_midst = breaks
    manager.post(f"{LINKAGE}link")
    text = manager.get(LINKAGE).text
    assert "went wrong" in text
    assert "Beth" not in text
    assert "5 records are of 5 children" in text


def test_before_anything_was_linked_the_page_says_what_belongs_here(manager, partnership):
    assert "It needs at least one delivery" in manager.get(LINKAGE).text


def test_a_run_that_is_going_on_is_looked_at_again_by_itself(manager, pairs, partnership, analyst):
    services.begin(by=analyst, partnership=partnership)
    response = manager.get(LINKAGE)
    assert response["Refresh"] == "3"
    assert "is running. Waiting for its turn" in response.text
    assert "Link again" not in response.text


def test_no_count_of_children_is_left_by_which_a_small_one_could_be_made_out():
    counts = {"in_any": 500, "in_two_or_more": 40, "in_three_or_more": 37, "in_all_four": 9}
    assert small_counts(counts) == {"in_three_or_more"}, (
        "40 less 37 would say that 3 are known to exactly two"
    )
    assert small_counts({**counts, "in_three_or_more": 20}) == set()
    assert small_counts({**counts, "in_three_or_more": 20, "in_all_four": 4}) == {"in_all_four"}
