"""Forms for words: texts, headings, claims and what they rest on. What is typed is kept, whatever is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.claims.checks import CheckError
from sightline.claims.grammar import parse_selection, show
from sightline.govuk.forms import DateField, Form
from sightline.reports import inline
from sightline.reports.inline import NoSuchFigure
from sightline.reports.writing import (
    BlockKind,
    BlockText,
    EvidenceText,
    cited,
    paragraphs,
    tidy_line,
    tidy_lines,
    wrong_address,
)

LONGEST = 20_000


class WordsForm(Form):
    """Words in which figures stand as {1}, {2}; ``figures`` holds what each of them asks, in that order."""

    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 8}), max_length=LONGEST)
    figures = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, text: str = "", **kwargs: Any) -> None:
        words, asks = inline.numbered(text)
        kwargs["initial"] = {"text": words, "figures": "\n".join(asks), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @property
    def asks(self) -> list[str]:
        """What the figures ask, as it stands in the form."""
        held = self.data.get(self.add_prefix("figures")) if self.is_bound else self.initial["figures"]
        return [line for line in str(held or "").split("\n") if line.strip()]

    def clean_figures(self) -> list[str]:
        try:
            return [show(parse_selection(line)) for line in self.asks]
        except CheckError as problem:
            raise forms.ValidationError(problem.sentence) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("text") and "figures" in data:
            try:
                data["text"] = inline.unnumbered(data["text"], data["figures"])
            except NoSuchFigure as problem:
                self.add_error("text", str(problem))
        return data


class SeenForm(Form):
    """Nothing is asked; it only knows which words its reader saw."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TextForm(WordsForm):
    """A text of one or more paragraphs."""

    def blocks(self) -> list[BlockText]:
        """The blocks it makes, one a paragraph."""
        return [BlockText(BlockKind.TEXT, words) for words in paragraphs(self.cleaned_data["text"])]


class HeadingForm(Form):
    """The heading of a section, or of a part of one."""

    text = forms.CharField(label="Heading", max_length=200)
    level = forms.ChoiceField(
        label="What does it begin?",
        choices=((BlockKind.HEADING.value, "A section"), (BlockKind.SUBHEADING.value, "A part of a section")),
        widget=forms.RadioSelect,
        initial=BlockKind.HEADING.value,
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def blocks(self) -> list[BlockText]:
        """The block it makes."""
        return [BlockText(BlockKind(self.cleaned_data["level"]), tidy_line(self.cleaned_data["text"]))]


class ClaimForm(WordsForm):
    """A sentence that asserts something; a reason where it stands although no figure bears it."""

    reason = forms.CharField(
        label="Your reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed for a judgement, and to publish a sentence that does not hold or is not recorded."
        " It is printed beneath the sentence.",
        max_length=2000,
    )
    judged_by = forms.CharField(
        label="Whose judgement is it?",
        required=False,
        help_text="Needed for a judgement: a name, and the role if that is not plain.",
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "The sentence"
        self.fields["text"].help_text = "What the records bear out, in your own words."
        self.fields["text"].widget.attrs["rows"] = 3

    def block(self, held: BlockText) -> BlockText:
        """The claim with these words; its checks and evidence stay."""
        data = self.cleaned_data
        return BlockText(
            BlockKind.CLAIM,
            tidy_lines(data["text"]),
            held.asks,
            tidy_line(data["reason"]),
            tidy_line(data["judged_by"]),
            held.evidence,
        )


class EvidenceForm(Form):
    """Something that a claim rests on."""

    title = forms.CharField(
        label="What is it?", help_text="Such as: Multi-agency audit of neglect", max_length=300
    )
    note = forms.CharField(
        label="Where is it found?", required=False, help_text="A web address, or a few words", max_length=1000
    )
    covers = forms.CharField(
        label="Which period does it cover?", required=False, help_text="Such as 2024-25", max_length=120
    )
    obtained = DateField(label="When was it obtained?", required=False)

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"]).strip()
        if problem := wrong_address(note):
            raise forms.ValidationError(problem)
        return note

    def evidence(self) -> EvidenceText:
        """The evidence as it is written."""
        data = self.cleaned_data
        return cited(data["title"], data["note"], data["covers"], data["obtained"])
