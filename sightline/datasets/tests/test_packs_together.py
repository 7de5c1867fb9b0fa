"""A later pack gives no small number away to whoever kept the earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sightline.datasets.models import Delivery, Pack
from sightline.datasets.packs import withholding
from sightline.datasets.packs.queries import earlier_releases
from sightline.datasets.services.packs import make_pack
from sightline.datasets.tests.made_data import BY, contacts, told
from sightline.measures.disclosure import ALL, Release, compare
from sightline.measures.disclosure.programme import NotSolved
from sightline.measures.registry import find
from sightline.meetings import services as meetings
from sightline.meetings.models import Meeting
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import DATA_ANALYST

pytestmark = pytest.mark.usefixtures("own_files")

Make = Callable[..., Any]
Freeze = Callable[..., Pack]
CONTACTS, YEAR = "data.contacts", "2024-25"
MONTHS = [date(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 4) for month in range(12)]
APRIL, MAY, JUNE = (f"{month:%b %Y}" for month in MONTHS[:3])


@pytest.fixture
def meeting(partnership: Partnership) -> Meeting:
    executive = Body.objects.create(partnership=partnership, key="executive", name="DSP Executive")
    day = timezone.localdate() + timedelta(days=7)
    return meetings.add_meeting(
        by=BY, meeting=Meeting(partnership=partnership, body=executive, held_on=day, state="planned")
    )


@pytest.fixture
def freeze(partnership: Partnership, meeting: Meeting, tmp_path: Path) -> Freeze:
    """``freeze(3, 8, 9)``: contacts of April, May and June, thirty in each month after; a pack as they stand then."""
    packs: list[Pack] = []

    def make(*first: int) -> Pack:
        counts = [*first, *[30] * (12 - len(first))]
        Delivery.objects.all().delete()
        Coverage.objects.all().delete()
        folder = tmp_path / f"made-{len(packs)}"
        events = [event for day, count in zip(MONTHS, counts, strict=True) for event in contacts(count, day)]
        told(partnership, folder, events)
        cache.clear()
        packs.append(make_pack(by=BY, meeting=meeting, title="Contacts", measures=[find(CONTACTS)]))
        return packs[-1]

    return make


def _shown(pack: Pack) -> dict[str, str]:
    """The months and the year of a pack, as they are shown."""
    [one] = pack.content["indicators"]
    return {month["label"]: month["shown"] for month in one["months"]} | {"year": one["year"][1]}


def _together(*packs: Pack) -> list[Release]:
    return [Release.from_data(data) for pack in packs for data in pack.content["indicators"][0]["releases"]]


def test_what_an_earlier_pack_showed_is_not_the_key_to_what_a_later_one_hides(freeze: Freeze) -> None:
    """April's 3 hide behind May's 8, then behind June's 9, which the first pack had shown."""
    first, second = freeze(3, 8, 9), freeze(3, 18, 9)
    before, after = _shown(first), _shown(second)
    assert (before[APRIL], before[MAY], before[JUNE], before["year"]) == ("c", "c", "9", "290")
    assert (after[APRIL], after[JUNE]) == ("c", "c")
    needed = [after["year"], after[MAY], *(after[f"{month:%b %Y}"] for month in MONTHS[3:])]
    assert "c" in needed, "April is the year less the other months, with June from the first pack"
    assert not [each for each in compare(_together(first, second)) if each.high <= 5]


def test_the_page_says_that_figures_are_held_back_and_only_then(
    freeze: Freeze, person_with: Make, client_as: Make
) -> None:
    first, second = freeze(3, 8, 9), freeze(3, 18, 9)
    analyst = client_as(person_with(DATA_ANALYST))
    pages = [analyst.get(f"/westmoor/indicators/packs/{pack.pk}").text for pack in (first, second)]
    assert ["held back here (c): beside an earlier pack" in page for page in pages] == [False, True]


def test_a_pack_of_the_same_figures_says_the_same(freeze: Freeze) -> None:
    first, second = freeze(3, 8, 9), freeze(3, 8, 9)
    assert _shown(first) == _shown(second)
    assert second.content["indicators"][0]["withheld"] == ""


def test_a_revised_month_that_tells_of_nobody_is_shown(freeze: Freeze) -> None:
    _, second = freeze(30, 31, 32), freeze(30, 33, 32)
    assert _shown(second)[MAY] == "33"
    assert second.content["indicators"][0]["withheld"] == ""


def test_a_pack_that_could_not_be_compared_is_not_made(
    freeze: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise NotSolved

    freeze(3, 8, 9)
    monkeypatch.setattr(withholding, "given_away", fails)
    with pytest.raises(Refused, match="could not be worked out, so it was not made"):
        freeze(3, 18, 9)
    assert Pack.objects.count() == 1


def test_what_a_pack_let_out_is_kept_with_it(freeze: Freeze, partnership: Partnership) -> None:
    freeze(3, 8, 9)
    of_all = earlier_releases(partnership)[CONTACTS][0]
    facts = {period: (fact.low, fact.hidden) for fact in of_all.facts for _, period in fact.places}
    assert (facts[YEAR], facts["2024-04"], facts["2024-06"]) == ((290, False), (1, True), (9, False))
    assert {group for fact in of_all.facts for group, _ in fact.places} == {ALL}
