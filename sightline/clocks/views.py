"""The pages of the clocks: how long each runs, when one that starts on a day runs out, and the calendar."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from sightline.clocks import hour_pages, presenters, queries, services
from sightline.clocks.deadlines import due
from sightline.clocks.forms import WORKING_DAY, DayForm, HoursForm, LengthForm, StartForm
from sightline.clocks.hours import by_day, due_at
from sightline.clocks.standard import standards
from sightline.govuk.blocks import Block
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside, found
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording

lengths = Recording(
    keeping=services.lengths,
    form=LengthForm,
    find=queries.own_length,
    names="clocks:length-",
    within=presenters.within_clock,
    called=presenters.length_called,
    withdrawing="What the guidance says counts again. It stays in the history, and you can put it back.",
)
days = Recording(
    keeping=services.days,
    form=DayForm,
    find=queries.own_day,
    names="clocks:day-",
    within=presenters.within_calendar,
    withdrawing="Deadlines are worked out without it again. It stays in the history, and you can put it back.",
)


def clock_list(request: Inside) -> HttpResponse:
    where = request.partnership
    return render_page(
        request, presenters.list_page(where, queries.running_of_all(where, timezone.localdate()))
    )


def clock_record(request: Inside, key: str) -> HttpResponse:
    """One clock; and when it runs out, for the day that is asked about."""
    where, standard = request.partnership, found(standards.get(key))
    form = StartForm(request.POST if request.method == "POST" else None)
    own = queries.own_lengths(where, key)
    worked_out = None
    if request.method == "POST" and form.is_valid():
        start = form.cleaned_data["start"]
        clock = queries.running(standard, own, start)
        worked_out = (clock, due(start, clock.length, queries.calendar(where)))
    page = presenters.clock_page(
        where,
        queries.running(standard, own, timezone.localdate()),
        own,
        form,
        worked_out,
        add=lengths.offer(request, f"clock={key}"),
    )
    return render_page(request, page, status=422 if form.is_bound and form.errors else 200)


def hours(request: Inside) -> HttpResponse:
    """When something of the front door is due by the hour, for the moment that is asked about."""
    where = request.partnership
    decision = queries.running(
        standards[WORKING_DAY], queries.own_lengths(where, WORKING_DAY), timezone.localdate()
    )
    form = HoursForm(request.POST if request.method == "POST" else None, working_day=str(decision.length))
    if request.method != "POST" or not form.is_valid():
        page = hour_pages.page(where, form)
        return render_page(request, page, status=422 if form.is_bound else 200)
    above, how = _worked_out(where, form)
    return render_page(request, hour_pages.page(where, form, above=above, how=how))


def _worked_out(where: Partnership, form: HoursForm) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    received, asked, days = form.cleaned_data["received"], form.asked, queries.calendar(where)
    if asked:
        moment = due_at(received, asked.length, form.opening, days, past_closing=asked.past_closing)
        return hour_pages.due_by_the_hour(
            asked.title, moment, by_day(moment, days), twice=form.cleaned_data["twice"]
        )
    day = received.date()
    clock = queries.running(standards[WORKING_DAY], queries.own_lengths(where, WORKING_DAY), day)
    deadline = due(day, clock.length, days)
    assert deadline.due is not None  # only a clock that is paused has none
    return hour_pages.due_in_working_days(clock, deadline, form.closing(deadline.due))


def calendar(request: Inside) -> HttpResponse:
    where = request.partnership
    return render_page(
        request, presenters.calendar_page(where, queries.own_days(where), add=days.offer(request))
    )


def length_record(request: Inside, number: int) -> HttpResponse:
    one = lengths.found(request, number)
    return render_page(request, presenters.length_page(one, lengths.told(request, one)))


def day_record(request: Inside, number: int) -> HttpResponse:
    one = days.found(request, number)
    return render_page(request, presenters.day_page(one, days.told(request, one)))
