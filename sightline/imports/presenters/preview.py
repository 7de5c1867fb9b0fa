"""The third step, the problems: what would happen, names to match, what cannot go in, and the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Buttons, Details, FormBlock, Section, Text, WarningText
from sightline.govuk.pages import StepsPage
from sightline.govuk.values import Link, sentence_list
from sightline.imports.forms import CommitForm, ConflictsForm, NamesForm
from sightline.imports.models import Import
from sightline.imports.presenters import merging
from sightline.imports.presenters.common import (
    announced,
    at,
    changes_nothing,
    counts,
    doubtful,
    kind_named,
    left_out,
    list_of,
    plural,
    refused,
    steps,
)


def problems_page(
    import_: Import, names: NamesForm, commit: CommitForm | None, conflicts: ConflictsForm | None = None
) -> StepsPage:
    """The preview. ``conflicts`` are those of a list that was edited elsewhere."""
    said = import_.outcome
    merged = said.get("merged") is not None
    may_commit = bool(said["created"] or said["updated"] or said["unchanged"])
    return StepsPage(
        title="Check what will happen",
        caption=f"{import_.file_name}: {kind_named(import_).lower()}",
        lead=merging.foretold(import_) if merged else _foretold(import_),
        steps=steps(import_, 3),
        current=3,
        blocks=(
            *((WarningText(import_.problem),) if import_.problem else ()),
            *((WarningText(said["notice"]),) if said.get("notice") else ()),
            *(merging.stays(import_) if merged else ()),
            *_names(names),
            *refused(import_, future=True),
            *doubtful(import_, future=True),
            *merging.not_taken(import_, future=True),
            *(merging.differences(import_) if merged else ()),
            Section("In figures", (counts(import_, future=True), *left_out(import_))),
            *_end(import_, commit, conflicts, may_commit=may_commit),
        ),
    )


def _end(
    import_: Import, commit: CommitForm | None, conflicts: ConflictsForm | None, *, may_commit: bool
) -> Iterable[Block]:
    """How it goes on: with what has to be chosen, else with the commit, or back."""
    if not may_commit:
        return _nothing(import_)
    return merging.choosing(import_, conflicts) if conflicts else _commit(import_, commit)


def _foretold(import_: Import) -> str:
    """What a commit would do, in a sentence or two."""
    said = import_.outcome
    deeds = [
        f"{verb} {plural(said[name], 'record')}"
        for name, verb in (("created", "adds"), ("updated", "corrects"))
        if said[name]
    ]
    unchanged, kept, out = said["unchanged"], said.get("kept", 0), said["refused"]
    if not deeds and not unchanged:
        return "No row of this file can go in as it is."
    told = [f"Committing this file {sentence_list(deeds)}."]
    if not deeds:
        told = ["Everything that can go in is here already: committing this file changes no record."]
    elif unchanged:
        told.append(
            f"{plural(unchanged, 'record')} here already {_are(unchanged)} left as {_they(unchanged)}."
        )
    if kept:
        told.append(
            f"{plural(kept, 'record')} {'differs' if kept == 1 else 'differ'} from the file, as somebody corrected "
            f"or withdrew {'it' if kept == 1 else 'them'} by hand, and {_are(kept)} kept so."
        )
    if names := announced(import_):
        told.append(names)
    if out:
        told.append(f"{plural(out, 'row')} cannot go in and {_are(out)} left out.")
    return " ".join(told)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _they(count: int) -> str:
    return "it is" if count == 1 else "they are"


def _names(names: NamesForm) -> tuple[Section, ...]:
    if not names.unknown:
        return ()
    return (
        Section(
            f"{plural(len(names.unknown), 'name')} we do not know",
            (
                Text("Say once which agency each is. It is remembered for every later file."),
                FormBlock(names, "Match these names", style="secondary"),
            ),
            id="names",
        ),
    )


def _commit(import_: Import, form: CommitForm | None) -> tuple[Block, ...]:
    remove = Link("Remove the file", at(import_, "discard"))
    waits = Text("Until you commit it nothing is changed. The file waits here for a day.", kind="hint")
    commit = Action("Commit the import", at(import_, "commit"), post=True, style="primary")
    first: tuple[Action, ...] = (commit, Action(remove.text, remove.href))
    if changes_nothing(import_):  # nothing is gained by it but the days that the file is complete for
        another = Action("Import another file", f"{list_of(import_.partnership).href}new", style="primary")
        first = (
            another,
            Action("Commit it all the same", at(import_, "commit"), post=True),
            Action(remove.text, remove.href),
        )
    if form is None:
        return (waits, Buttons(first))
    start, end = (date.fromisoformat(day) for day in import_.outcome["covers"])
    return (
        Section(
            "What the file is complete for",
            (
                Text(
                    f"{spell_out(start)} to {spell_out(end)}, the whole reporting years of its dates. Between these "
                    "days, no rows will mean that nothing happened; outside them, figures are shown as not recorded."
                ),
                Details(
                    "It is complete for other days",
                    (
                        FormBlock(
                            form, "Commit for these days", action=at(import_, "commit"), style="secondary"
                        ),
                    ),
                    open=form.is_bound,
                ),
                waits,
                Buttons(first),
            ),
            id="covers",
        ),
    )


def _nothing(import_: Import) -> tuple[Block, ...]:
    return (
        WarningText("Match the names above, put the columns right, or correct the file and import it again."),
        Buttons(
            (
                Action("Check the columns", at(import_, "columns")),
                Action("Read it again", at(import_, "again"), post=True),
                Action("Remove the file", at(import_, "discard"), style="warning"),
            )
        ),
    )
