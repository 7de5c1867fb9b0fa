"""What a claim asks of the records, answer by answer, or as it is written by those who want."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from sightline.claims.checks import Check, CheckError, Scale, Selection
from sightline.claims.figures import MeasureInfo
from sightline.claims.grammar import parse, show
from sightline.claims.words import sentence, when
from sightline.reports import building
from sightline.reports.building import Answers
from sightline.reports.forms.selecting import SelectingForm

PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _number(typed: str) -> str:
    """A number as checks are written, from one that may have been typed with commas or a sign."""
    plain = "".join(typed.split()).replace(",", "").rstrip("%")
    if plain and not PLAIN_NUMBER.fullmatch(plain):
        raise forms.ValidationError("Enter a number in digits, such as 9000 or 12.5")
    return plain


class CheckForm(SelectingForm):
    """One check. ``written`` shows it in its own language; where that was changed by hand, it counts."""

    test = forms.CharField(required=False)
    number = forms.CharField(required=False)
    written = forms.CharField(
        label="The check as it is written",
        required=False,
        help_text="For those who want to write it themselves. What is changed here counts, not the answers above.",
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        max_length=1000,
    )
    was_written = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    monthly_choice = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, selection: Selection | None = None, **kwargs: Any
    ) -> None:
        if selection:
            text = show(selection)
            kwargs["initial"] = {"written": text, "was_written": text, **kwargs.get("initial", {})}
        super().__init__(data, selection=selection, **kwargs)
        if not self.info:
            for name in ("test", "number"):
                self.fields.pop(name, None)

    @property
    def asked_monthly(self) -> bool:
        name = self.add_prefix("test")
        test = self.data.get(name) if self.is_bound else self.initial.get("test")
        return test in building.MONTHLY

    def initial_of(self, answers: Answers) -> dict[str, Any]:
        return {
            **super().initial_of(answers),
            "test": answers.test,
            "number": answers.number,
            "high": answers.high,
            "scale": answers.scale,
            "amount_op": answers.amount_op,
            "since": answers.since,
            "name": answers.name,
        }

    def _ask_on(self, info: MeasureInfo) -> None:
        self._ask_test(info)
        super()._ask_on(info)

    def _ask_test(self, info: MeasureInfo) -> None:
        tests = building.tests_for(info)
        self.fields["test"] = forms.ChoiceField(label="What is to be true of it?", choices=tests)
        chosen = (
            self.data.get(self.add_prefix("test")) if self.is_bound else self.initial.get("test", tests[0][0])
        )
        if self.is_bound and chosen not in dict(tests):
            chosen = tests[0][0]
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("test")] = chosen
            self.data = data
        self.fields.pop("number", None)
        if chosen in building.WITH_NUMBER:
            self._ask_number(info, str(chosen))
        if chosen in building.WITH_SINCE:
            since = building.since_for(info, self.years)
            held = self.initial.get("since")
            if held and held not in dict(since):
                since = [(held, held), *since]
            self.fields["since"] = forms.ChoiceField(label="Since when?", choices=since)
            self.initial.setdefault("since", self._before(info))
        if chosen in dict(building.OF_FACTS):
            self.fields["name"] = forms.CharField(label="Which name?", max_length=200)

    def _before(self, info: MeasureInfo) -> str:
        year = self.year.previous
        return year.end.isoformat() if info.at_date else str(year)

    def _ask_number(self, info: MeasureInfo, test: str) -> None:
        change = test in building.WITH_SINCE
        suffix = {"suffix": "%"} if info.is_rate and not change else {}
        number = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", **suffix})
        label = "By how much?" if change else "Which number?"
        self.fields["number"] = forms.CharField(
            label=label if test != "between" else "From", widget=number, max_length=20
        )
        if test == "between":
            self.fields["high"] = forms.CharField(label="To", widget=number, max_length=20)
        if change:
            points = (
                [(Scale.POINTS.value, "percentage points")]
                if info.is_rate
                else [(Scale.PLAIN.value, info.unit)]
            )
            choices = [(Scale.PERCENT.value, "per cent of what it was"), *points]
            self.fields["scale"] = forms.ChoiceField(label="Counted in", choices=choices, required=False)
            self.fields["amount_op"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=">=")

    def _ask_split(self, info: MeasureInfo) -> None:
        groups = [(name, f"Of each {title}") for name, title in self.dimension_titles(info)]
        self.fields["by"] = forms.ChoiceField(
            label="Of the whole, or of each group?", choices=[("", "Of the whole"), *groups], required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.by_hand:
            for name in list(self.errors):
                if name != "written":
                    del self.errors[name]
        return data

    def clean_number(self) -> str:
        return _number(self.cleaned_data["number"])

    def clean_high(self) -> str:
        return _number(self.cleaned_data["high"])

    def tell_value(self) -> None:
        """Say beside the number what the figure is, as soon as it is known which figure is meant."""
        if "number" not in self.fields or self.data.get(self.add_prefix("test")) in building.WITH_SINCE:
            return
        if not {"measure", "when"} <= self.cleaned_data.keys():
            return
        try:
            selection = building.selection_of(replace(self.answers(), by=""))
            answer = self.figures.answer(selection)
        except CheckError:
            return
        self["number"].help_text = sentence(f"{when(selection.period)}: {answer.phrase}")

    @property
    def by_hand(self) -> bool:
        """Whether the check's own text was changed."""
        if not self.is_bound:
            return False
        written, was = (
            " ".join(str(self.data.get(self.add_prefix(n)) or "").split()) for n in ("written", "was_written")
        )
        return bool(written) and written != was

    def check(self) -> Check | None:
        """The check that was asked for; None, with the reason beside its question, where it makes no sense."""
        try:
            if self.by_hand:
                return parse(self.cleaned_data["written"])
            assert self.info
            return building.check_of(self._all_answers(), self.info)
        except CheckError as problem:
            if self.by_hand:
                self.add_error("written", problem.sentence)
            else:
                self.blame(problem)
            return None

    def _all_answers(self) -> Answers:
        data, common = self.cleaned_data, self.answers()
        return Answers(
            measure=common.measure,
            when=common.when,
            where=common.where,
            by=common.by,
            test=data["test"],
            number=data.get("number", ""),
            high=data.get("high", ""),
            scale=data.get("scale", ""),
            amount_op=data.get("amount_op") or ">=",
            since=data.get("since", ""),
            name=data.get("name", ""),
        )
