"""A partnership with ten years of records: the samples' year, told ten times, each a year earlier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sightline.foundation.years import ReportingYear

LAST = ReportingYear(2024)
YEARS = [ReportingYear(LAST.first - back) for back in range(10)]
SLUG = "ten-years"


def ten_years() -> Any:
    """The partnership, imported once and then copied backwards table by table."""
    from bench.imports import SAMPLES
    from sightline.actions.models import Action
    from sightline.challenges.models import Challenge
    from sightline.foundation.access import Shell
    from sightline.foundation.files import chunks_of
    from sightline.imports import services
    from sightline.meetings.models import Attendance, Meeting
    from sightline.partnership.models import Coverage
    from sightline.partnership.services import create_partnership
    from sightline.training.models import Booking, Session

    by = Shell()
    partnership = create_partnership(by=by, slug=SLUG, name="Ten Years")
    for name in (
        "agencies.csv",
        "action-tracker.xlsx",
        "attendance-2024-25.xlsx",
        "training-bookings-2024-25.csv",
        "challenge-log.xlsx",
    ):
        import_ = services.receive(
            by=by, partnership=partnership, name=name, chunks=chunks_of(SAMPLES / name)
        )
        services.plan(by=by, import_=import_)
        services.commit(by=by, import_=import_)
    parents: dict[Any, dict[tuple[int, int], int]] = {}
    for model, dates, parent in (
        (Action, ("agreed_on", "due_on", "completed_on"), None),
        (Challenge, ("raised_on", "closed_on"), None),
        (Meeting, ("held_on",), None),
        (Attendance, (), ("meeting", Meeting)),
        (Session, ("held_on",), None),
        (Booking, ("booked_on",), ("session", Session)),
    ):
        parents[model] = _copy(model, partnership, dates, parent, parents)
    for source in ("actions", "challenges", "meetings", "training"):
        Coverage.objects.create(
            partnership=partnership, source=source, start=YEARS[-1].start, end=YEARS[0].end
        )
    return partnership


def _copy(model: Any, partnership: Any, dates: Any, parent: Any, parents: Any) -> dict[tuple[int, int], int]:
    """Write nine earlier copies of a table's rows; answers the id of each copy by (original, years back)."""
    from sightline.foundation.bulk import insert_rows, reserve_ids

    names = [field.name for field in model._meta.concrete_fields]
    attributes = [field.attname for field in model._meta.concrete_fields]
    originals = list(model.objects.of(partnership))
    copies: dict[tuple[int, int], int] = {}
    for back in range(1, len(YEARS)):
        rows = []
        for pk, original in zip(reserve_ids(model, len(originals)), originals, strict=True):
            values = {name: getattr(original, name) for name in attributes}
            values.update(id=pk, key=f"{original.key}~{back}")
            for name in dates:
                values[name] = _earlier(values[name], back)
            if parent:
                attribute = f"{parent[0]}_id"
                values[attribute] = parents[parent[1]][values[attribute], back]
            copies[original.pk, back] = pk
            rows.append(tuple(values[name] for name in attributes))
        insert_rows(model, names, rows)
    return copies


def _earlier(day: date | None, years: int) -> date | None:
    return day - timedelta(days=round(365.25 * years)) if day else None
