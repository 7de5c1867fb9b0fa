"""An issue from being raised to being acted on, as the forum and its members see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sightline.actions.models import Action
from sightline.audit.models import Event
from sightline.forum.models import Allocation, Issue, Membership
from sightline.forum.services import (
    accept,
    allocate,
    found_forum,
    invite_member,
    leave,
    raise_issue,
    set_areas,
    take_up,
)
from sightline.foundation.access import Forbidden
from sightline.foundation.attention import attention
from sightline.measures.evaluation import evaluate
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.refusals import Refused

REGISTER = "/moors/forum/"


@pytest.fixture
def issue(forum: Partnership, partnership: Partnership, shell: Any) -> Callable[..., Issue]:
    def make(title: str = "Moved between areas", areas: tuple[Partnership, ...] = (), **values: Any) -> Issue:
        made = Issue(
            partnership=forum,
            title=title,
            what="The same group",
            raised_by=values.pop("raised_by", partnership),
            raised_on=values.pop("raised_on", timezone.localdate()),
            **values,
        )
        return raise_issue(by=shell, issue=made, areas=areas)

    return make


@pytest.fixture
def allocation(forum: Partnership, shell: Any) -> Callable[..., Allocation]:
    def make(issue: Issue, member: Partnership, **values: Any) -> Allocation:
        made = Allocation(
            partnership=forum,
            issue=issue,
            member=member,
            undertaking="Share the map of places",
            allocated_on=timezone.localdate(),
            **values,
        )
        return allocate(by=shell, allocation=made)

    return make


def _raised(title: str, by: Partnership, *areas: Partnership) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": title,
        "what": "The same group in three areas",
        "raised_by": by.pk,
        "raised_on_day": today.day,
        "raised_on_month": today.month,
        "raised_on_year": today.year,
        "areas": [area.pk for area in areas],
    }


def test_a_forum_has_a_body_of_its_own_and_is_kept_live(forum, partnership) -> None:
    assert Body.objects.of(forum).get().name == "Moors and Vales Forum"
    assert (
        Coverage.objects.filter(partnership__in=(forum, partnership), source="forum", end=None).count() == 2
    )


def test_a_forum_of_one_is_refused(partnership, shell) -> None:
    with pytest.raises(Refused, match="at least two"):
        found_forum(by=shell, slug="moors", name="Moors", members=[partnership])
    assert not Partnership.objects.filter(slug="moors").exists()


def test_a_demonstration_shares_no_forum_with_a_real_partnership(
    partnership, another_partnership, shell
) -> None:
    another_partnership.demonstration = True
    another_partnership.save()
    with pytest.raises(Refused, match="demonstration"):
        found_forum(by=shell, slug="moors", name="Moors", members=[partnership, another_partnership])


def test_a_visitor_raises_an_issue_for_their_own_partnership(
    forum, partnership, another_partnership, person_with, client_as
) -> None:
    client = client_as(person_with("body-chair", name="Priya Shah"))
    answer = client.post(f"{REGISTER}issues/new", _raised("Moved", partnership, another_partnership))
    made = Issue.objects.of(forum).get()
    assert (answer.status_code, answer["Location"]) == (302, f"{REGISTER}issues/{made.pk}")
    page = client.get(answer["Location"]).content.decode()
    assert "Priya Shah" in page, "the history names who raised it"
    assert another_partnership.name in page


def test_a_visitor_raises_no_issue_for_another_member(
    forum, another_partnership, person_with, client_as
) -> None:
    client = client_as(person_with("body-chair"))
    answer = client.post(f"{REGISTER}issues/new", _raised("Moved", another_partnership))
    assert answer.status_code == 422
    assert "The same group in three areas" in answer.content.decode()
    assert not Issue.objects.exists()


def test_an_area_outside_the_forum_is_refused(issue, outside) -> None:
    with pytest.raises(Refused, match="belong to this forum"):
        issue(areas=(outside,))


def test_a_visitor_keeps_no_register(issue, person_with, client_as) -> None:
    made = issue()
    client = client_as(person_with("coordinator"))
    assert client.get(f"{REGISTER}issues/{made.pk}").status_code == 200
    for page in ("correct", "assess", "decide", "areas", "allocate", "withdraw"):
        assert client.get(f"{REGISTER}issues/{made.pk}/{page}").status_code == 403, page


def test_a_decision_has_words_and_a_date(forum, issue, person_with, client_as) -> None:
    made = issue()
    client = client_as(person_with("coordinator", partnership=forum))
    page = f"{REGISTER}issues/{made.pk}/decide"
    answer = client.post(page, {"decision": "One plan for all three", "made_from": ""})
    assert "Say when this was decided" in answer.content.decode()
    today = timezone.localdate()
    day = {"decided_on_day": today.day, "decided_on_month": today.month, "decided_on_year": today.year}
    assert client.post(page, {"decision": "One plan for all three", **day}).status_code == 302
    made.refresh_from_db()
    assert (made.decision, made.decided_on) == ("One plan for all three", today)


def test_what_a_member_takes_up_is_its_own_action_and_the_forum_sees_dates_alone(
    forum, partnership, issue, allocation, agency, person_with, client_as
) -> None:
    due = timezone.localdate() + timedelta(days=30)
    asked = allocation(issue(), partnership, due_on=due)
    police = agency("Westmoor Police")
    client = client_as(person_with("coordinator"))
    page = f"/westmoor/forum/asked/{asked.pk}"
    assert "Take it up" in client.get(page).content.decode()
    answer = client.post(f"{page}/take-up", {"agency": police.pk, "owner": "Sam Okafor"})
    assert answer.status_code == 302
    action = Action.objects.get()
    assert (action.partnership, action.agency, action.source, action.due_on) == (
        partnership,
        police,
        "forum",
        due,
    )
    asked.refresh_from_db()
    assert asked.taken_up_on == timezone.localdate()
    seen = client.get(f"{REGISTER}allocations/{asked.pk}").content.decode()
    assert "Taken up" in seen
    assert "Sam Okafor" not in seen
    assert action.reference not in seen
    assert action.reference in client.get(page).content.decode()


def test_what_a_member_declined_says_why_in_the_forum(
    partnership, issue, allocation, person_with, client_as
) -> None:
    asked = allocation(issue(), partnership)
    client = client_as(person_with("coordinator"))
    page = f"/westmoor/forum/asked/{asked.pk}"
    assert client.post(f"{page}/decline", {"reason": ""}).status_code == 422
    assert client.post(f"{page}/decline", {"reason": "We have no such team"}).status_code == 302
    assert "We have no such team" in client.get(f"{REGISTER}allocations/{asked.pk}").content.decode()
    again = client.post(f"{page}/decline", {"reason": "We have no such team"})
    assert "answered this already" in again.content.decode()
    assert not Action.objects.exists()


def test_what_is_done_is_told_to_the_forum_in_words(
    partnership, issue, allocation, agency, person_with, client_as, shell
) -> None:
    asked = allocation(issue(), partnership)
    client = client_as(person_with("coordinator"))
    page = f"/westmoor/forum/asked/{asked.pk}/done"
    assert "Take this up first" in client.post(page, {"words": "The map is shared"}).content.decode()
    take_up(by=shell, allocation=asked, agency=agency("Westmoor Police"))
    assert client.post(page, {"words": "The map is shared"}).status_code == 302
    seen = client.get(f"{REGISTER}allocations/{asked.pk}").content.decode()
    assert "The map is shared" in seen


def test_nobody_answers_for_another_member(
    another_partnership, issue, allocation, agency, person_with, client_as
) -> None:
    asked = allocation(issue(), another_partnership)
    person = person_with("coordinator")
    assert client_as(person).post(f"/westmoor/forum/asked/{asked.pk}/take-up").status_code == 404
    with pytest.raises(Forbidden):
        take_up(by=person, allocation=asked, agency=agency("Westmoor Police"))


def test_a_partnership_belongs_to_a_forum_once_it_accepted(
    forum, outside, person_with, client_as, shell
) -> None:
    invited = invite_member(by=shell, forum=forum, member=outside)
    manager = person_with("business-manager", partnership=outside)
    client = client_as(manager)
    assert client.get(REGISTER).status_code == 404
    [item] = attention["forum"].items(manager, outside, timezone.localdate())
    assert item.text == "Answer the invitation of Moors and Vales Forum"
    assert client.post(item.href).status_code == 302
    assert client.get(REGISTER).status_code == 200
    with pytest.raises(Refused, match="already"):
        accept(by=shell, membership=invited)
    with pytest.raises(Refused, match="already"):
        invite_member(by=shell, forum=forum, member=outside)


def test_joining_is_for_the_partnership_and_inviting_for_the_forum(
    forum, outside, person_with, shell
) -> None:
    keeper = person_with("business-manager", partnership=forum)
    invited = invite_member(by=keeper, forum=forum, member=outside)
    with pytest.raises(Forbidden):
        accept(by=keeper, membership=invited)
    with pytest.raises(Forbidden):
        invite_member(by=person_with("business-manager"), forum=forum, member=outside)


def test_an_invitation_that_was_declined_can_be_made_again(forum, outside, shell) -> None:
    leave(by=shell, membership=invite_member(by=shell, forum=forum, member=outside), reason="Not this year")
    invite_member(by=shell, forum=forum, member=outside)
    assert Membership.objects.filter(member=outside).count() == 2


def test_what_is_asked_and_what_is_to_be_reviewed_want_attention(
    forum, partnership, issue, allocation, person_with
) -> None:
    today = timezone.localdate()
    asked = allocation(issue(), partnership)
    issue("Late", raised_on=today - timedelta(days=40), review_on=today - timedelta(days=1))
    [item] = attention["forum"].items(person_with("coordinator"), partnership, today)
    assert item.href == f"/westmoor/forum/asked/{asked.pk}"
    [item] = attention["forum"].items(person_with("coordinator", partnership=forum), forum, today)
    assert (item.text, item.href) == ("Review 1 issue past the review date", f"{REGISTER}?state=review")


@pytest.fixture
def year(forum, partnership, another_partnership) -> Period:
    Coverage.objects.filter(source="forum").update(start=date(2024, 4, 1))
    return Period(date(2024, 4, 1), date(2025, 3, 31))


def test_a_forum_counts_every_issue_and_a_member_those_that_concern_it(
    year, forum, partnership, another_partnership, outside, issue, shell
) -> None:
    accept(by=shell, membership=invite_member(by=shell, forum=forum, member=outside))
    Coverage.objects.filter(source="forum").update(start=date(2024, 4, 1))
    day = date(2024, 6, 1)
    issue(
        "One", raised_on=day, areas=(partnership, another_partnership)
    )  # raised by Westmoor, affects it too
    issue("Two", raised_on=day, raised_by=another_partnership, areas=(partnership,))
    issue("Three", raised_on=day, raised_by=another_partnership)
    issue("Before", raised_on=date(2024, 3, 31))

    def raised(where: Partnership) -> Any:
        return evaluate("forum.issues_raised", Scope(partnership=where, period=year)).value

    assert (raised(forum), raised(partnership), raised(another_partnership), raised(outside)) == (3, 2, 3, 0)


def test_an_issue_is_acted_on_when_it_was_decided_and_somebody_took_an_action_up(
    year, forum, partnership, issue, allocation, agency, shell
) -> None:
    decided = {"decision": "One plan", "decided_on": date(2024, 7, 1), "raised_on": date(2024, 6, 1)}
    issue("Decided alone", **decided)
    allocation(issue("Only asked", **decided), partnership)
    undecided = allocation(issue("Not decided", raised_on=date(2024, 6, 1)), partnership)
    both = allocation(issue("Both", **decided), partnership)
    for asked in (undecided, both):
        take_up(by=shell, allocation=asked, agency=agency(f"Agency {asked.pk}"))
    for where in (forum, partnership):
        assert evaluate("forum.issues_actioned", Scope(partnership=where, period=year)).value == 1
        assert evaluate("forum.issues_raised", Scope(partnership=where, period=year)).value == 4


def test_a_members_figures_follow_what_the_forum_writes(
    year, partnership, another_partnership, issue, shell
) -> None:
    made = issue(raised_on=date(2024, 6, 1), raised_by=another_partnership)
    scope = Scope(partnership=partnership, period=year)
    assert Remembered(partnership).evaluate("forum.issues_raised", scope).value == 0
    set_areas(by=shell, issue=made, areas=[partnership])
    assert Remembered(partnership).evaluate("forum.issues_raised", scope).value == 1
    set_areas(by=shell, issue=made, areas=[])
    assert Remembered(partnership).evaluate("forum.issues_raised", scope).value == 0


def test_a_member_that_left_counts_nothing_of_the_forum(year, partnership, issue, westmoor_in, shell) -> None:
    issue(raised_on=date(2024, 6, 1))
    leave(by=shell, membership=westmoor_in, reason="It was merged")
    assert evaluate("forum.issues_raised", Scope(partnership=partnership, period=year)).value == 0


def test_belonging_is_told_in_the_trail_of_both(forum, partnership, westmoor_in, shell) -> None:
    leave(by=shell, membership=westmoor_in, reason="It was merged")
    said = Event.objects.filter(partnership_id=partnership.pk).values_list("verb", flat=True)
    assert {"joined the forum", "left the forum"} <= set(said)
    ended = Event.objects.get(partnership_id=forum.pk, kind="forum.membership", verb="corrected")
    assert ended.reason == "It was merged"


def test_the_register_is_narrowed_and_taken_away_as_a_file(
    forum, partnership, another_partnership, issue, person_with, client_as
) -> None:
    issue("Moved between areas", areas=(another_partnership,))
    issue("Online harm", raised_by=another_partnership)
    client = client_as(person_with("coordinator"))
    page = client.get(REGISTER, {"area": another_partnership.pk}).content.decode()
    assert "Moved between areas" in page
    assert "Online harm" not in page
    answer = client.get(REGISTER, {"q": "online", "export": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "Online harm" in text
    assert "Moved between areas" not in text


def test_a_forum_is_founded_from_a_shell(partnership, another_partnership, run_command) -> None:
    words = ("forum", "create", "moors", "--name", "Moors Forum")
    done = run_command(*words, "--members", "westmoor,eastvale", "--json")
    assert (done.status, done.json["members"]) == (0, ["westmoor", "eastvale"])
    assert Partnership.objects.get(slug="moors").is_forum
    assert run_command(*words, "--members", "westmoor,nowhere").status == 2


def test_the_page_of_a_figure_shows_the_issues_behind_it(
    year, forum, partnership, another_partnership, issue, person_with, client_as
) -> None:
    made = issue("Moved between areas", raised_on=date(2024, 6, 1))
    issue("Online harm", raised_on=date(2024, 6, 1), raised_by=another_partnership)
    client = client_as(person_with("coordinator"))
    page = client.get("/moors/measures/forum.issues_raised?year=2024-25")
    at_home = client.get("/westmoor/measures/forum.issues_raised?year=2024-25")
    assert f"{REGISTER}issues/{made.pk}" in page.content.decode()
    assert "Online harm" in page.content.decode()
    assert "Moved between areas" in at_home.content.decode()
    assert "Online harm" not in at_home.content.decode()
