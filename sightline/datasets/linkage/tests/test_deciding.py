"""What people say of a pair: each once, without knowing of one another, and never overwritten."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sightline.audit.models import Event
from sightline.datasets.linkage import queries, services
from sightline.datasets.models import ReviewDecision
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.refusals import Refused


def test_who_may_not_see_single_children_may_not_decide(pairs, person_with):
    with pytest.raises(Forbidden):
        services.decide(by=person_with("business-manager"), pair=pairs[0], same=True)


def test_a_decision_is_somebodys_own(pairs):
    with pytest.raises(Refused, match="sign in"):
        services.decide(by=Shell("tester"), pair=pairs[0], same=True)


def test_one_says_what_one_thinks_once(pairs, people):
    services.decide(by=people[0], pair=pairs[0], same=True)
    with pytest.raises(Refused, match="You have said what you think"):
        services.decide(by=people[0], pair=pairs[0], same=False)
    assert list(ReviewDecision.objects.values_list("verdict", flat=True)) == ["same"]


def test_two_who_differ_bind_nobody_until_a_third_has_spoken(pairs, people, partnership):
    pair = pairs[0]
    services.decide(by=people[0], pair=pair, same=True)
    assert queries.binding(partnership).count() == 1
    services.decide(by=people[1], pair=pair, same=False)
    assert pair.standing == "disputed"
    assert not queries.binding(partnership)
    services.decide(by=people[2], pair=pair, same=False, reason="Twins at one address")
    assert pair.standing == "different"
    assert queries.binding(partnership).count() == 1
    assert ReviewDecision.objects.count() == 3, "nobody's word is lost"


def test_a_pair_on_which_two_agree_asks_nobody_else(pairs, people):
    for person in people[:2]:
        services.decide(by=person, pair=pairs[0], same=True)
    with pytest.raises(Refused, match="needs no further opinion"):
        services.decide(by=people[2], pair=pairs[0], same=True)


def test_one_takes_back_ones_own_word_while_it_is_the_last(pairs, people):
    pair = pairs[0]
    services.decide(by=people[0], pair=pair, same=True)
    services.take_back(by=people[0], pair=pair)
    assert (pair.standing, pair.opinions) == ("waiting", 0)
    services.decide(by=people[0], pair=pair, same=False)
    services.decide(by=people[1], pair=pair, same=False)
    with pytest.raises(Refused, match="no longer the last word"):
        services.take_back(by=people[0], pair=pair)
    with pytest.raises(Refused, match="said nothing"):
        services.take_back(by=people[2], pair=pair)
    assert ReviewDecision.objects.count() == 3


def test_first_come_the_undecided_then_those_of_others(pairs, people, partnership):
    asked = lambda person: [one.number for one in queries.unsaid_by(partnership, person.pk)]  # noqa: E731
    assert asked(people[0]) == [0, 1]
    services.decide(by=people[0], pair=pairs[0], same=True)
    assert asked(people[0]) == [1]
    assert asked(people[1]) == [1, 0]
    assert list(queries.second_opinions(partnership, people[1].pk)) == [pairs[0]]
    assert not queries.second_opinions(partnership, people[0].pk)


def test_agreement_is_measured_over_the_first_two_opinions(pairs, people, partnership):
    assert queries.agreement(partnership) == (0, 0, None)
    for pair, said in zip(pairs, [(True, True), (True, False)], strict=True):
        for person, same in zip(people, said, strict=False):
            services.decide(by=person, pair=pair, same=same)
    services.decide(by=people[2], pair=pairs[1], same=True)
    # Of two pairs they agree on one; chance alone would give 1/2: the first always says the same.
    assert queries.agreement(partnership) == (2, 1, Fraction(0))


def test_every_look_and_every_word_is_in_the_trail_without_the_child(pairs, people):
    services.look_at(by=people[0], pair=pairs[0])
    services.decide(by=people[0], pair=pairs[0], same=None)
    told = list(Event.objects.order_by("id").values_list("verb", "label"))[-3:]
    assert told == [
        ("looked at", f"pair {pairs[0].pk}"),
        ("added", f"decision about pair {pairs[0].pk}"),
        ("corrected", f"pair {pairs[0].pk}"),
    ]
