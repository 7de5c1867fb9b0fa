"""Evidence on the page of its action, and the page of one piece with all its versions."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.actions.models import Evidence, EvidenceVersion
from sightline.actions.presenters.addresses import at
from sightline.files.presenters import in_groups, link_to, to_destroy, with_destroyings
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Details, Empty, Section, SummaryList, SummaryRow
from sightline.govuk.pages import RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.partnership.recording import Told

LONGEST = 200


def address(piece: Evidence, page: str = "record") -> str:
    """The address of a page of a piece of evidence."""
    return reverse(f"actions:evidence-{page}", args=[piece.partnership.slug, piece.pk])


def address_of(version: EvidenceVersion, page: str = "file") -> str:
    """The address of a page of a version."""
    return reverse(f"actions:version-{page}", args=[version.partnership.slug, version.pk])


def section(pieces: Sequence[Evidence], add: str) -> Section:
    """What shows what came of an action. ``add`` is where more is attached, "" for who may not."""
    return Section(
        "Evidence",
        (
            Table(
                caption="Evidence",
                caption_hidden=True,
                columns=(
                    Column("Evidence"),
                    Column("Newest version"),
                    Column("Covers"),
                    Column("Obtained"),
                    Column("Earlier versions"),
                ),
                rows=tuple(_row(piece) for piece in pieces),
                empty=Empty(
                    "Nothing is attached yet. Evidence is what shows that this was done, and what came of it: a "
                    "file or a link, with the day it was obtained.",
                    example="“Dip sample of ten cases”: ten of ten had an escalation recorded.",
                ),
                cards=True,
            ),
        ),
        actions=(Button("Attach evidence", add),) if add else (),
        id="evidence",
    )


def _row(piece: Evidence) -> Row:
    shown: list[EvidenceVersion] = piece.shown  # type: ignore[attr-defined]  # put there by the query
    newest, earlier = (shown[0] if shown else None), shown[1:]
    named = Link(piece.title, address(piece))
    told: list[Value] = [named, Muted(shortened(piece.shows, LONGEST))] if piece.shows else [named]
    if piece.withdrawn_at:
        told.append(Tag("Withdrawn"))
    return Row(
        (
            Lines(*told),
            _content(newest) if newest else Muted("withdrawn"),
            _covers(newest) if newest else "",
            _obtained(newest) if newest else "",
            Lines(*map(_earlier, earlier)) if earlier else Muted("none"),
        )
    )


def _content(version: EvidenceVersion) -> Value:
    """What a version holds: a file to download, a link, or a text."""
    number = Muted(f"Version {version.number}")
    if version.file:
        return Lines(link_to(version.file, address_of(version)), number)
    said = shortened(version.said, LONGEST)
    return Lines(Link(said, version.said) if version.is_link else said, number)


def _earlier(version: EvidenceVersion) -> Value:
    said = f"Version {version.number}, {spell_out(version.obtained_on)}"
    if version.file is None:
        return said
    return f"{said} (destroyed)" if version.file.destroyed_at else Link(said, address_of(version))


def _covers(version: EvidenceVersion) -> Value:
    since, until = version.covers_from, version.covers_until
    if since and until:
        return f"{spell_out(since)} to {spell_out(until)}"
    if since:
        return f"from {spell_out(since)}"
    return f"until {spell_out(until)}" if until else Muted("not said")


def _obtained(version: EvidenceVersion) -> Value:
    return Lines(spell_out(version.obtained_on), Muted(version.obtained_by))


def evidence_page(
    piece: Evidence, told: Told, versions: Sequence[EvidenceVersion], *, add: str, keeps: bool, destroys: bool
) -> RecordPage:
    """One piece of evidence with every version it has had.

    ``keeps``: whether whoever looks may withdraw one; ``destroys``: whether they may destroy its file.
    """
    new = (Button("Add a version", add, style="primary"),) if add else ()
    rows = tuple(_version_row(version, keeps, destroys) for version in versions)
    return with_destroyings(
        told, [(str(version), version.file) for version in versions if version.file]
    ).page(
        title=piece.title,
        caption=piece.action.reference,
        actions=new,
        summary=(
            SummaryRow(
                "Action", Link(shortened(piece.action.undertaking), at(piece.action, piece.partnership))
            ),
            SummaryRow("What it shows", piece.shows or Muted("not said")),
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
                            Column("Covers"),
                            Column("Obtained"),
                            Column("Recorded"),
                            *((Column("Withdraw"),) if keeps else ()),
                            *((Column("Destroy"),) if destroys else ()),
                        ),
                        rows=rows,
                        cards=True,
                    ),
                    Details("Fingerprints", (SummaryList(tuple(map(_fingerprint, versions))),)),
                ),
                id="versions",
            ),
        ),
    )


def _version_row(version: EvidenceVersion, keeps: bool, destroys: bool) -> Row:
    gone = version.withdrawn_at is not None
    content = Lines(_content(version), Tag("Withdrawn")) if gone else _content(version)
    page, said = ("restore", "Put back") if gone else ("withdraw", "Withdraw")
    way = Link(said, address_of(version, page), hidden=f"version {version.number}")
    cells = (content, _covers(version), _obtained(version), version.recorded_on)
    end = to_destroy(version.file, address_of(version, "destroy"), str(version))
    return Row((*cells, *((way,) if keeps else ()), *((end,) if destroys else ())))


def _fingerprint(version: EvidenceVersion) -> SummaryRow:
    return SummaryRow(f"Version {version.number} (SHA-256)", in_groups(version.sha256))
