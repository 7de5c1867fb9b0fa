"""The whole of an action as it is kept by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.forms import Textarea
from django.utils import timezone

from sightline.actions.imports import NOT_STATED, SOURCES
from sightline.actions.models import Action
from sightline.actions.names import alike
from sightline.actions.queries import people_to_choose
from sightline.actions.services import UNDATED
from sightline.foundation.text import fold
from sightline.govuk.forms import Group
from sightline.partnership.recording import RecordForm

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
