"""A completed action that is taken up again: what was so of it until then stays so, in the list and in every figure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sightline.actions import queries, services
from sightline.actions.models import Action, Reopening
from sightline.actions.states import State
from sightline.foundation.access import Forbidden
from sightline.imports import services as imports
from sightline.measures.evaluation import evaluate, series
from sightline.measures.kinds import Question
from sightline.measures.registry import find
from sightline.measures.scope import Period, Scope
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.models import Person
from sightline.people.services.persons import erase_person

LIST, ONE = "/westmoor/actions/", "/westmoor/actions/RR01-24-3"
DONE, LOOKED, REOPENED, AGAIN = date(2024, 7, 20), date(2024, 9, 2), date(2024, 11, 4), date(2025, 2, 10)
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
ROW = (
    "RR01/24-3",
    "Brief staff",
    "Westmoor & Coast Constabulary",
    "Jill Wilkins",
    "01/05/2024",
    "01/08/2024",
)


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def done(covered, action):
    """Agreed on 1 May 2024 for 1 August, complete on 20 July, seen to have worked on 2 September."""
    return action(
        "RR01/24-3",
        owner="Jill Wilkins",
        completed_on=DONE,
        effect="assured",
        checked_on=LOOKED,
        checked_by="Omar Hale",
        seen="Ten of ten cases show it.",
    )


def reopened(by, action, day=REOPENED):
    services.reopen(
        by=by, action=action, reopened_on=day, reason="It came back", made_from=action.completed_on
    )
    action.refresh_from_db()
    return action


def told(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def state_on(partnership, day: date) -> str:
    return str(getattr(queries.standing(partnership, day).first(), "state", ""))


def at(partnership, day: date, key: str):
    return evaluate(f"actions.{key}", Scope(partnership=partnership, at=day)).value


STATES = (
    (date(2024, 7, 19), "outstanding"),
    (DONE, "complete"),
    (LOOKED, "assured"),
    (date(2024, 11, 3), "assured"),  # although it was reopened the day after
    (REOPENED, "overdue"),
    (date(2025, 2, 9), "overdue"),
)


def test_every_day_keeps_the_state_it_had(done, shell, partnership):
    reopened(shell, done)
    assert [(day, state_on(partnership, day)) for day, _ in STATES] == list(STATES)
    services.actions.correct(by=shell, record=done, values={"completed_on": AGAIN})
    assert [(day, state_on(partnership, day)) for day, _ in STATES] == list(STATES)
    assert state_on(partnership, AGAIN) == "complete"  # nobody has looked again


def test_what_is_outstanding_and_overdue_at_a_date_agrees_with_the_list(done, shell, partnership):
    services.actions.correct(by=shell, record=reopened(shell, done), values={"completed_on": AGAIN})
    for day in (*(day for day, _ in STATES), AGAIN, YEAR.end):
        state = state_on(partnership, day)
        assert at(partnership, day, "outstanding") == (state in ("outstanding", "overdue"))
        assert at(partnership, day, "overdue") == (state == "overdue")
    assert (
        at(partnership, date(2025, 1, 31), "median_age_outstanding") == 275
    )  # since it was agreed, on 1 May


def test_months_say_what_each_of_their_ends_says(done, action, shell, partnership):
    services.actions.correct(by=shell, record=reopened(shell, done), values={"completed_on": AGAIN})
    action("OTHER")
    scope = Scope(partnership=partnership, period=YEAR)
    for key in ("outstanding", "overdue", "overdue_rate", "median_age_outstanding"):
        points = series(f"actions.{key}", scope)
        assert [point.value for point in points] == [at(partnership, point.end, key) for point in points]
    # from May: both; August to October: the other alone; to January: both; after 10 February: the other
    assert [point.value for point in series("actions.outstanding", scope)] == [
        0,
        2,
        2,
        1,
        1,
        1,
        1,
        2,
        2,
        2,
        1,
        1,
    ]
    completed = [point.value for point in series("actions.completed", scope)]
    assert completed == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]


def test_each_completion_counts_in_its_own_time(done, action, shell, partnership, police, agency):
    services.actions.correct(by=shell, record=reopened(shell, done), values={"completed_on": AGAIN})
    action("OTHER", completed_on=date(2024, 8, 2), agency=agency("Westmoor Schools"), source="audit")
    first = Scope(partnership=partnership, period=Period(YEAR.start, date(2024, 9, 30)))
    whole = Scope(partnership=partnership, period=YEAR)
    assert (evaluate("actions.completed", first).value, evaluate("actions.completed", whole).value) == (2, 3)
    groups = evaluate("actions.completed", whole, "agency").groups
    assert {name: group.value for name, group in groups.items()} == {police.name: 2, "Westmoor Schools": 1}
    reviews = Scope(partnership=partnership, period=YEAR, where={"source": ("rapid review",)})
    assert evaluate("actions.completed", reviews).value == 2
    # in time the first time, late the second; the other a day late
    assert evaluate("actions.completed_on_time_rate", whole).value == Fraction(1, 3)
    assert evaluate("actions.assured_rate", whole).value == Fraction(1, 3)
    assert evaluate("actions.assured", whole).value == 1
    assert evaluate("actions.not_achieved", whole).value == 0


def test_the_records_behind_a_figure_of_before_hold_what_was_reopened(done, shell, partnership):
    before = Scope(partnership=partnership, period=Period(YEAR.start, date(2024, 9, 30)))
    was = evaluate("actions.completed", before)
    reopened(shell, done)
    assert evaluate("actions.completed", before).value == was.value == 1
    measure = find("actions.completed")
    assert list(measure.records(Question(measure, before))) == [done]


def test_an_action_is_reopened_on_its_page_which_keeps_telling_what_was(coordinator, done):
    assert "Reopen it" in coordinator.get(ONE).text
    typed = {
        **held_by_form(coordinator, f"{ONE}/reopen"),
        **told("reopened_on", REOPENED),
        "reason": "It came back",
    }
    assert coordinator.post(f"{ONE}/reopen", typed).status_code == 302
    page = coordinator.get(ONE).text
    for words in (
        "20 July 2024",
        "Assured: it worked",
        "Omar Hale, 2 September 2024",
        "It came back",
        "Overdue",
    ):
        assert words in page
    assert "Mark as complete" in page
    again = coordinator.post(f"{ONE}/reopen", typed)  # the same form sent twice
    assert again.status_code == 422
    assert Reopening.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reopened_on": DONE}, "a day after it was completed"),
        ({"reopened_on": date(2199, 1, 1)}, "not after today"),
        ({"reason": " "}, "Say why"),
        ({"made_from": AGAIN}, "Somebody else changed this action meanwhile"),
    ],
)
def test_what_cannot_be_reopened_so_is_refused(done, shell, given, said):
    asked = {"reopened_on": REOPENED, "reason": "It came back", "made_from": DONE, **given}
    with pytest.raises(Refused, match=said):
        services.reopen(by=shell, action=done, **asked)
    assert not Reopening.objects.exists()


def test_an_action_is_not_complete_again_before_it_was_reopened(done, shell):
    reopened(shell, done)
    with pytest.raises(Refused, match="It was reopened on 4 November 2024"):
        services.actions.correct(by=shell, record=done, values={"completed_on": DONE})


def test_only_who_keeps_actions_reopens_one(done, person_with, police):
    with pytest.raises(Forbidden):
        reopened(person_with("agency-representative", agency=police), done)


def test_a_reopened_action_that_is_withdrawn_is_in_no_figure(done, shell, partnership):
    services.actions.withdraw(by=shell, record=reopened(shell, done), reason="Entered twice")
    assert evaluate("actions.completed", Scope(partnership=partnership, period=YEAR)).value == 0
    assert at(partnership, YEAR.end, "outstanding") == 0


def test_an_erased_person_is_forgotten_where_they_looked_before(done, shell, partnership):
    who = Person.objects.create(partnership=partnership, key="oh", name="Omar Hale")
    services.actions.correct(by=shell, record=done, values={"checked_by_person": who})
    reopened(shell, done)
    erase_person(by=shell, person=who, reason="They asked for it")
    assert Reopening.objects.get().checked_by == f"Erased person {who.pk}"


# What a tracker says


def test_a_tracker_that_says_it_is_open_again_reopens_it_and_undoing_that_puts_it_back(
    tracker, shell, partnership
):
    tracker((*ROW, "20/07/2024"))
    import_ = tracker((*ROW, ""))
    made = Action.objects.get()
    reopening = Reopening.objects.get()
    assert made.completed_on is None
    assert (reopening.completed_on, reopening.since) == (DONE, date(2024, 5, 1))
    assert "tracker" in reopening.why
    assert state_on(partnership, YEAR.end) == "complete"  # for then it was
    imports.undo(by=shell, import_=import_)
    made.refresh_from_db()
    assert (made.completed_on, Reopening.objects.count()) == (DONE, 0)


def test_a_tracker_that_does_not_know_that_it_was_reopened_does_not_close_it(tracker, shell):
    tracker((*ROW, "20/07/2024"))
    made = reopened(shell, Action.objects.get())
    tracker((*ROW[:3], "Sam Cole", *ROW[4:], "20/07/2024"))
    made.refresh_from_db()
    assert (made.owner, made.completed_on) == ("Sam Cole", None)
    tracker((*ROW[:3], "Sam Cole", *ROW[4:], "10/02/2025"))
    made.refresh_from_db()
    assert made.completed_on == AGAIN


def test_the_state_of_everything_is_one_of_those_that_are_known(done, shell, partnership):
    reopened(shell, done)
    assert {state_on(partnership, day) for day, _ in STATES} <= set(State.values)
