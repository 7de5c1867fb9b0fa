"""The last step, done: what changed; and taking it back, or the file away."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sightline.audit.models import Event
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Buttons, Panel, Section, SummaryList, SummaryRow
from sightline.govuk.pages import ConfirmPage, StepsPage
from sightline.govuk.values import Lines, Link, sentence_list
from sightline.imports.layouts import layouts
from sightline.imports.models import Import, Stage
from sightline.imports.presenters import merging
from sightline.imports.presenters.common import (
    at,
    counts,
    doubtful,
    kind_named,
    left_out,
    list_of,
    plural,
    refused,
    steps,
)
from sightline.imports.queries import makers


def done_page(import_: Import, *, may_undo: bool, taken_back: Event | None = None) -> StepsPage:
    """What was done; ``taken_back`` tells who undid it and why."""
    undone = import_.stage == Stage.UNDONE
    covers = import_.outcome.get("covers") or []
    rows = [
        SummaryRow(
            "File", Link(import_.file_name, at(import_, "original")) if may_undo else import_.file_name
        ),
        SummaryRow("What it is", kind_named(import_)),
        SummaryRow("By", Lines(makers([import_])[0], import_.committed_at)),
        *([SummaryRow("Complete for", f"{_day(covers[0])} to {_day(covers[1])}")] if covers else []),
        SummaryRow("Fingerprint (SHA-256)", import_.sha256),
        *(
            [SummaryRow("Undone", Lines(taken_back.reason, taken_back.actor, taken_back.at))]
            if taken_back
            else []
        ),
    ]
    slug, listed = import_.partnership.slug, layouts[import_.layout].page
    another = Action("Import another", reverse("imports:new", args=[slug]), style="primary")
    see = (Action("See the records", reverse(listed, args=[slug])),) if listed else ()
    undo = Action("Undo this import", at(import_, "undo"))
    panel = (
        Panel("Undone", "Every record is as it was before.") if undone else Panel("Done", _sentence(import_))
    )
    return StepsPage(
        title=f"Import of {import_.file_name}",
        title_hidden=True,
        breadcrumbs=(list_of(import_.partnership),),
        steps=steps(import_, 4),
        current=5,
        blocks=(
            panel,
            Buttons((*((another,) if may_undo else ()), *see, *((undo,) if may_undo and not undone else ()))),
            Section(
                "What changed" if not undone else "What was taken back",
                (counts(import_, future=False), *left_out(import_)),
            ),
            *(
                (
                    *refused(import_, future=False),
                    *doubtful(import_, future=False),
                    *merging.not_taken(import_, future=False),
                    *merging.chosen(import_),
                )
                if may_undo and not undone
                else ()
            ),
            Section("The file", (SummaryList(tuple(rows)),)),
        ),
    )


def _sentence(import_: Import) -> str:
    said = import_.outcome
    words = (("created", "added"), ("updated", "corrected"), ("unchanged", "unchanged"))
    told = [f"{plural(said[name], 'record')} {word}" for name, word in words if said[name]]
    return f"{sentence_list(told)}."


def _day(iso: str) -> str:
    return spell_out(date.fromisoformat(iso))


def discard_page(import_: Import) -> ConfirmPage:
    return ConfirmPage(
        title="Remove this file?",
        caption=import_.file_name,
        text="Nothing of it has gone into any record, so nothing else changes.",
        submit="Remove the file",
        cancel=Link("Keep it", at(import_, "record")),
    )
