"""Rounds are made when they are due, once, and again after one failed; the digest comes once a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from sightline.foundation.access import Shell
from sightline.foundation.attention import Attention, Item
from sightline.foundation.registry import Registry
from sightline.foundation.reminders import Due, Reminders
from sightline.foundation.rounds import Round
from sightline.foundation.rounds import rounds as offered
from sightline.notices.milestones import escalation, reminder
from sightline.notices.models import Choice, Lengths, Notice
from sightline.notices.services.digest import take_digest
from sightline.notices.services.forgetting import forget_texts
from sightline.notices.services.lengths import change_lengths
from sightline.notices.services.rounds import Rounds
from sightline.notices.tests.conftest import post
from sightline.partnership.models import Partnership
from sightline.partnership.roles import BODY_CHAIR, COORDINATOR
from sightline.partnership.services.bodies import add_body
from sightline.people.models import Person
from sightline.people.services.roles import grant_role

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = date(2026, 3, 20)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has no rounds but these."""

    def rounds(*these: Round) -> None:
        registry: Registry[Round] = Registry("round")
        for one in these:
            registry.add(one)
        monkeypatch.setattr("sightline.notices.services.rounds.rounds", registry)

    return rounds


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """What needs everybody."""
    items: list[Item] = []
    registry: Registry[Attention] = Registry("attention")
    registry.add(Attention("test", lambda person, partnership, today: items))
    monkeypatch.setattr("sightline.notices.services.digest.attention", registry)
    return items


def test_a_round_is_made_when_it_is_due_and_not_before(only: Callable[..., None]) -> None:
    made: list[datetime] = []
    only(Round("a", DAY, made.append))
    worker = Rounds()
    for hours in range(25):
        worker.make(MONDAY + hours * HOUR)
    assert made == [MONDAY, MONDAY + DAY]


def test_starting_the_worker_again_repeats_no_round(only: Callable[..., None]) -> None:
    made: list[datetime] = []
    only(Round("a", 7 * DAY, made.append))
    for days in range(9):
        Rounds().make(MONDAY + days * DAY)
    assert made == [MONDAY, MONDAY + 7 * DAY]


def test_a_round_that_fails_is_made_again_soon_and_keeps_no_other_back(only: Callable[..., None]) -> None:
    made: list[datetime] = []

    def fails_once(now: datetime) -> None:
        made.append(now)
        if len(made) == 1:
            raise ZeroDivisionError

    only(Round("a", DAY, fails_once), Round("b", DAY, lambda now: None))
    worker = Rounds()
    assert worker.make(MONDAY) == ["b"]
    assert worker.make(MONDAY + HOUR) == ["a"]


def test_a_round_whose_time_has_not_come_is_asked_again(only: Callable[..., None]) -> None:
    only(Round("a", DAY, lambda now: now >= MONDAY + HOUR))
    worker = Rounds()
    assert worker.make(MONDAY) == []
    assert worker.make(MONDAY + HOUR) == ["a"]


def test_the_digest_says_what_needs_somebody_once_a_week(
    person_with: Callable[..., Person], asked: list[Item]
) -> None:
    person_with(COORDINATOR)
    asked.append(Item("Chase the owners", "/westmoor/actions/", due=date(2026, 3, 5)))
    for hours in range(0, 24 * 8, 6):
        offered["notices.digest"].do(MONDAY + hours * HOUR)
    first, second = Notice.objects.order_by("id")
    assert (first.key[:15], second.key[:15]) == ("digest:2026-W10", "digest:2026-W11")
    assert first.subject == "1 thing needs you this week"
    assert "Chase the owners (by 5 March 2026)\n  http://localhost:8000/westmoor/actions/" in first.text


def test_no_digest_where_nothing_needs_anybody_and_none_for_who_cannot_sign_in(
    person_with: Callable[..., Person], asked: list[Item]
) -> None:
    person_with(COORDINATOR)
    offered["notices.digest"].do(MONDAY)
    assert not Notice.objects.exists()
    asked.append(Item("Chase the owners", "/"))
    Person.objects.update(account=None)
    offered["notices.digest"].do(MONDAY)
    assert not Notice.objects.exists()


def test_whoever_turned_the_digest_off_gets_none(
    person_with: Callable[..., Person], asked: list[Item]
) -> None:
    asked.append(Item("Chase the owners", "/"))
    one, other = person_with(COORDINATOR), person_with(COORDINATOR)
    take_digest(by=one, wanted=False)
    take_digest(by=other, wanted=False)
    take_digest(by=other, wanted=True)
    offered["notices.digest"].do(MONDAY)
    assert [notice.to for notice in Notice.objects.all()] == [other]
    assert Choice.objects.count() == 2


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 5), None),
        (date(2026, 3, 6), date(2026, 3, 6)),  # fourteen days before
        (date(2026, 3, 9), date(2026, 3, 6)),  # three days on which nothing ran
        (date(2026, 3, 10), None),
        (date(2026, 3, 17), date(2026, 3, 17)),  # three days before
        (date(2026, 3, 20), date(2026, 3, 17)),
        (date(2026, 3, 21), date(2026, 3, 21)),  # the day after
        (date(2026, 3, 27), None),
        (date(2026, 3, 28), date(2026, 3, 28)),  # a week later
        (date(2026, 4, 4), date(2026, 4, 4)),
    ],
)
def test_reminders_come_before_and_after_it_is_due(today: date, expected: date | None) -> None:
    assert reminder(DUE, today, Lengths()) == expected


def test_the_chair_is_told_when_it_is_fourteen_days_overdue() -> None:
    days = [DUE + n * DAY for n in range(40)]
    told = [day for day in days if escalation(DUE, day, Lengths())]
    assert (told[0], told[-1]) == (date(2026, 4, 3), date(2026, 4, 17))


def test_each_reminder_is_posted_once_and_the_chair_is_told_once(
    person_with: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, chair = person_with(COORDINATOR), person_with(BODY_CHAIR)
    thing = Due("RR01-24-3", DUE, owner, "Complete RR01/24-3", "/westmoor/actions/RR01-24-3", chair)
    registry: Registry[Reminders] = Registry("reminders")
    registry.add(Reminders("actions", lambda partnership, today: [thing]))
    monkeypatch.setattr("sightline.notices.services.reminding.reminders", registry)
    for days in range(40):
        offered["notices.remind"].do(MONDAY + days * DAY)
    told = [(notice.to, notice.subject) for notice in Notice.objects.order_by("id")]
    assert [subject for to, subject in told if to == chair] == ["Still not done: Complete RR01/24-3"]
    assert [subject for to, subject in told if to == owner] == [
        "Due by 20 March 2026: Complete RR01/24-3",
        "Due by 20 March 2026: Complete RR01/24-3",
        *["Overdue since 20 March 2026: Complete RR01/24-3"] * 3,
    ]
    assert "http://localhost:8000/westmoor/actions/RR01-24-3" in Notice.objects.all()[0].text


def test_what_names_no_chair_goes_to_the_chair_of_the_body_at_the_top_or_of_the_one_that_was_chosen(
    person_with: Callable[..., Person],
    partnership: Partnership,
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    top = add_body(by=shell, partnership=partnership, name="Executive")
    group = add_body(by=shell, partnership=partnership, name="Business group", reports_to=top)
    chairs = {body: person_with(None, name=f"Chair of {body.name}") for body in (top, group)}
    for body, person in chairs.items():
        grant_role(by=shell, person=person, role=BODY_CHAIR, since=MONDAY.date(), body=body)
    speakers = [person_with(COORDINATOR), person_with(COORDINATOR)]
    things = [
        Due(f"1:{one.pk}", DUE, one, "Complete RR01/24-3", "/update", seen_at="/westmoor/actions/RR01-24-3")
        for one in speakers
    ]
    registry: Registry[Reminders] = Registry("reminders")
    registry.add(Reminders("actions", lambda partnership, today: things))
    monkeypatch.setattr("sightline.notices.services.reminding.reminders", registry)
    overdue = MONDAY + 32 * DAY
    offered["notices.remind"].do(overdue)
    offered["notices.remind"].do(overdue + DAY)
    told = Notice.objects.get(subject__startswith="Still not done")
    assert told.to == chairs[top]
    assert told.text.count("/westmoor/actions/RR01-24-3") == 1
    lengths = {"first": 14, "second": 3, "again": 7, "escalate": 14}
    change_lengths(by=shell, partnership=partnership, **lengths, body=group)
    offered["notices.remind"].do(overdue + 2 * DAY)
    assert Notice.objects.filter(to=chairs[group], subject__startswith="Still not done").exists()


def test_what_somebody_is_reminded_of_on_one_morning_is_one_mail(
    person_with: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, other = person_with(COORDINATOR), person_with(BODY_CHAIR)
    late, soon = MONDAY.date() - DAY, MONDAY.date() + 3 * DAY
    things = [
        Due("1", soon, owner, "Complete RR01/24-3", "/westmoor/actions/RR01-24-3"),
        Due("2", late, owner, "Answer the challenge", "/westmoor/challenges/2"),
        Due("3", late, other, "Complete RR01/24-4", "/westmoor/actions/RR01-24-4"),
    ]
    registry: Registry[Reminders] = Registry("reminders")
    registry.add(Reminders("actions", lambda partnership, today: things))
    monkeypatch.setattr("sightline.notices.services.reminding.reminders", registry)
    offered["notices.remind"].do(MONDAY)
    things.append(Due("4", soon, owner, "Complete RR01/24-5", "/westmoor/actions/RR01-24-5"))
    offered["notices.remind"].do(MONDAY)
    told = [(notice.to, notice.subject) for notice in Notice.objects.order_by("id")]
    assert sorted(told, key=str) == sorted(
        [
            (owner, "2 things are due, 1 of them overdue"),
            (other, "Overdue since 1 March 2026: Complete RR01/24-4"),
            (owner, "Due by 5 March 2026: Complete RR01/24-5"),
        ],
        key=str,
    )
    text = Notice.objects.get(subject__startswith="2 things").text
    assert text.index("Answer the challenge") < text.index("Complete RR01/24-3")
    assert "http://localhost:8000/westmoor/challenges/2" in text


def test_a_source_that_fails_keeps_no_other_reminder_back(
    person_with: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(partnership: object, today: date) -> list[Due]:
        raise ZeroDivisionError

    owner = person_with(COORDINATOR)
    registry: Registry[Reminders] = Registry("reminders")
    registry.add(Reminders("a", fails))
    registry.add(
        Reminders("b", lambda partnership, today: [Due("1", MONDAY.date() + 3 * DAY, owner, "Answer", "/")])
    )
    monkeypatch.setattr("sightline.notices.services.reminding.reminders", registry)
    offered["notices.remind"].do(MONDAY)
    assert Notice.objects.get().subject == "Due by 5 March 2026: Answer"


def test_nobody_is_reminded_by_night(person_with: Callable[..., Person]) -> None:
    assert offered["notices.remind"].do(MONDAY.replace(hour=3)) is False
    assert offered["notices.digest"].do(MONDAY.replace(hour=3)) is False


def test_what_was_sent_long_ago_is_forgotten_but_that_it_was_sent(somebody: Person) -> None:
    old, waiting = post(somebody), post(somebody, "b")
    Notice.objects.filter(pk=old.pk).update(state="sent")
    forget_texts(old.created_at + 181 * DAY)
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.text, old.subject) == ("", "Something is due")
    assert waiting.text == "Open it here."
