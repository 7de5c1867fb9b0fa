"""Pages of agencies: the list, and the record of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from sightline.foundation.access import Actor
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Details, Empty, Section, SummaryRow, Text
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.partnership import queries
from sightline.partnership.history import timeline
from sightline.partnership.models import Agency, Partnership, Workforce
from sightline.partnership.permissions import EDIT_AGENCIES


def at(record: Agency, name: str = "agency", *more: int) -> str:
    """The address of a page of an agency."""
    return reverse(f"partnership:{name}", args=[record.partnership.slug, record.pk, *more])


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("partnership:agencies", args=[partnership.slug])


def crumbs(agency: Agency | None, partnership: Partnership) -> tuple[Link, ...]:
    """The way back."""
    home = (Link("Agencies", listed(partnership)),)
    return (*home, Link(agency.name, at(agency))) if agency else home


def agencies_page(
    by: Actor,
    partnership: Partnership,
    agencies: Sequence[Agency],
    staff: Mapping[int, Workforce],
    withdrawn: Sequence[Agency],
) -> ListPage:
    """Every agency with its kind and its latest workforce."""
    may = by.may(EDIT_AGENCIES, partnership)
    statutory = sum(agency.statutory for agency in agencies)
    return ListPage(
        title="Agencies",
        lead=f"{_count(len(agencies))}, {statutory} of them statutory safeguarding partners"
        if agencies
        else "",
        table=Table(
            caption="Agencies of the partnership",
            caption_hidden=True,
            columns=(Column("Agency"), Column("Kind"), Column("Staff who work with children", numeric=True)),
            rows=tuple(Row(_row(agency, staff.get(agency.pk))) for agency in agencies),
            empty=Empty(
                "The agencies of the partnership belong here: the statutory partners and the relevant agencies. "
                "Import a list of them under Data, or add them one by one.",
                example="Westmoor County Council, a local authority with 2,400 staff who work with children, "
                "also written as WCC.",
            ),
        ),
        actions=(Action("Add an agency", reverse("partnership:add_agency", args=[partnership.slug])),)
        if may
        else (),
        blocks=(
            Details(
                f"{len(withdrawn)} withdrawn",
                (Text(Lines(*(Link(agency.name, _link(partnership, agency)) for agency in withdrawn))),),
            ),
        )
        if withdrawn
        else (),
    )


def _count(number: int) -> str:
    return f"{number} {'agency' if number == 1 else 'agencies'}"


def _link(partnership: Partnership, agency: Agency) -> str:
    return reverse("partnership:agency", args=[partnership.slug, agency.pk])


def _row(agency: Agency, figure: Workforce | None) -> tuple[Value, ...]:
    name = Link(agency.name, _link(agency.partnership, agency))
    into, kind = agency.merged_into, agency.get_kind_display()
    return (
        Lines(name, Muted(f"Part of {into.name} {_since(agency)}")) if into else name,
        Lines(kind, Muted("Statutory partner")) if agency.statutory else kind,
        figure.staff if figure else None,
    )


def agency_page(by: Actor, agency: Agency) -> RecordPage:
    """One agency: what it is, its names, its workforce, its seats and its history."""
    may = by.may(EDIT_AGENCIES, agency.partnership) and not agency.withdrawn_at
    return RecordPage(
        title=agency.name,
        state=_state(agency),
        breadcrumbs=crumbs(None, agency.partnership),
        actions=_actions(by, agency),
        summary=_summary(agency, may),
        sections=(_names(agency, may), _workforce(agency, may), *_seats(agency)),
        history=timeline(agency),
    )


def _state(agency: Agency) -> Tag | None:
    if agency.withdrawn_at:
        return Tag("Withdrawn", "grey")
    if agency.merged_into_id:
        return Tag("Merged", "grey")
    return Tag("Statutory partner", "teal") if agency.statutory else None


def _actions(by: Actor, agency: Agency) -> tuple[Action, ...]:
    if not by.may(EDIT_AGENCIES, agency.partnership):
        return ()
    if agency.withdrawn_at:
        return (Action("Restore", at(agency, "restore_agency"), post=True, style="primary"),)
    return (
        Action("Correct", at(agency, "correct_agency")),
        Action("Withdraw", at(agency, "withdraw_agency")),
    )


def _summary(agency: Agency, may: bool) -> tuple[SummaryRow, ...]:
    rename = Link("New name", at(agency, "rename_agency"), hidden="for the agency") if may else None
    rows = [SummaryRow("Name", agency.name, rename)]
    former = queries.former_names(agency)
    if former:
        rows.append(
            SummaryRow(
                "Names before", Lines(*(f"{name.name}, until {spell_out(name.until)}" for name in former))
            )
        )
    rows.append(SummaryRow("Kind", agency.get_kind_display()))
    into = agency.merged_into
    if into is not None:
        undo = Link("Undo", at(agency, "undo_merger"), hidden="the merger") if may else None
        rows.append(
            SummaryRow(
                "Part of", Lines(Link(into.name, _link(agency.partnership, into)), _since(agency)), undo
            )
        )
    else:
        merge = Link("Record a merger", at(agency, "merge_agency"), hidden="into another") if may else None
        rows.append(SummaryRow("Part of", Muted("No other agency"), merge))
    taken = queries.merged_from(agency)
    if taken:
        rows.append(
            SummaryRow(
                "Merged into it", Lines(*(Link(one.name, _link(agency.partnership, one)) for one in taken))
            )
        )
    return tuple(rows)


def _since(agency: Agency) -> str:
    return f"since {spell_out(agency.merged_on)}" if agency.merged_on else ""


def _names(agency: Agency, may: bool) -> Section:
    aliases = queries.aliases(agency)
    slug = agency.partnership.slug
    return Section(
        "Other names people use",
        (
            Table(
                caption="Other names",
                caption_hidden=True,
                columns=(Column("Name"), *((Column("Change", numeric=True),) if may else ())),
                rows=tuple(
                    Row(
                        (
                            alias.name,
                            *((_take_away(slug, alias.pk, alias.name),) if may else ()),
                        )
                    )
                    for alias in aliases
                ),
                empty="None yet. A name that is not known is asked about at an import, and remembered here.",
            ),
        ),
        actions=(Action("Add a name", at(agency, "add_alias")),) if may else (),
        id="names",
    )


def _take_away(slug: str, pk: int, name: str) -> Link:
    return Link("Take away", reverse("partnership:withdraw_alias", args=[slug, pk]), hidden=name)


def _workforce(agency: Agency, may: bool) -> Section:
    slug = agency.partnership.slug

    def change(figure: Workforce) -> Lines:
        when = spell_out(figure.as_at)
        return Lines(
            Link("Correct", reverse("partnership:correct_workforce", args=[slug, figure.pk]), hidden=when),
            Link("Withdraw", reverse("partnership:withdraw_workforce", args=[slug, figure.pk]), hidden=when),
        )

    return Section(
        "Workforce",
        (
            Table(
                caption="Staff who work with children",
                caption_hidden=True,
                columns=(
                    Column("Counted on"),
                    Column("Staff who work with children", numeric=True),
                    *((Column("Change", numeric=True),) if may else ()),
                ),
                rows=tuple(
                    Row((figure.as_at, figure.staff, *((change(figure),) if may else ())))
                    for figure in queries.workforce(agency)
                ),
                empty="Not recorded. Without it the reach of training cannot be worked out for this agency.",
            ),
        ),
        actions=(Action("Add a figure", at(agency, "add_workforce")),) if may else (),
        id="workforce",
    )


def _seats(agency: Agency) -> tuple[Section, ...]:
    seats = queries.seats_of(agency)
    if not seats:
        return ()
    slug = agency.partnership.slug
    table = Table(
        caption="Seats",
        caption_hidden=True,
        columns=(Column("Body"), Column("Role"), Column("From"), Column("To")),
        rows=tuple(
            Row(
                (
                    Link(seat.body.name, reverse("partnership:body", args=[slug, seat.body_id])),
                    seat.title,
                    seat.since or "",
                    seat.until or "",
                )
            )
            for seat in seats
        ),
    )
    return (Section("Seats", (table,)),)
