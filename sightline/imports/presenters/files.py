"""The first step, the file: the list of what was imported, choosing a file, and what it is."""

from __future__ import annotations

import json
import time

from django.db.models import QuerySet

from sightline.foundation.numbers import thousands
from sightline.govuk.blocks import Action, Block, Buttons, Details, FormBlock, Text, WarningText
from sightline.govuk.listing import part
from sightline.govuk.pages import ListPage, Page, StepsPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Tag
from sightline.imports import storing
from sightline.imports.forms import LayoutForm, UploadForm
from sightline.imports.layouts import layouts
from sightline.imports.models import Import, Stage
from sightline.imports.presenters.common import at, kind_named, list_of, steps
from sightline.imports.queries import makers
from sightline.partnership.asking import Inside
from sightline.partnership.models import Partnership

STALE = 60  # seconds without progress, after which a run is taken to have stopped
COLOURS = {Stage.COMMITTED: "green", Stage.UNDONE: "grey", Stage.UNREADABLE: "red"}


def imports_page(request: Inside, imports: QuerySet[Import]) -> ListPage:
    partnership, may_import = request.partnership, request.person.may("imports.commit", request.partnership)
    new = Action("Import a spreadsheet", f"{list_of(partnership).href}new", style="primary")
    shown = part(request, imports)
    done = imports.filter(stage=Stage.COMMITTED).count()
    return ListPage(
        title="Imports",
        lead=f"{thousands(done)} file{'s have' if done != 1 else ' has'} gone in." if done else "",
        actions=(new,) if may_import else (),
        table=Table(
            caption="Files, the latest first",
            columns=(
                Column("File", wide=True),
                Column("What it is"),
                Column("State"),
                Column("Rows", numeric=True),
                Column("Refused", numeric=True),
                Column("When"),
                Column("Who"),
            ),
            rows=tuple(
                Row(
                    (
                        Link(one.file_name, at(one, "record")),
                        kind_named(one),
                        Tag(one.get_stage_display(), COLOURS.get(Stage(one.stage), "blue")),
                        one.outcome.get("rows_read", ""),
                        one.outcome.get("refused", ""),
                        one.committed_at or one.created_at,
                        maker,
                    )
                )
                for one, maker in zip(shown.items, makers(shown.items), strict=True)
            ),
            empty="Spreadsheets you import are listed here: agencies first, then the action tracker, attendance, "
            "training bookings and the challenge log. Nothing changes until you have seen a preview, and an import "
            "can be undone.",
        ),
        pagination=shown.pagination,
    )


def upload_page(partnership: Partnership, form: UploadForm) -> StepsPage:
    kinds = Table(
        caption="What can be imported",
        caption_hidden=True,
        columns=(Column("File"), Column("What it holds", wide=True)),
        rows=tuple((layout.title, layout.explanation) for layout in layouts),
    )
    return StepsPage(
        title="Import a spreadsheet",
        breadcrumbs=(list_of(partnership),),
        steps=steps(None, 1),
        current=1,
        blocks=(
            Text("Use the file as it is: headings may stand anywhere in the first rows, in any order."),
            FormBlock(form, "Read the file", list_of(partnership)),
            Details("What can be imported", (kinds,)),
        ),
    )


def kind_page(import_: Import, form: LayoutForm) -> StepsPage:
    problem = (WarningText(import_.problem),) if import_.problem else ()
    return StepsPage(
        title="What is in this file?",
        caption=import_.file_name,
        steps=steps(import_, 1),
        current=1,
        blocks=(*problem, FormBlock(form, "Continue", Link("Remove the file", at(import_, "discard")))),
    )


def unreadable_page(import_: Import) -> StepsPage:
    """What a person finds who waited for a file that turned out unreadable."""
    another = Action("Import another", f"{list_of(import_.partnership).href}new", style="primary")
    return StepsPage(
        title="This file could not be read",
        caption=import_.file_name,
        breadcrumbs=(list_of(import_.partnership),),
        steps=steps(import_, 1),
        current=1,
        blocks=(
            WarningText(import_.problem),
            Text("Nothing was changed and the file was not kept."),
            Buttons((another,)),
        ),
    )


def waiting_page(import_: Import) -> Page:
    path = storing.folder_for(import_.pk) / storing.PROGRESS
    told = (
        json.loads(path.read_text()) if path.exists() else {"rows": 0, "at": import_.created_at.timestamp()}
    )
    stopped = time.time() - told["at"] > STALE
    what = "Committing" if import_.stage == Stage.COMMITTING else "Reading"
    rows = thousands(told["rows"])
    blocks: list[Block] = [
        Text(f"{rows} rows so far. You may leave this page: the work goes on, and nothing is half done.")
    ]
    if stopped:
        blocks = [
            WarningText("The work seems to have stopped. Nothing was changed. You can start it again."),
            Buttons(
                (
                    Action("Start again", at(import_, "again"), post=True, style="primary"),
                    Action("Remove the file", at(import_, "discard")),
                )
            ),
        ]
    return Page(title=f"{what} the file", caption=import_.file_name, blocks=tuple(blocks))
