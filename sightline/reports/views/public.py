"""What everybody may read: published reports at addresses that stay. Only what was frozen is shown here."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sightline.govuk.chrome import Chrome
from sightline.partnership.models import Partnership
from sightline.partnership.queries import partnership_by_slug
from sightline.people.chrome import footer
from sightline.reports import queries
from sightline.reports.models import Publication
from sightline.reports.presenting.readers import list_page, version_page

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


def published_list(request: HttpRequest, partnership: str) -> HttpResponse:
    """What a partnership has published, the latest year first."""
    found = partnership_by_slug(partnership)
    if found is None or not queries.ever_published(found):
        raise Http404("Nothing is published at this address.")
    page = list_page(found, list(queries.standing(found).order_by("-report__period", "report__title")))
    return render(request, "govuk/page.html", {"page": page, "chrome": _chrome(found)})


def published(request: HttpRequest, partnership: str, report: str) -> HttpResponse:
    """The latest version."""
    versions = _versions(partnership, report)
    return _shown(request, versions[0], versions)


def published_version(request: HttpRequest, partnership: str, report: str, version: int) -> HttpResponse:
    """One version, however old."""
    versions = _versions(partnership, report)
    return _shown(request, _one(versions, version), versions)


def published_file(
    request: HttpRequest, partnership: str, report: str, version: int, form: str
) -> HttpResponse:
    """A version as a file, byte for byte as it was published."""
    shown = _one(_versions(partnership, report), version)
    file = next((file for file in shown.files.all() if file.form == form), None)
    content = queries.as_published(file) if file and not shown.withdrawn_at else None
    if content is None:
        raise Http404("There is no such file.")
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{report}-version-{version}.{form}"'
    return answer


def _versions(partnership: str, report: str) -> list[Publication]:
    versions = queries.published(partnership, report)
    if not versions:
        raise Http404("Nothing is published at this address.")
    return versions


def _one(versions: list[Publication], version: int) -> Publication:
    shown = next((one for one in versions if one.version == version), None)
    if shown is None:
        raise Http404("There is no such version.")
    return shown


def _shown(request: HttpRequest, shown: Publication, versions: list[Publication]) -> HttpResponse:
    page = version_page(json.loads(shown.payload), shown, versions)
    status = 410 if page.withdrawn else 200
    context = {"page": page, "chrome": _chrome(shown.partnership)}
    return render(request, "reports/published.html", context, status=status)


def _chrome(partnership: Partnership) -> Chrome:
    """What surrounds a page that everybody reads: the partnership's name and colour, and no navigation."""
    return Chrome(
        partnership_name=partnership.name,
        home_url=reverse("published_reports", args=[partnership.slug]),
        demonstration=partnership.demonstration,
        brand_css_url=reverse("partnership:brand", args=[partnership.slug]),
        footer_links=footer(),
    )
