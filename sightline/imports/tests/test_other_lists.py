"""Lists of agencies and logs of challenge as other partnerships keep them."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.challenges.models import Challenge
from sightline.imports.interpreting import NotRecognised
from sightline.partnership.models import Agency, Alias, Workforce
from sightline.partnership.queries import agency_names


@pytest.fixture
def known(partnership):
    """The folded names by which each agency is known."""

    def names() -> dict[str, set[str]]:
        by_id = {agency.pk: agency.name for agency in Agency.objects.of(partnership)}
        told: dict[str, set[str]] = {}
        for name, pk in agency_names(partnership).items():
            told.setdefault(by_id[pk], set()).add(name)
        return told

    return names


@pytest.mark.parametrize(
    "lines",
    [
        [
            ["Name", "Kind", "Also known as"],
            ["Brant Council", "council", "BC; Brant CC; Children's Services"],
        ],
        [
            ["Name", "Kind", "Also known as"],
            ["Brant Council", "council", "BC, Brant CC, Children's Services"],
        ],
        [
            ["Name", "Kind", "Also known as"],
            ["Brant Council", "council", "BC\nBrant CC\nChildren's Services"],
        ],
        [
            ["Name", "Kind", "Also known as", "", ""],
            ["Brant Council", "council", "BC", "Brant CC", "Children's Services"],
        ],
        [
            ["Agency", "Alias 1", "Alias 2", "Alias 3"],
            ["Brant Council", "BC", "Brant CC", "Children's Services"],
        ],
        [
            ["Organisation", "Short name", "Other names"],
            ["Brant Council", "BC", "“Brant CC” | Children's Services"],
        ],
        [
            ["Partner", "Type", "AKA", "Notes"],
            ["Brant Council", "LA", "BC;Brant CC;;Children's Services; n/a", "x, y"],
        ],
    ],
)
def test_other_names_are_found_wherever_and_however_they_stand(rows, known, lines):
    rows(lines, name="agencies.csv")
    assert known() == {"Brant Council": {"brant council", "bc", "brant cc", "children's services"}}


def test_an_alias_with_a_stroke_in_it_is_one_name(rows, known):
    rows(
        [["Name", "Kind", "Also known as"], ["Brant Schools", "schools", "School / College"]],
        name="agencies.csv",
    )
    assert known() == {"Brant Schools": {"brant schools", "school / college"}}


@pytest.mark.parametrize(
    ("said", "staff"),
    [
        ("approx 2,400", 2400),
        (2400.0, 2400),
        ("c. 310", 310),
        ("1,250.6 FTE", 1251),
        ("", None),
        ("n/a", None),
    ],
)
def test_a_workforce_is_counted_as_people_write_it(book, partnership, said, staff):
    book({"Agencies": [["Name", "Kind", "Staff"], ["Police", "police", said]]})
    assert [one.staff for one in Workforce.objects.of(partnership)] == ([] if staff is None else [staff])


@pytest.mark.parametrize(
    ("heading", "title"), [("Staff at 31/03/2024", "Agencies"), ("Staff", "Workforce at 31 March 2024")]
)
def test_the_day_of_a_workforce_may_stand_in_its_heading_or_in_the_title(book, partnership, heading, title):
    book({"Agencies": [[title], ["Name", "Kind", heading], ["Police", "police", 1900]]})
    assert Workforce.objects.of(partnership).get().as_at == date(2024, 3, 31)


def test_a_corrected_workforce_replaces_the_figure_of_its_day_and_counts_as_a_correction(rows, partnership):
    head = ["Name", "Kind", "Staff", "As at", "Also known as"]
    rows([head, ["Police", "police", "1900", "01/04/2024", ""]], name="agencies.csv")
    _, outcome = rows([head, ["Police", "police", "1950", "01/04/2024", ""]], name="agencies.csv")
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 0)
    assert Workforce.objects.of(partnership).get().staff == 1950
    _, outcome = rows([head, ["Police", "police", "1950", "01/04/2024", "WCP"]], name="agencies.csv")
    assert (outcome.updated, outcome.unchanged) == (1, 0)
    assert Alias.objects.of(partnership).get().name == "WCP"


def test_a_total_below_a_list_of_agencies_is_no_agency(rows, partnership):
    head = ["Name", "Kind", "Staff"]
    _, outcome = rows(
        [head, ["Police", "police", "1,900"], ["Total", "", "1,900"], head], name="agencies.csv"
    )
    assert (outcome.created, outcome.refused) == (1, 0)
    assert [told["reason"] for told in outcome.skipped] == ["a total", "the headings again"]


@pytest.mark.parametrize(
    ("said", "statutory"),
    [("Yes", True), ("statutory", True), (True, True), ("relevant agency", False), ("N", False)],
)
def test_statutory_partners_are_told_in_yes_and_no_or_in_words(book, partnership, said, statutory):
    book({"Agencies": [["Name", "Kind", "Statutory partner"], ["Ridge Trust", "academy", said]]})
    assert Agency.objects.of(partnership).get().statutory is statutory


def test_names_alone_are_no_list_of_agencies(rows):
    with pytest.raises(NotRecognised):
        rows([["Name"], ["Police"], ["Schools"]])


LOG = ["Date", "Forum", "Raised by", "To", "Level", "Challenge", "Response", "Outcome", "Date closed"]


@pytest.fixture
def two(agency):
    return agency("Police"), agency("Schools")


def challenge(**said):
    told = {
        "day": "03/05/2024", "forum": "Executive", "by": "Police", "to": "Schools", "level": "Strategic",
        "text": "Why has it not moved?", "response": "", "outcome": "", "closed": "", **said,
    }  # fmt: skip
    return list(told.values())


def test_a_challenge_pasted_twice_is_one_however_it_is_spelled(rows, two):
    again = challenge(
        day="3 May 2024", by=" POLICE", level="strategic ", text="Why has it  not moved? ", closed="TBC"
    )
    _, outcome = rows([LOG, challenge(), again])
    assert (outcome.created, outcome.duplicates, outcome.refused) == (1, 1, 0)


def test_long_words_for_a_level_and_an_outcome_have_room(rows, two, partnership):
    level, outcome = (
        "Stage 2: escalated to line managers in both agencies",
        "Agreed to train " + "all staff and report back " * 8,
    )
    rows([LOG, challenge(level=level, outcome=outcome)])
    assert Challenge.objects.of(partnership).get().outcome == outcome.strip()


def test_a_log_in_other_words_and_another_order_is_understood(book, two, partnership):
    head = [
        "Closure date",
        "Nature of challenge",
        "Challenged by",
        "Agency challenged",
        "Stage",
        "Escalated to",
        "When",
        "Where raised",
    ]
    line = [
        date(2024, 6, 1),
        "Late reports",
        "schools",
        "police",
        "Stage 1",
        "DSP",
        "3rd May 2024",
        "QA Group",
    ]
    book({"LOG 24-25": [["Escalation log"], [], head, line]})
    found = Challenge.objects.of(partnership).get()
    assert (found.raised_on, found.closed_on) == (date(2024, 5, 3), date(2024, 6, 1))
    assert (found.raiser.agency, found.asked.agency, found.forum) == ("Schools", "Police", "QA Group")


def test_a_challenge_closed_before_it_was_raised_is_refused(rows, two):
    _, outcome = rows([LOG, challenge(), challenge(text="Else", closed="01/05/2024")])
    assert (outcome.created, outcome.refused) == (1, 1)
    assert outcome.errors[0]["problem"] == "is before the challenge was raised (03/05/2024)"


def test_a_log_without_closing_dates_says_what_it_lacks(rows, two):
    with pytest.raises(NotRecognised, match="challenge log, but there is no column for “Date closed”"):
        rows([LOG[:-1], challenge()[:-1]])


def test_a_log_may_say_who_and_at_which_level_as_well(rows, two, partnership):
    head = ["Raised by: person", "Raised by: level", "To person", "Level of challenged"]
    said = ["Jo Field", "Frontline", "Head of service", "Strategic"]
    _, outcome = rows(
        [[*LOG, *head], [*challenge(), *said], [*challenge(text="Else"), "", "Stage 2", "", ""]]
    )
    assert (outcome.created, outcome.refused) == (2, 0)
    first, second = Challenge.objects.of(partnership).order_by("id")
    assert str(first.raiser) == "Jo Field, Police (practitioners)"
    assert str(first.asked) == "Head of service, Schools (strategic leaders)"
    assert second.raised_by_level == ""  # what is no level is left out, and said so
