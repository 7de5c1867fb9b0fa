"""Bodies report upward, never in a circle; agencies have seats on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.access import Shell
from sightline.partnership import queries, services
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.tree import laid_out


def test_a_body_cannot_report_to_itself_however_many_steps_away(
    partnership: Partnership, shell: Shell
) -> None:
    executive = services.add_body(by=shell, partnership=partnership, name="Executive")
    group = services.add_body(by=shell, partnership=partnership, name="Business Group", reports_to=executive)
    quality = services.add_body(by=shell, partnership=partnership, name="QA Group", reports_to=group)
    with pytest.raises(Refused, match="QA Group reports to Executive"):
        services.correct_body(by=shell, body=executive, name="Executive", reports_to=quality)
    with pytest.raises(Refused):
        services.correct_body(by=shell, body=executive, name="Executive", reports_to=executive)


def test_two_bodies_cannot_share_a_name(partnership: Partnership, shell: Shell) -> None:
    services.add_body(by=shell, partnership=partnership, name="DSP Executive")
    with pytest.raises(Refused, match="There is a body called DSP Executive already"):
        services.add_body(by=shell, partnership=partnership, name="dsp  executive")


def test_a_body_of_another_partnership_is_no_superior(
    partnership: Partnership, another_partnership: Partnership, shell: Shell
) -> None:
    elsewhere = services.add_body(by=shell, partnership=another_partnership, name="Executive")
    with pytest.raises(Refused, match="of this partnership"):
        services.add_body(by=shell, partnership=partnership, name="QA Group", reports_to=elsewhere)


def test_a_seat_ends_with_a_last_day_and_can_begin_again(
    partnership: Partnership, agency: Callable[..., Agency], shell: Shell
) -> None:
    body = services.add_body(by=shell, partnership=partnership, name="Executive")
    police = agency("Police")
    seat = services.add_seat(by=shell, body=body, agency=police, title="Chair", since=date(2023, 4, 1))
    with pytest.raises(Refused, match="has this seat already"):
        services.add_seat(by=shell, body=body, agency=police, title="chair", since=date(2024, 4, 1))
    with pytest.raises(Refused, match="last day comes before the first"):
        services.seats.correct(by=shell, record=seat, values={"until": date(2023, 3, 31)})
    services.seats.correct(by=shell, record=seat, values={"until": date(2024, 3, 31)})
    again = services.add_seat(by=shell, body=body, agency=police, title="Chair", since=date(2025, 4, 1))
    assert queries.seats(body) == [again, seat]


def test_a_seat_says_at_which_level_it_is(
    partnership: Partnership, agency: Callable[..., Agency], person_with: Any, client_as: Any
) -> None:
    police = agency("Police")
    body = services.add_body(by=Shell("tester"), partnership=partnership, name="Executive")
    client = client_as(person_with("coordinator"))
    typed = {"agency": str(police.pk), "title": "Member", "level": "practitioners"}
    assert (
        client.post(f"/westmoor/bodies/{body.pk}/seats/new", {**typed, "level": "kings"}).status_code == 422
    )
    client.post(f"/westmoor/bodies/{body.pk}/seats/new", typed)
    [seat] = queries.seats(body)
    assert "Practitioners" in client.get(f"/westmoor/seats/{seat.pk}/").text
    page = f"/westmoor/seats/{seat.pk}/correct"
    made_from = client.get(page).context["page"].form["made_from"].value()
    client.post(page, {**typed, "level": "strategic leaders", "made_from": made_from})
    [seat] = queries.seats(body)
    assert seat.level == "strategic leaders"


def test_a_seat_is_corrected_withdrawn_and_put_back_unless_another_took_its_place(
    partnership: Partnership, agency: Callable[..., Agency], shell: Shell
) -> None:
    body = services.add_body(by=shell, partnership=partnership, name="Executive")
    police = agency("Police")
    seat = services.add_seat(by=shell, body=body, agency=police, title="Chair", since=date(2024, 4, 1))
    services.seats.correct(by=shell, record=seat, values={"since": date(2023, 4, 1)})
    [seat] = queries.seats(body)
    assert seat.since == date(2023, 4, 1)
    services.seats.withdraw(by=shell, record=seat, reason="It is the council's")
    assert (queries.seats(body), queries.withdrawn_seats(body)) == ([], [seat])
    other = services.add_seat(by=shell, body=body, agency=police, title="Chair", since=date(2025, 4, 1))
    with pytest.raises(Refused, match="has this seat already"):
        services.seats.restore(by=shell, record=seat)
    services.seats.withdraw(by=shell, record=other, reason="It was not")
    services.seats.restore(by=shell, record=seat)
    assert queries.seats(body) == [seat]


def test_a_seat_that_ended_can_be_corrected_while_another_like_it_is_held(
    partnership: Partnership, agency: Callable[..., Agency], shell: Shell
) -> None:
    body, police = services.add_body(by=shell, partnership=partnership, name="Executive"), agency("Police")
    ended = services.add_seat(
        by=shell, body=body, agency=police, since=date(2020, 4, 1), until=date(2022, 3, 31)
    )
    services.add_seat(by=shell, body=body, agency=police, since=date(2023, 4, 1))
    services.seats.correct(by=shell, record=ended, values={"until": date(2021, 3, 31)})
    with pytest.raises(Refused, match="has this seat already"):
        services.seats.correct(by=shell, record=ended, values={"until": None})


def test_bodies_are_laid_out_under_what_they_report_to() -> None:
    above = {
        "Executive": None,
        "Business": "Executive",
        "Forum": None,
        "Quality": "Business",
        "Training": "Business",
    }
    names = list(above)
    parents = [None if parent is None else names.index(parent) for parent in above.values()]
    order = laid_out(range(5), lambda n: n, parents.__getitem__)
    assert [(depth, names[n]) for depth, n in order] == [
        (0, "Executive"),
        (1, "Business"),
        (2, "Quality"),
        (2, "Training"),
        (0, "Forum"),
    ]


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=10))
def test_every_body_is_laid_out_once_whatever_it_reports_to(parents: list[int | None]) -> None:
    order = laid_out(range(len(parents)), lambda n: n, lambda n: parents[n])
    assert sorted(n for _, n in order) == list(range(len(parents)))
