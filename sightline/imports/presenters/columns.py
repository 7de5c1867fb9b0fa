"""The second step, the columns: what was understood of them, and where it can be put right."""

from __future__ import annotations

from datetime import date

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Buttons, Details, FormBlock, Section, Text, WarningText
from sightline.govuk.forms import Group
from sightline.govuk.pages import StepsPage
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Muted, Value, sentence_list
from sightline.imports.forms import ColumnsForm
from sightline.imports.interpreting import Plan, SheetPlan
from sightline.imports.layouts import Layout
from sightline.imports.models import Import, Stage
from sightline.imports.presenters.common import at, plural, steps


def columns_page(import_: Import, plan: Plan, form: ColumnsForm) -> StepsPage:
    left = tuple(
        Text(f"The sheet “{sheet}” is not read: it {why}.") for sheet, why in (*plan.left_out, *plan.refused)
    )
    return StepsPage(
        title="Check the columns",
        caption=import_.file_name,
        lead=f"Read as: {plan.layout.title.lower()}. {_state(plan)}",
        steps=steps(import_, 2),
        current=2,
        blocks=(
            *((WarningText(import_.problem),) if import_.problem else ()),
            *(_understood(tables, plan.layout) for tables in form.alike),
            *left,
            Section(
                "Is this right?",
                (
                    Buttons((_onward(import_),)),
                    Details("Correct the columns", (_correct(form),), open=form.is_bound),
                    Text(Link("It is something else", at(import_, "kind"))),
                ),
            ),
        ),
    )


def _onward(import_: Import) -> Action:
    """To the preview, or to reading the file where it was not read with these columns yet."""
    if import_.stage == Stage.PREVIEW:
        return Action("Continue", at(import_, "problems"), style="primary")
    return Action("Continue", at(import_, "again"), post=True, style="primary")


def _state(plan: Plan) -> str:
    unknown = sum(len(_unknown(table)) for table in plan.sheets)
    if not unknown:
        return "Every column was understood."
    known = sum(len(table.columns) + bool(table.across) for table in plan.sheets)
    return f"{plural(known, 'column')} will be used, and {plural(unknown, 'other')} will not."


def _unknown(table: SheetPlan) -> list[int]:
    used = {*table.columns.values(), *(place for place, _ in table.across)}
    return [place for place, heading in enumerate(table.headings) if heading and place not in used]


def _understood(tables: list[SheetPlan], layout: Layout) -> Section:
    """One table for all the sheets with these headings: what stands there, its first values, what it was read as."""
    first = tables[0]
    names = sentence_list(f"“{name}”" for name in dict.fromkeys(table.sheet for table in tables))
    several = len(tables) > 1
    where = (
        f"headings in row {first.heading_row}"
        if len({t.heading_row for t in tables}) == 1
        else "each with these headings"
    )
    titles = {place: _title(layout, name) for name, place in first.columns.items()}
    dated = dict(first.across)
    rows: list[tuple[Value, ...]] = [
        (
            heading,
            titles.get(place, Muted("not used")),
            " · ".join(first.samples[place]) if place < len(first.samples) else "",
        )
        for place, heading in enumerate(first.headings)
        if heading and place not in dated
    ]
    if dated:
        days = sorted(date.fromisoformat(day) for table in tables for _, day in table.across)
        span = f"{spell_out(days[0])} to {spell_out(days[-1])}"
        rows.append((f"{plural(len(days), 'column')} headed by a day", "Meetings", span))
    return Section(
        f"Sheet{'s' if several else ''} {names}",
        (
            Table(
                caption=where.capitalize(),
                columns=(Column("In the file"), Column("Read as"), Column("First values", wide=True)),
                rows=tuple(rows),
            ),
        ),
    )


def _title(layout: Layout, name: str) -> str:
    return next(field.title for field in layout.fields if field.name == name)


def _correct(form: ColumnsForm) -> Block:
    groups = tuple(
        Group(
            "Sheet " + sentence_list(f"“{name}”" for name in dict.fromkeys(table.sheet for table in tables)),
            tuple(f"{number}-{field.name}" for field in form.layout.fields),
        )
        for number, tables in enumerate(form.alike)
    )
    return FormBlock(form, "Use these columns", groups=groups, style="secondary")
