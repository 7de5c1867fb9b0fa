"""A frozen report as one file of HTML that needs nothing beside it: it opens from a disk and prints."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from sightline.reports.presenting.paper import status_lines, subtitle
from sightline.reports.presenting.web import contents, corrections, page_blocks
from sightline.reports.releasing import Frozen

STYLE = Path(__file__).parent.parent / "static" / "reports" / "standalone.css"


def standalone(payload: Frozen) -> str:
    """The whole page. Its style stands in it, for there is nowhere else for a file on a disk to find it."""
    return render_to_string(
        "reports/standalone.html",
        {
            "title": payload["title"],
            "organisation": payload["partnership"]["name"],
            "subtitle": subtitle(payload),
            "marking": payload["marking"],
            "status_lines": tuple(status_lines(payload)),
            "contents": contents(payload),
            "corrections": corrections(payload),
            "blocks": page_blocks(payload),
            "style": mark_safe(STYLE.read_text()),  # noqa: S308 - a file of our own
        },
    )
