"""The pages of packs, and the files in which one is taken away."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse

from sightline.datasets.indicator_pages.telling import by_family, indicators
from sightline.datasets.packs import documents, presenters, queries
from sightline.datasets.packs.forms import PackForm
from sightline.datasets.permissions import OBSERVE
from sightline.datasets.services.packs import make_pack
from sightline.documents.files import TYPES, written
from sightline.foundation.text import slug
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import download
from sightline.meetings.queries import agendas_to_fill
from sightline.partnership.asking import Inside, ask_form, found


def pack_list(request: Inside) -> HttpResponse:
    """Every pack."""
    where = request.partnership
    new = reverse("indicators:pack-new", args=[where.slug])
    add = new if request.person.may(OBSERVE, where) else ""
    return render_page(request, presenters.pack_list(where, part(request, queries.packs(where)), add))


def pack_new(request: Inside) -> HttpResponse:
    """Choose a meeting and the indicators for it."""
    where, meetings = request.partnership, agendas_to_fill(request.partnership)
    form = PackForm(
        request.POST if request.method == "POST" else None,
        meetings=meetings,
        families=list(by_family(indicators())),
    )
    return ask_form(
        request,
        form,
        lambda data: make_pack(
            by=request.person, meeting=data["meeting"], title=data["title"], measures=data["indicators"]
        ),
        title="Make an indicator pack",
        lead="It is frozen as the figures stand now: page, PDF, Word and workbook say the same."
        if meetings
        else "No meeting is planned whose agenda can still change. Plan one first.",
        submit="Make the pack",
        crumbs=(Link("Indicator packs", presenters.packs_at(where)),),
        back=presenters.packs_at(where),
        then=lambda pack: presenters.at(where, pack),
        said="The pack is made, and stays as it is.",
    )


def pack_record(request: Inside, number: int) -> HttpResponse:
    """One pack."""
    pack = found(queries.pack(request.partnership, number))
    return render_page(request, presenters.pack_page(request.partnership, pack))


def pack_file(request: Inside, number: int, form: str) -> HttpResponseBase:
    """A pack as PDF, as Word or as a workbook."""
    where = request.partnership
    pack = found(queries.pack(where, number))
    name = f"indicators-{slug(pack.meeting.body.name)}-{pack.meeting.held_on}"
    if form == "xlsx":
        note = documents.note_of(pack.content, pack.sha256)
        return download("xlsx", name, documents.COLUMNS, documents.rows_of(pack.content), note=note)
    found(TYPES.get(form))
    file = written(documents.document(pack.content, pack.sha256), form, where.brand)
    answer = HttpResponse(file, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
