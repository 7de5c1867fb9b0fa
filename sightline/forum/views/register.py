"""The register of a forum: its issues and what members are asked. There are such pages in a forum alone."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sightline.forum import forms, presenters, queries, services
from sightline.forum.models import Allocation, Issue, Rating
from sightline.forum.permissions import KEEP, RAISE
from sightline.forum.views.answering import forums_page
from sightline.foundation.matching import matching
from sightline.govuk.blocks import Action
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.partnership.asking import ask_form, found
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording, choice, narrowed, offered, search
from sightline.people.asking import InsideAsPerson

SEARCHED = ("title", "what", "assessment", "decision")
STATES = (("open", "Open"), ("review", "Past the review date"), ("closed", "Closed"))


def crumbs(scope: Partnership) -> tuple[Link, ...]:
    return (Link("Register", presenters.home(scope)),)


recording: Recording[Issue] = Recording(
    keeping=services.issues,
    form=forms.IssueForm,
    find=queries.issue,
    names="forum:",
    within=lambda where, issue: crumbs(where),
)
allocating: Recording[Allocation] = Recording(
    keeping=services.allocations,
    form=forms.AllocationForm,
    find=queries.allocation,
    names="forum:allocation-",
    within=lambda where, one: (
        *crumbs(where),
        *((Link(one.issue.title, presenters.at(one.issue)),) if one else ()),
    ),
)


def forum_of(request: InsideAsPerson) -> Partnership:
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
    return _register_page(request) if request.partnership.is_forum else forums_page(request)


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


def raise_issue(request: InsideAsPerson) -> HttpResponse:
    forum = forum_of(request)
    form = forms.RaiseForm(
        request.POST if request.method == "POST" else None, partnership=forum, speaks_for=_own(request)
    )
    return ask_form(
        request,
        form,
        lambda data: services.raise_issue(by=request.person, issue=form.instance, areas=data["areas"]),
        title="Raise an issue",
        lead="Every member of the forum sees what you put here.",
        crumbs=crumbs(forum),
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
        crumbs=(*crumbs(request.partnership), Link(issue.title, presenters.at(issue))),
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
        crumbs=(*crumbs(request.partnership), Link(issue.title, presenters.at(issue))),
        back=presenters.at(issue),
        submit="Ask the partnership",
        said="The partnership sees it among what it is asked to do.",
    )


def allocation_record(request: InsideAsPerson, number: int) -> HttpResponse:
    one = allocating.found(request, number)
    return render_page(request, presenters.allocation_page(one, allocating.told(request, one)))
