"""The records behind a figure, as a table and as a file, for those who may see records of that kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import Any

from django.db.models import DateField, Model, QuerySet
from django.urls import reverse

from sightline.actions.models import AcceptedRisk, Action, DateMove
from sightline.actions.presenters.addresses import at as action_at
from sightline.actions.presenters.addresses import risk_at
from sightline.appointments.models import Appointment, Arrangement
from sightline.appointments.presenters.addresses import at as appointment_at
from sightline.appointments.presenters.arrangements import at as arrangement_at
from sightline.appointments.presenters.arrangements import called as arrangement_called
from sightline.audit.services import label_of
from sightline.challenges.models import Challenge
from sightline.challenges.presenters import at as challenge_at
from sightline.datasets.models import Delivery
from sightline.datasets.presenters.addresses import delivery_at, delivery_called
from sightline.forum.models import Issue
from sightline.forum.presenters import at as issue_at
from sightline.forum.presenters import home as forums_at
from sightline.foundation.access import Actor
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
from sightline.funding.presenters.addresses import at as funding_at
from sightline.funding.presenters.addresses import told as funding_told
from sightline.govuk.blocks import Section
from sightline.govuk.listing import Part
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.imports.exporting import Cell, Sheet
from sightline.measures.dimensions import AgencyDimension, Dimension
from sightline.measures.kinds import Measure, Question
from sightline.measures.scope import Scope
from sightline.meetings.models import Attendance, Meeting
from sightline.meetings.presenters.addresses import at as meeting_at
from sightline.meetings.presenters.addresses import called as meeting_called
from sightline.meetings.presenters.attendance import member
from sightline.partnership.models import Agency, Partnership, Seat, Workforce
from sightline.required_reports.models import DueReport
from sightline.required_reports.presenters.addresses import at as due_report_at
from sightline.required_reports.presenters.addresses import called as due_report_called
from sightline.training.models import Booking, Session
from sightline.training.presenters.addresses import at as training_at


def _trail_name(record: Any) -> str:
    """What the trail calls a record: its reference where it has one."""
    label = label_of(record)
    return label[:1].upper() + label[1:]


@dataclass(frozen=True)
class Kind:
    """Who may see records of a kind one by one, where the page of one is, and what it is called.

    ``related`` is what its name takes of other records.
    """

    needs: str
    at: Callable[[Any, Partnership], str]
    called: Callable[[Any], str] = _trail_name
    related: tuple[str, ...] = ()


def _mark(one: Attendance) -> str:
    return f"{member(one)}, {meeting_called(one.meeting)}"


def _shared_at(issue: Issue, where: Partnership) -> str:
    """The page of an issue in its forum; for a member, which may not let everybody in there, its own page of forums."""
    return issue_at(issue) if issue.partnership_id == where.pk else forums_at(where)


KINDS: dict[type[Model], Kind] = {
    AcceptedRisk: Kind("actions.view", risk_at, related=("action",)),
    Action: Kind("actions.view", action_at),
    Appointment: Kind(
        "appointments.view",
        appointment_at,
        lambda one: f"{one.person}, {one.place}",
        ("person", "body", "seat__body", "seat__agency"),
    ),
    Arrangement: Kind("appointments.view", arrangement_at, arrangement_called),
    Attendance: Kind(
        "meetings.view",
        partial(meeting_at, page="mark-record"),
        _mark,
        ("person", "agency", "meeting__body"),
    ),
    Booking: Kind("training.see_delegates", training_at),
    BudgetLine: Kind("funding.view", funding_at, funding_told),
    DateMove: Kind("actions.view", lambda move, where: action_at(move.action, where), related=("action",)),
    Challenge: Kind("challenges.view", challenge_at),
    Delivery: Kind("datasets.view", lambda delivery, where: delivery_at(delivery), delivery_called),
    Contribution: Kind("funding.view", funding_at, funding_told, ("agency",)),
    DueReport: Kind("required_reports.view", due_report_at, due_report_called, ("requirement",)),
    Income: Kind("funding.view", funding_at, funding_told),
    Issue: Kind("forum.view", _shared_at, str, ("partnership", "raised_by")),
    Meeting: Kind("meetings.view", meeting_at),
    Seat: Kind(
        "partnership.view", lambda seat, where: reverse("partnership:seat-record", args=[where.slug, seat.pk])
    ),
    Session: Kind("training.view", training_at),
    Spend: Kind("funding.view", funding_at, funding_told, ("line",)),
    Workforce: Kind(
        "partnership.view",
        lambda figure, where: reverse("partnership:agency", args=[where.slug, figure.agency_id]),
    ),
}
"""The kinds of record a figure may rest on; of any other nothing but the figure is shown."""


@dataclass(frozen=True)
class Behind:
    """The records behind a measure's answer, and how each is told."""

    measure: Measure
    scope: Scope

    @property
    def kind(self) -> Kind | None:
        return KINDS.get(self.question.setting.rows.model)

    def may_be_seen_by(self, person: Actor) -> bool:
        """Whether somebody may see the records that the figure rests on."""
        return self.kind is not None and person.may(self.kind.needs, self.scope.partnership)

    @property
    def question(self) -> Question:
        return Question(self.measure, self.scope)

    @property
    def records(self) -> QuerySet[Any]:
        """The records in order of time, with what the table tells of each in the same query."""
        paths = [
            path
            for path in (*self.dates.values(), *(d.path for d in self.dimensions.values()))
            if "__" in path
        ]
        agencies = [d.path for d in self.dimensions.values() if isinstance(d, AgencyDimension)]
        named = self.kind.related if self.kind else ()
        related = {*agencies, *named, *(path.rpartition("__")[0] for path in paths)}
        rows = self.measure.records(self.question)
        return rows.select_related(*sorted(related)).order_by(*self.dates.values(), "pk")

    @property
    def dates(self) -> dict[str, str]:
        """The dates that decide whether a record counts: title and path."""
        rows = self.question.setting.rows
        return {_title(rows, path): path for path in self.measure.fields() if _is_date(rows, path)}

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """The ways the figure divides, once each, but for the months, which the dates say, and what no record holds."""
        found = {
            dimension.path: (name, dimension) for name, dimension in self.measure.by.items() if dimension.path
        }
        return dict(found.values())

    def table(self, shown: Part[Any]) -> Section:
        """A part of the records."""
        columns = (Column("Record"), *(Column(title) for title in self.dates), *self._dimension_columns())
        rows = tuple(
            (
                self._link(record),
                *(_value(_follow(record, path)) for path in self.dates.values()),
                *self._told(record),
            )
            for record in shown.items
        )
        caption = f"{shown.total:,} record{'' if shown.total == 1 else 's'}"
        blocks = (
            Table(caption=caption, columns=columns, rows=rows, empty="No record counts in this figure."),
        )
        pagination = (shown.pagination,) if shown.pagination else ()
        return Section("The records behind it", (*blocks, *pagination), id="records")

    def sheet(self) -> Sheet[Any]:
        """The records as rows of a file."""
        return Sheet(
            ("Record", *self.dates, *(column.title for column in self._dimension_columns())), self._cells
        )

    def _dimension_columns(self) -> list[Column]:
        return [Column(dimension.title) for dimension in self.dimensions.values()]

    def _cells(self, record: Any) -> tuple[Cell, ...]:
        dates = (_follow(record, path) for path in self.dates.values())
        return (self._name(record), *dates, *self._told(record))

    def _told(self, record: Any) -> list[str]:
        return [_said(_follow(record, dimension.path)) for dimension in self.dimensions.values()]

    def _link(self, record: Any) -> Value:
        name = self._name(record)
        return Link(name, self.kind.at(record, self.scope.partnership)) if self.kind else name

    def _name(self, record: Any) -> str:
        return self.kind.called(record) if self.kind else _trail_name(record)


def _follow(record: Any, path: str) -> Any:
    return reduce(lambda held, name: getattr(held, name, None), path.split("__"), record)


def _said(value: Any) -> str:
    return value.name if isinstance(value, Agency) else str(value or "")


def _value(value: Any) -> Value:
    return value if isinstance(value, date) else Muted("none")


def _field(model: type[Model], path: str) -> Any:
    first, _, rest = path.partition("__")
    field = model._meta.get_field(first)
    return _field(field.related_model, rest) if rest else field  # type: ignore[arg-type]


def _title(rows: QuerySet[Any], path: str) -> str:
    worked_out = path in rows.query.annotations
    name = path.replace("_", " ") if worked_out else str(_field(rows.model, path).verbose_name)
    return name[:1].upper() + name[1:]


def _is_date(rows: QuerySet[Any], path: str) -> bool:
    """Whether a date stands at ``path``; a measure may also read what its query works out."""
    if path in rows.query.annotations:
        return isinstance(rows.query.annotations[path].output_field, DateField)
    known = {field.name for field in rows.model._meta.get_fields()}
    if path.partition("__")[0] not in known or path == "agency__key":
        return False
    return bool(_field(rows.model, path).get_internal_type() == "DateField")
