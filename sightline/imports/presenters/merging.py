"""What a list that was edited elsewhere would change, cell by cell, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from sightline.govuk.blocks import Action, Block, Buttons, Details, FormBlock, Section, Text, WarningText
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Lines, Link, Muted, Value
from sightline.imports.forms import ConflictsForm
from sightline.imports.layouts import layouts
from sightline.imports.merging.report import TAKE, since
from sightline.imports.models import Import
from sightline.imports.presenters.common import SHOWN, at, plural

Cells = Sequence[Mapping[str, Any]]


def foretold(import_: Import) -> str:
    """What a commit would do to the list, in a few sentences."""
    said, merged = import_.outcome, import_.outcome["merged"]
    kind = layouts[import_.layout].counted.model._meta
    one, many = str(kind.verbose_name), str(kind.verbose_name_plural)
    deeds = []
    if cells := merged["difference_count"]:
        deeds.append(f"changes {plural(cells, 'cell')} of {plural(said['updated'], one, many)}")
    if said["created"]:
        deeds.append(f"adds {plural(said['created'], one, many)}")
    told = [
        f"Committing this file {' and '.join(deeds)}."
        if deeds
        else "Nothing in this file differs from Sightline, so committing it changes nothing."
        if not (merged["conflict_count"] or merged["refused_count"] or said["refused"])
        else "Nothing of this file goes in as it is."
    ]
    if both := merged["conflict_count"]:
        were = "was" if both == 1 else "were"
        told.append(
            f"{plural(both, 'cell')} {were} changed in both places: what Sightline has stays unless you choose "
            "the sheet’s."
        )
    if cells := merged["refused_count"]:
        told.append(f"{plural(cells, 'cell')} cannot be taken; the rest of the row is.")
    if rows := said["refused"]:
        told.append(f"{plural(rows, 'row')} cannot go in and {'is' if rows == 1 else 'are'} left out.")
    return " ".join(told)


def stays(import_: Import) -> Iterator[Block]:
    """What the file was made from, and what it leaves as it is."""
    merged = import_.outcome["merged"]
    if merged["unproven"]:
        yield WarningText(
            f"Of {plural(merged['unproven'], 'row')} nobody can tell any more what was exported: the hidden last "
            "column is blank there or was altered. Each cell of these that differs is listed as changed in both places."
        )
    told = []
    if merged["exported"]:
        told.append(f"{merged['shows']}, exported on {merged['exported']}.")
    if newer := merged["newer"]:
        was, it = ("was", "It stays") if newer == 1 else ("were", "They stay")
        told.append(
            f"{plural(newer, 'cell')} {was} changed in Sightline since, and not in the sheet. {it} as Sightline has "
            f"{'it' if newer == 1 else 'them'}."
        )
    if missing := merged["missing"]:
        them = "it" if missing == 1 else "them"
        told.append(
            f"{plural(missing, 'exported row')} {'is' if missing == 1 else 'are'} not in the file. Nothing happens to "
            f"{them}: withdraw {them} here if that is meant."
        )
    if told:
        yield Text(" ".join(told))


def differences(import_: Import) -> Iterator[Section]:
    """Every cell that would change, with what it is now."""
    merged = import_.outcome["merged"]
    if not merged["difference_count"]:
        return
    found: Cells = merged["differences"]
    blocks: list[Block] = [_table(import_, found[:SHOWN], "What changes", _sheets)]
    if rest := found[SHOWN:]:
        more = f"Show the other {len(rest)}"
        if merged["difference_count"] > len(found):
            more = f"Show {len(rest)} more of {merged['difference_count']:,}"
        blocks.append(Details(more, (_table(import_, rest, "What else changes", _sheets),)))
    yield Section(
        f"{plural(merged['difference_count'], 'cell')} will change", tuple(blocks), id="differences"
    )


def not_taken(import_: Import, *, future: bool) -> Iterator[Section]:
    """The cells that are left out of rows that go in, each with its reason."""
    merged = import_.outcome.get("merged") or {}
    if not merged.get("refused_count"):
        return
    cells: Cells = merged["refused"][:SHOWN]
    past = "was not" if merged["refused_count"] == 1 else "were not"
    verb = "cannot be" if future else past
    yield Section(
        f"{plural(merged['refused_count'], 'cell')} {verb} taken",
        (_table(import_, cells, "What is not taken", _said_and_why if future else _why),),
        id="not-taken",
    )


def choosing(import_: Import, form: ConflictsForm) -> Iterator[Block]:
    """What was changed in both places, whose value shall go in, and the commit."""
    merged = import_.outcome["merged"]
    shown, count = len(form.cells), merged["conflict_count"]
    more = ""
    if count > shown:
        more = f" The first {shown} are shown; the others stay as well, unless you take the sheet’s for all."
    yield Section(
        f"{plural(count, 'cell')} changed in both places",
        (
            Text(f"Sightline’s value stays unless you choose the sheet’s.{more}"),
            FormBlock(form, "Commit with these choices", action=at(import_, "commit")),
            Buttons((Action("Remove the file", at(import_, "discard")),)),
        ),
        id="conflicts",
    )


def chosen(import_: Import) -> Iterator[Section]:
    """What became of the cells that were changed in both places."""
    merged = import_.outcome.get("merged") or {}
    if not merged.get("conflict_count"):
        return
    yield Section(
        f"{plural(merged['conflict_count'], 'cell')} changed in both places",
        (_table(import_, merged["conflicts"][:SHOWN], "Whose value was kept", _whose),),
        id="conflicts",
    )


def _table(
    import_: Import, cells: Cells, caption: str, last: Callable[[Mapping[str, Any]], tuple[Value, ...]]
) -> Table:
    counted = layouts[import_.layout].counted
    name, kind = counted.page[0], str(counted.model._meta.verbose_name).capitalize()
    slug, heads = import_.partnership.slug, _HEADS[last]
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(Column(kind), Column("Column"), *heads),
        rows=tuple(
            (Link(one["label"], reverse(name, args=[slug, one["place"]])), one["title"], *last(one))
            for one in cells
        ),
    )


def _sheets(cell: Mapping[str, Any]) -> tuple[Value, ...]:
    return _here(cell), cell["said"] or Muted("(emptied)")


def _said_and_why(cell: Mapping[str, Any]) -> tuple[Value, ...]:
    return cell["said"] or Muted("(emptied)"), cell["why"]


def _why(cell: Mapping[str, Any]) -> tuple[Value, ...]:
    return (cell["why"],)


def _whose(cell: Mapping[str, Any]) -> tuple[Value, ...]:
    return ("The sheet’s" if cell["choice"] == TAKE else "Sightline’s",)


def _here(cell: Mapping[str, Any]) -> Value:
    here: Value = cell["here"] or Muted("(empty)")
    return Lines(here, Muted(since(cell))) if cell["who"] else here


_HEADS: Mapping[Any, tuple[Column, ...]] = {
    _sheets: (Column("Sightline has", wide=True), Column("The sheet says", wide=True)),
    _said_and_why: (Column("The sheet says"), Column("Why not", wide=True)),
    _why: (Column("Why not", wide=True),),
    _whose: (Column("Whose value was kept"),),
}
