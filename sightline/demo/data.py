"""What the four agencies share about children: agreements, two years of deliveries, a linkage, and what came of it.

Files are kept in transactions of their own, so this comes after the partnership was made. What is there is passed over:
asking again makes whole what was killed, and changes nothing else.

The story it tells: from the second autumn far more children are reported missing; the analyst sees it, and recommends
something to the executive for its next meeting. And the police's second year came with days that no calendar has.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.linkage.queries import latest_linkage
from sightline.datasets.linkage.services import link
from sightline.datasets.models import Agreement, Frequency
from sightline.datasets.queries import agreements_on
from sightline.datasets.services.linked import rebuild
from sightline.demo.benchmarks import know_england
from sightline.demo.children import Delivered, census, deliveries, families
from sightline.demo.insight import lead_to_action
from sightline.demo.places import Place
from sightline.demo.queries import grants
from sightline.foundation.access import Actor, Shell
from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.roles import DATA_ANALYST

CHILDREN, DISTRICTS = 6_000, 12
"""About as many as the samples are about, in fewer districts, so that a district has figures to show."""
YEARS = tuple(map(ReportingYear.parse, ("2023-24", "2024-25")))
CENSUS, POLICE = "cin-census", "police-notifications"
SHARED_BY = {  # each data set: whose it is, as ``places.Place`` names them, and why it is shared
    "social-care-contacts": ("council", "To see who asks for help, and what becomes of it."),
    POLICE: ("police", "To see when children come to notice who are not known to others."),
    "health-emergency-attendances": ("hospitals", "To see harm that brings children to hospital."),
    "education-exclusions-absence": ("schools", "To see who is out of school."),
    CENSUS: ("council", "To see how children in need are assessed and protected."),
}
BASIS = "UK GDPR article 6(1)(e) and 9(2)(g); Children Act 2004, sections 16E to 16L"
BEGUN, LASTING = date(2023, 4, 1), timedelta(days=730)
NO_SUCH_DAY = "31/02/2025"
AREA_LETTERS = "ABCDEFGHIJKLMNOPRSTUWYZ"
"""Letters with which a postcode may begin."""


def share_data(partnership: Partnership, place: Place, seed: int) -> None:
    """Put the agreements in force, deliver two years under them, link what came, and look at what it shows."""
    by = _analyst(partnership)
    agencies = {agency.key: agency for agency in Agency.objects.of(partnership)}
    for key, (word, purpose) in SHARED_BY.items():
        _agree(by, partnership, key, agencies[fold(getattr(place, word))], purpose)
    run = latest_linkage(partnership)
    if run is None:
        _deliver_all(by, partnership, place, seed)
        run = link(by=by, partnership=partnership)
    rebuild(by=by, partnership=partnership, linkage=run)
    know_england(by, partnership)
    lead_to_action(by, partnership, place)


def _analyst(partnership: Partnership) -> Actor:
    held = grants(partnership).filter(role=DATA_ANALYST).first()
    return held.person if held else Shell("demonstration")


def _agree(by: Actor, partnership: Partnership, key: str, agency: Agency, purpose: str) -> None:
    if agreements_on(partnership, key, agency).exists():
        return
    today = timezone.localdate()
    services.agreements.add(
        by=by,
        record=Agreement(
            partnership=partnership,
            contract=key,
            agency=agency,
            parties=f"{agency.name} and {partnership.name}",
            purpose=purpose,
            lawful_basis=BASIS,
            fields=list(fields_of(contracts.find(key))),
            frequency=Frequency.YEARLY,
            first_due=today + timedelta(days=60),
            starts=BEGUN,
            ends=today + LASTING,
        ),
    )


def _deliver_all(by: Actor, partnership: Partnership, place: Place, seed: int) -> None:
    children = families(CHILDREN, seed, area=f"{_letter(place)}M", districts=DISTRICTS)
    held = deliveries(children, seed)
    with tempfile.TemporaryDirectory(prefix="sightline-demo-") as folder:
        for one in held:
            for year in YEARS:
                if one.key == POLICE and year == YEARS[-1]:
                    _deliver(by, partnership, _broken(one, Path(folder), year))
                name = f"{one.key}-{year}.csv"
                _deliver(by, partnership, one.write(Path(folder), year.start, year.end, name))
        returned = Path(folder) / f"cin-census-{YEARS[-1]}.xml"
        census(returned, children, held[0], seed)
        _deliver(by, partnership, returned)


def _deliver(by: Actor, partnership: Partnership, path: Path) -> None:
    services.deliver(by=by, partnership=partnership, path=path, name=path.name)


def _broken(one: Delivered, folder: Path, year: ReportingYear) -> Path:
    """The file as it came first: every third day of an incident is one that no calendar has, and it is refused."""
    lines = one.write(folder, year.start, year.end).read_text("utf-8").splitlines()
    heads = lines[0].split(",")
    at = heads.index("incident_date")
    for place in range(1, len(lines), 3):
        cells = lines[place].split(",")
        cells[at] = NO_SUCH_DAY
        lines[place] = ",".join(cells)
    path = folder / f"{one.key}-{year}-first.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _letter(place: Place) -> str:
    """The first letter of the place where a postcode may begin with it, else W."""
    return place.name[0] if place.name[0] in AREA_LETTERS else "W"
