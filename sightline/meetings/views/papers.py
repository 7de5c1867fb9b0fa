"""The pages of papers: adding one, a further version, one paper with its versions, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase

from sightline.files.destroying import ask_to_destroy
from sightline.files.giving import give
from sightline.files.permissions import DESTROY
from sightline.files.versions import ask_to_restore, ask_to_withdraw
from sightline.foundation.access import Forbidden
from sightline.govuk.blocks import Section
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.meetings import queries, services
from sightline.meetings.forms import NewPaperForm, PaperForm, PaperVersionForm
from sightline.meetings.models import AgendaItem, Meeting, Paper, PaperVersion
from sightline.meetings.permissions import EDIT, VIEW
from sightline.meetings.presenters import papers as presenters
from sightline.meetings.presenters.addresses import at, called, home
from sightline.partnership.asking import Inside, ask_form, found
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording


def _above(where: Partnership, meeting: Meeting | None, item: AgendaItem | None) -> tuple[Link, ...]:
    of_meeting = (Link(called(meeting), at(meeting, where)),) if meeting else ()
    of_item = (Link(item.title, at(item, where, "item-record")),) if item else ()
    return home(where), *of_meeting, *of_item


class _Papers(Recording[Paper]):
    """A paper is there for those alone who may see it."""

    def found(self, request: Inside, place: object) -> Paper:
        paper = super().found(request, place)
        if not queries.may_see(request.person, paper):
            raise Forbidden(f"This paper is for others: {paper.get_seen_by_display().lower()}.")
        return paper


recording = _Papers(
    keeping=services.papers,
    form=PaperForm,
    find=queries.paper,
    names="meetings:paper-",
    within=lambda where, paper: _above(where, paper.of, paper.item) if paper else (home(where),),
    withdrawing="It leaves the meeting with all its versions. It stays in the history, and you can put it back.",
)


def of_meeting(request: Inside, meeting: Meeting) -> tuple[Section, ...]:
    """The papers of a meeting as whoever asks may see them."""
    where = request.partnership
    audiences = queries.audiences_of(request.person, meeting.body, meeting.held_on)
    papers = queries.papers_of(meeting, audiences, withdrawn=recording.may(request))
    return presenters.section(papers, _new(request, meeting, at(meeting, where, "paper-new")))


def of_item(request: Inside, item: AgendaItem) -> tuple[Section, ...]:
    """The papers of an agenda item as whoever asks may see them."""
    probe = Paper(partnership=item.partnership, item=item)
    audiences = queries.audiences_of(request.person, probe.body, probe.day)
    where = at(item, request.partnership, "item-paper-new")
    add = "" if item.withdrawn_at else _new(request, item.meeting, where)
    papers = queries.papers_of_item(item, audiences, withdrawn=recording.may(request))
    return presenters.section(papers, add)


def _new(request: Inside, meeting: Meeting | None, where: str) -> str:
    """The address where a paper is added; "" for who may not, and once nothing changes any more."""
    over = meeting is not None and (meeting.withdrawn_at is not None or queries.minutes_are_agreed(meeting))
    return where if recording.may(request) and not over else ""


def add(request: Inside, number: int) -> HttpResponse:
    """Put a paper before a meeting."""
    meeting = found(queries.meeting(request.partnership, number))
    return _add(request, meeting, None, queries.agenda_of(meeting), at(meeting, request.partnership))


def add_to_item(request: Inside, number: int) -> HttpResponse:
    """Put a paper with an agenda item, which may be parked."""
    item = found(queries.agenda_item(request.partnership, number))
    return _add(request, item.meeting, item, (), at(item, request.partnership, "item-record"))


def _add(
    request: Inside, meeting: Meeting | None, item: AgendaItem | None, items: Sequence[AgendaItem], back: str
) -> HttpResponse:
    where = request.partnership
    posted = request.method == "POST"
    form = NewPaperForm(request.POST if posted else None, request.FILES if posted else None, items=items)

    def do(data: dict[str, Any]) -> PaperVersion:
        chosen = item or data.get("item")
        of = {"item": chosen} if chosen else {"meeting": meeting}
        paper = Paper(partnership=where, title=data["title"], seen_by=data["seen_by"], **of)
        return services.add_paper(by=request.person, paper=paper, file=data["file"])

    return ask_form(
        request,
        form,
        do,
        title="Add a paper",
        lead=item.title if item else called(meeting) if meeting else "",
        submit="Add the paper",
        crumbs=_above(where, meeting, item),
        back=f"{back}#papers",
        said="The paper was added.",
    )


def paper_record(request: Inside, number: int) -> HttpResponse:
    paper = recording.found(request, number)
    add = _new(request, paper.of, presenters.address(paper, "version-new"))
    keeps = recording.may(request)
    versions = queries.paper_versions(paper)
    page = presenters.paper_page(
        paper,
        recording.told(request, paper),
        list(versions if keeps else versions.filter(withdrawn_at=None)),
        add="" if paper.withdrawn_at else add,
        keeps=keeps and bool(add),
        destroys=request.person.may(DESTROY, request.partnership),
    )
    return render_page(request, page)


def add_version(request: Inside, number: int) -> HttpResponse:
    """Add a version to a paper."""
    paper = recording.found(request, number)
    posted = request.method == "POST"
    return ask_form(
        request,
        PaperVersionForm(request.POST if posted else None, request.FILES if posted else None),
        lambda data: services.add_paper_version(by=request.person, paper=paper, **data),
        title="Add a version",
        lead="The versions before stay as they are.",
        submit="Add the version",
        crumbs=_within(paper),
        back=presenters.address(paper),
        said="The version was added.",
    )


def _within(paper: Paper) -> tuple[Link, ...]:
    where = paper.partnership
    return *_above(where, paper.of, paper.item), recording.link(where, paper)


def _version(request: Inside, number: int) -> PaperVersion:
    """A version of a paper that whoever asks may see."""
    version = found(queries.paper_version(request.partnership, number))
    recording.found(request, version.paper_id)
    return version


def version_file(request: Inside, number: int) -> HttpResponseBase:
    """The file of a version. One that was withdrawn is for whoever keeps meetings alone."""
    version = _version(request, number)
    paper = version.paper
    if (version.withdrawn_at or paper.withdrawn_at) and not request.person.may(EDIT, request.partnership):
        raise Forbidden("This was withdrawn. The business team can tell you why.")
    return give(request, version.file, of=recording.link(request.partnership, paper))


def withdraw_version(request: Inside, number: int) -> HttpResponse:
    """Withdraw one version, which stays in the history."""
    version = _version(request, number)
    crumbs = _within(version.paper)
    return ask_to_withdraw(
        request, version, services.paper_versions, keepers="whoever keeps meetings", crumbs=crumbs
    )


def restore_version(request: Inside, number: int) -> HttpResponse:
    """Put a withdrawn version back."""
    version = _version(request, number)
    crumbs = _within(version.paper)
    return ask_to_restore(
        request, version, services.paper_versions, readers="Everybody who may see the paper", crumbs=crumbs
    )


def destroy_file(request: Inside, number: int) -> HttpResponse:
    """Destroy the file of a version for good, whether or not the minutes are agreed."""
    version = found(queries.paper_version(request.partnership, number))
    sees = request.person.may(VIEW, request.partnership) and queries.may_see(request.person, version.paper)
    crumbs = _within(version.paper) if sees else ()
    return ask_to_destroy(request, version.file, of=version.audit_label, crumbs=crumbs)
