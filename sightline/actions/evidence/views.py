"""The pages of evidence: attaching it, a further version, one piece with its versions, and its files."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase

from sightline.actions import queries as actions
from sightline.actions.evidence import presenters, queries, services
from sightline.actions.evidence.forms import (
    GROUPS,
    VERSION_GROUPS,
    EvidenceForm,
    NewEvidenceForm,
    VersionForm,
)
from sightline.actions.models import Action, Evidence, EvidenceVersion
from sightline.actions.permissions import EDIT, VIEW
from sightline.actions.presenters import addresses
from sightline.files.destroying import ask_to_destroy
from sightline.files.giving import give
from sightline.files.permissions import DESTROY
from sightline.files.versions import ask_to_restore, ask_to_withdraw
from sightline.foundation.access import Forbidden
from sightline.govuk.pages import FormPage, render_page
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, ask, found
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording


def _crumbs(where: Partnership, action: Action) -> tuple[Link, ...]:
    return Link("Actions", addresses.listed(where)), Link(action.reference, addresses.at(action, where))


recording = Recording(
    keeping=services.evidence,
    form=EvidenceForm,
    find=queries.piece,
    names="actions:evidence-",
    within=lambda where, piece: _crumbs(where, piece.action) if piece else (),
    called=lambda piece: piece.title,
    withdrawing="It leaves the page of its action, with all its versions. It stays in the history, and you can put it "
    "back.",
)


def evidence_record(request: Inside, number: int) -> HttpResponse:
    piece = recording.found(request, number)
    in_use = not (piece.withdrawn_at or piece.action.withdrawn_at)
    page = presenters.evidence_page(
        piece,
        recording.told(request, piece),
        queries.versions_of(piece),
        add=presenters.address(piece, "version-new")
        if in_use and services.may_attach(request.person, piece.action)
        else "",
        keeps=recording.may(request),
        destroys=request.person.may(DESTROY, request.partnership),
    )
    return render_page(request, page)


def add(request: Inside, ref: str) -> HttpResponse:
    """Attach a piece of evidence to an action."""
    where = request.partnership
    action = found(actions.action(where, ref))
    services.check_may_attach(request.person, action)
    form = _asked(request, NewEvidenceForm)
    return ask(
        request,
        form,
        FormPage(
            title="Attach evidence",
            caption=action.reference,
            lead="What shows that it was done, and what came of it.",
            form=form,
            groups=GROUPS,
            submit="Attach it",
            breadcrumbs=_crumbs(where, action),
            cancel=Link("Cancel", addresses.at(action, where)),
        ),
        lambda data: services.add_evidence(
            by=request.person,
            action=action,
            title=data["title"],
            shows=data["shows"],
            obtained=form.obtained,
        ),
        then=f"{addresses.at(action, where)}#evidence",
        said="The evidence is attached.",
    )


def add_version(request: Inside, number: int) -> HttpResponse:
    """Add a version to a piece of evidence."""
    piece = recording.found(request, number)
    services.check_may_attach(request.person, piece.action)
    form = _asked(request, VersionForm)
    back = presenters.address(piece)
    return ask(
        request,
        form,
        FormPage(
            title="Add a version",
            caption=piece.title,
            lead="The versions before stay as they are.",
            form=form,
            groups=VERSION_GROUPS,
            submit="Add the version",
            breadcrumbs=_within(piece),
            cancel=Link("Cancel", back),
        ),
        lambda _: services.add_version(by=request.person, piece=piece, obtained=form.obtained),
        then=back,
        said="The version was added.",
    )


def _asked(request: Inside, form: type[VersionForm]) -> VersionForm:
    return form(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"obtained_by": request.person.label},
    )


def _within(piece: Evidence) -> tuple[Link, ...]:
    return *_crumbs(piece.partnership, piece.action), recording.link(piece.partnership, piece)


def _version(request: Inside, number: int) -> EvidenceVersion:
    return found(queries.version(request.partnership, number))


def version_file(request: Inside, number: int) -> HttpResponseBase:
    """The file of a version. One that was withdrawn is for whoever keeps actions alone: it may say what it must not."""
    version = _version(request, number)
    piece = version.evidence
    if (version.withdrawn_at or piece.withdrawn_at) and not request.person.may(EDIT, request.partnership):
        raise Forbidden("This was withdrawn. The business team can tell you why.")
    if version.file is None:
        raise Http404("This version has no file.")
    return give(request, version.file, of=recording.link(request.partnership, piece))


def withdraw_version(request: Inside, number: int) -> HttpResponse:
    """Withdraw one version, which stays in the history."""
    version = _version(request, number)
    crumbs = _within(version.evidence)
    return ask_to_withdraw(
        request, version, services.versions, keepers="whoever keeps actions", crumbs=crumbs
    )


def restore_version(request: Inside, number: int) -> HttpResponse:
    """Put a withdrawn version back."""
    version = _version(request, number)
    crumbs = _within(version.evidence)
    return ask_to_restore(
        request, version, services.versions, readers="Everybody who may see the action", crumbs=crumbs
    )


def destroy_file(request: Inside, number: int) -> HttpResponse:
    """Destroy the file of a version for good."""
    version = _version(request, number)
    if version.file is None:
        raise Http404("This version has no file.")
    sees = request.person.may(VIEW, request.partnership)
    crumbs = _within(version.evidence) if sees else ()
    return ask_to_destroy(request, version.file, of=version.audit_label, crumbs=crumbs)
