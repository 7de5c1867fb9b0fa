"""Agencies: the list, the record, and each thing one can do to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from sightline.foundation.dates import spell_out
from sightline.govuk.forms import Form
from sightline.govuk.pages import render_page
from sightline.partnership import forms, queries, services
from sightline.partnership.asking import Inside, ReasonForm, ask_form, ask_whether, found
from sightline.partnership.models import Agency
from sightline.partnership.presenters import agencies as presenters
from sightline.partnership.presenters.agencies import at, crumbs, listed


def _agency(request: Inside, number: int) -> Agency:
    return found(queries.agency(request.partnership, number))


def agency_list(request: Inside) -> HttpResponse:
    where = request.partnership
    page = presenters.agencies_page(
        request.person,
        where,
        list(queries.agencies(where)),
        queries.latest_workforce(where, timezone.localdate()),
        list(queries.withdrawn_agencies(where)),
    )
    return render_page(request, page)


def agency_record(request: Inside, number: int) -> HttpResponse:
    return render_page(request, presenters.agency_page(request.person, _agency(request, number)))


def add_agency(request: Inside) -> HttpResponse:
    return ask_form(
        request,
        forms.AgencyForm(request.POST or None),
        lambda data: services.add_agency(by=request.person, partnership=request.partnership, **data),
        title="Add an agency",
        submit="Add the agency",
        crumbs=crumbs(None, request.partnership),
        back=listed(request.partnership),
        then=at,
    )


def correct_agency(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    initial = {"name": agency.name, "kind": agency.kind, "statutory": agency.statutory}
    return ask_form(
        request,
        forms.CorrectAgencyForm(request.POST or None, initial=initial),
        lambda data: services.correct_agency(by=request.person, agency=agency, **data),
        title="Correct the agency",
        lead="Put right what was wrong all along. For a name that changed on a day, give it a new name instead.",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
        of=agency,
    )


def rename_agency(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    return ask_form(
        request,
        forms.RenameForm(request.POST or None),
        lambda data: services.rename_agency(by=request.person, agency=agency, **data),
        title=f"A new name for {agency.name}",
        lead="The old name stays with the time before, and is still understood in spreadsheets.",
        submit="Save the new name",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
    )


def merge_agency(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    others = [one for one in queries.agencies(request.partnership) if one.pk != agency.pk]
    return ask_form(
        request,
        forms.MergeForm(request.POST or None, others=others),
        lambda data: services.merge_agency(by=request.person, agency=agency, **data),
        title=f"Merge {agency.name} into another agency",
        lead="What it did before that day stays its own in every figure.",
        submit="Record the merger",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
    )


def undo_merger(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    into = found(agency.merged_into)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.undo_merger(by=request.person, agency=agency, **data),
        title="Undo the merger?",
        text=f"{agency.name} will be an agency of its own again, not a part of {into.name}.",
        submit="Undo the merger",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
    )


def withdraw_agency(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.withdraw(by=request.person, record=agency, **data),
        title=f"Withdraw {agency.name}?",
        text="It leaves the list, and its names are no longer understood in spreadsheets. What it did stays on "
        "record. You can restore it.",
        submit="Withdraw it",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
    )


def restore_agency(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.restore(by=request.person, record=agency),
        title=f"Restore {agency.name}?",
        text="It comes back to the list, and its names are understood again.",
        submit="Restore it",
        style="primary",
        keep="Leave it withdrawn",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
    )


def add_alias(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    return ask_form(
        request,
        forms.AliasForm(request.POST or None),
        lambda data: services.add_alias(by=request.person, agency=agency, **data),
        title=f"Another name for {agency.name}",
        submit="Add the name",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
        then=at(agency) + "#names",
    )


def withdraw_alias(request: Inside, number: int) -> HttpResponse:
    alias = found(queries.alias(request.partnership, number))
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.withdraw(by=request.person, record=alias, **data),
        title=f"Take the name “{alias.name}” away?",
        text=f"The next import that says “{alias.name}” will ask who is meant.",
        submit="Take it away",
        crumbs=crumbs(alias.agency, request.partnership),
        back=at(alias.agency),
        then=at(alias.agency) + "#names",
    )


def add_workforce(request: Inside, number: int) -> HttpResponse:
    agency = _agency(request, number)
    return ask_form(
        request,
        forms.WorkforceForm(request.POST or None),
        lambda data: services.add_workforce(by=request.person, agency=agency, **data),
        title=f"The workforce of {agency.name}",
        submit="Add the figure",
        crumbs=crumbs(agency, request.partnership),
        back=at(agency),
        then=at(agency) + "#workforce",
    )


def correct_workforce(request: Inside, number: int) -> HttpResponse:
    figure = found(queries.workforce_figure(request.partnership, number))
    return ask_form(
        request,
        forms.WorkforceForm(request.POST or None, initial={"staff": figure.staff, "as_at": figure.as_at}),
        lambda data: services.correct_workforce(by=request.person, figure=figure, **data),
        title=f"Correct the workforce of {figure.agency.name}",
        crumbs=crumbs(figure.agency, request.partnership),
        back=at(figure.agency),
        then=at(figure.agency) + "#workforce",
        of=figure,
    )


def withdraw_workforce(request: Inside, number: int) -> HttpResponse:
    figure = found(queries.workforce_figure(request.partnership, number))
    return ask_whether(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.withdraw(by=request.person, record=figure, **data),
        title=f"Withdraw the figure at {spell_out(figure.as_at)}?",
        text="Figures that rest on it, such as the reach of training, will use the one before.",
        submit="Withdraw it",
        crumbs=crumbs(figure.agency, request.partnership),
        back=at(figure.agency),
        then=at(figure.agency) + "#workforce",
    )
