"""A year of training in figures, and the courses with theirs."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from sightline.foundation.numbers import percent
from sightline.govuk.blocks import Action, Block, Empty, Section, Stat, StatRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, Page
from sightline.govuk.tables import Column, Filter, Filters, Row, Table
from sightline.govuk.values import Link, Muted, Value, plain
from sightline.imports.exporting import Cell, exports
from sightline.measures.answers import Answer
from sightline.measures.registry import find
from sightline.measures.scope import Period
from sightline.measures.standing import sentence
from sightline.partnership.models import Partnership
from sightline.training.models import Course
from sightline.training.presenters.addresses import at

SESSIONS, ATTENDED, PEOPLE, DNA_RATE = FIGURES = (
    "training.sessions",
    "training.places_attended",
    "training.people_attended",
    "training.dna_rate",
)
OF_COURSES = (SESSIONS, ATTENDED, DNA_RATE)
EMPTY = Empty(
    "Courses, their sessions and who booked them belong here: import what your booking system exports, or add a "
    "course.",
    example="Multi-agency safeguarding refresher, on 18 February 2025 at County Hall: 26 came.",
)


def overview_page(
    partnership: Partnership,
    period: Period,
    answers: Mapping[str, Answer],
    by_agency: Answer,
    filters: tuple[Filter, ...],
    *,
    actions: tuple[Action, ...],
    links: bool,
) -> Page:
    """A year in figures, and what each agency took of it.

    ``answers`` are those of FIGURES; they link to their measures for who may see those.
    """
    attended, sessions = answers[ATTENDED], answers[SESSIONS]
    told: tuple[Block, ...] = (EMPTY,)
    if attended.value is not None:
        told = (
            StatRow(tuple(_stat(partnership, key, one, links) for key, one in answers.items())),
            _agencies(by_agency),
        )
    return Page(
        title="Training",
        lead=sentence(period, attended, f"{attended.phrase} attended in {sessions.phrase}"),
        actions=actions,
        blocks=(*((Filters(filters),) if filters else ()), *told),
    )


def _stat(partnership: Partnership, key: str, answer: Answer, link: bool) -> Stat:
    href = reverse("measures:measure", args=[partnership.slug, key]) if link else ""
    return Stat(answer.shown, find(key).title, answer.why_not, href=href)


def _agencies(by_agency: Answer) -> Section:
    whole, groups = _number(by_agency), by_agency.groups.items()
    rows = tuple(
        (name, _number(answer), percent(_number(answer) / whole) if whole else "")
        for name, answer in sorted(groups, key=lambda group: (-_number(group[1]), group[0]))
    )
    columns = (Column("Agency"), Column("Places attended", numeric=True), Column("Of all", numeric=True))
    return Section("Who came", (Table(caption="Places attended by agency", columns=columns, rows=rows),))


def _number(answer: Answer) -> int:
    return answer.value if isinstance(answer.value, int) else 0


def courses_page(
    partnership: Partnership,
    shown: Part[Course],
    period: Period,
    answers: Mapping[str, Answer],
    filters: tuple[Filter, ...],
    *,
    add: str,
) -> ListPage:
    """The courses with their figures of a year. ``answers`` are those of OF_COURSES, by course."""
    levels = any(course.level for course in shown.items)
    return ListPage(
        title="Courses",
        lead=sentence(period, answers[SESSIONS], f"{answers[SESSIONS].phrase} held"),
        filters=filters,
        actions=(Action("Add a course", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} course{'' if shown.total == 1 else 's'}",
            columns=(
                Column("Course", sort="title", wide=True),
                Column("Code", sort="code"),
                *((Column("Level", sort="level"),) if levels else ()),
                Column("Sessions", numeric=True),
                Column("Places attended", numeric=True),
                Column("Did not attend", numeric=True),
            ),
            rows=tuple(
                Row(
                    (
                        Link(course.title, at(course, partnership)),
                        course.code or Muted("none"),
                        *((course.level or Muted("not said"),) if levels else ()),
                        *(_of_course(answers[key], course) for key in OF_COURSES),
                    )
                )
                for course in shown.items
            ),
            sorted_by="title",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _of_course(answer: Answer, course: Course) -> Value:
    group = answer.groups.get(course.title)
    if group is None:  # it did not run: none of what is counted, and no rate of nothing
        return 0 if isinstance(answer.value, int) else Muted("–")
    return group.shown


def course_cells(course: Course, answers: Mapping[str, Answer]) -> tuple[Cell, ...]:
    """A course as a row of a file under COURSE_COLUMNS."""
    return (
        course.title,
        course.code,
        course.level,
        *(plain(_of_course(answers[key], course)) for key in OF_COURSES),
    )


COURSE_COLUMNS = ("Course", "Code", "Level", "Sessions", "Places attended", "Did not attend")
COURSE_ORDERS = {"title": ("title", "id"), "code": ("code", "title", "id"), "level": ("level", "title", "id")}
