"""Papers on the page of their meeting and item, the page of one paper, and how the minutes list them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.files.presenters import in_groups, link_to, short, to_destroy, with_destroyings
from sightline.govuk.blocks import Action, Details, Section, SummaryList, SummaryRow
from sightline.govuk.pages import RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.meetings.models import Audience, Paper, PaperVersion
from sightline.meetings.presenters.addresses import at, called
from sightline.partnership.recording import Told

SEEN_BY = {Audience.MEMBERS: "members only", Audience.TEAM: "business team only"}


def address(paper: Paper, page: str = "record") -> str:
    """The address of a page of a paper."""
    return reverse(f"meetings:paper-{page}", args=[paper.partnership.slug, paper.pk])


def address_of(version: PaperVersion, page: str = "file") -> str:
    """The address of a page of a version."""
    return reverse(f"meetings:paper-version-{page}", args=[version.partnership.slug, version.pk])


def section(papers: Sequence[Paper], add: str) -> tuple[Section, ...]:
    """The papers that somebody may see, and where one is added: "" for who may not. Nothing where there is neither."""
    if not papers and not add:
        return ()
    table = Table(
        caption="Papers",
        caption_hidden=True,
        columns=(Column("Paper"), Column("For"), Column("Newest version"), Column("Fingerprint")),
        rows=tuple(_row(paper) for paper in papers),
        empty="No paper is here yet.",
        cards=True,
    )
    return (Section("Papers", (table,), id="papers", actions=(Action("Add a paper", add),) if add else ()),)


def _row(paper: Paper) -> Row:
    shown: list[PaperVersion] = paper.shown  # type: ignore[attr-defined]  # put there by the query
    title: list[Value] = [Link(paper.title, address(paper))]
    if paper.seen_by in SEEN_BY:
        title.append(Muted(SEEN_BY[Audience(paper.seen_by)]))
    if paper.withdrawn_at:
        title.append(Tag("Withdrawn"))
    what = paper.item.title if paper.item else "The whole meeting"
    if not shown:
        return Row((Lines(*title), what, Muted("withdrawn"), ""))
    newest = shown[0]
    version = Lines(link_to(newest.file, address_of(newest)), Muted(f"Version {newest.number}"))
    return Row((Lines(*title), what, version, short(newest.file.sha256)))


def paper_page(
    paper: Paper, told: Told, versions: Sequence[PaperVersion], *, add: str, keeps: bool, destroys: bool
) -> RecordPage:
    """One paper with every version it has had.

    ``keeps``: whether whoever looks may withdraw one; ``destroys``: whether they may destroy its file.
    """
    meeting = paper.of
    where: Value = (
        Link(called(meeting), at(meeting, paper.partnership)) if meeting else "Parked in the backlog"
    )
    item = paper.item
    return with_destroyings(told, [(str(version), version.file) for version in versions]).page(
        title=paper.title,
        caption=paper.body.name,
        actions=(Action("Add a version", add, style="primary"),) if add else (),
        summary=(
            SummaryRow("Meeting", where),
            *(
                (SummaryRow("Agenda item", Link(item.title, at(item, paper.partnership, "item-record"))),)
                if item
                else ()
            ),
            SummaryRow("Who may see it", paper.get_seen_by_display()),
        ),
        sections=(
            Section(
                "Versions",
                (
                    Table(
                        caption="Versions, the newest first",
                        caption_hidden=True,
                        columns=(
                            Column("Version"),
                            Column("What is new"),
                            Column("Put here"),
                            *((Column("Withdraw"),) if keeps else ()),
                            *((Column("Destroy"),) if destroys else ()),
                        ),
                        rows=tuple(_version_row(version, keeps, destroys) for version in versions),
                        cards=True,
                    ),
                    Details("Fingerprints", (SummaryList(tuple(map(_fingerprint, versions))),)),
                ),
                id="versions",
            ),
        ),
    )


def _version_row(version: PaperVersion, keeps: bool, destroys: bool) -> Row:
    gone = version.withdrawn_at is not None
    number = Muted(f"Version {version.number}")
    content = Lines(
        link_to(version.file, address_of(version)), number, *((Tag("Withdrawn"),) if gone else ())
    )
    page, said = ("restore", "Put back") if gone else ("withdraw", "Withdraw")
    way = Link(said, address_of(version, page), hidden=f"version {version.number}")
    cells = (content, version.changed or Muted("not said"), version.recorded_on)
    end = to_destroy(version.file, address_of(version, "destroy"), str(version))
    return Row((*cells, *((way,) if keeps else ()), *((end,) if destroys else ())))


def _fingerprint(version: PaperVersion) -> SummaryRow:
    return SummaryRow(f"Version {version.number} (SHA-256)", in_groups(version.file.sha256))
