"""A run of linkage: whole or not at all, with what people decided, and never with another key by accident."""

from __future__ import annotations

import json

import pytest

from sightline.audit.models import Event
from sightline.datasets import child_key, places
from sightline.datasets.linkage import queries, services
from sightline.datasets.linkage.progress import Progress
from sightline.datasets.linkage.tests.agencies import BETHS, CARE, HARTLEYS, POLICE, deliver
from sightline.datasets.models import Linkage, ReviewPair, State
from sightline.foundation.access import Forbidden
from sightline.partnership.refusals import Refused


def pair_of(partnership, number) -> ReviewPair:
    return queries.pairs(partnership).get(number=number, in_doubt=True)


def test_a_run_reads_what_counts_the_oldest_first_and_keeps_its_figures(link, delivered, engine, partnership):
    refused = deliver(partnership, CARE, ("S9", "No", "Body"))
    refused.state = State.REFUSED
    refused.save()
    run = link()
    assert run.state == "finished"
    assert [source.file for source in engine.deliveries] == [
        "social-care-contacts.csv",
        "police-notifications.csv",
    ]
    assert run.reads == [one.pk for one in delivered]
    assert run.figures == {
        "records": 5,
        "clusters": 5,
        "in_any": 5,
        "in_two_or_more": 2,
        "in_three_or_more": 0,
        "in_all_four": 0,
        "seconds": 0.5,
        "doubtful": 2,
    }
    assert run.model == {"settings": {"threshold": 0.8, "seed": 1}}
    assert queries.latest_linkage(partnership) == run
    assert sorted(path.name for path in places.linkage_folder(run).iterdir()) == [
        "clusters.parquet",
        "manifest.json",
        "pairs.parquet",
    ]
    assert Progress(run).read() is None


def test_nothing_of_a_child_stands_in_the_database_or_the_trail(link, delivered, engine, partnership):
    run = link()
    pair = pair_of(partnership, 0)
    kept = json.dumps(
        [
            *ReviewPair.objects.values("left", "right", "left_source", "evidence", "why", "number"),
            *Linkage.objects.values("figures", "model", "rates", "reads", "problem"),
            *Event.objects.values("label", "detail", "verb", "kind"),
        ]
    )
    assert not [word for word in ("Beth", "Greene", "S1", "P1", "WM1", "2013", "not shown") if word in kept]
    assert run.audit_label == f"linkage {run.pk}"
    assert {pair.left, pair.right} == {child_key.handle(child_key.read(), *side) for side in BETHS}


def test_without_deliveries_one_is_told_what_to_do(link, partnership, engine):
    with pytest.raises(Refused, match="Nothing was delivered yet"):
        link()
    assert not Linkage.objects.exists()


def test_who_may_not_take_in_deliveries_may_not_link(link, delivered, engine, person_with):
    with pytest.raises(Forbidden):
        link(by=person_with("lead-partner"))


def test_what_goes_wrong_leaves_the_run_before_and_says_no_value(link, delivered, engine, partnership):
    first = link()

    def breaks() -> None:
        raise ValueError("could not read Beth Green, born 2013-02-09")

    engine.in_the_midst = breaks
    with pytest.raises(Refused, match="not of your making"):
        link()
    assert queries.latest_linkage(partnership) == first
    failed = queries.runs(partnership)[0]
    assert failed.state == "failed"
    assert "Beth" not in failed.problem
    assert not [
        path for path in places.linkage_folder(first).parent.iterdir() if path.name.startswith("arriving-")
    ]


def test_two_runs_at_once_are_one(link, delivered, engine, partnership):
    said = []

    def another() -> None:
        engine.in_the_midst = lambda: None
        with pytest.raises(Refused) as problem:
            link()
        said.append(str(problem.value))

    engine.in_the_midst = another
    run = link()
    assert said == [f"Linkage {run.pk} is running already. Wait until it has ended."]


def test_a_run_that_was_killed_is_marked_and_swept_by_the_next(link, delivered, engine, partnership, analyst):
    killed = services.begin(by=analyst, partnership=partnership)
    left = places.linkage_folder(killed).with_name(f"arriving-{killed.folder}")
    left.mkdir(parents=True)
    (left / "clusters.parquet").write_bytes(b"half")
    Progress(killed).begin()
    run = link()
    killed.refresh_from_db()
    assert (killed.state, run.state) == ("failed", "finished")
    assert "stopped half-way" in killed.problem
    assert [path.name for path in places.linkage_folder(run).parent.iterdir()] == [str(run.folder)]


def test_decisions_go_into_the_next_run_and_keep_their_pair(link, delivered, engine, partnership, analyst):
    link()
    pair = pair_of(partnership, 1)
    services.decide(by=analyst, pair=pair, same=False)
    link()
    (decision,) = engine.decisions
    assert {decision.left, decision.right} == set(HARTLEYS)
    assert decision.same is False
    pair.refresh_from_db()
    assert (pair.standing, pair.opinions, pair.in_doubt) == ("different", 1, False)
    assert queries.pairs(partnership).count() == 2


def test_a_run_that_comes_upon_nothing_new_leaves_in_doubt_what_was(link, delivered, engine, partnership):
    link()
    engine.doubtful = []
    run = link()
    assert queries.waiting(partnership).count() == 2
    assert Event.objects.get(verb="linked", record_id=run.pk).detail.count('"pairs_new":0') == 1


def test_a_pair_that_linkage_settles_by_itself_asks_nobody(link, delivered, engine, partnership):
    link()
    engine.doubtful, engine.joined = [], [HARTLEYS]
    link()
    (pair,) = queries.waiting(partnership)
    assert {pair.left, pair.right} == {child_key.handle(child_key.read(), *side) for side in BETHS}


def test_a_pair_of_which_a_record_is_no_longer_delivered_asks_nobody(link, delivered, engine, partnership):
    link()
    delivered[1].state = State.WITHDRAWN
    delivered[1].save()
    engine.doubtful = []
    link()
    assert not queries.waiting(partnership)


def test_the_run_before_is_handed_on(link, delivered, engine):
    first = link()
    assert engine.previous is None
    link()
    assert engine.previous == places.linkage_folder(first)


def test_a_decision_on_records_that_say_something_else_now_stands_and_says_so(
    link, delivered, engine, partnership, analyst
):
    link()
    pair, other = pair_of(partnership, 0), pair_of(partnership, 1)
    for one in (pair, other):
        services.decide(by=analyst, pair=one, same=True)
    link()
    assert not queries.in_question(partnership), "nothing changed"
    deliver(partnership, POLICE, ("P1", "Zainab", "Hussain"), name="police-2.csv")
    link()
    assert list(queries.in_question(partnership)) == [pair]
    assert len(engine.decisions) == 2, "both are kept to all the same"


def test_decisions_that_contradict_one_another_say_so(link, delivered, engine, partnership, analyst):
    link()
    for number in (0, 1):
        services.decide(by=analyst, pair=pair_of(partnership, number), same=True)
    engine.conflicts = [[0, 1]]
    link()
    assert set(queries.in_question(partnership).values_list("caution", flat=True)) == {"contradicts"}


def test_another_key_is_refused_until_one_says_that_the_old_is_lost(link, delivered, engine):
    link()
    child_key.place().write_text("ab" * 32)
    with pytest.raises(Refused, match="is not the one that children were linked with"):
        link()
    child_key.place().unlink()
    with pytest.raises(Refused, match="There is no file child-key"):
        link()
    run = link(new_key=True)
    assert run.key_mark == child_key.mark(child_key.read())
    assert engine.previous is None, "children of another key are not carried on"


def test_what_was_delivered_is_put_together_under_the_children_that_were_found(link, delivered, engine):
    assert engine.put_together == [link().pk]


def test_a_run_counts_although_what_was_delivered_could_not_be_put_together(
    link, delivered, engine, partnership
):
    engine.while_putting_together = lambda: 1 / 0
    run = link()
    run.refresh_from_db()
    assert (run.state, queries.latest_linkage(partnership)) == ("finished", run)
    assert "could not be put together for the figures (ZeroDivisionError)" in run.problem


def test_without_spark_one_is_told_how_to_come_by_it(link, delivered, engine, monkeypatch):
    monkeypatch.setattr("sightline.datasets.linkage.services.running.find_spec", lambda name: None)
    with pytest.raises(Refused, match="Spark is not installed here"):
        link(engine="spark")
    with pytest.raises(Refused, match="is no engine: there are duckdb and spark"):
        link(engine="abacus")


def test_of_runs_that_nobody_goes_on_from_only_pairs_that_still_ask_are_kept(
    link, delivered, engine, partnership
):
    first = link()
    engine.doubtful = []
    link()
    link()
    left = sorted(path.name for path in places.linkage_folder(first).iterdir())
    assert left == ["manifest.json", "pairs.parquet"]
    engine.joined = [BETHS, HARTLEYS]
    link()
    assert not places.linkage_folder(first).exists()
    assert queries.runs(partnership).count() == 4, "what they found stays"
