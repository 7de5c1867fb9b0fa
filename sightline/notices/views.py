"""The pages of notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sightline.foundation.matching import matching
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.notices import presenters, queries, services
from sightline.notices.forms import LengthsForm
from sightline.notices.models import State
from sightline.notices.permissions import KEEP
from sightline.partnership.asking import Inside, ask_form, found
from sightline.partnership.queries import bodies
from sightline.partnership.recording import choice, narrowed, search
from sightline.partnership.refusals import Refused
from sightline.people.asking import InsideAsPerson


def notice_list(request: Inside) -> HttpResponse:
    where = request.partnership
    state, words = choice(request, "state", "State", State.choices), search(request)
    rows = narrowed(matching(queries.notices(where), words.value, "subject", "to__name"), state=state)
    page = presenters.list_page(
        where,
        part(request, rows.order_by("-id")),
        to_decide=queries.to_decide(where).count(),
        filters=(state, words),
        may_keep=request.person.may(KEEP, where),
    )
    return render_page(request, page)


def notice_record(request: Inside, number: int) -> HttpResponse:
    where = request.partnership
    notice = found(queries.notice(where, number))
    page = presenters.record_page(
        notice, where, queries.attempts(notice), may_keep=request.person.may(KEEP, where)
    )
    return render_page(request, page)


@require_POST
def send_again(request: Inside, number: int) -> HttpResponse:
    return _decide(request, number, services.send_again, "It is on its way again.")


@require_POST
def cancel(request: Inside, number: int) -> HttpResponse:
    return _decide(request, number, services.cancel, "It is cancelled.")


def _decide(request: Inside, number: int, do: Callable[..., Any], said: str) -> HttpResponse:
    notice = found(queries.notice(request.partnership, number))
    try:
        do(by=request.person, notice=notice)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, said)
    return redirect(presenters.at(notice, request.partnership))


def reminders(request: Inside) -> HttpResponse:
    """When people are reminded of what is due."""
    where = request.partnership
    held, back = queries.lengths(where), presenters.listed(where)
    names = ("first", "second", "again", "escalate", "body")
    return ask_form(
        request,
        LengthsForm(
            request.POST or None,
            initial={name: getattr(held, name) for name in names},
            bodies=bodies(where),
        ),
        lambda data: services.change_lengths(
            by=request.person, partnership=where, **{name: data[name] for name in names}
        ),
        title="When people are reminded",
        lead="Of whatever is due here: actions, answers, responses.",
        crumbs=(Link("Notices", back),),
        back=back,
        said="The reminders are set.",
    )


def mine(request: InsideAsPerson) -> HttpResponse:
    """What was sent to whoever asks."""
    person = request.person
    shown = part(request, queries.sent_to(person).order_by("-id"))
    return render_page(
        request, presenters.mine_page(person, shown, wants_digest=queries.wants_digest(person))
    )


@require_POST
def digest(request: InsideAsPerson) -> HttpResponse:
    """Turn one's own weekly digest on or off."""
    wanted = request.POST.get("wanted") == "yes"
    services.take_digest(by=request.person, wanted=wanted)
    messages.success(
        request, "You get the weekly digest again." if wanted else "You get no weekly digest any more."
    )
    return redirect(reverse("notices:mine", args=[request.partnership.slug]))
