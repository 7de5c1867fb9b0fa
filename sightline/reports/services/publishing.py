"""Publishing a report: one transaction in which it is checked, frozen, made into files and entered in the trail."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.claims.figuring import RecordedFigures
from sightline.documents.pdf import to_pdf
from sightline.documents.word import to_docx
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.foundation.files import written_whole
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.reports import queries
from sightline.reports.checking import Findings, look
from sightline.reports.freezing import Correction, Imprint, as_text, digest, frozen, ledger
from sightline.reports.models import Publication, PublishedFile, Report
from sightline.reports.permissions import TO_PUBLISH
from sightline.reports.presenting.paper import document
from sightline.reports.presenting.standalone import standalone
from sightline.reports.releasing import Frozen
from sightline.reports.services.drafting import locked
from sightline.reports.writing import ReportKind

PASSING = ("version", "published_at", "corrections", "by")
"""What differs between two versions that say the same."""


class Stopped(Refused):
    """A report that may not be published yet; ``stops`` says why, a sentence each."""

    def __init__(self, stops: Sequence[str]) -> None:
        super().__init__("This report cannot be published yet.")
        self.stops = tuple(stops)


class NothingNew(Refused):
    """What was published already says the same; ``publication`` is that version."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(f"Nothing has changed since version {publication.version} was published.")
        self.publication = publication


@transaction.atomic
def publish(*, by: Actor, report: Report, correction: str = "") -> Publication:
    """Freeze the report as its next version, with its page, PDF, Word and JSON files.

    ``correction`` tells readers what this version puts right. Raises Stopped with everything that stops it, and
    NothingNew when the latest version says the same.
    """
    require(by, "reports.publish", report.partnership)
    require(by, TO_PUBLISH[ReportKind(report.kind)], report.partnership)
    report = locked(report)
    figures = RecordedFigures(report.partnership)
    written = queries.report_text(report)
    findings = look(written.blocks, figures)
    if findings.stops:
        raise Stopped(findings.stops)
    earlier = queries.publications(report)
    now = timezone.localtime()
    corrections = [
        Correction(one.version, timezone.localdate(one.published_at), one.correction)
        for one in reversed(earlier)
        if one.version > 1
    ]
    if earlier:
        correction = correction.strip() or f"This version replaces the one of {spell_out(_day(earlier[0]))}."
        corrections.append(Correction(earlier[0].version + 1, now.date(), correction))
    payload = frozen(
        written,
        findings,
        Imprint(
            slug=report.slug,
            partnership=imprint_of(report.partnership),
            version=earlier[0].version + 1 if earlier else 1,
            published_at=now,
            corrections=corrections[::-1],
            by=_author(by, report),
        ),
    )
    if (
        earlier
        and earlier[0].withdrawn_at is None
        and _says(payload) == _says(json.loads(earlier[0].payload))
    ):
        raise NothingNew(earlier[0])
    return _kept(by, report, payload, findings, figures, correction if earlier else "")


@transaction.atomic
def withdraw(*, by: Actor, publication: Publication, reason: str) -> None:
    """Take a version back: its address then says that it was withdrawn, when and why."""
    report = publication.report
    require(by, "reports.publish", report.partnership)
    require(by, TO_PUBLISH[ReportKind(report.kind)], report.partnership)
    reason = reason.strip()
    if not reason:
        raise Refused("Say why it is withdrawn: readers will be told.", field="reason")
    locked(report)
    publication.refresh_from_db()
    if publication.withdrawn_at:
        raise Refused("This version was withdrawn already.")
    values = {"withdrawn_at": timezone.now(), "withdrawn_by": audit.signature_of(by), "withdrawal": reason}
    audit.corrected(by=by, record=publication, values=values, reason=reason)


def draft_payload(report: Report, findings: Findings) -> Frozen:
    """The report as it would be frozen now, for a preview; version 0 says that it is a draft."""
    imprint = Imprint(
        slug=report.slug,
        partnership=imprint_of(report.partnership),
        version=0,
        published_at=timezone.localtime(),
    )
    return frozen(queries.report_text(report), findings, imprint)


def imprint_of(partnership: Partnership) -> Frozen:
    """What a publication says of its partnership."""
    return {
        "slug": partnership.slug,
        "name": partnership.name,
        "area": partnership.area,
        "demonstration": partnership.demonstration,
    }


def files_of(payload: Frozen, text: str, brand: str) -> dict[str, bytes]:
    """The files of a publication by their form; the JSON is the frozen document itself."""
    tree = document(payload)
    return {
        "html": standalone(payload).encode(),
        "pdf": to_pdf(tree, brand),
        "docx": to_docx(tree, brand),
        "json": text.encode(),
    }


def _kept(
    by: Actor, report: Report, payload: Frozen, findings: Findings, figures: RecordedFigures, correction: str
) -> Publication:
    text, rows = as_text(payload), as_text(ledger(findings, figures))
    publication = Publication(
        partnership=report.partnership,
        report=report,
        version=payload["version"],
        published_at=payload["published_at"],
        published_by=audit.signature_of(by),
        correction=correction,
        payload=text,
        sha256=digest(text),
        ledger=rows,
    )
    publication.save(force_insert=True)
    publication.refresh_from_db(fields=["published_at"])
    kept: dict[str, str] = {}
    for form, content in files_of(payload, text, report.partnership.brand).items():
        kept[form] = digest(content)
        written_whole(queries.kept_at(kept[form]), content)
        PublishedFile(
            partnership=report.partnership,
            publication=publication,
            form=form,
            sha256=kept[form],
            size=len(content),
        ).save(force_insert=True)
    audit.note(
        by=by,
        partnership=report.partnership,
        verb="published",
        subject=publication,
        detail={"sha256": publication.sha256, "ledger": digest(rows), "files": kept},
        reason=correction,
    )
    return publication


def _author(by: Actor, report: Report) -> str:
    """The scrutineer's name, which stands on the front of their report; a yearly report is the partners'."""
    return by.label if report.kind == ReportKind.SCRUTINEER and by.person_id else ""


def _says(payload: Frozen) -> Frozen:
    return {name: value for name, value in payload.items() if name not in PASSING}


def _day(publication: Publication):  # type: ignore[no-untyped-def]
    return timezone.localdate(publication.published_at)
