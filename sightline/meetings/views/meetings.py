"""The pages of meetings and who came."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from sightline.foundation.text import slug
from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link, Value
from sightline.imports.exporting import download, format_asked, list_or_file
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import covered_part, of_year, year_asked
from sightline.meetings import matrix, queries, services
from sightline.meetings.forms import AttendanceForm, MeetingForm, SheetForm
from sightline.meetings.inviting import Round, to_send
from sightline.meetings.members import members
from sightline.meetings.models import Attendance, Meeting
from sightline.meetings.presenters import attendance as attendance_pages
from sightline.meetings.presenters import matrix as matrix_pages
from sightline.meetings.presenters import meetings as meeting_pages
from sightline.meetings.presenters.addresses import at, called, home, steps
from sightline.meetings.states import CANCELLED, CLOSED, move, move_anywhere
from sightline.meetings.views.papers import of_meeting
from sightline.notices.queries import last_answers
from sightline.partnership.asking import Inside, ReasonForm, ask_whether, found, refuse
from sightline.partnership.models import Partnership
from sightline.partnership.presenters import beside
from sightline.partnership.queries import agencies
from sightline.partnership.recording import Recording, choice, narrowed, offered
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Overtaken

recording = Recording(
    keeping=services.meetings,
    form=MeetingForm,
    find=queries.meeting,
    names="meetings:",
    within=lambda where, meeting: (home(where),),
    called=called,
    after=lambda meeting: "attendance" if meeting.state == CLOSED else "record",
    adding=lambda by, form: services.add_meeting(by=by, meeting=form.instance),
    withdrawing="It leaves every figure with all that is recorded of who came, and stays in the history. You can put "
    "it back.",
)


def _within_meeting(where: Partnership, one: Attendance | None) -> tuple[Link, ...]:
    return (home(where), Link(called(one.meeting), at(one.meeting, where))) if one else (home(where),)


marks = Recording(
    keeping=services.attendance,
    form=AttendanceForm,
    find=queries.attendance,
    names="meetings:mark-",
    within=_within_meeting,
    called=attendance_pages.member,
)


def meeting_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, "meetings")
    figures = Remembered(where)
    bodies = figures.of(("meetings",), lambda: queries.bodies_that_met(where))
    body = choice(request, "body", "Body", ((str(n), name) for n, name in bodies))
    listed = of_year(queries.listed(where), "held_on", year, chosen)
    return list_or_file(
        request,
        narrowed(listed, body=body),
        orders=meeting_pages.ORDERS,
        default="-date",
        sheet=meeting_pages.SHEET,
        name=f"meetings-{chosen}",
        page=lambda shown: meeting_pages.list_page(
            where,
            shown,
            lead=_sentence(where, figures, covered_part(where, "meetings", chosen)),
            filters=offered(year, body),
            add=recording.offer(request),
        ),
    )


def _sentence(where: Partnership, figures: Remembered, period: Period) -> str:
    scope = Scope(partnership=where, period=period)
    return meeting_pages.state_sentence(
        period, figures.evaluate("meetings.held", scope), figures.evaluate("meetings.attendance_rate", scope)
    )


def meeting_record(request: Inside, number: int) -> HttpResponse:
    where, meeting = request.partnership, recording.found(request, number)
    may = recording.may(request)
    round_ = to_send(meeting, timezone.localdate()) if may else Round()
    page = meeting_pages.record_page(
        where,
        meeting,
        queries.attendance_at(meeting),
        recording.told(request, meeting),
        agenda=queries.agenda_of(meeting),
        outcomes=queries.outcomes_of(meeting),
        minutes=queries.minutes_of(meeting),
        rule=queries.rule_of(meeting),
        round_=round_,
        answers=last_answers(one.notice_id for one in (round_.sent or {}).values()),
        papers=(*of_meeting(request, meeting), *beside.sections("meeting", request.person, meeting)),
        may=may,
    )
    return render_page(request, page)


def move_meeting(request: Inside, number: int, step: str) -> HttpResponse:
    """Take a meeting to another state; calling it off needs a reason."""
    where, meeting = request.partnership, recording.found(request, number)
    to = found(steps.get(step))
    known = found(move(meeting.state, to) or move_anywhere(to))
    form_class = ReasonForm if to == CANCELLED else Form
    return ask_whether(
        request,
        form_class(request.POST if request.method == "POST" else None),
        lambda data: services.move_to(by=request.person, meeting=meeting, state=to, **data),
        title=known.question,
        text=known.explanation,
        crumbs=(home(where), recording.link(where, meeting)),
        back=at(meeting, where),
        submit=known.text,
        keep="Leave it as it is",
        style="warning" if to == CANCELLED else "primary",
        said=known.said,
    )


def attendance_record(request: Inside, number: int) -> HttpResponse:
    one = marks.found(request, number)
    return render_page(request, attendance_pages.attendance_page(one, marks.told(request, one)))


def record_attendance(request: Inside, number: int) -> HttpResponse:
    """Mark everybody at a meeting; show both when somebody else did so meanwhile."""
    where, meeting = request.partnership, recording.found(request, number)
    form = _sheet(request, meeting)
    differences: tuple[tuple[Value, ...], ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            services.record_attendance(
                by=request.person, meeting=meeting, marks=form.marks, made_from=form.cleaned_data["made_from"]
            )
        except Overtaken:
            form = _sheet(request, meeting, again=True)
            differences = attendance_pages.differences(form)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, "Who came was saved.")
            return redirect(recording.at(where, meeting))
    page = attendance_pages.sheet_page(
        meeting,
        form,
        within=(home(where), recording.link(where, meeting)),
        cancel=recording.at(where, meeting),
        differences=differences,
    )
    return render_page(request, page, status=409 if differences else 422 if form.is_bound else 200)


def _sheet(request: Inside, meeting: Meeting, *, again: bool = False) -> SheetForm:
    """The form for everybody at a meeting; ``again`` for what was typed, over what is recorded by now."""
    made_from = services.state_of(meeting)
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        if again:
            data["made_from"] = made_from
    return SheetForm(
        data, members=members(meeting), agencies=list(agencies(request.partnership)), made_from=made_from
    )


def attendance_matrix(request: Inside) -> HttpResponseBase:
    """The attendance of one body over one year."""
    where = request.partnership
    bodies = {str(number): name for number, name in queries.bodies_that_met(where)}
    first = next(iter(bodies), "")
    others = ((number, name) for number, name in bodies.items() if number != first)
    body = choice(request, "body", "Body", others, everything=bodies.get(first, ""))
    year, chosen = year_asked(request, "meetings")
    number = body.value or first
    name = bodies.get(number, "")
    meetings = queries.meetings_of(where, int(number), chosen) if number else []
    lines = matrix.lines(queries.attendance_of(where, meetings))
    if meetings and (format := format_asked(request)):
        file = f"attendance-{slug(name)}-{chosen}"
        return download(format, file, matrix_pages.headings(meetings), matrix_pages.cells(lines, meetings))
    scope = Scope(
        partnership=where,
        period=covered_part(where, "meetings", chosen),
        where={"body": (name,)} if name else {},
    )
    rate = Remembered(where).evaluate("meetings.attendance_rate", scope) if meetings else None
    return render_page(
        request, matrix_pages.matrix_page(where, name, chosen, meetings, lines, rate, offered(body, year))
    )
