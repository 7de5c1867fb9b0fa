"""One course however its title is spelt, one booking however its number is, by hand and by import."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from sightline.imports import services as imports
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.training import services
from sightline.training.models import Booking, Course, Place

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
BOOKINGS = "training-bookings-2024-25.csv"
HEAD = "Booking ID,Event ID,Course title,Event date,Delivery,Delegate,Delegate email,Organisation,Status"


@pytest.fixture
def bring_in(settings, tmp_path, partnership, shell):
    """``bring_in(bytes, name)`` commits a file and answers its outcome."""
    settings.FILES = tmp_path / "files"

    def bring(content: bytes, name: str = "bookings.csv"):
        import_ = imports.receive(by=shell, partnership=partnership, name=name, chunks=[content])
        imports.plan(by=shell, import_=import_)
        return imports.commit(by=shell, import_=import_)

    return bring


def test_a_booking_typed_by_hand_is_the_one_that_the_export_brings_later(
    bring_in, partnership, shell, police, course, session
):
    by_hand = Booking(
        partnership=partnership,
        session=session(course("Neglect"), date(2024, 5, 1), reference="EV7"),
        agency=police,
        place=Place.BOOKED,
        reference="BK-001",
    )
    services.add_booking(by=shell, booking=by_hand, name="Ann Bell", email="ann@example.org")
    row = f"bk-001,EV7,Neglect,01/05/2024,Online,Ann Bell,ann@example.org,{police.name},Attended"
    outcome = bring_in(f"{HEAD}\n{row}\n".encode())
    assert (outcome.created, outcome.updated, outcome.refused) == (0, 1, 0)
    assert Booking.objects.get().place == Place.ATTENDED


def test_a_dash_of_any_length_in_a_title_makes_no_other_course(bring_in, police):
    titles = ("Domestic abuse - level 2", "Domestic abuse – level 2", "Domestic  abuse—level 2")
    rows = [
        f"B{n},EV{n},{title},01/05/2024,,Ann,a{n}@example.org,{police.name},Attended"
        for n, title in enumerate(titles)
    ]
    bring_in("\n".join((HEAD, *rows)).encode())
    assert Course.objects.get().sessions.count() == 3


def test_a_booking_kept_by_hand_is_held_as_its_session_is_unless_it_says_otherwise(
    partnership, shell, police, course, session
):
    held = session(course(), delivery="Online")

    def kept(name: str, **values: str) -> str:
        booking = Booking(partnership=partnership, session=held, agency=police, place=Place.BOOKED, **values)
        return services.add_booking(by=shell, booking=booking, name=name, email="").delivery

    assert (kept("Ann"), kept("Ben", delivery="Face to face")) == ("Online", "Face to face")


def test_keys_of_before_are_folded_and_what_was_kept_twice_stays(course, session, booking, caplog):
    plain, dashed = course("Neglect level 2"), course("Abuse - level 1")
    Course.objects.filter(pk=dashed.pk).update(key="abuse - level 1")
    twice = course("Neglect – level 2 again")
    Course.objects.filter(pk=twice.pk).update(key="neglect - level 2")
    held = session(plain, delivery="Online")
    imported, typed, alone = (booking(held, delivery="") for _ in range(3))
    for one, key in ((imported, "bk-001"), (typed, "BK-001"), (alone, "BK-002")):
        Booking.objects.filter(pk=one.pk).update(key=key)

    import_module("sightline.training.migrations.0003_fold_keys").fold_keys(apps, None)

    assert dict(Course.objects.values_list("pk", "key")) == {
        plain.pk: "neglect level 2",
        dashed.pk: "abuse level 1",
        twice.pk: "neglect - level 2",
    }
    keys = dict(Booking.objects.values_list("pk", "key"))
    assert keys == {imported.pk: "bk-001", typed.pk: "BK-001", alone.pk: "bk-002"}
    assert set(Booking.objects.values_list("delivery", flat=True)) == {"Online"}
    assert len(caplog.records) == 2


def test_places_by_delivery_are_those_of_the_bookings_whatever_the_order_of_the_rows(bring_in, partnership):
    """In the sample each event is attended both ways."""
    bring_in((SAMPLES / "agencies.csv").read_bytes(), "agencies.csv")
    rows = (SAMPLES / BOOKINGS).read_bytes().decode("cp1252").splitlines()
    bring_in("\n".join((rows[0], *reversed(rows[1:]))).encode())
    scope = Scope(partnership=partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    groups = evaluate("training.places_attended", scope, "delivery").groups
    assert (
        {name: group.value for name, group in groups.items()}
        == attended_in_the_file()
        == {
            "Face to face": 4514,
            "Online": 4652,
        }
    )


def attended_in_the_file() -> dict[str, int]:
    """The bookings that were attended, each number once, by what they say of their delivery."""
    with (SAMPLES / BOOKINGS).open(encoding="cp1252", newline="") as file:
        came = {
            row["Booking ID"]: "Online" if row["Delivery"] in ("Online", "Virtual") else "Face to face"
            for row in csv.DictReader(file)
            if row["Status"].casefold().startswith("attended")
        }
    return dict(Counter(came.values()))
