"""What cannot be right of an appointment, a renewal or an arrangement is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sightline.appointments import queries, services
from sightline.appointments.models import Appointment, Arrangement
from sightline.appointments.terms import State
from sightline.audit.models import Change, Event
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Body, Partnership, Seat
from sightline.partnership.refusals import Refused
from sightline.partnership.services import add_body
from sightline.people.models import Person

D = date
Appointed = Callable[..., Appointment]


def test_a_second_holder_of_a_seat_is_refused_unless_one_acts(chair: Seat, appointed: Appointed) -> None:
    first = appointed(D(2024, 4, 1), seat=chair, kind="fixed term", until=D(2025, 3, 31))
    with pytest.raises(
        Refused, match=f"{first.person.name} holds this seat from 1 April 2024 to 31 March 2025"
    ):
        appointed(D(2025, 3, 31), seat=chair)
    appointed(D(2025, 3, 1), seat=chair, kind="acting", until=D(2025, 3, 31))
    appointed(D(2025, 4, 1), seat=chair)
    assert queries.appointments(chair.partnership).count() == 3


def test_an_appointment_that_would_overlap_is_not_put_back(
    chair: Seat, appointed: Appointed, shell: Shell
) -> None:
    first = appointed(D(2024, 4, 1), seat=chair)
    services.appointments.withdraw(by=shell, record=first, reason="By mistake")
    appointed(D(2024, 5, 1), seat=chair)
    with pytest.raises(Refused, match="holds this seat from 1 May 2024"):
        services.appointments.restore(by=shell, record=first)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "fixed term"}, "A fixed term needs its last day"),
        ({"until": D(2024, 3, 31)}, "Last day must be the same as or after the first day"),
        ({"office": "Commissioner"}, "a seat or an office, and not both"),
    ],
)
def test_days_and_places_that_cannot_be_right_are_refused(
    chair: Seat, appointed: Appointed, values: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        appointed(D(2024, 4, 1), seat=chair, **values)


def test_nobody_is_appointed_to_a_seat_that_has_ended(member: Seat, appointed: Appointed) -> None:
    member.until = D(2024, 12, 31)
    member.save()
    appointed(D(2024, 12, 31), seat=member, until=D(2024, 12, 31))
    with pytest.raises(Refused, match="The seat ended on 31 December 2024"):
        appointed(D(2025, 1, 1), seat=member)


def test_an_improvement_board_and_its_commissioner_are_a_body_and_an_office(
    partnership: Partnership, executive: Body, appointed: Appointed, shell: Shell
) -> None:
    board = add_body(by=shell, partnership=partnership, name="Improvement Board")
    one = appointed(D(2024, 4, 1), office="Commissioner", body=board, kind="fixed term", until=D(2026, 3, 31))
    assert one.place == "Commissioner, Improvement Board"
    assert [held.pk for held in queries.offices_of(board, D(2025, 3, 31))] == [one.pk]


def test_a_rolling_appointment_is_unrenewed_when_its_latest_renewal_is_past(
    partnership: Partnership, appointed: Appointed, shell: Shell
) -> None:
    one = appointed(D(2025, 1, 1), office="Independent scrutineer", kind="rolling")
    decided: dict[str, Any] = {"by": shell, "appointment": one, "decided_by": "The lead partners"}
    assert _unrenewed(partnership, D(2025, 1, 31)) == []
    assert _unrenewed(partnership, D(2025, 2, 1)) == [one.pk]
    services.renew(since=D(2025, 2, 1), until=D(2025, 2, 28), **decided)
    services.renew(since=D(2025, 3, 1), until=D(2025, 3, 31), **decided)
    assert _unrenewed(partnership, D(2025, 3, 31)) == []
    assert _unrenewed(partnership, D(2025, 4, 1)) == [one.pk]
    with pytest.raises(
        Refused, match=r"renewed from 1 March 2025 to 31 March 2025 already\. Renew it from 1 April"
    ):
        services.renew(since=D(2025, 3, 15), until=D(2025, 4, 14), **decided)


def _unrenewed(partnership: Partnership, day: date) -> list[int]:
    rows = queries.standing(queries.listed(partnership), State.UNRENEWED, day)
    return [one.pk for one in rows]


def test_only_a_rolling_appointment_is_renewed_and_somebody_decides_it(
    chair: Seat, appointed: Appointed, shell: Shell
) -> None:
    days: dict[str, Any] = {"since": D(2025, 2, 1), "until": D(2025, 2, 28)}
    permanent = appointed(D(2025, 1, 1), seat=chair)
    with pytest.raises(Refused, match="Only a rolling appointment is renewed"):
        services.renew(by=shell, appointment=permanent, decided_by="The partners", **days)
    rolling = appointed(D(2025, 1, 1), office="Independent chair", kind="rolling")
    with pytest.raises(Refused, match="Say which body decided it"):
        services.renew(by=shell, appointment=rolling, **days)
    services.renew(by=shell, appointment=rolling, body=chair.body, **days)
    with pytest.raises(Refused, match="This appointment was renewed, so it is a rolling one"):
        services.appointments.correct(by=shell, record=rolling, values={"kind": "permanent"})


def test_somebody_is_appointed_who_was_not_known_before(
    partnership: Partnership, chair: Seat, shell: Shell
) -> None:
    def new(since: date, **values: Any) -> Appointment:
        return Appointment(partnership=partnership, since=since, kind="permanent", **values)

    one = services.appoint(by=shell, appointment=new(D(2024, 4, 1), seat=chair), name="Ines Hall")
    assert (one.person.name, one.person.agency) == ("Ines Hall", chair.agency)
    other = new(D(2024, 4, 1), office="Commissioner")
    two = services.appoint(by=shell, appointment=other, email="Ola@example.org")
    assert (two.person.email, two.person.agency) == ("ola@example.org", None)


def test_the_trail_of_an_appointment_does_not_hold_the_name_of_who_is_appointed(
    chair: Seat, appointed: Appointed, person: Callable[..., Person]
) -> None:
    one = appointed(D(2024, 4, 1), seat=chair, person=person("Ines Hall"))
    kept = [
        *Event.objects.filter(record_id=one.pk, kind__startswith="appointments").values(),
        *Change.objects.filter(record_id=one.pk, kind__startswith="appointments").values(),
    ]
    assert len(kept) == 2
    assert "Hall" not in repr(kept)


def test_a_second_arrangement_from_the_same_day_is_refused(partnership: Partnership, shell: Shell) -> None:
    def arrange(model: str, words: str = "") -> Arrangement:
        given = Arrangement(partnership=partnership, since=D(2024, 4, 1), model=model, words=words)
        return services.arrangements.add(by=shell, record=given)

    with pytest.raises(Refused, match="Say which model it is"):
        arrange("other")
    arrange("panel")
    with pytest.raises(Refused, match="There is already an arrangement"):
        arrange("commissioned")


def test_only_those_who_keep_bodies_appoint(
    partnership: Partnership, chair: Seat, person_with: Callable[..., Person]
) -> None:
    new = Appointment(partnership=partnership, seat=chair, since=D(2024, 4, 1), kind="permanent")
    with pytest.raises(Forbidden):
        services.appoint(by=person_with("scrutineer"), appointment=new, name="Ines Hall")
    assert not Person.objects.filter(name="Ines Hall").exists()
