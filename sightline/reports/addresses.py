"""The addresses of a report: inside, where it is written, and outside, where everybody reads it."""

from __future__ import annotations

from django.urls import reverse

from sightline.reports.models import Report


def at(name: str, report: Report, *args: object) -> str:
    """A page of a report, by its name in ``urls.py``."""
    return reverse(f"reports:{name}", args=[report.partnership.slug, report.slug, *args])


def editor(report: Report, number: int | None = None) -> str:
    """The editor, at one of its blocks."""
    return at("editor", report) + (f"#block-{number}" if number else "")


def public_address(report: Report, version: int | None = None) -> str:
    """Where the public reads a report: its latest version, or one of them."""
    args: list[object] = [report.partnership.slug, report.slug]
    if version is None:
        return reverse("published", args=args)
    return reverse("published_version", args=[*args, version])
