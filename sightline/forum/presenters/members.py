"""Who belongs to a forum, and what a member sees of its forums."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.forum.models import Allocation, Issue, Membership
from sightline.forum.presenters.register import answer_tag, answered, asked_at, at, counted, home, tag
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag
from sightline.partnership.models import Partnership


def asked_page(allocation: Allocation, *, actions: tuple[Action, ...], own: Link | None) -> RecordPage:
    """What a member sees of what it is asked, with the way to its own action."""
    issue = allocation.issue
    return RecordPage(
        title=f"{allocation.partnership.name} asks you to act",
        caption=issue.title,
        state=answer_tag(allocation),
        breadcrumbs=(Link("Forums", home(allocation.member)),),
        actions=actions,
        summary=(
            SummaryRow("The issue", issue.what),
            *answered(allocation),
            *((SummaryRow("Your action", own),) if own else ()),
        ),
    )


def forums_page(
    member: Partnership,
    memberships: Sequence[Membership],
    issues: Sequence[Issue],
    asked: Sequence[Allocation],
    *,
    joins: bool,
    enters: Sequence[Partnership],
    found: str,
) -> ListPage:
    """The forums of a partnership, the issues that concern it, and what it is asked to do.

    ``found`` is where a forum is founded, "" for who may not.
    """
    return ListPage(
        title="Forums across boundaries",
        lead="What is put into a forum is seen by all its members. Your other records are not.",
        actions=(Action("Found a forum", found),) if found else (),
        table=Table(
            caption="Your forums",
            columns=(Column("Forum", wide=True), Column("Member since"), Column("What you can do")),
            rows=tuple(_forum_row(one, member, joins, one.partnership in enters) for one in memberships),
            empty=Empty("Your partnership belongs to no forum. A forum invites it, and you accept here."),
        ),
        blocks=(
            Section("What you are asked to do", (_asked_table(asked),), id="asked"),
            Section("Issues that concern your area", (_concerns_table(issues, enters),), id="issues"),
        ),
    )


def _forum_row(one: Membership, member: Partnership, joins: bool, enters: bool) -> Row:
    def act(text: str, page: str) -> Link:
        return Link(text, reverse(f"forum:{page}", args=[member.slug, one.pk]))

    what = [] if one.since or not joins else [act("Accept the invitation", "accept")]
    what += [act("Leave" if one.since else "Decline", "leave")] if joins else []
    name = Link(one.partnership.name, home(one.partnership)) if enters else one.partnership.name
    return Row((name, one.since or Tag("Invited", "yellow"), Lines(*what) if what else Muted("nothing")))


def _asked_table(asked: Sequence[Allocation]) -> Table:
    return Table(
        caption="What you are asked to do",
        caption_hidden=True,
        columns=(Column("Action", wide=True), Column("Forum"), Column("Due"), Column("Answer")),
        rows=tuple(
            Row(
                (
                    Link(one.undertaking, asked_at(one)),
                    one.partnership.name,
                    one.due_on or Muted("no date"),
                    answer_tag(one),
                )
            )
            for one in asked
        ),
        empty="No forum asks anything of your partnership.",
    )


def _concerns_table(issues: Sequence[Issue], enters: Sequence[Partnership]) -> Table:
    return Table(
        caption="Issues that concern your area",
        caption_hidden=True,
        columns=(
            Column("Issue", wide=True),
            Column("Forum"),
            Column("Raised"),
            Column("By"),
            Column("State"),
        ),
        rows=tuple(
            Row(
                (
                    Link(one.title, at(one)) if one.partnership in enters else one.title,
                    one.partnership.name,
                    one.raised_on,
                    one.raised_by.name,
                    tag(one),
                )
            )
            for one in issues
        ),
        empty="No issue that your partnership raised, or that affects it, is on a register.",
    )


def members_page(forum: Partnership, memberships: Sequence[Membership], *, keeps: bool) -> ListPage:
    return ListPage(
        title="Members of the forum",
        breadcrumbs=(Link("Register", home(forum)),),
        actions=(Action("Invite a partnership", reverse("forum:invite", args=[forum.slug])),)
        if keeps
        else (),
        table=Table(
            caption=counted(len(memberships), "partnership"),
            columns=(
                Column("Partnership", wide=True),
                Column("Invited"),
                Column("Member since"),
                Column("Left"),
                *((Column("What you can do"),) if keeps else ()),
            ),
            rows=tuple(_member_row(one, forum, keeps) for one in memberships),
            empty="No partnership belongs to this forum yet.",
        ),
    )


def _member_row(one: Membership, forum: Partnership, keeps: bool) -> Row:
    end = Link("End the membership", reverse("forum:end", args=[forum.slug, one.pk]))
    left = one.until or Muted("no")
    held = (one.member.name, one.invited_on, one.since or Muted("not yet"), left)
    return Row((*held, *((Muted("it is over") if one.until else end,) if keeps else ())))
