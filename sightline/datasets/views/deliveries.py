"""The pages of deliveries: what came, taking a file in, its checks, its verdict and the report for its sender."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.datasets import findings, places, queries, reporting, services, tasks
from sightline.datasets.catalogue import titles
from sightline.datasets.forms import SpanForm, UploadForm
from sightline.datasets.models import Delivery, State
from sightline.datasets.permissions import CHILD_LEVEL, EDIT
from sightline.datasets.presenters import delivery as record_pages
from sightline.datasets.presenters import listing as list_pages
from sightline.datasets.presenters.addresses import (
    delivery_at,
    delivery_called,
    list_of_deliveries,
    page,
)
from sightline.datasets.presenters.verdicts import plural
from sightline.datasets.progress import told
from sightline.govuk.forms import Form
from sightline.govuk.listing import ordering, part
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, ask_form, ask_whether, found
from sightline.partnership.history import timeline
from sightline.partnership.recording import WithdrawForm, choice, narrowed, offered
from sightline.partnership.refusals import Refused

ORDERS = {
    "came": ("delivered_at", "id"),
    "rows": ("rows", "id"),
    "errors": ("error_count", "id"),
}


def delivery_list(request: Inside) -> HttpResponse:
    """Every delivery, whatever became of it."""
    where, names = request.partnership, titles()
    used = sorted(set(queries.deliveries(where).order_by().values_list("contract", flat=True)))
    data_set = choice(request, "set", "Data set", ((key, names.get(key, key)) for key in used))
    state = choice(request, "state", "State", State.choices)
    rows = narrowed(queries.deliveries(where).defer("report"), contract=data_set, state=state)
    shown = part(request, rows.order_by(*ordering(request, ORDERS, default="-came")))
    page_ = list_pages.list_page(
        shown,
        where,
        lead=_lead(request),
        filters=offered(data_set, state) if used else (),
        new=page(where, "delivery-new") if request.person.may(EDIT, where) else "",
    )
    return render_page(request, page_)


def _lead(request: Inside) -> str:
    counted = queries.counted(request.partnership).count()
    waiting = len(queries.unmended(request.partnership))
    said = (
        f"{plural(counted, 'delivery', 'deliveries')} {'counts' if counted == 1 else 'count'}."
        if counted
        else ""
    )
    if waiting:
        said += f" {plural(waiting, 'data set waits', 'data sets wait')} for a corrected one."
    return said.strip()


def delivery_new(request: Inside) -> HttpResponse:
    """Take in a file."""
    where = request.partnership
    held = list(queries.in_force(where, timezone.localdate()))
    form = UploadForm(
        request.POST or None, request.FILES or None, agreements=held, initial=request.GET.dict()
    )
    if request.method == "POST" and form.is_valid():
        delivery = _receive(request, form)
        if delivery is not None:
            return redirect(delivery_at(delivery))
    agreed = {one.contract for one in held}
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, list_pages.upload_page(where, form, agreed), status=status)


def _receive(request: Inside, form: UploadForm) -> Delivery | None:
    """The delivery of an uploaded file; None, with the reason at its field, where it cannot be taken in."""
    file = form.cleaned_data["file"]
    try:
        delivered = services.receive(
            by=request.person,
            partnership=request.partnership,
            name=file.name,
            chunks=file.chunks(),
            contract=form.cleaned_data["contract"],
            agreement=form.agreed,
        )
    except Refused as problem:
        form.add_error(problem.field if problem.field in form.fields else "file", str(problem))
        return None
    if delivered.created:
        tasks.start(request.person, delivered.delivery)
    else:
        messages.success(request, "This very file was delivered before. Nothing was changed.")
    return delivered.delivery


def _found(request: Inside, number: int) -> Delivery:
    return found(queries.delivery(request.partnership, number))


def delivery_record(request: Inside, number: int) -> HttpResponse:
    """One delivery, or how far its checks are."""
    delivery = _found(request, number)
    if delivery.state == State.CHECKING:
        how_far = told(places.progress_of(delivery), delivery.delivered_at.timestamp())
        response = render_page(request, list_pages.waiting_page(delivery, how_far))
        if not how_far.stopped:
            response["Refresh"] = "2"
        return response
    may_see = request.person.may(CHILD_LEVEL, request.partnership)
    page_ = record_pages.record_page(
        delivery,
        findings=findings.first(places.delivery_folder(delivery), limit=record_pages.SHOWN)
        if may_see
        else None,
        kept_until=services.kept_until(delivery),
        replaces=list(queries.replaced_by(delivery)),
        history=timeline(delivery),
        may_edit=request.person.may(EDIT, request.partnership),
    )
    return render_page(request, page_)


@require_POST
def again(request: Inside, number: int) -> HttpResponse:
    """Start the checks again after they were stopped."""
    delivery = _found(request, number)
    if delivery.state == State.CHECKING:
        tasks.start(request.person, delivery)
    return redirect(delivery_at(delivery))


def discard(request: Inside, number: int) -> HttpResponse:
    """Remove a file whose checks are not over."""
    delivery = _found(request, number)
    if delivery.state != State.CHECKING:
        return redirect(delivery_at(delivery))
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.discard(by=request.person, delivery=delivery),
        title="Remove this file?",
        text="Its checks are not over. Nothing of it counts, and nothing of it is kept.",
        crumbs=_crumbs(delivery),
        back=delivery_at(delivery),
        then=list_of_deliveries(request.partnership).href,
        submit="Remove it",
        said="The file was removed. Nothing was changed.",
    )


def withdraw(request: Inside, number: int) -> HttpResponse:
    """Take a delivery back."""
    delivery = _found(request, number)
    replaced = queries.replaced_by(delivery).exists()
    also = " The delivery whose place it took counts again." if replaced else ""
    return ask_whether(
        request,
        WithdrawForm(request.POST if request.method == "POST" else None),
        lambda data: services.withdraw(by=request.person, delivery=delivery, **data),
        title="Withdraw this delivery?",
        text=f"It leaves every figure from now on, and its days are no longer covered.{also} You can put it back.",
        crumbs=_crumbs(delivery),
        back=delivery_at(delivery),
        submit="Withdraw it",
        said="The delivery was withdrawn.",
    )


def restore(request: Inside, number: int) -> HttpResponse:
    """Put a withdrawn delivery back."""
    delivery = _found(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.restore(by=request.person, delivery=delivery),
        title="Put this delivery back?",
        text="It counts in every figure again.",
        crumbs=_crumbs(delivery),
        back=delivery_at(delivery),
        submit="Put it back",
        keep="Leave it withdrawn",
        style="primary",
        said="The delivery is back.",
    )


def covers(request: Inside, number: int) -> HttpResponse:
    """For which days a delivery is complete."""
    delivery = _found(request, number)
    held = delivery.coverage
    start = held.start if held else delivery.covers_from
    end = held.end if held else delivery.covers_until
    return ask_form(
        request,
        SpanForm(request.POST if request.method == "POST" else None, initial={"start": start, "end": end}),
        lambda data: services.correct_span(by=request.person, delivery=delivery, **data),
        title="For which days is it complete?",
        lead="Inside these days no rows means that nothing happened; outside them nothing is known.",
        crumbs=_crumbs(delivery),
        back=delivery_at(delivery),
        said="The days were saved.",
    )


def report(request: Inside, number: int) -> HttpResponse:
    """What the sender needs to mend the file."""
    delivery = _found(request, number)
    if delivery.state == State.CHECKING:
        return redirect(delivery_at(delivery))
    return render_page(
        request, record_pages.report_page(delivery, findings.first(places.delivery_folder(delivery)))
    )


def workbook(request: Inside, number: int) -> HttpResponseBase:
    """The report as a workbook."""
    delivery = _found(request, number)
    if delivery.state == State.CHECKING or delivery.report.get("problem"):
        raise Http404("There is no report on this delivery.")
    name = f"report-{delivery.contract}-{delivery.pk}.xlsx"
    return FileResponse(reporting.workbook(delivery), as_attachment=True, filename=name)


def _crumbs(delivery: Delivery) -> tuple[Link, ...]:
    return (
        list_of_deliveries(delivery.partnership),
        Link(delivery_called(delivery), delivery_at(delivery)),
    )
