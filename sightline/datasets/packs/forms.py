"""The form of a pack: for which meeting, called what, with which indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from sightline.govuk.forms import Form
from sightline.measures.kinds import Measure
from sightline.meetings.models import Meeting
from sightline.partnership.asking import RecordChoice


class PackForm(Form):
    """``indicators`` holds the measures that were chosen, in the order in which they are told."""

    meeting = RecordChoice(label="For which meeting?")
    title = forms.CharField(label="Title", max_length=200, initial="What the data shows")
    indicators = forms.MultipleChoiceField(
        label="Which indicators?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Six to ten is what a meeting can take in.",
    )

    def __init__(
        self, data: Any = None, *, meetings: Iterable[Meeting], families: Sequence[tuple[str, list[Measure]]]
    ) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["meeting"].offer(meetings)
        self.measures = {one.key: one for _, members in families for one in members}
        fields["indicators"].choices = [
            (one.key, f"{family}: {one.title}") for family, members in families for one in members
        ]

    def clean_indicators(self) -> list[Measure]:
        chosen = set(self.cleaned_data["indicators"])
        return [measure for key, measure in self.measures.items() if key in chosen]
