"""The page on which a file is destroyed, the same for whatever record it belongs to."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from sightline.files.forms import DestroyForm
from sightline.files.models import StoredFile
from sightline.files.presenters import destroy_page, destroyed_page
from sightline.files.queries import same_as
from sightline.files.services import destroy
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, ask


def ask_to_destroy(request: Inside, file: StoredFile, *, of: str, crumbs: tuple[Link, ...]) -> HttpResponse:
    """Ask whether a file is to be destroyed, and destroy it.

    ``of`` is what it belongs to, in words that give nothing away. ``crumbs`` lead to its record, where one goes on
    afterwards; there are none for whoever may not see that, who is not told what the file is called either.
    """
    sees = bool(crumbs)
    crumbs = crumbs or (Link("Home", reverse("home:home", args=[request.partnership.slug])),)
    if file.destroyed_at and request.method != "POST":
        return render_page(request, destroyed_page(file, crumbs[-1]), status=410)
    form = DestroyForm(request.POST if request.method == "POST" else None)
    page = destroy_page(file, form, of=of, crumbs=crumbs, sees=sees, shared=same_as(file).count())
    return ask(
        request,
        form,
        page,
        lambda data: destroy(by=request.person, file=file, **data),
        then=crumbs[-1].href,
        said="The file was destroyed.",
    )
