"""The forms of a forum: an issue, what is assessed and decided of it, and what members are asked and answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from sightline.forum import queries
from sightline.forum.models import Allocation, Issue
from sightline.govuk.forms import Form, Group
from sightline.govuk.values import sentence_list
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.recording import RecordForm, Watchful

LONG = forms.Textarea(attrs={"rows": 4})
NO_CHILD = "Every member of the forum sees this. Name no child."
MOST_INVITED = 20
GROUPS = (Group("The issue", ("title", "what", "raised_by", "raised_on", "areas")),)


class AreasField(forms.MultipleChoiceField):
    """Some of the members of a forum; the cleaned data are the partnerships."""

    def __init__(self, members: Iterable[Partnership]) -> None:
        self.by_key = {str(member.pk): member for member in members}
        super().__init__(
            label="Areas affected",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(key, member.name) for key, member in self.by_key.items()],
        )

    def clean(self, value: Any) -> list[Partnership]:
        return [self.by_key[key] for key in super().clean(value)]


class IssueForm(RecordForm):
    """An issue as it is raised and corrected."""

    free_text = ("title", "what")

    class Meta:
        model = Issue
        fields = ("title", "what", "raised_by", "raised_on")
        widgets = {"what": LONG}
        help_texts = {"title": "In a few words.", "what": NO_CHILD}

    def _offer(self, name: str, field: forms.ModelChoiceField) -> None:
        """Offer the members of the forum, and the one that raised it even if it has left."""
        offered = queries.members(self.partnership)
        chosen = Partnership.objects.filter(pk=self.record.raised_by_id) if self.record else None
        field.queryset = offered | chosen if chosen is not None else offered
        field.empty_label = "Choose one"


class RaiseForm(IssueForm):
    """A new issue, raised for one of the partnerships that somebody may speak for."""

    def __init__(self, *args: Any, speaks_for: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one.pk for one in speaks_for]
        raised_by = self.fields["raised_by"]
        assert isinstance(raised_by, forms.ModelChoiceField)
        raised_by.queryset = queries.members(self.partnership).filter(pk__in=own)
        if len(own) == 1:
            self.initial["raised_by"] = own[0]
        self.fields["raised_on"].initial = timezone.localdate
        self.fields["areas"] = AreasField(queries.members(self.partnership))


class AreasForm(Form):
    """Whose areas an issue affects."""

    def __init__(self, *args: Any, members: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"] = AreasField(members)


class AssessForm(RecordForm):
    """What the forum thinks of an issue."""

    free_text = ("assessment",)

    class Meta:
        model = Issue
        fields = ("assessment", "rating", "review_on")
        widgets = {"assessment": LONG}
        help_texts = {"assessment": NO_CHILD, "review_on": "When the forum looks at it again."}


class DecideForm(RecordForm):
    """What the forum decided, and whether that closes the issue."""

    free_text = ("decision",)

    class Meta:
        model = Issue
        fields = ("decision", "decided_on", "meeting", "review_on", "closed_on")
        widgets = {"decision": LONG}
        help_texts = {"decision": NO_CHILD, "closed_on": "Leave this empty while it is still open."}


class AllocationForm(RecordForm):
    """What a member is asked to do."""

    free_text = ("undertaking",)

    class Meta:
        model = Allocation
        fields = ("member", "undertaking", "allocated_on", "due_on")
        widgets = {"undertaking": LONG}
        help_texts = {"undertaking": NO_CHILD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["allocated_on"].initial = timezone.localdate

    def _offer(self, name: str, field: forms.ModelChoiceField) -> None:
        field.queryset = queries.members(self.partnership)
        field.empty_label = "Choose one"

    def left_out(self) -> Iterable[str]:
        """Whom it is asked of stays: somebody may have answered it."""
        return ("member",) if self.record else ()


class TakeUpForm(Form):
    """Who does it in the partnership. None of this is seen in the forum."""

    agency = RecordChoice(label="Lead agency")
    owner = forms.CharField(label="Lead officer", required=False, max_length=200)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]


class DeclineForm(Watchful, Form):
    """Why a partnership will not do it."""

    free_text = ("reason",)
    reason = forms.CharField(label="Why not?", widget=LONG, help_text=NO_CHILD)


class DoneForm(Watchful, Form):
    """What was done."""

    free_text = ("words",)
    words = forms.CharField(label="What was done?", widget=LONG, help_text=NO_CHILD)


class InviteForm(Form):
    """The partnership to invite, by the word in its address."""

    slug = forms.SlugField(
        label="Address of the partnership",
        help_text="The word that its pages have in their address, such as westmoor.",
    )


class FoundForm(Form):
    """A new forum, and the partnerships that are invited into it."""

    name = forms.CharField(label="What the forum is called", max_length=200)
    slug = forms.SlugField(
        label="The word in its address",
        help_text="Small letters, digits and hyphens, such as southern-forum.",
    )
    area = forms.CharField(label="Area", max_length=200, required=False)
    invited = forms.CharField(
        label="Partnerships to invite",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The word that each has in the address of its pages, such as westmoor. One on each line.",
    )

    def clean_invited(self) -> list[Partnership]:
        words = list(dict.fromkeys(self.cleaned_data["invited"].lower().replace(",", " ").split()))
        known = {word: partnership_by_slug(word) for word in words[:MOST_INVITED]}
        missing = [word for word, one in known.items() if one is None]
        if len(words) > MOST_INVITED:
            raise forms.ValidationError(
                f"Name at most {MOST_INVITED} to begin with. You can invite others later."
            )
        if missing:
            raise forms.ValidationError(f"There is no partnership at {sentence_list(missing)}.")
        return [one for one in known.values() if one]
