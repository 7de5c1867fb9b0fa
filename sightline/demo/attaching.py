"""A few files beside the records: what shows that actions were done, and papers of two meetings of the executive.

A file is kept in a transaction of its own, so this comes after the partnership was made. What is there is passed
over: asking again makes whole what was killed, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.files.base import ContentFile

from sightline.actions.evidence.services import Obtained, add_evidence, add_version
from sightline.actions.models import Action, Evidence
from sightline.demo.bodies import EXECUTIVE
from sightline.demo.meetings import HELD
from sightline.demo.queries import grants
from sightline.demo.sheets import as_csv
from sightline.demo.wording_of_files import AGAIN, BRIEFING, CALENDAR, OPTIONS, PROGRESS, SAMPLE, Text
from sightline.documents.files import written
from sightline.documents.model import Bullets, Document, Paragraph, Run
from sightline.foundation.access import Actor, Shell
from sightline.meetings.models import Audience, Meeting, Paper
from sightline.meetings.queries import agenda_of, meetings_of, minutes_are_agreed
from sightline.meetings.services import add_paper, add_paper_version
from sightline.meetings.states import OPEN
from sightline.partnership.models import Body, Partnership
from sightline.partnership.roles import COORDINATOR

DONE_SINCE = date(2024, 9, 1)
A_MONTH, A_QUARTER = timedelta(days=30), timedelta(days=91)
GUIDANCE = "https://example.org/escalation-between-professionals"


def attach_files(partnership: Partnership) -> None:
    """Attach what is not there yet to actions that were completed, and to the latest meeting and the next."""
    by = _coordinator(partnership)
    _attach_evidence(by, partnership)
    executive = Body.objects.of(partnership).filter(name=EXECUTIVE).first()
    if executive is None:
        return
    held = meetings_of(partnership, executive.pk, HELD)
    to_come = Meeting.objects.of(partnership).filter(body=executive, state=OPEN)
    coming = to_come.order_by("held_on").first()
    if held:
        _put(by, held[-1], "Progress against the priorities", [_document(partnership, PROGRESS, "pdf")])
        calendar = ContentFile(as_csv(CALENDAR), "calendar-2025-26.csv")
        _put(by, held[-1], "Calendar for 2025-26", [calendar], item="Meetings next year")
    if coming:
        options = [_document(partnership, text, "docx") for text in OPTIONS]
        _put(by, coming, "Training: the options", options, item="Training: what to keep next year")


def _coordinator(partnership: Partnership) -> Actor:
    held = grants(partnership).filter(role=COORDINATOR).first()
    return held.person if held else Shell("demonstration")


def _attach_evidence(by: Actor, partnership: Partnership) -> None:
    """Two versions of a dip sample and a link for one action, and what staff were given for the next."""
    done = Action.objects.of(partnership).filter(completed_on__gte=DONE_SINCE)
    for action, pieces in zip(done.order_by("completed_on", "id"), ("sample", "briefing"), strict=False):
        assert action.completed_on
        month, quarter = action.completed_on + A_MONTH, action.completed_on + A_QUARTER
        if pieces == "sample":
            sample = [
                _obtained(by, month, file=ContentFile(as_csv(SAMPLE), "dip-sample.csv")),
                _obtained(by, quarter, file=ContentFile(as_csv(AGAIN), "dip-sample-again.csv")),
            ]
            _show(
                by,
                action,
                "Dip sample of ten cases",
                "In how many of ten cases it was done as agreed.",
                sample,
            )
            link = [_obtained(by, month, said=GUIDANCE)]
            _show(by, action, "Guidance as it was published", "What practitioners are asked to do.", link)
        else:
            briefing = [_obtained(by, month, file=_document(partnership, BRIEFING, "docx"))]
            _show(by, action, "Briefing for staff", "What every team was told, on one page.", briefing)


def _obtained(by: Actor, on: date, *, file: ContentFile[bytes] | None = None, said: str = "") -> Obtained:
    return Obtained(
        obtained_on=on,
        obtained_by=by.label,
        file=file,
        said=said,
        covers_from=on - A_MONTH if file else None,
        covers_until=on if file else None,
    )


def _show(by: Actor, action: Action, title: str, shows: str, versions: Sequence[Obtained]) -> None:
    """Attach those versions of a piece of evidence that are not there yet."""
    there = Evidence.objects.ever_of(action.partnership).filter(title=title).first()
    for obtained in versions[there.versions.count() if there else 0 :]:
        if there:
            add_version(by=by, piece=there, obtained=obtained)
        else:
            there = add_evidence(by=by, action=action, title=title, shows=shows, obtained=obtained).evidence


def _put(
    by: Actor, meeting: Meeting, title: str, files: Sequence[ContentFile[bytes]], *, item: str = ""
) -> None:
    """Put those versions of a paper before a meeting that are not there yet, while its papers are open."""
    if minutes_are_agreed(meeting):
        return
    where = meeting.partnership
    there = Paper.objects.ever_of(where).filter(title=title).first()
    for file in files[there.versions.count() if there else 0 :]:
        if there:
            add_paper_version(by=by, paper=there, file=file, changed="The costs, and what members asked for.")
            continue
        about = next((one for one in agenda_of(meeting) if one.title == item), None)
        seen_by = Audience.MEMBERS if about else Audience.EVERYBODY
        of = {"item": about} if about else {"meeting": meeting}
        paper = Paper(partnership=where, title=title, seen_by=seen_by, **of)
        there = add_paper(by=by, paper=paper, file=file).paper


def _document(partnership: Partnership, text: Text, form: str) -> ContentFile[bytes]:
    """A short document as a file."""
    blocks = (Paragraph((Run(text.sentence),)), Bullets(tuple((Run(point),) for point in text.points)))
    document = Document(title=text.title, organisation=partnership.name, blocks=blocks, dated=HELD.end)
    name = text.title.lower().replace(" ", "-").replace(":", "")
    return ContentFile(written(document, form, partnership.brand), f"{name}.{form}")
