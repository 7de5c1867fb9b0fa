"""What every page of a report begins with: the report, the figures it asks for, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.urls import reverse

from sightline.claims.figuring import RecordedFigures
from sightline.foundation.access import require
from sightline.foundation.years import ReportingYear
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, found
from sightline.reports import queries
from sightline.reports.addresses import editor
from sightline.reports.models import Block, Publication, Report
from sightline.reports.permissions import TO_WRITE
from sightline.reports.writing import ReportKind


def report_at(request: Inside, slug: str) -> Report:
    """The report of that address, or 404."""
    return found(queries.report(request.partnership, slug))


def own_report(request: Inside, slug: str) -> Report:
    """The report of that address, for whoever may write it; 404 or 403 for anybody else."""
    report = report_at(request, slug)
    require(request.person, TO_WRITE[ReportKind(report.kind)], report.partnership)
    return report


def of_own_report(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is given the report in place of its slug, once it is known that who asks may write it."""

    @wraps(view)
    def asked(request: Inside, slug: str, **rest: int) -> HttpResponse:
        return view(request, own_report(request, slug), **rest)

    return asked


def block_at(report: Report, number: int) -> Block:
    """The block of that number, or 404."""
    return found(queries.block(report, number))


def version_at(report: Report, version: int) -> Publication:
    """The version of that number, or 404."""
    return found(next((one for one in queries.publications(report) if one.version == version), None))


def figures_of(report: Report) -> RecordedFigures:
    """The figures of the report's partnership, each computed once."""
    return RecordedFigures(report.partnership)


def year_of(report: Report) -> ReportingYear:
    """The year that a report is about."""
    return ReportingYear.parse(report.period)


def listed(request: Inside) -> str:
    """The address of the list of reports."""
    return reverse("reports:reports", args=[request.partnership.slug])


def crumbs(request: Inside, report: Report | None = None) -> tuple[Link, ...]:
    """The way back, from below the second level."""
    first = (Link("Reports", listed(request)),)
    return (*first, Link(report.title, editor(report))) if report else first
