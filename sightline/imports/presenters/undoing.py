"""Before an import is taken back: how much goes with it, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.govuk.blocks import Action, Block, Buttons, Text, WarningText
from sightline.govuk.pages import FormPage, Page
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Value, sentence_list
from sightline.imports.forms import UndoForm
from sightline.imports.models import Import
from sightline.imports.presenters.common import at, list_of, plural
from sightline.imports.undoing import Later, Stake

SHOWN = 50


def undo_page(import_: Import, form: UndoForm, stake: Stake, addresses: Mapping[int, str]) -> Page:
    """The question, with what is at stake; where something stands in the way, that instead.

    ``addresses`` leads from the number of a later event to the page of what it did.
    """
    if stake.later:
        return _in_the_way(import_, stake, addresses)
    return FormPage(
        title="Undo this import?",
        caption=import_.file_name,
        form=form,
        submit="Undo the import",
        cancel=Link("Keep it", at(import_, "record")),
        blocks=(Text(_at_stake(stake)),),
        warning="Published reports do not change; checking them again will show what is different.",
    )


def _at_stake(stake: Stake) -> str:
    goes = (
        (stake.added, "that it added", "is removed", "are removed"),
        (stake.corrected, "that it corrected", "is put back as it was", "are put back as they were"),
    )
    told = [f"{plural(n, 'record')} {which} {one if n == 1 else many}" for n, which, one, many in goes if n]
    if not told:
        return "It changed no record; what it says its file is complete for goes."
    return f"{sentence_list(told)}. What others have come to rest on stays."


def _in_the_way(import_: Import, stake: Stake, addresses: Mapping[int, str]) -> Page:
    shown = stake.later[:SHOWN]
    more: tuple[Block, ...] = ()
    if len(stake.later) > SHOWN:
        more = (Text(f"The latest {SHOWN} of {plural(len(stake.later), 'change')} are shown."),)
    return Page(
        title="This import cannot be undone now",
        caption=import_.file_name,
        breadcrumbs=(list_of(import_.partnership),),
        blocks=(
            WarningText("Its records were changed since, and undoing it would lose those changes."),
            Text(
                "Undo the later imports first. What was changed by hand cannot be taken back with the file: "
                "correct or withdraw those records one by one."
            ),
            Table(
                caption="What was changed since, the latest first",
                columns=(
                    Column("What", wide=True),
                    Column("Records", numeric=True),
                    Column("Who"),
                    Column("When"),
                ),
                rows=tuple(
                    (_named(one, addresses), one.count, one.event.actor, one.event.at) for one in shown
                ),
            ),
            *more,
            Buttons((Action("Back to the import", at(import_, "record"), style="primary"),)),
        ),
    )


def _named(later: Later, addresses: Mapping[int, str]) -> Value:
    said = f"{later.event.label}, {later.event.verb}"
    address = addresses.get(later.event.id)
    return Link(said, address) if address else said
