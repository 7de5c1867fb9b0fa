"""The minutes of a meeting, as a page and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from sightline.documents import model as paper
from sightline.documents.files import FORMS
from sightline.documents.model import Document, runs_from_markdown
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Bullets, Section, SummaryList, SummaryRow, Text
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Tag
from sightline.meetings.minutes import Content, Part
from sightline.meetings.models import AgendaItem, Meeting, Minutes, MinutesNote, MinutesState
from sightline.meetings.presenters.addresses import at, called, home
from sightline.partnership.models import Partnership

STATES = {
    MinutesState.DRAFTED: Tag("Draft", "grey"),
    MinutesState.SENT: Tag("Sent for agreement", "blue"),
    MinutesState.AGREED: Tag("Agreed", "green"),
}
CAME = ("Member", "Agency", "Came")
PAPERS = ("Paper", "For", "Version", "Fingerprint")
ACTIONS = ("Reference", "Action", "Agency", "Due")


def writing_at(meeting: Meeting, partnership: Partnership, item: AgendaItem | None = None) -> str:
    """The address where the text of an item, or of the whole meeting, is written."""
    return at(meeting, partnership, "minutes-write") + (f"?item={item.pk}" if item else "")


def standing(minutes: Minutes | None) -> str:
    """How far the minutes are, in a sentence."""
    if minutes is None:
        return "Nobody has begun the minutes yet."
    if minutes.agreed_at:
        return (
            f"Agreed at the meeting of {spell_out(minutes.agreed_at.held_on)}. They can no longer be changed."
        )
    if minutes.state == MinutesState.SENT:
        return "Sent to the body, which has not agreed them yet."
    return "Draft: not yet sent to the body."


def minutes_page(
    partnership: Partnership,
    meeting: Meeting,
    minutes: Minutes | None,
    told: Content,
    *,
    items: Sequence[AgendaItem],
    notes: Sequence[MinutesNote],
    may: bool,
) -> Page:
    """The minutes item by item; who keeps them writes each text by itself."""
    locked = minutes is not None and minutes.state == MinutesState.AGREED
    write = may and not locked
    by_title = {f"{number}. {item.title}": item for number, item in enumerate(items, start=1)}
    sections = [
        _section(part, writing_at(meeting, partnership, by_title.get(part["title"])) if write else "")
        for part in told["parts"]
    ]
    if write and not any(part["title"] not in by_title for part in told["parts"]):
        more = (Action("Write about anything else", writing_at(meeting, partnership)),)
        sections.append(Section("Anything else", (), actions=more))
    files = tuple(
        Link(name, reverse("meetings:minutes-file", args=[partnership.slug, meeting.pk, form]))
        for form, name in FORMS.items()
    )
    return Page(
        title=f"Minutes of {meeting.body.name}",
        caption=spell_out(meeting.held_on),
        state=STATES[MinutesState(minutes.state)] if minutes else None,
        lead=standing(minutes),
        breadcrumbs=(home(partnership), Link(called(meeting), at(meeting, partnership))),
        actions=_actions(partnership, meeting, minutes) if may else (),
        exports=files if minutes else (),
        blocks=(
            SummaryList(tuple(SummaryRow(label, words) for label, words in told["particulars"])),
            *sections,
            Section("Actions", (_table("Actions", ACTIONS, told["actions"], "No action was agreed."),)),
            Section("Who came", (_table("Who came", CAME, told["came"], "Nobody has said yet who came."),)),
            *_papers(told),
            *([_notes(notes)] if notes else []),
        ),
    )


def _actions(partnership: Partnership, meeting: Meeting, minutes: Minutes | None) -> tuple[Action, ...]:
    if minutes is None:
        return ()
    if minutes.state == MinutesState.AGREED:
        return (Action("Add a correction", at(meeting, partnership, "minutes-note")),)
    if minutes.state == MinutesState.SENT:
        return (
            Action("Record that they are agreed", at(meeting, partnership, "minutes-agree"), style="primary"),
        )
    return (Action("Send for agreement", at(meeting, partnership, "minutes-send"), style="primary"),)


def _section(part: Part, write: str) -> Section:
    blocks: list[Block] = [Text(line) for line in part["text"].splitlines() if line.strip()]
    if part["outcomes"]:
        blocks.append(Bullets(tuple(f"{kind}: {words}" for kind, words in part["outcomes"])))
    text = "Change the text" if part["text"] else "Write the text"
    return Section(part["title"], tuple(blocks), actions=(Action(text, write),) if write else ())


def _table(caption: str, columns: tuple[str, ...], rows: Sequence[Sequence[str]], empty: str) -> Table:
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=tuple(Column(title) for title in columns),
        rows=tuple(Row(tuple(row)) for row in rows),
        empty=empty,
    )


def _papers(told: Content) -> tuple[Section, ...]:
    """The papers that were before the meeting; nothing where there were none."""
    papers = told.get("papers", [])
    return (Section("Papers", (_table("Papers", PAPERS, papers, ""),)),) if papers else ()


def _notes(notes: Sequence[MinutesNote]) -> Section:
    said = tuple(f"{spell_out(note.noted_on)}: {note.text}" for note in notes)
    return Section("Corrections since they were agreed", (Bullets(said),))


def document(
    partnership: Partnership,
    meeting: Meeting,
    minutes: Minutes | None,
    told: Content,
    notes: Sequence[MinutesNote],
) -> Document:
    """The minutes as a document with its protective marking."""
    return Document(
        title=f"Minutes of {meeting.body.name}",
        subtitle=spell_out(meeting.held_on),
        organisation=partnership.name,
        marking="OFFICIAL",
        status_lines=(standing(minutes),),
        dated=meeting.held_on,
        blocks=tuple(_blocks(told, notes)),
    )


def _blocks(told: Content, notes: Sequence[MinutesNote]) -> Iterator[paper.Block]:
    for label, words in told["particulars"]:
        yield paper.Paragraph((paper.Run(f"{label}: ", bold=True), paper.Run(words)))
    if told["came"]:
        yield paper.Heading(1, "Who came")
        yield paper.Table("Who came, and who sent apologies", CAME, tuple(tuple(row) for row in told["came"]))
    for part in told["parts"]:
        yield paper.Heading(1, part["title"])
        yield from runs_from_markdown(part["text"])
        if part["outcomes"]:
            yield paper.Bullets(
                tuple(
                    (paper.Run(f"{kind}: ", bold=True), paper.Run(words)) for kind, words in part["outcomes"]
                )
            )
    if told["actions"]:
        yield paper.Heading(1, "Actions")
        yield paper.Table("Actions that were agreed", ACTIONS, tuple(tuple(row) for row in told["actions"]))
    if papers := told.get("papers"):
        yield paper.Heading(1, "Papers")
        yield paper.Table("Papers that were before the meeting", PAPERS, tuple(tuple(row) for row in papers))
    if notes:
        yield paper.Heading(1, "Corrections since these minutes were agreed")
        for note in notes:
            yield paper.Note(spell_out(note.noted_on), note.text)
