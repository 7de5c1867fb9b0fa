"""Giving a kept file out: as a download that runs nothing, and only while it is what was put there.

Whether somebody may have it is for the record to say that it belongs to.
"""

from __future__ import annotations

import logging

from django.http import FileResponse, HttpRequest, HttpResponseBase

from sightline.files.kinds import content_type_of
from sightline.files.models import StoredFile
from sightline.files.presenters import changed_page, destroyed_page
from sightline.foundation.files import place_of, unchanged
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link

ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Nothing in the file runs, even where a browser shows it in spite of everything."""
logger = logging.getLogger(__name__)


def give(request: HttpRequest, file: StoredFile, *, of: Link) -> HttpResponseBase:
    """The file as it was put there; where it is gone or another by now, a page that says so. ``of`` is its record."""
    if file.destroyed_at:
        return render_page(request, destroyed_page(file, of), status=410)
    content = unchanged(place_of(file.stored_as), file.sha256)
    if content is None:
        logger.error("the kept file %s is missing, or is not what was put there", file.pk)
        return render_page(request, changed_page(file, of), status=410)
    answer = FileResponse(
        content, as_attachment=True, filename=file.name, content_type=content_type_of(file.name)
    )
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
