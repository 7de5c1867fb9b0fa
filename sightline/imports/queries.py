"""Reading imports, always those of one partnership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime

from sightline.audit.sealing import legible
from sightline.imports.models import Import
from sightline.partnership.models import Partnership


def imports_of(partnership: Partnership) -> QuerySet[Import]:
    """Every import of a partnership, the latest first."""
    return Import.objects.of(partnership).select_related("partnership").order_by("-id")


def makers(imports: Iterable[Import]) -> list[str]:
    """Who brought in each of these, as people read it."""
    return legible(one.created_by for one in imports)


def import_of(partnership: Partnership, number: int) -> Import | None:
    return imports_of(partnership).filter(pk=number).first()


def first_received(import_: Import) -> date:
    """The day on which this very file first came: what it leaves to its reader to date is dated by that."""
    same = Import.objects.of(import_.partnership).filter(sha256=import_.sha256).order_by("created_at")
    first = same.values_list("created_at", flat=True).first()
    return localtime(first or import_.created_at).date()


def import_to_work_on(number: int) -> Import | None:
    """An import that a background task was given; its service checks the right of whoever asked for it."""
    return Import.objects.filter(pk=number).select_related("partnership").first()
