"""Creating a partnership, and changing what it is called and how it looks."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.numbers import half_up
from sightline.partnership.contrast import READABLE, colour, contrast
from sightline.partnership.models import Partnership, ScopeKind
from sightline.partnership.permissions import CREATE, SETTINGS
from sightline.partnership.refusals import Refused
from sightline.partnership.services.words import named
from sightline.partnership.slugs import ALLOWED, LONGEST, RESERVED


@transaction.atomic
def create_partnership(
    *,
    by: Actor,
    slug: str,
    name: str,
    area: str = "",
    demonstration: bool = False,
    kind: ScopeKind = ScopeKind.PARTNERSHIP,
) -> Partnership:
    """Make an empty partnership. Refused when its address is taken, reserved or not an address."""
    require(by, CREATE, None)
    word = slug.strip().lower()
    _check_address(word)
    partnership = Partnership(
        slug=word,
        name=named(name),
        area=named(area, field="area", needed=False),
        demonstration=demonstration,
        kind=kind,
    )
    audit.added(by=by, record=partnership)
    return partnership


def _check_address(word: str) -> None:
    if not ALLOWED.fullmatch(word) or len(word) > LONGEST:
        raise Refused(
            f"“{word}” cannot be an address: use up to {LONGEST} small letters, digits "
            "and hyphens, such as “westmoor”.",
            field="slug",
        )
    if word in RESERVED:
        raise Refused(f"“{word}” is kept for the site itself. Choose another word.", field="slug")
    if Partnership.objects.filter(slug=word).exists():
        raise Refused(f"There is a partnership at “{word}” already. Choose another word.", field="slug")


@transaction.atomic
def change_settings(*, by: Actor, partnership: Partnership, name: str, area: str, brand: str) -> None:
    """Change a partnership's name, area and colour. Refused for a colour that could not be read on white."""
    require(by, SETTINGS, partnership)
    values = {
        "name": named(name),
        "area": named(area, field="area", needed=False),
        "brand": readable(brand),
    }
    audit.corrected(by=by, record=partnership, values=values)


def readable(brand: str) -> str:
    """A colour as ``#rrggbb``. Refused unless white text on it, and it on white, can be read."""
    try:
        chosen = colour(brand)
    except ValueError as problem:
        raise Refused(str(problem), field="brand") from None
    ratio = contrast(chosen)
    if ratio < READABLE:
        shown = half_up(ratio, 1) if ratio < READABLE - 0.05 else half_up(ratio, 2)
        raise Refused(
            f"{chosen} is too light. Links and buttons have to stand out from white by {READABLE} to 1 for "
            f"everybody to read them, and this colour does by {shown} to 1. Choose a darker one.",
            field="brand",
        )
    return chosen
