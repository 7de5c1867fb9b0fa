"""The forms of evidence: a new piece with its first version, a further version, and what a piece is called."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import CharField, Textarea
from django.utils import timezone

from sightline.actions.evidence.services import Obtained
from sightline.actions.models import Evidence
from sightline.files.forms import AttachedFile
from sightline.govuk.forms import DateField, Form, Group
from sightline.partnership.recording import RecordForm, Watchful

VERSION_GROUPS = (
    Group("What you have", ("file", "said"), hint="A file, or a link or a text where there is none."),
    Group("Where it comes from", ("obtained_on", "obtained_by")),
    Group("The period it covers", ("covers_from", "covers_until")),
)
GROUPS = (Group("What it is", ("title", "shows")), *VERSION_GROUPS)
SHOWS_HINT = "For example: ten of ten cases had an escalation recorded. Name no child."


class VersionForm(Watchful, Form):
    """What somebody obtained."""

    free_text: ClassVar[tuple[str, ...]] = ("said",)
    file = AttachedFile(required=False)
    said = CharField(
        label="Link or text",
        required=False,
        max_length=2000,
        widget=Textarea(attrs={"rows": 2}),
        help_text="Where it can be found, or what it says. Name no child.",
    )
    obtained_on = DateField(label="When was it obtained?")
    obtained_by = CharField(label="Who obtained it?", max_length=200)
    covers_from = DateField(label="From", required=False)
    covers_until = DateField(label="Until", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obtained_on"].initial = timezone.localdate

    @property
    def obtained(self) -> Obtained:
        """What was typed."""
        names = ("file", "said", "obtained_on", "obtained_by", "covers_from", "covers_until")
        return Obtained(**{name: self.cleaned_data[name] for name in names})


class NewEvidenceForm(VersionForm):
    """A piece of evidence with its first version."""

    free_text = ("title", "shows", "said")
    title = CharField(label="Title", max_length=200, help_text="For example: dip sample of ten cases.")
    shows = CharField(
        label="What does it show?",
        required=False,
        max_length=2000,
        widget=Textarea(attrs={"rows": 3}),
        help_text=SHOWS_HINT,
    )


class EvidenceForm(RecordForm):
    """What a piece of evidence is called, and what it shows."""

    free_text = ("title", "shows")

    class Meta:
        model = Evidence
        fields = ("title", "shows")
        help_texts = {"shows": SHOWS_HINT}
        widgets = {"shows": Textarea(attrs={"rows": 3})}
