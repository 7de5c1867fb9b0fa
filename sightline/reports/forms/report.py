"""Forms about a report as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from sightline.foundation.years import ReportingYear
from sightline.govuk.forms import Form
from sightline.reports.writing import Marking, ReportKind

KINDS = [(kind.value, kind.full) for kind in ReportKind]
MARKINGS = (
    (Marking.OFFICIAL.value, "OFFICIAL: may be read by anybody"),
    (Marking.SENSITIVE.value, "OFFICIAL-SENSITIVE: says so on every page"),
)
LARGEST = 2_000_000


class HeadForm(Form):
    """What stands at the head of a report."""

    title = forms.CharField(label="Title", max_length=200)
    period = forms.ChoiceField(label="Reporting year", help_text="1 April to 31 March")
    marking = forms.ChoiceField(label="Protective marking", choices=MARKINGS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, years: Sequence[ReportingYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(year), str(year)) for year in years]

    def clean_marking(self) -> Marking:
        return Marking(self.cleaned_data["marking"])


class NewReportForm(HeadForm):
    """A report that is begun."""

    kind = forms.ChoiceField(label="What kind of report is it?", choices=KINDS, widget=forms.RadioSelect)
    field_order = ("kind", "title", "period", "marking")

    def clean_kind(self) -> ReportKind:
        return ReportKind(self.cleaned_data["kind"])


class TextFileForm(Form):
    """A report as a file of text."""

    file = forms.FileField(label="The report's text", help_text="A file ending in .md or .txt")

    def clean_file(self) -> tuple[str, str]:
        """The text and the name of the file."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError("The file is too large to be a report; choose another")
        try:
            return file.read().decode("utf-8-sig"), (file.name or "").rsplit(".", 1)[0]
        except UnicodeDecodeError:
            raise forms.ValidationError(
                "The file is not plain text; save it as text in UTF-8 and choose it again"
            ) from None


class PublishForm(Form):
    """The last word before a report is published; of a later version, what it puts right."""

    correction = forms.CharField(
        label="What does this version put right?",
        help_text="Readers see this sentence, with today's date, at the top of the report.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["correction"]
