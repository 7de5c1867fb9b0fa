"""The register of a forum, an issue, and what members are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from sightline.forum.models import Allocation, Issue
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLUMNS = (
    Column("Issue", wide=True),
    Column("Raised", sort="raised"),
    Column("By", sort="by"),
    Column("Areas affected"),
    Column("How serious"),
    Column("State"),
)
ORDERS = {"raised": ("raised_on", "id"), "by": ("raised_by__name", "raised_on", "id")}


def home(scope: Partnership) -> str:
    """The register of a forum, or a partnership's page of the forums it belongs to."""
    return reverse("forum:home", args=[scope.slug])


def at(issue: Issue) -> str:
    """The address of an issue in its forum."""
    return reverse("forum:record", args=[issue.partnership.slug, issue.pk])


def asked_at(allocation: Allocation) -> str:
    """The address at which a member sees what it is asked."""
    return reverse("forum:asked", args=[allocation.member.slug, allocation.pk])


def tag(issue: Issue) -> Tag:
    if issue.closed_on:
        return Tag("Closed", "green")
    return Tag("Decided", "blue") if issue.decided_on else Tag("Open", "yellow")


def answer_tag(allocation: Allocation) -> Tag:
    """What a member answered."""
    if allocation.done_on:
        return Tag("Done", "green")
    if allocation.taken_up_on:
        return Tag("Taken up", "blue")
    return Tag("Declined", "red") if allocation.declined_on else Tag("Not answered", "yellow")


def counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def state_sentence(raised: int, still_open: int, overdue: int) -> str:
    """How many issues there are, are open, and want a review."""
    if not raised:
        return "No issue has been raised yet."
    late = f" {counted(overdue, 'issue')} past the review date." if overdue else ""
    return f"{counted(raised, 'issue')} raised, {still_open} of them open.{late}"


def _areas(issue: Issue) -> list[str]:
    return [area.member.name for area in issue.areas.all()]


def register_page(
    shown: Part[Issue], *, lead: str, filters: tuple[Filter, ...], add: str, members: str
) -> ListPage:
    return ListPage(
        title="Register of cross-boundary issues",
        lead=lead,
        filters=filters,
        actions=(
            *((Action("Raise an issue", add, style="primary"),) if add else ()),
            Action("Members", members),
        ),
        exports=exports(),
        table=Table(
            caption=counted(shown.total, "issue"),
            columns=COLUMNS,
            rows=tuple(_row(issue) for issue in shown.items),
            sorted_by="-raised",
            empty=Empty(
                "No issue matches. Threats and issues that one area alone cannot settle belong here; every member "
                "sees them.",
                example="Children are moved between three areas by the same group; one disruption plan was agreed.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(issue: Issue) -> Row:
    return Row(
        (
            Link(issue.title, at(issue)),
            issue.raised_on,
            issue.raised_by.name,
            Lines(*_areas(issue)) if _areas(issue) else Muted("not said"),
            issue.get_rating_display() or Muted("not assessed"),
            tag(issue),
        ),
        key=str(issue.pk),
    )


def _cells(issue: Issue) -> tuple[Cell, ...]:
    return (
        issue.raised_on,
        issue.raised_by.name,
        issue.title,
        issue.what,
        ", ".join(_areas(issue)),
        issue.assessment,
        issue.get_rating_display(),
        issue.decision,
        issue.decided_on,
        issue.review_on,
        issue.closed_on,
    )


SHEET = Sheet(
    (
        "Date raised",
        "Raised by",
        "Issue",
        "What it is",
        "Areas affected",
        "Assessment",
        "How serious",
        "Decision",
        "Date decided",
        "Review date",
        "Date closed",
    ),
    _cells,
)


def issue_page(
    issue: Issue,
    areas: Sequence[Partnership],
    allocations: Sequence[Allocation],
    told: Told,
    *,
    today: date,
    actions: tuple[Action, ...],
    allocate: str,
) -> RecordPage:
    late = issue.review_on and issue.review_on < today and not issue.closed_on
    asked = Table(
        caption="What members are asked to do",
        caption_hidden=True,
        columns=(Column("Partnership"), Column("Action", wide=True), Column("Due"), Column("Answer")),
        rows=tuple(
            Row(
                (
                    one.member.name,
                    Link(one.undertaking, allocation_at(one)),
                    one.due_on or Muted("no date"),
                    answer_tag(one),
                )
            )
            for one in allocations
        ),
        empty="No partnership is asked to do anything yet.",
    )
    return told.page(
        title=issue.title,
        caption="Cross-boundary issue",
        state=tag(issue),
        lead=f"It was to be reviewed by {spell_out(issue.review_on)}." if late else "",  # type: ignore[arg-type]
        actions=actions,
        summary=(
            SummaryRow("What it is", issue.what),
            SummaryRow("Raised by", issue.raised_by.name),
            SummaryRow("Raised", issue.raised_on),
            SummaryRow("Areas affected", Lines(*(one.name for one in areas)) if areas else Muted("not said")),
            SummaryRow("Assessment", issue.assessment or Muted("none yet")),
            SummaryRow("How serious it is", issue.get_rating_display() or Muted("not assessed")),
            SummaryRow("Decision", issue.decision or Muted("none yet")),
            SummaryRow("Decided", issue.decided_on or Muted("not yet")),
            SummaryRow("Decided at", str(issue.meeting) if issue.meeting else Muted("not said")),
            SummaryRow("Review", issue.review_on or Muted("no date")),
            SummaryRow("Closed", issue.closed_on or Muted("not yet")),
        ),
        sections=(
            Section(
                "Actions of members",
                (asked,),
                actions=(Action("Ask a partnership to act", allocate),) if allocate else (),
                id="allocations",
            ),
        ),
    )


def allocation_at(allocation: Allocation) -> str:
    """The address of an allocation in its forum."""
    return reverse("forum:allocation-record", args=[allocation.partnership.slug, allocation.pk])


def answered(allocation: Allocation) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Action", allocation.undertaking),
        SummaryRow("Asked", allocation.allocated_on),
        SummaryRow("Due", allocation.due_on or Muted("no date")),
        SummaryRow("Taken up", allocation.taken_up_on or Muted("no")),
        *((SummaryRow("Declined", allocation.declined_on),) if allocation.declined_on else ()),
        SummaryRow("Done", allocation.done_on or Muted("not yet")),
        SummaryRow("What the partnership said", allocation.answer or Muted("nothing yet")),
    )


def allocation_page(allocation: Allocation, told: Told) -> RecordPage:
    """What the forum sees of it: never the member's own action."""
    return told.page(
        title=f"Action for {allocation.member.name}",
        caption=allocation.issue.title,
        state=answer_tag(allocation),
        summary=(SummaryRow("Partnership", allocation.member.name), *answered(allocation)),
    )
