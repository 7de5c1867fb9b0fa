"""What people fill in on the way of a file: the file, its columns, and which agency a name means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from sightline.foundation.text import fold
from sightline.govuk.forms import DateField, Form
from sightline.imports.interpreting import SheetPlan, column_name
from sightline.imports.layouts import Field, Layout, layouts
from sightline.imports.merging.report import KEEP, TAKE, since
from sightline.partnership.models import Agency
from sightline.partnership.naming import Names

ADD, LEAVE = "add", ""
CHOICES = 100  # conflicts that are chosen one by one


class UploadForm(Form):
    file = forms.FileField(
        label="The spreadsheet",
        help_text="An xlsx, xls, ods or csv file. Nothing is changed until you have seen a preview.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                "The file is larger than 512 MB. Split it by year and import the parts one after the other."
            )
        return file


class LayoutForm(Form):
    """What the file is, when it was not recognised or was recognised wrongly."""

    layout = forms.ChoiceField(label="What is in this file?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].choices = [(one.key, one.title) for one in layouts]  # type: ignore[attr-defined]
        self.explains = {"layout": {one.key: one.explanation for one in layouts}}


class ColumnsForm(Form):
    """Which column is which; one choice for each thing the layout knows. Tables with the same headings share them."""

    remember = forms.BooleanField(
        label="Remember this for the next file with the same headings", required=False, initial=True
    )

    def __init__(self, layout: Layout, tables: Sequence[SheetPlan], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables, self.layout, self.alike = tables, layout, _alike(tables)
        remember = self.fields.pop("remember")
        for number, (table, *_) in enumerate(self.alike):
            dated = {place for place, _ in table.across}
            width = max(len(table.headings), len(table.samples))
            places = [("", "Not in this sheet")] + [
                (str(place), column_name(table, place)) for place in range(width) if place not in dated
            ]
            for field in layout.fields:
                self.fields[f"{number}-{field.name}"] = forms.ChoiceField(
                    label=field.title,
                    choices=places,
                    required=field.needed and field.name not in table.said and not self._may_lack(field),
                    initial=str(table.columns.get(field.name, "")),
                )
        self.fields["remember"] = remember

    def _may_lack(self, field: Field) -> bool:
        """Whether a sheet may do without a column: a list of what is open, beside one of what is closed."""
        return field.closing and len(self.alike) > 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number, (table, *_) in enumerate(self.alike):
            taken: dict[str, str] = {}
            for field in self.layout.fields:
                place = data.get(f"{number}-{field.name}")
                if place and place in taken:
                    heading = column_name(table, int(place))
                    self.add_error(
                        f"{number}-{field.name}",
                        f"“{heading}” is already chosen for {taken[place].lower()}; choose another",
                    )
                elif place:
                    taken[place] = field.title
            self._check_either(number, data)
        return data

    def _check_either(self, number: int, data: dict[str, Any]) -> None:
        """Of columns that stand for one another, one must be chosen."""
        choices: dict[str, list[Field]] = {}
        for field in self.layout.fields:
            if field.either and not self._may_lack(field):
                choices.setdefault(field.either, []).append(field)
        for fields in choices.values():
            if not any(data.get(f"{number}-{field.name}") for field in fields):
                titles = " or ".join(field.title.lower() for field in fields)
                self.add_error(f"{number}-{fields[0].name}", f"Choose the column for {titles}")

    def chosen(self) -> list[dict[str, int]]:
        """For each table, the place of each field that has one."""
        by_group = [
            {
                field.name: int(place)
                for field in self.layout.fields
                if (place := self.cleaned_data.get(f"{number}-{field.name}"))
            }
            for number, _ in enumerate(self.alike)
        ]
        return [
            next(chosen for group, chosen in zip(self.alike, by_group, strict=True) if table in group)
            for table in self.tables
        ]


def _alike(tables: Sequence[SheetPlan]) -> list[list[SheetPlan]]:
    """Tables by their headings, whatever days stand among them."""
    groups: dict[tuple[str, ...], list[SheetPlan]] = {}
    for table in tables:
        dated = {place for place, _ in table.across}
        headings = ("" if place in dated else fold(one) for place, one in enumerate(table.headings))
        groups.setdefault(tuple(headings), []).append(table)
    return list(groups.values())


class NamesForm(Form):
    """Which agency each unknown name means; matched once, remembered for every later file."""

    mark_optional = False

    def __init__(
        self, unknown: dict[str, int], agencies: Sequence[Agency], names: Names, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = list(unknown)
        choices = [
            (LEAVE, "Leave its rows out"),
            *((str(agency.pk), agency.name) for agency in agencies),
            (ADD, "Add it as a new agency"),
        ]
        for number, (name, rows) in enumerate(unknown.items()):
            near = names.like(name)
            hint = f"In {rows:,} row{'s' if rows != 1 else ''}."
            self.fields[f"name-{number}"] = forms.ChoiceField(
                label=f"“{name}”",
                choices=choices,
                required=False,
                help_text=hint + (f" It looks like {near}." if near else ""),
            )

    def chosen(self) -> dict[str, str]:
        """What was chosen for each name: an agency's number, ADD, or LEAVE."""
        return {name: self.cleaned_data[f"name-{number}"] for number, name in enumerate(self.unknown)}


class CommitForm(Form):
    """The span for which the file is complete, which decides where no rows mean nought."""

    start = DateField(label="Complete from")
    end = DateField(
        label="Complete until", help_text="The last day for which nothing is missing from this file."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", "Complete until must be the same as or after complete from")
        return data


class ConflictsForm(Form):
    """Whose value goes in where a list that was edited elsewhere and Sightline both changed a cell."""

    mark_optional = False
    every = forms.ChoiceField(
        label="For all of them",
        choices=[
            ("", "As chosen below"),
            (KEEP, "Keep what Sightline has"),
            (TAKE, "Take what the sheet says"),
        ],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )

    def __init__(self, conflicts: Sequence[Mapping[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts, self.cells = conflicts, conflicts[:CHOICES]
        for cell in self.cells:
            self.fields[cell["id"]] = forms.ChoiceField(
                label=f"{cell['label']}: {cell['title'].lower()}",
                choices=[
                    (KEEP, _value("Sightline’s", cell["here"])),
                    (TAKE, _value("The sheet’s", cell["said"])),
                ],
                help_text=since(cell),
                required=False,
                initial=KEEP,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            )
        if len(self.cells) < 2:
            del self.fields["every"]

    def chosen(self) -> dict[str, str]:
        """Whose value was chosen, by conflict."""
        if every := self.cleaned_data.get("every"):
            return {cell["id"]: every for cell in self.conflicts}
        return {cell["id"]: self.cleaned_data.get(cell["id"]) or KEEP for cell in self.cells}


def _value(whose: str, value: str) -> str:
    return f"{whose}: {value}" if value else f"{whose}: empty"


class UndoForm(Form):
    reason = forms.CharField(
        label="Why is it taken back?", help_text="One sentence. It is kept in the history."
    )
