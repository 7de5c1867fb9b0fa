"""The forms of an action: the whole of it, that it is done, that it worked, that it is to be done later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import CharField, HiddenInput, RadioSelect, Textarea
from django.utils import timezone

from sightline.actions.imports import NOT_STATED, SOURCES
from sightline.actions.models import AcceptedRisk, Action, Effect
from sightline.actions.names import alike
from sightline.actions.queries import people_to_choose
from sightline.actions.services import UNDATED
from sightline.foundation.text import fold
from sightline.govuk.forms import DateField, Form, Group
from sightline.partnership.recording import RecordForm, Watchful

FREE_TEXT = ("recommendation", "undertaking", "declined_why", "progress", "impact", "seen")
GROUPS = (
    Group("What was agreed", ("reference", "source", "review", "recommendation", "undertaking")),
    Group("Who sees to it", ("agency", "owner_person", "owner")),
    Group(
        "When",
        ("agreed_on", "proposed_on", "declined_on", "declined_why", "due_on", "started_on", "completed_on"),
    ),
    Group("How it goes", ("progress", "impact")),
    Group("Whether it worked", ("effect", "checked_on", "checked_by_person", "checked_by", "seen")),
)


class NamingForm(RecordForm):
    """A form on which somebody is chosen from those who are known here, or else named.

    ``somebody`` says for the field of the person which one holds their name. Whoever is chosen is called what they
    are called here, unless their name was typed with their role behind it.
    """

    somebody: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._persons():
            chosen = getattr(self.record, f"{name}_id", None)
            field: Any = self.fields[name]
            field.queryset = people_to_choose(self.partnership, [chosen] if chosen else [])
            field.label_from_instance = lambda one: (
                f"{one.name}, {one.agency.name}" if one.agency else one.name
            )
            field.empty_label = "Somebody else, or nobody yet"

    def _persons(self) -> list[str]:
        return [name for name in self.somebody if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self._persons():
            person, called = data.get(name), self.somebody[name]
            typed, before = data.get(called, ""), getattr(self.record, called, "")
            if person is None or alike(typed, person.name):
                continue
            if typed and typed != before:
                self.add_error(called, "Choose somebody from the list or name somebody else, and not both")
            else:
                data[called] = person.name
        return data


class ActionForm(NamingForm):
    """An action as it is kept."""

    somebody = {"owner_person": "owner", "checked_by_person": "checked_by"}
    free_text = FREE_TEXT
    in_use = {"source": tuple(source for source, _ in SOURCES if source != NOT_STATED)}

    class Meta:
        model = Action
        fields = (
            "reference",
            "source",
            "review",
            "recommendation",
            "undertaking",
            "agency",
            "owner_person",
            "owner",
            "proposed_on",
            "declined_on",
            "declined_why",
            "agreed_on",
            "due_on",
            "started_on",
            "completed_on",
            "progress",
            "impact",
            "effect",
            "checked_on",
            "checked_by_person",
            "checked_by",
            "seen",
        )
        labels = {
            "owner_person": "Lead officer",
            "owner": "Or somebody who is not in the list: their name",
            "checked_by_person": "Who looked",
            "checked_by": "Or somebody who is not in the list: their name and role",
        }
        help_texts = {
            "reference": "As in your tracker, for example RR01/24-3.",
            "review": "Its name or number, for example CSPR 01/22.",
            "undertaking": "What will be done, in a sentence or two. Name no child.",
            "agreed_on": "Leave this empty while it is only proposed.",
            "proposed_on": "Needed only while nobody has agreed it.",
            "impact": "What is different for children and families because of it.",
        }
        widgets = {name: Textarea(attrs={"rows": 3}) for name in FREE_TEXT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate

    def left_out(self) -> Iterator[str]:
        if self.record and self.record.agreed_on is None:
            yield from ("started_on", "completed_on")
        elif self.record and self.record.due_on:  # which is moved, with who allowed it and why
            yield "due_on"
        if not self.record or not self.record.declined_on:
            yield from ("declined_on", "declined_why")
        if not self.record or not self.record.completed_on:
            yield from ("effect", "checked_on", "checked_by_person", "checked_by", "seen")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("source"):
            data["source"] = fold(data["source"])
        dates = {"agreed_on", "proposed_on"}
        if not any(map(data.get, dates)) and not dates & set(self.errors):
            self.add_error("agreed_on", UNDATED)
        return data


class AgreeForm(RecordForm):
    """When a proposed action was agreed, and by when it is to be done."""

    class Meta:
        model = Action
        fields = ("agreed_on", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].required = True
        self.initial["agreed_on"] = self.initial.get("agreed_on") or timezone.localdate()
        del self.fields["reason"]


class DeclineForm(RecordForm):
    """That a proposed action is not taken up, since when, and why."""

    free_text = ("declined_why",)

    class Meta:
        model = Action
        fields = ("declined_on", "declined_why")
        labels = {"declined_on": "When was that decided?", "declined_why": "Why?"}
        help_texts = {"declined_why": "It is kept with the action. Name no child."}
        widgets = {"declined_why": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[name].required = True
        self.initial["declined_on"] = self.initial.get("declined_on") or timezone.localdate()
        del self.fields["reason"]


class CompleteForm(RecordForm):
    """What is said of an action when it is done."""

    free_text = ("impact",)

    class Meta:
        model = Action
        fields = ("completed_on", "impact")
        help_texts = {"impact": "What is different for children and families because of it."}
        widgets = {"impact": Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["completed_on"].required = True
        self.initial["completed_on"] = self.initial.get("completed_on") or timezone.localdate()
        del self.fields["reason"]


class AssureForm(NamingForm):
    """What somebody other than the owner saw of a completed action."""

    somebody = {"checked_by_person": "checked_by"}
    free_text = ("seen",)

    class Meta:
        model = Action
        fields = ("effect", "checked_by_person", "checked_by", "checked_on", "seen")
        labels = {
            "effect": "Did it work?",
            "checked_by_person": "Who looked",
            "checked_by": "Or somebody who is not in the list: their name and role",
            "seen": "What did they see?",
        }
        help_texts = {
            "checked_by_person": "Somebody other than the owner.",
            "seen": "What shows that practice changed, or that it did not. Name no child.",
        }
        widgets = {
            "effect": RadioSelect(attrs={"class": "govuk-radios--small"}),
            "seen": Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"].choices = Effect.choices  # type: ignore[attr-defined]
        for name in ("effect", "checked_on", "seen"):
            self.fields[name].required = True
        self.initial["checked_on"] = self.initial.get("checked_on") or timezone.localdate()
        del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("checked_by") and not {"checked_by", "checked_by_person"} & set(self.errors):
            self.add_error("checked_by_person", "Enter who looked")
        return data


class BeginForm(RecordForm):
    """That work on an action has begun."""

    free_text = ("progress",)

    class Meta:
        model = Action
        fields = ("started_on", "progress")
        widgets = {"progress": Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].required = True
        self.initial["started_on"] = self.initial.get("started_on") or timezone.localdate()
        del self.fields["reason"]


class UpdateForm(RecordForm):
    """How far an action is, in the words of whoever speaks for its agency."""

    free_text = ("progress", "impact")

    class Meta:
        model = Action
        fields = ("progress", "started_on", "completed_on", "impact")
        labels = {"progress": "How far is it?"}
        help_texts = {
            "completed_on": "Leave this empty until it is done.",
            "impact": "What is different for children and families because of it.",
        }
        widgets = {name: Textarea(attrs={"rows": 4}) for name in ("progress", "impact")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


class MoveForm(Watchful, Form):
    """Another target date, who allowed it, and why."""

    free_text = ("reason",)
    due_on = DateField(label="New target date")
    moved_on = DateField(label="When was that decided?")
    authority = CharField(label="Who allowed it?", max_length=200, help_text="A person or a body.")
    reason = CharField(
        label="Why?",
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It is kept with the action.",
    )
    made_from = forms.DateField(required=False, widget=HiddenInput)


class RiskForm(RecordForm):
    """For how long it is accepted that an action is late, by whom and why."""

    free_text = ("why",)

    class Meta:
        model = AcceptedRisk
        fields = ("action", "since", "until", "accepted_by", "why")
        labels = {"accepted_by": "Who accepts it?", "why": "Why?"}
        help_texts = {
            "until": "A year at most. After this day the action comes back.",
            "accepted_by": "A person or a body.",
        }
        widgets = {"action": HiddenInput, "why": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate
