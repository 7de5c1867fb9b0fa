"""The page that the public reads: one column, corrections first, and the files and versions beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Block
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link
from sightline.partnership.models import Partnership
from sightline.reports import models
from sightline.reports.presenting.known import MEANINGS, SHAPES
from sightline.reports.presenting.paper import status_lines, subtitle
from sightline.reports.presenting.web import contents, corrections, page_blocks
from sightline.reports.releasing import Frozen
from sightline.reports.writing import ReportKind

FILES = (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON"))


@dataclass(frozen=True)
class ReadersPage:
    """All that the template shows."""

    title: str
    organisation: str
    subtitle: str
    marking: str
    status_lines: tuple[str, ...]
    contents: tuple[Link, ...]
    blocks: tuple[Block, ...]
    corrections: tuple[Block, ...] = ()
    verdicts: tuple[tuple[str, str, str], ...] = tuple((SHAPES[word], word, said) for word, said in MEANINGS)
    notice: str = ""
    back: Link | None = None
    files: tuple[Link, ...] = ()
    versions: tuple[Link, ...] = ()
    withdrawn: bool = False
    published: bool = True
    wrong: bool = False
    forms: Sequence[object] = field(default=())


def readers_page(payload: Frozen, *, draft: bool = False, back: str = "") -> ReadersPage:
    """A frozen report as a page; ``back`` leads from a preview to the editor."""
    return ReadersPage(
        title=payload["title"],
        organisation=payload["partnership"]["name"],
        subtitle=subtitle(payload),
        marking=payload["marking"],
        status_lines=tuple(status_lines(payload)),
        contents=contents(payload),
        blocks=page_blocks(payload),
        corrections=corrections(payload),
        notice="This is a preview. Nobody but your partnership can see it." if draft else "",
        back=Link("Back to the editor", back) if back else None,
    )


def list_page(partnership: Partnership, standing: Sequence[models.Publication]) -> ListPage:
    """The reports of a partnership that everybody may read."""
    return ListPage(
        title="Published reports",
        caption=partnership.name,
        table=Table(
            caption="Published reports",
            caption_hidden=True,
            columns=(Column("Report", wide=True), Column("Published")),
            rows=tuple(
                Row(
                    (
                        Lines(
                            Link(one.report.title, _at("published", one)),
                            f"{ReportKind(one.report.kind).short}, {one.report.period}",
                        ),
                        _day(one.published_at) + (f", version {one.version}" if one.version > 1 else ""),
                    )
                )
                for one in standing
            ),
            empty="What was published has been withdrawn.",
        ),
    )


def version_page(
    payload: Frozen, shown: models.Publication, versions: Sequence[models.Publication]
) -> ReadersPage:
    """A published version among the others; of a withdrawn one, only that it was withdrawn and why."""
    page = readers_page(payload)
    latest = versions[0]
    notice = ""
    if shown.version != latest.version:
        notice = f"A later version was published on {_day(latest.published_at)}."
    if shown.withdrawn_at:
        notice = f"This version was withdrawn on {_day(shown.withdrawn_at)}: {shown.withdrawal}"
    gone = shown.withdrawn_at is not None
    return ReadersPage(
        title=page.title,
        organisation=page.organisation,
        subtitle=page.subtitle,
        marking=page.marking,
        status_lines=page.status_lines,
        contents=() if gone else page.contents,
        blocks=() if gone else page.blocks,
        corrections=() if gone else page.corrections,
        notice=notice,
        back=Link("Read the latest version", _at("published", latest)) if shown != latest else None,
        files=()
        if gone
        else tuple(Link(text, _at("published_file", shown, shown.version, form)) for form, text in FILES),
        versions=tuple(_link(one, shown) for one in versions) if len(versions) > 1 else (),
        withdrawn=gone,
    )


def _link(one: models.Publication, shown: models.Publication) -> Link:
    words = f"Version {one.version}, {_day(one.published_at)}"
    more = ", withdrawn" if one.withdrawn_at else ", this one" if one == shown else ""
    return Link(words + more, _at("published_version", one, one.version))


def _at(name: str, one: models.Publication, *args: object) -> str:
    return reverse(name, args=[one.partnership.slug, one.report.slug, *args])


def _day(when) -> str:  # type: ignore[no-untyped-def]
    return spell_out(timezone.localdate(when))
