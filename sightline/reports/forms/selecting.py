"""What is asked of the records, answer by answer: a measure, a period, some of its rows, and how it is split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sightline.claims.checks import AtDate, CheckError, InYear, Part, Period, Selection
from sightline.claims.figures import MeasureInfo
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse_selection, show
from sightline.foundation.nav import sections
from sightline.foundation.years import ReportingYear
from sightline.govuk.forms import DateField, Form
from sightline.measures.coverage import covered_years
from sightline.measures.registry import registry
from sightline.reports import building
from sightline.reports.building import Answers
from sightline.reports.writing import BlockKind, BlockText, tidy_line

OTHER = "other"
NOT_FILTERED = frozenset({"month"})
WHERE = "where_"
MOST_VALUES = 60


class SelectingForm(Form):
    """Which figure. Its further questions depend on the measure, so it is asked again when that changes."""

    measure = forms.ChoiceField(label="Which figure?")
    mark_optional = False
    monthly_choice = True

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        figures: RecordedFigures,
        year: ReportingYear,
        selection: Selection | None = None,
        **kwargs: Any,
    ) -> None:
        self.figures, self.year = figures, year
        self.info = self._info(data, selection, kwargs.get("prefix"))
        if selection and self.info:
            kwargs["initial"] = {
                **self.initial_of(building.answers_of(selection, self.info)),
                **kwargs.get("initial", {}),
            }
        super().__init__(data, **kwargs)
        self.years = covered_years(figures.partnership)
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a figure"), *_measures()]
        if self.info:
            self._ask_on(self.info)
        self._assume()

    def _assume(self) -> None:
        """Take the usual answer to a question that was not on the page yet, so that nothing is asked twice."""
        if not self.is_bound:
            return
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            usual = self.initial.get(name, field.initial)
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
                first = next((str(value) for value, _ in field.widget.choices), "")
                data.setdefault(self.add_prefix(name), str(usual or first))
        self.data = data

    def _info(
        self, data: Mapping[str, Any] | None, selection: Selection | None, prefix: str | None
    ) -> MeasureInfo | None:
        name = f"{prefix}-measure" if prefix else "measure"
        key = (data or {}).get(name) or (selection.key if selection else "")
        return self.figures.measure(str(key)) if key in registry else None

    @property
    def definition(self) -> str:
        """What the chosen measure counts."""
        return registry[self.info.key].definition if self.info else ""

    @property
    def filters(self) -> list[forms.BoundField]:
        """The questions that narrow a figure to some of its rows."""
        return [self[name] for name in self.fields if name.startswith(WHERE)]

    def initial_of(self, answers: Answers) -> dict[str, Any]:
        """The answers as the fields hold them."""
        assert self.info
        period = parse_selection(f"{answers.measure} {answers.when}").period
        return {
            "measure": answers.measure,
            "by": answers.by,
            "monthly": answers.monthly,
            **{f"{WHERE}{name}": list(values) for name, values in answers.where.items()},
            **self._time_initial(answers, period),
        }

    def _time_initial(self, answers: Answers, period: Period) -> dict[str, Any]:
        if isinstance(period, AtDate):
            return {"when": answers.when, "day": period.on}
        return {"when": answers.when, "first": f"{period.start:%Y-%m}", "last": f"{period.end:%Y-%m}"}

    @property
    def asked_monthly(self) -> bool:
        """Whether the months are asked for one by one."""
        name = self.add_prefix("monthly")
        return bool(self.data.get(name)) if self.is_bound else bool(self.initial.get("monthly"))

    def _ask_on(self, info: MeasureInfo) -> None:
        if self.monthly_choice and registry[info.key].has_months:
            self.fields["monthly"] = forms.BooleanField(label="Month by month", required=False)
        self._ask_when(info)
        self._ask_split(info)
        for name, dimension in registry[info.key].dimensions.items():
            if name in NOT_FILTERED:
                continue
            known = self._values(info, name)
            values = [*known, *(one for one in self._held(f"{WHERE}{name}") if one not in known)]
            if values:
                self.fields[f"{WHERE}{name}"] = forms.MultipleChoiceField(
                    label=f"Only some, by {dimension.title.lower()}",
                    choices=[(value, value) for value in values],
                    required=False,
                    widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
                )

    def _held(self, name: str) -> list[str]:
        """The values that a question has already, which stay even where they are not offered: an alias, one without
        rows in the year, or one of very many. Whether they can be asked for is judged with the check."""
        if not self.is_bound:
            return [str(value) for value in self.initial.get(name, [])]
        data: Any = self.data
        return [str(value) for value in data.getlist(self.add_prefix(name))]

    def dimension_titles(self, info: MeasureInfo) -> list[tuple[str, str]]:
        """Each dimension of a measure with its name in a sentence."""
        return [(name, one.title.lower()) for name, one in registry[info.key].dimensions.items()]

    def _ask_split(self, info: MeasureInfo) -> None:
        choices = [
            ("", "No, one figure"),
            *((name, f"By {title}") for name, title in self.dimension_titles(info)),
        ]
        self.fields["by"] = forms.ChoiceField(label="Split it?", choices=choices, required=False)

    def _ask_when(self, info: MeasureInfo) -> None:
        """The times that are covered, and any other."""
        monthly = self.asked_monthly
        known = building.times_for(info, self.years, monthly=monthly)
        other = "another date" if info.at_date and not monthly else "other months"
        asked = [*known, (OTHER, other)]
        wanted = self._wanted(info, monthly)
        self.fields["when"] = forms.ChoiceField(label="When?", choices=asked)
        held = self.initial.get("when")
        if held not in dict(asked):
            self.initial["when"] = OTHER if held and held.startswith(wanted[:3]) else wanted
            if self.initial["when"] not in dict(asked):
                self.initial["when"] = known[0][0]
        if self._chosen_when(asked) != OTHER:
            return
        if info.at_date and not monthly:
            self.fields["day"] = DateField(label="Which date?")
        else:
            months = building.months_for(self.years)
            self.fields["first"] = forms.ChoiceField(label="From", choices=months[::-1])
            self.fields["last"] = forms.ChoiceField(label="To", choices=months)

    def _chosen_when(self, asked: Sequence[tuple[str, str]]) -> str:
        """The time that was chosen; one that the measure cannot be asked for gives way to the usual one."""
        if not self.is_bound:
            return str(self.initial["when"])
        name = self.add_prefix("when")
        if self.data.get(name) not in dict(asked):
            data = self.data.copy()  # type: ignore[attr-defined]
            data[name] = self.initial["when"]
            self.data = data
        return str(self.data.get(name))

    def _wanted(self, info: MeasureInfo, monthly: bool) -> str:
        if info.at_date and not monthly:
            return f"at {self.year.end.isoformat()}"
        return f"in {self.year}"

    def _values(self, info: MeasureInfo, dimension: str) -> list[str]:
        values = self.figures.choices(info.key, dimension, InYear(self.year))
        return values if len(values) <= MOST_VALUES else []

    def answers(self) -> Answers:
        """What was answered. Raises CheckError for a time that was left open."""
        data = self.cleaned_data
        return Answers(
            measure=data["measure"],
            when=self._when(data),
            where={
                name.removeprefix(WHERE): data[name]
                for name in self.fields
                if name.startswith(WHERE) and data[name]
            },
            by=data.get("by", ""),
            monthly=bool(data.get("monthly")),
        )

    def _when(self, data: Mapping[str, Any]) -> str:
        if data["when"] != OTHER:
            return str(data["when"])
        if "day" in self.fields:
            if not data.get("day"):
                raise CheckError("Enter the date, or choose one of those offered.", part="period")
            return f"at {data['day'].isoformat()}"
        return f"from {data['first']} to {data['last']}"

    def selection(self) -> Selection | None:
        """What was chosen; None, with the reason beside its question, where it makes no sense."""
        if self.cleaned_data.get("by") and self.cleaned_data.get("monthly"):
            self.add_error(
                "by", "Months are not split: choose one figure, or take the tick from month by month."
            )
            return None
        try:
            return building.selection_of(self.answers())
        except CheckError as problem:
            self.blame(problem)
            return None

    def blame(self, problem: CheckError) -> None:
        """Show what is wrong beside the question that it is about."""
        name = FIELDS.get(problem.part, "") if problem.part else ""
        self.add_error(name if name in self.fields else None, problem.sentence)


FIELDS: dict[Part, str] = {
    "key": "measure",
    "period": "when",
    "by": "by",
    "each": "by",
    "monthly": "monthly",
    "test": "test",
}


class InSentenceForm(SelectingForm):
    """A single figure, to stand in a sentence."""

    monthly_choice = False

    def _ask_split(self, info: MeasureInfo) -> None:
        """One figure is not split."""


class FigureForm(SelectingForm):
    """What a figure, chart or table shows, and the sentence above it."""

    caption = forms.CharField(
        label="A heading of your own",
        required=False,
        help_text="Nothing checks it: what the figures show belongs in a claim. Without one, the figure's name"
        " stands there.",
        max_length=300,
    )
    shape = forms.ChoiceField(
        label="How is it shown?",
        choices=(
            (BlockKind.CHART.value, "As a chart"),
            (BlockKind.TABLE.value, "As a table"),
            (BlockKind.FIGURE.value, "As a figure by itself"),
        ),
        widget=forms.RadioSelect,
        initial=BlockKind.CHART.value,
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def block(self, selection: Selection) -> BlockText:
        """The block that shows a selection."""
        data = self.cleaned_data
        return BlockText(BlockKind(data["shape"]), tidy_line(data["caption"]), (show(selection),))


def _measures() -> list[tuple[str, str]]:
    """The measures by the part of the work they belong to, as the navigation calls it."""
    names = {section.key: section.text for section in sections}
    labelled = [
        (measure.key, f"{names.get(area := measure.key.split('.')[0]) or _plain(area)}: {measure.title}")
        for measure in registry
    ]
    return sorted(labelled, key=lambda pair: pair[1])


def _plain(area: str) -> str:
    """What a part of the work is called that has no place of its own in the navigation."""
    return area.replace("_", " ").capitalize()
