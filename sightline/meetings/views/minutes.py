"""The pages of minutes: reading, writing, agreeing and taking them away."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from sightline.documents.files import TYPES, written
from sightline.foundation.text import slug
from sightline.govuk.blocks import Block
from sightline.govuk.forms import Form
from sightline.govuk.pages import FormPage, render_page
from sightline.govuk.values import Link
from sightline.meetings import queries, services
from sightline.meetings.forms import AgreeForm, CorrectionForm, MinuteForm
from sightline.meetings.minutes import IN_MINUTES, Content, content, with_destroyed
from sightline.meetings.models import AgendaItem, Meeting, MinuteEntry, Minutes, MinutesState
from sightline.meetings.presenters import minutes as presenters
from sightline.meetings.presenters.addresses import at, called, home
from sightline.meetings.views.meetings import recording
from sightline.partnership.asking import Inside, ask_form, ask_whether, found, refuse
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Overtaken
from sightline.partnership.watching import both, show_again


def _told(meeting: Meeting, minutes: Minutes | None) -> Content:
    """What the minutes say: as they were agreed, else as the records stand now; and what was destroyed since."""
    told = cast(Content, minutes.agreed) if minutes and minutes.agreed else _as_it_stands(meeting)
    return with_destroyed(told, queries.destroyed_papers(meeting)) if told.get("papers") else told


def _as_it_stands(meeting: Meeting) -> Content:
    return content(
        meeting,
        queries.attendance_at(meeting),
        queries.agenda_of(meeting),
        queries.outcomes_of(meeting),
        queries.minute_entries(meeting),
        queries.papers_of(meeting, IN_MINUTES),
    )


def _readable(request: Inside, number: int) -> tuple[Meeting, Minutes | None]:
    """A meeting with its minutes; a draft is for those alone who write it."""
    meeting = recording.found(request, number)
    minutes = queries.minutes_of(meeting)
    draft = minutes is None or minutes.state == MinutesState.DRAFTED
    if draft and not recording.may(request):
        raise Http404("The minutes of this meeting are not ready yet.")
    return meeting, minutes


def read(request: Inside, number: int) -> HttpResponse:
    meeting, minutes = _readable(request, number)
    page = presenters.minutes_page(
        request.partnership,
        meeting,
        minutes,
        _told(meeting, minutes),
        items=queries.agenda_of(meeting),
        notes=list(queries.minutes_notes(meeting)),
        may=recording.may(request),
    )
    return render_page(request, page)


def take_away(request: Inside, number: int, form: str) -> HttpResponse:
    """The minutes as Word or PDF."""
    where = request.partnership
    meeting, minutes = _readable(request, number)
    found(TYPES.get(form))
    tree = presenters.document(
        where, meeting, minutes, _told(meeting, minutes), list(queries.minutes_notes(meeting))
    )
    answer = HttpResponse(written(tree, form, where.brand), content_type=TYPES[form])
    name = f"minutes-{slug(meeting.body.name)}-{meeting.held_on}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _crumbs(where: Partnership, meeting: Meeting) -> tuple[Link, ...]:
    minutes = Link("Minutes", at(meeting, where, "minutes"))
    return (home(where), Link(called(meeting), at(meeting, where)), minutes)


def _item(request: Inside, meeting: Meeting) -> AgendaItem | None:
    """The item that the address names; none for the meeting as a whole."""
    asked = request.GET.get("item", "")
    if not asked:
        return None
    return found(next((one for one in queries.agenda_of(meeting) if str(one.pk) == asked), None))


def write(request: Inside, number: int) -> HttpResponse:
    """Write the text of one item; what somebody else wrote meanwhile is shown beside it."""
    where, meeting = request.partnership, recording.found(request, number)
    item = _item(request, meeting)
    entry = queries.minute_entry(meeting, item) or MinuteEntry(partnership=where, meeting=meeting, item=item)
    form = MinuteForm(request.POST if request.method == "POST" else None, partnership=where, record=entry)
    beside: tuple[Block, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            services.write_minutes(
                by=request.person,
                meeting=meeting,
                item=item,
                text=form.cleaned_data["text"],
                made_from=form.cleaned_data["made_from"],
            )
        except Overtaken as overtaken:
            beside = both(form, overtaken, form.instance, form.names)
            show_again(form, overtaken.held, form.names)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, "The minutes were saved.")
            return redirect(at(meeting, where, "minutes"))
    page = FormPage(
        title=item.title if item else "Anything else",
        caption=called(meeting),
        form=form,
        blocks=beside,
        breadcrumbs=_crumbs(where, meeting),
        cancel=Link("Cancel", at(meeting, where, "minutes")),
    )
    return render_page(request, page, status=409 if beside else 422 if form.is_bound else 200)


def send(request: Inside, number: int) -> HttpResponse:
    where, meeting = request.partnership, recording.found(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.send_minutes(by=request.person, meeting=meeting),
        title="Send the minutes for agreement?",
        text="Members can read them from now on. They can still be changed until the body agrees them.",
        crumbs=_crumbs(where, meeting),
        back=at(meeting, where, "minutes"),
        submit="Send for agreement",
        keep="Keep them as a draft",
        style="primary",
        said="Members can read the minutes now.",
    )


def agree(request: Inside, number: int) -> HttpResponse:
    where, meeting = request.partnership, recording.found(request, number)
    later = queries.later_meetings(meeting)
    return ask_form(
        request,
        AgreeForm(request.POST if request.method == "POST" else None, meetings=later),
        lambda data: services.agree_minutes(by=request.person, meeting=meeting, **data),
        title="At which meeting were they agreed?",
        lead="They are locked from then on: a correction is only a note with its date."
        if later
        else "No later meeting of this body has begun yet.",
        submit="They are agreed",
        crumbs=_crumbs(where, meeting),
        back=at(meeting, where, "minutes"),
        said="The minutes are agreed and locked.",
    )


def note(request: Inside, number: int) -> HttpResponse:
    where, meeting = request.partnership, recording.found(request, number)
    return ask_form(
        request,
        CorrectionForm(request.POST if request.method == "POST" else None),
        lambda data: services.note_correction(by=request.person, meeting=meeting, text=data["text"]),
        title="Add a correction",
        submit="Add the correction",
        crumbs=_crumbs(where, meeting),
        back=at(meeting, where, "minutes"),
        said="The correction was added.",
    )
