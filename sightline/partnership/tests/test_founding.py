"""Creating a partnership, its address, and a colour that everybody can read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver

from sightline.foundation.access import Shell
from sightline.partnership import services
from sightline.partnership.contrast import contrast
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR
from sightline.partnership.slugs import RESERVED, name_from, proposed
from sightline.people.models import Person


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
    ],
)
def test_contrast_with_white_is_what_wcag_tools_give(colour: str, ratio: float) -> None:
    assert contrast(colour) == pytest.approx(ratio, abs=0.005)


def test_a_colour_nobody_could_read_is_refused_with_its_contrast(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    administrator = person_with(ADMINISTRATOR)
    with pytest.raises(Refused, match=r"#777777 is too light.*by 4.48 to 1. Choose a darker one"):
        services.change_settings(by=administrator, partnership=partnership, name="W", area="", brand="#777")
    services.change_settings(by=administrator, partnership=partnership, name="W", area="", brand="767676")
    assert partnership.brand == "#767676"


@pytest.mark.parametrize("typed", ["red", "#12345", "url(x)", "#1234567", ""])
def test_what_is_no_colour_is_refused(partnership: Partnership, shell: Shell, typed: str) -> None:
    with pytest.raises(Refused, match="is not a colour"):
        services.change_settings(by=shell, partnership=partnership, name="W", area="", brand=typed)


@pytest.mark.parametrize(
    "word", ["account", "static", "published", "new", "Westmoor Partnership", "-a", "a" * 51, ""]
)
def test_an_address_that_cannot_be_used_is_refused(db: None, shell: Shell, word: str) -> None:
    with pytest.raises(Refused):
        services.create_partnership(by=shell, slug=word, name="Westmoor")


def test_no_partnership_can_stand_where_the_site_has_a_page_of_its_own() -> None:
    patterns = [p for p in get_resolver().url_patterns if not str(p.pattern).startswith("<slug:partnership>")]
    own = {str(p.pattern).split("/")[0] for p in patterns} | {
        str(inner.pattern).split("/")[0]
        for p in patterns
        if not isinstance(p, URLPattern) and str(p.pattern) == ""
        for inner in p.url_patterns
    }
    assert own - {""} <= RESERVED


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Westmoor Safeguarding Children Partnership", "westmoor"),
        ("Devon Local Safeguarding Children Partnership", "devon"),
        ("Stockton-on-Tees Safeguarding Children’s Partnership", "stockton-on-tees"),
        ("Ynys Môn", "ynys-mon"),
    ],
)
def test_an_address_is_proposed_from_the_name(name: str, word: str) -> None:
    assert proposed(name) == word


def test_a_name_is_made_from_an_address() -> None:
    assert name_from("stoke-on-trent") == "Stoke on Trent Safeguarding Children Partnership"


def test_a_partnership_is_created_at_a_shell_by_its_address_alone(
    db: None, run_command: Callable[..., object]
) -> None:
    ran = run_command("partnership", "create", "westmoor", "--json")
    assert (ran.status, ran.json) == (  # type: ignore[attr-defined]
        0,
        {"slug": "westmoor", "name": "Westmoor Safeguarding Children Partnership", "area": "Westmoor"},
    )


def test_creating_a_partnership_twice_is_misuse_in_a_plain_sentence(
    partnership: Partnership, run_command: Callable[..., object]
) -> None:
    ran = run_command("partnership", "create", "westmoor", "--name", "Westmoor")
    assert ran.status == 2  # type: ignore[attr-defined]
    assert ran.err == "There is a partnership at “westmoor” already. Choose another word.\n"  # type: ignore[attr-defined]
    assert ran.out == ""  # type: ignore[attr-defined]
