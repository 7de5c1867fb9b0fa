"""The pages of linkage: what the runs found, the pairs in doubt, and one pair after another."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sightline.datasets import child_key
from sightline.datasets import queries as deliveries
from sightline.datasets.linkage import finding, queries, services, tasks
from sightline.datasets.linkage.forms import OpinionForm
from sightline.datasets.linkage.presenters import addresses
from sightline.datasets.linkage.presenters import pair as pair_pages
from sightline.datasets.linkage.presenters import pairs as list_pages
from sightline.datasets.linkage.presenters import run as run_pages
from sightline.datasets.linkage.progress import Progress
from sightline.datasets.linkage.reading import sources_of
from sightline.datasets.models import Linkage, ReviewPair
from sightline.datasets.permissions import CHILD_LEVEL, EDIT
from sightline.datasets.reviewing import Verdict
from sightline.govuk.listing import ordering, part
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside, found
from sightline.partnership.recording import choice, offered
from sightline.partnership.refusals import Refused

SAME = {Verdict.SAME.value: True, Verdict.DIFFERENT.value: False, Verdict.CANNOT_TELL.value: None}


def linkage(request: Inside) -> HttpResponseBase:
    """The run that counts, or how to begin one."""
    return _run_page(request, queries.latest_linkage(request.partnership), current=True)


def run_record(request: Inside, number: int) -> HttpResponseBase:
    """One run, whether it counts or not."""
    return _run_page(request, found(queries.run(request.partnership, number)), current=False)


def _run_page(request: Inside, run: Linkage | None, *, current: bool) -> HttpResponseBase:
    where = request.partnership
    latest = queries.runs(where).first()
    busy = latest if latest and latest.state == "running" else None
    page = run_pages.run_page(
        run_pages.Shown(
            partnership=where,
            run=run,
            before=queries.before(run) if run else None,
            current=current,
            latest=latest,
            progress=Progress(busy).read() if busy else None,
            counted=list(deliveries.counted(where)),
            runs=list(queries.runs(where)[:20]),
            waiting=queries.waiting(where).count(),
            in_question=queries.in_question(where).count(),
            agreement=queries.agreement(where),
            may_link=request.person.may(EDIT, where),
            may_see=request.person.may(CHILD_LEVEL, where),
        )
    )
    response = render_page(request, page)
    if busy and current:
        response["Refresh"] = "3"
    return response


@require_POST
def link(request: Inside) -> HttpResponseBase:
    """Begin a run."""
    try:
        run = tasks.start(request.person, request.partnership)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        if run.problem:
            messages.error(request, run.problem)
    return redirect("datasets:linkage", request.partnership.slug)


def pair_list(request: Inside) -> HttpResponseBase:
    where, person = request.partnership, request.person.person_id
    state = choice(request, "state", "State", list_pages.STATES)
    every = queries.pairs(where)
    listed = queries.in_state(where, person, state.value).order_by(
        *ordering(request, list_pages.ORDERS, default="pair")
    )
    shown = part(request, listed.select_related("partnership"))
    page = list_pages.list_page(
        where,
        shown,
        filters=offered(state),
        own=queries.numbers_said_by(where, person),
        decided=every.filter(opinions__gt=0).count(),
        in_all=every.count(),
        onwards=queries.next_for(where, person),
        agreement=queries.agreement(where),
    )
    return render_page(request, page)


def pair(request: Inside, number: int) -> HttpResponse:
    """Two records, side by side. That somebody saw them is written in the trail."""
    one = found(queries.pair(request.partnership, number))
    return _pair_page(request, one, None)


def _pair_page(request: Inside, one: ReviewPair, sent: OpinionForm | None, status: int = 200) -> HttpResponse:
    where, person = request.partnership, request.person.person_id
    services.look_at(by=request.person, pair=one)
    left, right = _identities(one)
    own = queries.said_by(one, person)
    every = queries.pairs(where)
    shown = pair_pages.Shown(
        pair=one,
        left=left,
        right=right,
        threshold=services.threshold_of(one.run),
        decided=every.filter(opinions__gt=0).count(),
        in_all=every.count(),
        own=own,
        said=list(queries.decisions(one).select_related("person")),
        onwards=queries.next_for(where, person, after=one),
        form=sent or OpinionForm(),
    )
    return render_page(request, pair_pages.pair_page(shown), status=status)


def _identities(one: ReviewPair) -> tuple[finding.Identity | None, finding.Identity | None]:
    """Who the two records are about: read at this moment, and kept nowhere."""
    try:
        key = child_key.read()
    except child_key.KeyMissing:
        return None, None
    return finding.of_pair(one, sources_of(one.run), key)


@require_POST
def decide(request: Inside, number: int) -> HttpResponse:
    """Say what one thinks of a pair, and go on to the next."""
    where = request.partnership
    one = found(queries.pair(where, number))
    verdict = request.POST.get("verdict", "")
    form = OpinionForm(request.POST, said=_said(_identities(one)))
    if verdict not in SAME:
        form.add_error(None, "Choose one of the three answers")
    if not form.is_valid():
        return _pair_page(request, one, form, status=422)
    try:
        decision = services.decide(
            by=request.person, pair=one, same=SAME[verdict], reason=form.cleaned_data["reason"]
        )
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect(addresses.pair_at(one))
    messages.success(
        request,
        f"Pair {one.pk}: {Verdict(decision.verdict).words.lower()}. You can take it back on its page.",
    )
    onwards = queries.next_for(where, request.person.person_id, after=one)
    return redirect(addresses.pair_at(onwards) if onwards else addresses.page(where, "pairs"))


def _said(identities: Sequence[finding.Identity | None]) -> list[object]:
    return [value for one in identities if one for value in (*one.values.values(), one.record_id)]


@require_POST
def take_back(request: Inside, number: int) -> HttpResponse:
    one = found(queries.pair(request.partnership, number))
    try:
        services.take_back(by=request.person, pair=one)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "You took it back. The pair asks you again.")
    return redirect(addresses.pair_at(one))
