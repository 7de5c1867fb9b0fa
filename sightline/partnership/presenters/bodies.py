"""Pages of bodies: who reports to whom, and the record of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.foundation.access import Actor
from sightline.govuk.blocks import Action, Details, Empty, SummaryRow, Text
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag
from sightline.partnership import queries
from sightline.partnership.history import timeline
from sightline.partnership.models import Body, Partnership
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.presenters.beside import offers
from sightline.partnership.presenters.seats import seats_of_body
from sightline.partnership.tree import laid_out

STEP = "—\N{NO-BREAK SPACE}"


def at(record: Body, name: str = "body") -> str:
    """The address of a page of a body."""
    return reverse(f"partnership:{name}", args=[record.partnership.slug, record.pk])


def crumbs(body: Body | None, partnership: Partnership) -> tuple[Link, ...]:
    """The way back."""
    home = (Link("Bodies", reverse("partnership:bodies", args=[partnership.slug])),)
    return (*home, Link(body.name, at(body))) if body else home


def bodies_page(
    by: Actor, partnership: Partnership, bodies: Sequence[Body], withdrawn: Sequence[Body]
) -> ListPage:
    """Every body under the one it reports to."""
    slug = partnership.slug
    order = laid_out(bodies, lambda body: body.pk, lambda body: body.reports_to_id)

    reports = any(body.reports_to_id for body in bodies)

    def row(depth: int, body: Body) -> Row:
        link = Link(STEP * depth + body.name, reverse("partnership:body", args=[slug, body.pk]))
        purpose = _first_sentence(body.purpose)
        name = Lines(link, Muted(purpose)) if purpose else link
        above = (body.reports_to.name if body.reports_to else "",) if reports else ()
        return Row((name, *above), label=body.name)

    add = Action("Add a body", reverse("partnership:add_body", args=[slug]))
    return ListPage(
        title="Bodies",
        lead=f"{len(bodies)} {'body' if len(bodies) == 1 else 'bodies'}" if bodies else "",
        table=Table(
            caption="Bodies of the partnership, each under the one it reports to",
            caption_hidden=True,
            columns=(Column("Body"), *((Column("Reports to"),) if reports else ())),
            rows=tuple(row(depth, body) for depth, body in order),
            empty=Empty(
                "The meetings of the partnership that go on over time belong here. An attendance sheet that is "
                "imported brings the bodies it names, or add them one by one.",
                example="the delegated partners' executive, and the quality assurance group that reports to it.",
            ),
        ),
        actions=(
            *offers("bodies", by, partnership),
            *((add,) if by.may(EDIT_BODIES, partnership) else ()),
        ),
        blocks=(
            Details(
                f"{len(withdrawn)} withdrawn",
                (
                    Text(
                        Lines(
                            *(
                                Link(one.name, reverse("partnership:body", args=[slug, one.pk]))
                                for one in withdrawn
                            )
                        )
                    ),
                ),
            ),
        )
        if withdrawn
        else (),
    )


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].split("\n")[0].rstrip(".")


def body_page(by: Actor, body: Body) -> RecordPage:
    """One body: what it is for, what it reports to, and the seats on it."""
    allowed = by.may(EDIT_BODIES, body.partnership)
    may, above = allowed and not body.withdrawn_at, body.reports_to
    actions = (
        (Action("Correct", at(body, "correct_body")), Action("Withdraw", at(body, "withdraw_body")))
        if may
        else (Action("Restore", at(body, "restore_body"), post=True, style="primary"),)
    )
    return RecordPage(
        title=body.name,
        state=Tag("Withdrawn", "grey") if body.withdrawn_at else None,
        breadcrumbs=crumbs(None, body.partnership),
        actions=(*offers("body", by, body), *(actions if allowed else ())),
        summary=(
            SummaryRow("What it is for", body.purpose or Muted("Not said")),
            SummaryRow(
                "Reports to",
                Link(above.name, reverse("partnership:body", args=[body.partnership.slug, above.pk]))
                if above
                else Muted("No other body"),
            ),
        ),
        sections=(
            seats_of_body(
                body,
                queries.seats(body),
                queries.withdrawn_seats(body),
                at(body, "add_seat") if may else "",
            ),
        ),
        history=timeline(body),
    )
