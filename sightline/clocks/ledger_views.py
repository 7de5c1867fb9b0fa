"""The pages of the clocks that run: which there are, the ledger of each, and what can be written into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone

from sightline.clocks import ledger_pages, running, services
from sightline.clocks.forms import ExtendForm, KnownForm, RunForm, StepForm, StopForm
from sightline.clocks.models import RunningClock
from sightline.clocks.permissions import EDIT
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside, ask_form, found


def running_list(request: Inside) -> HttpResponse:
    where = request.partnership
    page = ledger_pages.running_page(
        where,
        running.all_standing(where),
        running.all_standing(where, stopped=True),
        timezone.localdate(),
        may_start=request.person.may(EDIT, where),
    )
    return render_page(request, page)


def running_record(request: Inside, number: int) -> HttpResponse:
    """One clock; and when it ran out as it was known on the day that is asked about."""
    where, clock = request.partnership, _found(request, number)
    form = KnownForm(request.POST if request.method == "POST" else None)
    known_on = form.cleaned_data["known_on"] if form.is_bound and form.is_valid() else None
    page = ledger_pages.ledger_page(
        where,
        clock,
        found(running.due_of(clock)),
        form,
        timezone.localdate(),
        before=(known_on, running.due_of(clock, known_on)) if known_on else None,
        may_write=request.person.may(EDIT, where),
    )
    return render_page(request, page, status=422 if form.is_bound and form.errors else 200)


def start(request: Inside) -> HttpResponse:
    """Start a clock by hand."""
    where = request.partnership
    return ask_form(
        request,
        RunForm(_typed(request)),
        lambda data: services.start(by=request.person, partnership=where, **data),
        title="Start a clock",
        submit="Start it",
        crumbs=ledger_pages.within(where),
        back=ledger_pages.listed(where),
        then=ledger_pages.at,
        said="The clock was started.",
    )


def pause(request: Inside, number: int) -> HttpResponse:
    clock = _found(request, number)
    return _write(request, clock, StepForm(_typed(request)), services.pause, "Pause the clock")


def resume(request: Inside, number: int) -> HttpResponse:
    clock = _found(request, number)
    return _write(request, clock, StepForm(_typed(request)), services.resume, "Let the clock go on")


def extend(request: Inside, number: int) -> HttpResponse:
    clock = _found(request, number)
    unit = str(found(running.due_of(clock)).runs.length.unit)
    return _write(
        request, clock, ExtendForm(_typed(request), unit=unit), services.extend, "Let the clock run longer"
    )


def stop(request: Inside, number: int) -> HttpResponse:
    clock = _found(request, number)
    return _write(request, clock, StopForm(_typed(request)), services.stop, "Stop the clock")


def _found(request: Inside, number: int) -> RunningClock:
    return found(running.clock(request.partnership, number))


def _typed(request: Inside) -> Any:
    return request.POST if request.method == "POST" else None


def _write(
    request: Inside, clock: RunningClock, form: BaseForm, do: Callable[..., object], title: str
) -> HttpResponse:
    return ask_form(
        request,
        form,
        lambda data: do(by=request.person, running=clock, **data),
        title=title,
        crumbs=(*ledger_pages.within(request.partnership), ledger_pages.link(clock)),
        back=ledger_pages.at(clock),
        said="It was written into the ledger.",
    )
