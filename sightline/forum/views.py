"""The pages of a forum, and those on which a member answers it.

Both stand below a scope's own address: a forum's pages are there in a forum alone.
"""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sightline.actions.presenters import at as action_at
from sightline.actions.queries import action
from sightline.forum import forms, presenters, queries, services
from sightline.forum.models import Allocation, Issue, Membership, Rating
from sightline.forum.permissions import ANSWER, JOIN, KEEP, RAISE
from sightline.forum.services.answering import reference_of
from sightline.foundation.matching import matching
from sightline.govuk.blocks import Action
from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.partnership.asking import ReasonForm, ask_form, ask_whether, found
from sightline.partnership.models import Partnership
from sightline.partnership.queries import agencies, partnership_by_slug
from sightline.partnership.recording import Recording, choice, narrowed, offered, search
from sightline.partnership.refusals import Refused
from sightline.people.asking import InsideAsPerson

SEARCHED = ("title", "what", "assessment", "decision")
STATES = (("open", "Open"), ("review", "Past the review date"), ("closed", "Closed"))


def _register(scope: Partnership) -> tuple[Link, ...]:
    return (Link("Register", presenters.home(scope)),)


recording: Recording[Issue] = Recording(
    keeping=services.issues,
    form=forms.IssueForm,
    find=queries.issue,
    names="forum:",
    within=lambda where, issue: _register(where),
)
allocating: Recording[Allocation] = Recording(
    keeping=services.allocations,
    form=forms.AllocationForm,
    find=queries.allocation,
    names="forum:allocation-",
    within=lambda where, one: (
        *_register(where),
        *((Link(one.issue.title, presenters.at(one.issue)),) if one else ()),
    ),
)


def _forum(request: InsideAsPerson) -> Partnership:
    """The forum that is asked about; a partnership has no such page."""
    return found(request.partnership if request.partnership.is_forum else None)


def _own(request: InsideAsPerson) -> list[Partnership]:
    """The members that who asks may raise an issue for: all of them for who keeps the register."""
    forum = request.partnership
    if request.person.may(KEEP, forum):
        return list(queries.members(forum))
    account = request.person.account
    return queries.speaks_for(account, forum) if account else []


def home(request: InsideAsPerson) -> HttpResponseBase:
    return _register_page(request) if request.partnership.is_forum else _forums_page(request)


def _register_page(request: InsideAsPerson) -> HttpResponseBase:
    forum, today = request.partnership, timezone.localdate()
    members = [(str(one.pk), one.name) for one in queries.members(forum)]
    by, area = choice(request, "by", "Raised by", members), choice(request, "area", "Area affected", members)
    rating = choice(request, "rating", "How serious", Rating.choices)
    state, words = choice(request, "state", "State", STATES), search(request)
    rows = narrowed(matching(queries.listed(forum), words.value, *SEARCHED), raised_by=by, rating=rating)
    rows = narrowed(rows, areas__member=area)
    if state.value == "review":
        rows = rows.filter(closed_on=None, review_on__lt=today)
    elif state.value:
        rows = rows.filter(closed_on__isnull=state.value == "open")
    every = queries.issues(forum)
    lead = presenters.state_sentence(
        every.count(), every.filter(closed_on=None).count(), queries.to_review(forum, today).count()
    )
    return list_or_file(
        request,
        rows,
        orders=presenters.ORDERS,
        default="-raised",
        sheet=presenters.SHEET,
        name="issues",
        page=lambda shown: presenters.register_page(
            shown,
            lead=lead,
            filters=offered(by, area, rating, state, words),
            add=reverse("forum:new", args=[forum.slug]) if request.person.may(RAISE, forum) else "",
            members=reverse("forum:members", args=[forum.slug]),
        ),
    )


def _forums_page(request: InsideAsPerson) -> HttpResponse:
    member = request.partnership
    memberships = list(queries.memberships_of(member))
    account = request.person.account
    enters = [
        one.partnership for one in memberships if account and queries.speaks_for(account, one.partnership)
    ]
    page = presenters.forums_page(
        member,
        memberships,
        list(queries.listed(member)),
        list(queries.asked_of(member)),
        joins=request.person.may(JOIN, member),
        enters=enters,
    )
    return render_page(request, page)


def raise_issue(request: InsideAsPerson) -> HttpResponse:
    forum = _forum(request)
    form = forms.RaiseForm(
        request.POST if request.method == "POST" else None, partnership=forum, speaks_for=_own(request)
    )
    return ask_form(
        request,
        form,
        lambda data: services.raise_issue(by=request.person, issue=form.instance, areas=data["areas"]),
        title="Raise an issue",
        lead="Every member of the forum sees what you put here.",
        crumbs=_register(forum),
        back=presenters.home(forum),
        submit="Raise the issue",
        then=presenters.at,
        said="The issue is on the register.",
    )


def issue_record(request: InsideAsPerson, number: int) -> HttpResponse:
    issue = recording.found(request, number)
    keeps = recording.may(request)
    pages = (("Assess", "assess"), ("Decide", "decide"), ("Areas affected", "areas"))
    page = presenters.issue_page(
        issue,
        queries.affected(issue),
        list(queries.allocations(issue)),
        recording.told(request, issue),
        today=timezone.localdate(),
        actions=tuple(Action(text, recording.at(request.partnership, issue, name)) for text, name in pages)
        if keeps
        else (),
        allocate=recording.at(request.partnership, issue, "allocate")
        if keeps and not (issue.closed_on or issue.withdrawn_at)
        else "",
    )
    return render_page(request, page)


def assess(request: InsideAsPerson, number: int) -> HttpResponse:
    issue = recording.found(request, number)
    return recording.change(request, issue, forms.AssessForm, title="Assess the issue")


def decide(request: InsideAsPerson, number: int) -> HttpResponse:
    issue = recording.found(request, number)
    return recording.change(request, issue, forms.DecideForm, title="Record the decision")


def areas(request: InsideAsPerson, number: int) -> HttpResponse:
    issue = recording.found(request, number)
    held = queries.affected(issue)
    members = [*queries.members(issue.partnership)]
    members += [one for one in held if one not in members]
    form = forms.AreasForm(
        request.POST if request.method == "POST" else None,
        members=members,
        initial={"areas": [str(one.pk) for one in held]},
    )
    return ask_form(
        request,
        form,
        lambda data: services.set_areas(by=request.person, issue=issue, areas=data["areas"]),
        title="Areas affected",
        crumbs=(*_register(request.partnership), Link(issue.title, presenters.at(issue))),
        back=presenters.at(issue),
        said="The areas affected were saved.",
    )


def allocate(request: InsideAsPerson, number: int) -> HttpResponse:
    issue = recording.found(request, number)
    form = forms.AllocationForm(
        request.POST if request.method == "POST" else None, partnership=request.partnership
    )
    form.instance.issue = issue
    return ask_form(
        request,
        form,
        lambda _: services.allocate(by=request.person, allocation=form.instance),
        title="Ask a partnership to act",
        lead=issue.title,
        crumbs=(*_register(request.partnership), Link(issue.title, presenters.at(issue))),
        back=presenters.at(issue),
        submit="Ask the partnership",
        said="The partnership sees it among what it is asked to do.",
    )


def allocation_record(request: InsideAsPerson, number: int) -> HttpResponse:
    one = allocating.found(request, number)
    return render_page(request, presenters.allocation_page(one, allocating.told(request, one)))


def members(request: InsideAsPerson) -> HttpResponse:
    forum = _forum(request)
    keeps = request.person.may(KEEP, forum)
    return render_page(request, presenters.members_page(forum, list(queries.memberships(forum)), keeps=keeps))


def invite(request: InsideAsPerson) -> HttpResponse:
    forum = _forum(request)

    def do(data: dict[str, str]) -> Membership:
        member = partnership_by_slug(data["slug"].lower())
        if member is None:
            raise Refused("There is no partnership at this address.", field="slug")
        return services.invite_member(by=request.person, forum=forum, member=member)

    back = reverse("forum:members", args=[forum.slug])
    return ask_form(
        request,
        forms.InviteForm(request.POST or None),
        do,
        title="Invite a partnership",
        lead="Nothing is shared with it until it accepts.",
        crumbs=(*_register(forum), Link("Members", back)),
        back=back,
        submit="Invite it",
        said="The partnership was invited.",
    )


def end(request: InsideAsPerson, number: int) -> HttpResponse:
    forum = request.partnership
    held = found(queries.membership(forum, number))
    back = reverse("forum:members", args=[forum.slug])
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.end_membership(by=request.person, membership=held, **data),
        title=f"End the membership of {held.member.name}?",
        text="Its people no longer come in from their next page on. What it shared stays here.",
        crumbs=(*_register(forum), Link("Members", back)),
        back=back,
        submit="End the membership",
    )


def accept(request: InsideAsPerson, number: int) -> HttpResponse:
    held = found(queries.membership_of(request.partnership, number))
    back = presenters.home(request.partnership)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.accept(by=request.person, membership=held),
        title=f"Join {held.partnership.name}?",
        text="Its members see what you put into the forum, and nothing else of yours.",
        crumbs=(Link("Forums", back),),
        back=back,
        submit="Join the forum",
        keep="Not now",
        style="primary",
        said=f"Your partnership belongs to {held.partnership.name}.",
    )


def leave(request: InsideAsPerson, number: int) -> HttpResponse:
    held = found(queries.membership_of(request.partnership, number))
    back = presenters.home(request.partnership)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.leave(by=request.person, membership=held, **data),
        title=f"Leave {held.partnership.name}?"
        if held.since
        else f"Decline to join {held.partnership.name}?",
        text="Your people no longer come in from their next page on. What you shared stays in the forum.",
        crumbs=(Link("Forums", back),),
        back=back,
        submit="Leave the forum" if held.since else "Decline",
    )


def asked(request: InsideAsPerson, number: int) -> HttpResponse:
    member = request.partnership
    one = found(queries.asked(member, number))
    own = action(member, reference_of(one)) if one.taken_up_on else None
    names: tuple[tuple[str, str], ...] = ()
    if request.person.may(ANSWER, member):
        if not (one.taken_up_on or one.declined_on):
            names = (("Take it up", "take_up"), ("Decline", "decline"))
        elif one.taken_up_on and not one.done_on:
            names = (("Tell the forum that it is done", "done"),)
    page = presenters.asked_page(
        one,
        actions=tuple(
            Action(text, reverse(f"forum:{name}", args=[member.slug, one.pk])) for text, name in names
        ),
        own=Link(own.reference, action_at(own, member)) if own else None,
    )
    return render_page(request, page)


def take_up(request: InsideAsPerson, number: int) -> HttpResponse:
    member = request.partnership
    one = found(queries.asked(member, number))
    form = forms.TakeUpForm(request.POST or None, agencies=agencies(member))
    return _answer(
        request,
        one,
        form,
        lambda data: services.take_up(by=request.person, allocation=one, **data),
        title="Take up the action",
        lead="It becomes an action of yours. The forum sees that you took it up, and no more.",
        said="The action is among yours now.",
    )


def decline(request: InsideAsPerson, number: int) -> HttpResponse:
    one = found(queries.asked(request.partnership, number))
    return _answer(
        request,
        one,
        forms.DeclineForm(request.POST or None),
        lambda data: services.decline(by=request.person, allocation=one, reason=data["reason"]),
        title="Decline the action",
        lead="",
        said="The forum sees that you declined, and why.",
    )


def done(request: InsideAsPerson, number: int) -> HttpResponse:
    one = found(queries.asked(request.partnership, number))
    return _answer(
        request,
        one,
        forms.DoneForm(request.POST or None),
        lambda data: services.report_done(by=request.person, allocation=one, words=data["words"]),
        title="Tell the forum that it is done",
        lead="Your own action stays as it is: mark it as complete there.",
        said="The forum sees that it is done.",
    )


def _answer(
    request: InsideAsPerson,
    one: Allocation,
    form: Form,
    do: object,
    *,
    title: str,
    lead: str,
    said: str,
) -> HttpResponse:
    return ask_form(
        request,
        form,
        do,  # type: ignore[arg-type]
        title=title,
        lead=lead or one.undertaking,
        crumbs=(Link("Forums", presenters.home(one.member)), Link("What is asked", presenters.asked_at(one))),
        back=presenters.asked_at(one),
        said=said,
    )
