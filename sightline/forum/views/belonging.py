"""Who belongs to a forum: it invites and ends, a partnership accepts and leaves."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from sightline.forum import forms, presenters, queries, services
from sightline.forum.models import Membership
from sightline.forum.permissions import KEEP
from sightline.forum.views.register import crumbs, forum_of
from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import ReasonForm, ask_form, ask_whether, found
from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.refusals import Refused
from sightline.people.asking import InsideAsPerson


def members(request: InsideAsPerson) -> HttpResponse:
    forum = forum_of(request)
    keeps = request.person.may(KEEP, forum)
    return render_page(request, presenters.members_page(forum, list(queries.memberships(forum)), keeps=keeps))


def invite(request: InsideAsPerson) -> HttpResponse:
    forum = forum_of(request)

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
        crumbs=(*crumbs(forum), Link("Members", back)),
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
        crumbs=(*crumbs(forum), Link("Members", back)),
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


def found_forum(request: InsideAsPerson) -> HttpResponse:
    """Found a forum from a partnership, which belongs to it at once; the others are invited."""
    member = found(None if request.partnership.is_forum else request.partnership)
    back = presenters.home(member)
    return ask_form(
        request,
        forms.FoundForm(request.POST or None),
        lambda data: services.found_with(by=request.person, member=member, **data),
        title="Found a forum",
        lead="A forum has its own register, meetings and actions. Your partnership belongs to it at once, and you keep "
        "it. Nothing is shared with the others until they accept.",
        crumbs=(Link("Forums", back),),
        back=back,
        submit="Found the forum",
        then=presenters.home,
        said="The forum is there. The partnerships that you invited find the invitation on their own page of forums.",
    )
