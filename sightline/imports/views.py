"""The four steps of an import: the file, its columns, its problems, and what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sightline.audit.queries import last_event
from sightline.foundation.files import place_of
from sightline.govuk.pages import render_page
from sightline.imports import presenters, services, storing, tasks
from sightline.imports.forms import (
    ADD,
    LEAVE,
    ColumnsForm,
    CommitForm,
    ConflictsForm,
    LayoutForm,
    NamesForm,
    UndoForm,
    UploadForm,
)
from sightline.imports.interpreting import CannotImport
from sightline.imports.layouts import layouts
from sightline.imports.models import Import, Stage
from sightline.imports.queries import import_of, imports_of
from sightline.imports.reading import Unreadable
from sightline.imports.undoing import addresses_of, at_stake
from sightline.partnership import services as partnership_services
from sightline.partnership.asking import Inside
from sightline.partnership.models import Agency
from sightline.partnership.queries import agencies, agency_names
from sightline.partnership.refusals import Refused

BUSY = (Stage.READING, Stage.COMMITTING)


def import_list(request: Inside) -> HttpResponseBase:
    return render_page(request, presenters.imports_page(request, imports_of(request.partnership)))


def upload(request: Inside) -> HttpResponseBase:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        import_ = _receive(request, form)
        if import_ is not None:
            return redirect(_step(import_))
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, presenters.upload_page(request.partnership, form), status=status)


def _receive(request: Inside, form: UploadForm) -> Import | None:
    """The import of an uploaded file; None, with the reason at the field, when it cannot come of anything."""
    file = form.cleaned_data["file"]
    try:
        import_ = services.receive(
            by=request.person, partnership=request.partnership, name=file.name, chunks=file.chunks()
        )
    except CannotImport as problem:
        form.add_error("file", str(problem))
        return None
    tasks.start(tasks.examine, request.person, import_)
    if not import_.problem or import_.stage == Stage.UNRECOGNISED:
        return import_
    form.add_error("file", import_.problem)
    services.discard(by=request.person, import_=import_)
    return None


def _step(import_: Import) -> str:
    """Where an import goes on, from where it stands."""
    step = {Stage.UNRECOGNISED: "kind", Stage.COLUMNS: "columns"}.get(Stage(import_.stage), "record")
    if import_.stage == Stage.PREVIEW:
        step = "problems" if services.columns_are_certain(import_) else "columns"
    return reverse(f"imports:{step}", args=[import_.partnership.slug, import_.pk])


def _told(view: Callable[[Inside, int], HttpResponseBase]) -> Callable[[Inside, int], HttpResponseBase]:
    """A page whose step cannot be taken leads to where the import stands, and says why."""

    @wraps(view)
    def stepping(request: Inside, number: int) -> HttpResponseBase:
        try:
            return view(request, number)
        except CannotImport as problem:
            messages.error(request, str(problem))
            return redirect("imports:record", request.partnership.slug, number)

    return stepping


def _import(request: Inside, number: int) -> Import:
    import_ = import_of(request.partnership, number)
    if import_ is None:
        raise Http404("There is no such import.")
    return import_


def import_record(request: Inside, number: int) -> HttpResponseBase:
    import_ = _import(request, number)
    may_import = request.person.may("imports.commit", request.partnership)
    if import_.stage in BUSY:
        response = render_page(request, presenters.waiting_page(import_))
        response["Refresh"] = "2"
        return response
    if import_.stage in (Stage.COMMITTED, Stage.UNDONE):
        taken_back = last_event(import_, "undone") if import_.stage == Stage.UNDONE else None
        page = presenters.done_page(import_, may_undo=may_import, taken_back=taken_back)
        return render_page(request, page)
    if import_.stage == Stage.UNREADABLE:
        return render_page(request, presenters.unreadable_page(import_))
    return redirect(_step(import_)) if may_import else redirect("imports:list", request.partnership.slug)


@_told
def kind(request: Inside, number: int) -> HttpResponseBase:
    """Say what a file is, when its columns alone did not."""
    import_ = _import(request, number)
    if import_.stage not in (Stage.UNRECOGNISED, Stage.COLUMNS, Stage.PREVIEW):
        return redirect("imports:record", request.partnership.slug, number)
    form = LayoutForm(request.POST or None, initial={"layout": import_.layout})
    if request.method == "POST" and form.is_valid():
        try:
            services.plan(by=request.person, import_=import_, layout=layouts[form.cleaned_data["layout"]])
        except services.TooLate:
            raise
        except (Unreadable, CannotImport) as problem:
            form.add_error("layout", str(problem))
        else:
            tasks.start(tasks.examine, request.person, import_)
            return redirect(_step(import_))
    return render_page(request, presenters.kind_page(import_, form))


@_told
def columns(request: Inside, number: int) -> HttpResponseBase:
    """Show what each column was understood to be; correct it; go on to the preview."""
    import_ = _import(request, number)
    if import_.stage not in (Stage.COLUMNS, Stage.PREVIEW):
        return redirect("imports:record", request.partnership.slug, number)
    plan = services.plan_of(import_)
    form = ColumnsForm(plan.layout, plan.sheets, request.POST or None)
    if request.method == "POST" and form.is_valid():
        for sheet, chosen in zip(plan.sheets, form.chosen(), strict=True):
            sheet.columns = chosen
        services.keep_plan(
            by=request.person, import_=import_, plan=plan, remember=form.cleaned_data["remember"]
        )
        tasks.start(tasks.examine, request.person, import_)
        return redirect(_after(import_))
    return render_page(request, presenters.columns_page(import_, plan, form))


@require_POST
@_told
def again(request: Inside, number: int) -> HttpResponseBase:
    """Read the file once more, after a stop or after names were added elsewhere."""
    import_ = _import(request, number)
    if import_.stage in (Stage.COMMITTED, Stage.UNDONE):
        return redirect("imports:record", request.partnership.slug, number)
    tasks.start(tasks.examine, request.person, import_)
    return redirect(_after(import_))


def _after(import_: Import) -> str:
    """Where to go once somebody has looked at the columns: to the preview, if there is one."""
    if import_.stage == Stage.PREVIEW:
        return reverse("imports:problems", args=[import_.partnership.slug, import_.pk])
    return _step(import_)


@_told
def problems(request: Inside, number: int) -> HttpResponseBase:
    """The preview: what would happen, what is wrong row by row, and names to be matched."""
    import_ = _import(request, number)
    if import_.stage != Stage.PREVIEW:
        return redirect("imports:record", request.partnership.slug, number)
    known = list(agencies(request.partnership))
    names = NamesForm(
        import_.outcome["unknown"], known, agency_names(request.partnership), request.POST or None
    )
    if (
        request.method == "POST"
        and names.is_valid()
        and _match(request, names, {str(a.pk): a for a in known})
    ):
        tasks.start(tasks.examine, request.person, import_)
        return redirect(_after(import_))
    page = presenters.problems_page(import_, names, _commit_form(import_), _conflicts_form(import_))
    return render_page(request, page)


def _match(request: Inside, names: NamesForm, known: Mapping[str, Agency]) -> bool:
    """Remember what was chosen for each name; whether all of it could be."""
    for place, (name, choice) in enumerate(names.chosen().items()):
        try:
            if choice == ADD:
                partnership_services.add_agency(by=request.person, partnership=request.partnership, name=name)
            elif choice != LEAVE:
                partnership_services.remember_alias(
                    by=request.person, partnership=request.partnership, name=name, agency=known[choice]
                )
        except Refused as refused:
            names.add_error(f"name-{place}", str(refused))
    return not names.errors


def _commit_form(import_: Import, data: Any = None) -> CommitForm | None:
    covers = import_.outcome.get("covers")
    if not covers:
        return None
    return CommitForm(
        data, initial={"start": date.fromisoformat(covers[0]), "end": date.fromisoformat(covers[1])}
    )


def _conflicts_form(import_: Import, data: Any = None) -> ConflictsForm | None:
    """What has to be chosen of a list that was edited elsewhere; None when nothing has."""
    conflicts = (import_.outcome.get("merged") or {}).get("conflicts")
    return ConflictsForm(conflicts, data) if conflicts else None


@require_POST
@_told
def commit(request: Inside, number: int) -> HttpResponseBase:
    import_ = _import(request, number)
    other_days = any(name.startswith(("start", "end")) for name in request.POST)
    form = _commit_form(import_, request.POST) if other_days else None
    conflicts = _conflicts_form(import_, request.POST)
    if import_.stage == Stage.PREVIEW and not all(one.is_valid() for one in (form, conflicts) if one):
        known = agency_names(request.partnership)
        names = NamesForm(import_.outcome["unknown"], list(agencies(request.partnership)), known)
        return render_page(request, presenters.problems_page(import_, names, form, conflicts), status=422)
    span = [form.cleaned_data[day].isoformat() for day in ("start", "end")] if form else []
    choices = conflicts.chosen() if conflicts and conflicts.is_valid() else {}
    services.confirm(by=request.person, import_=import_, covers=span, choices=choices)
    tasks.start(tasks.carry_out, request.person, import_)
    return redirect("imports:record", request.partnership.slug, number)


@_told
def discard(request: Inside, number: int) -> HttpResponseBase:
    import_ = _import(request, number)
    if request.method == "POST":
        services.discard(by=request.person, import_=import_)
        messages.success(request, "The file was removed. Nothing was changed.")
        return redirect("imports:list", request.partnership.slug)
    return render_page(request, presenters.discard_page(import_))


def undo(request: Inside, number: int) -> HttpResponseBase:
    import_ = _import(request, number)
    if import_.stage != Stage.COMMITTED:
        return redirect("imports:record", request.partnership.slug, number)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.undo(by=request.person, import_=import_, reason=form.cleaned_data["reason"])
        except CannotImport as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The import was undone: every record is as it was before it.")
            return redirect("imports:record", request.partnership.slug, number)
    layout = layouts[import_.layout]
    stake = at_stake(import_, layout)
    addresses = addresses_of(request.partnership, layout, stake.later)
    return render_page(request, presenters.undo_page(import_, form, stake, addresses))


def refused_rows(request: Inside, number: int) -> HttpResponseBase:
    path = storing.folder_for(_import(request, number).pk) / storing.REFUSED
    if not path.exists():
        raise Http404("Every row of this file went in.")
    return FileResponse(path.open("rb"), as_attachment=True, filename=storing.REFUSED)


def original(request: Inside, number: int) -> HttpResponseBase:
    import_ = _import(request, number)
    path = place_of(import_.stored_as)
    if not path.exists():
        return HttpResponse("The original is no longer kept.", status=410, content_type="text/plain")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=import_.file_name,
        content_type="application/octet-stream",
    )
