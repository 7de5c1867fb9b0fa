"""The pages of people and access, made from persons and their roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from sightline.audit.queries import histories
from sightline.foundation.access import Actor
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Action,
    Block,
    Buttons,
    Entry,
    Inset,
    Panel,
    Section,
    SummaryList,
    SummaryRow,
    Text,
)
from sightline.govuk.pages import ListPage, Page, RecordPage
from sightline.govuk.tables import Column, Filter, Pagination, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.partnership.history import entries
from sightline.partnership.models import Partnership
from sightline.partnership.presenters.beside import sections
from sightline.partnership.roles import ADMINISTRATOR, roles
from sightline.people.models import Invitation, Person, RoleGrant
from sightline.people.permissions import ERASE, KEEP, MAKE_ADMINISTRATOR, RESET, TRUST
from sightline.people.queries import second_factors_of
from sightline.people.services import Invited

WHO = (("now", "With a role now"), ("past", "Without a role now"))


def at(person: Person, name: str = "person", *more: int) -> str:
    """The address of a page of a person."""
    return reverse(f"people:{name}", args=[person.partnership.slug, person.pk, *more])


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("people:people", args=[partnership.slug])


def crumbs(person: Person | None, partnership: Partnership) -> tuple[Link, ...]:
    """The way back."""
    home = (Link("People", listed(partnership)),)
    return (*home, Link(person.name, at(person))) if person else home


def holds(grant: RoleGrant, day: date) -> bool:
    """Whether a role is in force on a day, from what was read already."""
    return grant.ended_at is None and grant.since <= day and (grant.until is None or grant.until >= day)


def people_page(
    by: Actor,
    partnership: Partnership,
    people: Sequence[Person],
    waiting: Mapping[int, Invitation],
    *,
    total: int,
    chosen: Mapping[str, str],
    pagination: Pagination | None,
) -> ListPage:
    """Everybody who has access, or had it."""
    today = timezone.localdate()
    word = "person has" if total == 1 else "people have"
    invite = Action("Invite somebody", reverse("people:invite", args=[partnership.slug]), style="primary")
    return ListPage(
        title="People",
        lead=f"{total} {word} a role today",
        actions=(invite,) if by.may(KEEP, partnership) else (),
        filters=(
            Filter(
                "role", "Role", tuple((role.key, role.title) for role in roles), value=chosen.get("role", "")
            ),
            Filter("who", "Who", WHO, value=chosen.get("who", "")),
        ),
        table=Table(
            caption="People with access",
            caption_hidden=True,
            columns=(Column("Name"), Column("Role"), Column("Signed in")),
            rows=tuple(Row(_row(person, waiting, today), label=person.name) for person in people),
            empty="Nobody matches.",
        ),
        pagination=pagination,
    )


def _row(person: Person, waiting: Mapping[int, Invitation], today: date) -> tuple[Value, ...]:
    held = [grant for grant in person.grants.all() if holds(grant, today)]
    shown: Value = Lines(*(_told(grant) for grant in held)) if held else Muted("No role now")
    name = Link(person.name, at(person))
    who = Lines(name, Muted(person.agency.name)) if person.agency else name
    return who, shown, _signs_in(person, waiting)


def _told(grant: RoleGrant) -> str:
    return f"{grant.title}, until {spell_out(grant.until)}" if grant.until else grant.title


def _signs_in(person: Person, waiting: Mapping[int, Invitation]) -> Value:
    account = person.account
    if account is None:
        return Muted("No account")
    if not account.is_active:
        return Muted("Account closed")
    if account.last_login:
        return timezone.localtime(account.last_login).date()
    if account.pk in waiting:
        return Tag("Invited", "blue")
    return Muted("Not yet")


def person_page(
    by: Actor, person: Person, grants: Sequence[RoleGrant], invitation: Invitation | None
) -> RecordPage:
    """One person: what is held of them, their roles, and what became of them."""
    may = by.may(KEEP, person.partnership) and not person.withdrawn_at
    return RecordPage(
        title=person.name,
        state=Tag("Withdrawn", "grey") if person.withdrawn_at else None,
        breadcrumbs=crumbs(None, person.partnership),
        actions=_actions(by, person, grants),
        summary=_summary(person, invitation, may),
        sections=(
            _roles(by, person, grants, may),
            *sections("person", by, person),
            *_leaving(by, person, grants),
        ),
        history=_history(person, grants),
    )


GRANT = {"added": "gave the role", "corrected": "changed the role"}


def _history(person: Person, grants: Sequence[RoleGrant]) -> tuple[Entry, ...]:
    """What became of a person and of their roles, in one line of time."""
    of_person, *of_grants = histories([person, *grants])
    happened = [(grant, one) for grant, told in zip(grants, of_grants, strict=True) for one in told]
    lines = entries(RoleGrant, [one for _, one in happened])
    told = [
        *entries(Person, of_person),
        *(
            replace(line, what=f"{GRANT.get(one.what, one.what)} {grant.title}")
            for line, (grant, one) in zip(lines, happened, strict=True)
        ),
    ]
    return tuple(sorted(told, key=lambda entry: entry.when, reverse=True))


def _actions(by: Actor, person: Person, grants: Sequence[RoleGrant]) -> tuple[Action, ...]:
    if not by.may(KEEP, person.partnership):
        return ()
    if person.withdrawn_at:
        return (Action("Restore", at(person, "restore_person"), post=True, style="primary"),)
    actions = [Action("Correct", at(person, "correct_person"))]
    account, today = person.account, timezone.localdate()
    if account and not account.has_usable_password() and any(holds(grant, today) for grant in grants):
        actions.append(Action("Send a new invitation", at(person, "invite_again"), post=True))
    if account and by.may(RESET, person.partnership) and second_factors_of(account):
        actions.append(Action("Remove their second step", at(person, "reset_second_step")))
    return tuple(actions)


def _summary(person: Person, invitation: Invitation | None, may: bool) -> tuple[SummaryRow, ...]:
    account = person.account
    if account is None:
        access: Value = Muted("No account")
    elif not account.is_active:
        access = "Account closed"
    elif account.last_login:
        access = f"Last signed in on {_day(account.last_login)}"
        if invitation is not None:
            access += f"; a link to set a password works until {_day(invitation.expires_at)}"
    elif invitation is not None:
        access = f"Invited; the link works until {_day(invitation.expires_at)}"
    elif account.has_usable_password():
        access = "Has a password, and has not signed in yet"
    else:
        access = "The invitation has run out"
    return (
        SummaryRow("Email address", person.email or Muted("Not recorded")),
        SummaryRow("Agency", person.agency.name if person.agency else Muted("Not recorded")),
        SummaryRow("Job", person.job_role or Muted("Not recorded")),
        SummaryRow("Signing in", access),
    )


def _day(when: datetime) -> str:
    return spell_out(timezone.localtime(when).date())


def _roles(by: Actor, person: Person, grants: Sequence[RoleGrant], may: bool) -> Section:
    administer = by.may(MAKE_ADMINISTRATOR, person.partnership)

    def row(grant: RoleGrant) -> SummaryRow:
        title = grant.title
        mine = may and not grant.is_over and (grant.role != ADMINISTRATOR or administer)
        end = Link("End", at(person, "end_role", grant.pk), hidden=f"the role {title}") if mine else None
        return SummaryRow(title, Lines(_days(grant), Muted(roles[grant.role].purpose)), end)

    held: Block = SummaryList(tuple(row(grant) for grant in grants))
    if not grants:
        held = Text(Muted("No role yet. Without one nobody can see anything here."))
    give = (Action("Give a role", at(person, "grant_role")),) if may else ()
    return Section("Roles", (held,), actions=give, id="roles")


def who_gives_the_others(by: Person, here: str) -> tuple[Block, ...]:
    """Who gives the roles that this person may not, and how they can themselves as an administrator."""
    where = by.partnership
    if by.may(TRUST, where):
        return ()
    said = "Roles that publish, or see what is not published yet, are given by a business manager or an administrator."
    if ADMINISTRATOR not in by.roles_granted:
        return (Text(said),)
    elevate = f"{reverse('people:elevate', args=[where.slug])}?{urlencode({'next': here})}"
    return (Text(Lines(said, Link("Act as administrator to give them", elevate))),)


def _days(grant: RoleGrant) -> str:
    since = spell_out(grant.since)
    return f"{since} to {spell_out(grant.until)}" if grant.until else f"Since {since}"


def _leaving(by: Actor, person: Person, grants: Sequence[RoleGrant]) -> tuple[Section, ...]:
    if not by.may(KEEP, person.partnership):
        return ()
    actions: list[Action] = []
    if any(holds(grant, timezone.localdate()) for grant in grants):
        text = (
            "When somebody leaves, end all their roles at once. An account that nobody else uses is closed."
        )
        actions.append(Action("End all access", at(person, "deactivate")))
    else:
        text = "Withdraw somebody who should never have been here."
        if not person.withdrawn_at:
            actions.append(Action("Withdraw", at(person, "withdraw_person")))
        if by.may(ERASE, person.partnership):
            text += " Erase the name and address of somebody who asks for it; what they did still counts."
            actions.append(Action("Erase", at(person, "erase_person")))
    return (Section("Leaving", (Text(text), Buttons(tuple(actions)))),) if actions else ()


def invited_page(invited: Invited, partnership: Partnership) -> Page:
    """What was done, and the link to hand over, which is shown this once."""
    person = invited.person
    back = Buttons(
        (
            Action("Invite somebody else", reverse("people:invite", args=[partnership.slug])),
            Action(f"Go to {person.name}", at(person)),
        )
    )
    return Page(
        title=f"{person.name} is invited",
        title_hidden=True,
        breadcrumbs=crumbs(None, partnership),
        blocks=(Panel(f"{person.name} is invited", _next(invited)), *_link(invited), back),
    )


def _next(invited: Invited) -> str:
    if invited.expires_at is None:
        return f"They sign in as they always do. We have told them at {invited.person.email}."
    day = spell_out(timezone.localtime(invited.expires_at).date())
    return f"We have sent a link to {invited.person.email}. It works once, until {day}."


def _link(invited: Invited) -> tuple[Text | Inset, ...]:
    if not invited.link:
        return ()
    return (
        Text("If the mail does not arrive, hand them this link yourself. It is not shown again."),
        Inset(invited.link),
    )
