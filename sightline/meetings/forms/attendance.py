"""The form of one member at one meeting, and the sheet on which everybody who came is marked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from sightline.govuk.forms import Form, Group
from sightline.govuk.forms.base import Reveals
from sightline.meetings.members import Member
from sightline.meetings.models import Attendance, Presence
from sightline.meetings.services import Mark
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency
from sightline.partnership.recording import RecordForm

MARKS = (
    (Presence.PRESENT, "Present"),
    (Presence.DEPUTY, "Deputy"),
    (Presence.APOLOGIES, "Apologies"),
    (Presence.ABSENT, "Absent"),
    (Presence.NOT_A_MEMBER, "Not a member"),
)
EVERYBODY = "everybody"  # the box that marks as present whoever nothing is said of
SOME, MANY = 1, 6  # places for people who are not on the list: where there is one, and where there is none


class AttendanceForm(RecordForm):
    """One member at one meeting."""

    class Meta:
        model = Attendance
        fields = ("agency", "seat", "presence", "deputy")
        widgets = {"presence": forms.RadioSelect}

    reveals = {"presence": {Presence.DEPUTY: ("deputy",)}}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("presence") != Presence.DEPUTY:
            data["deputy"] = ""
        return data


class SheetForm(Form):
    """Everybody at one meeting: a mark and perhaps a deputy for each member, and places for somebody else."""

    mark_optional = False
    made_from = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, members: Sequence[Member], agencies: Sequence[Agency], made_from: str
    ) -> None:
        super().__init__(data, initial={"made_from": made_from})
        self.reveals: Reveals = {}  # type: ignore[misc]
        self.members = members
        self.places = [f"new-{number}" for number in range(SOME if members else MANY)]
        if members and (data or any(member.held is None for member in members)):
            self.fields[EVERYBODY] = forms.BooleanField(
                label="Everybody came, but for those marked otherwise below", required=False
            )
        for member in members:
            self._ask_about(member.token, member.called, member.held)
            self.fields[f"{member.token}-presence"].help_text = member.seat if member.person else ""
        for place in self.places:
            self.fields[f"{place}-agency"] = RecordChoice(agencies, label="Agency", required=False)
            self.fields[f"{place}-name"] = forms.CharField(label="Name", required=False, max_length=200)
            self.fields[f"{place}-seat"] = forms.CharField(
                label="Role on the body", required=False, max_length=120
            )
            self._ask_about(place, "Did they come?", None)

    def _ask_about(self, token: str, label: str, held: Attendance | None) -> None:
        self.fields[f"{token}-presence"] = forms.ChoiceField(
            label=label,
            required=False,
            choices=MARKS,
            initial=held.presence if held else "",
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        )
        self.fields[f"{token}-deputy"] = forms.CharField(
            label="Deputy’s name",
            required=False,
            max_length=200,
            initial=held.deputy if held else "",
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        )
        self.reveals[f"{token}-presence"] = {Presence.DEPUTY: (f"{token}-deputy",)}

    @property
    def groups(self) -> tuple[Group, ...]:
        """The members one by one, and then each place for somebody else."""
        everybody = [EVERYBODY] if EVERYBODY in self.fields else []
        listed = [*everybody, *(f"{member.token}-presence" for member in self.members)]
        others = [
            Group(
                "Somebody who is not on the list",
                (f"{place}-agency", f"{place}-name", f"{place}-seat", f"{place}-presence"),
                compact=True,
            )
            for place in self.places
        ]
        return (Group("Members", tuple(listed), compact=True), *others) if listed else tuple(others)

    @staticmethod
    def _names(token: str) -> tuple[str, str]:
        return f"{token}-presence", f"{token}-deputy"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for token, called in self._asked(data):
            presence, deputy = (data.get(name) for name in self._names(token))
            if deputy and not presence:
                data[f"{token}-presence"] = presence = Presence.DEPUTY
            if presence != Presence.DEPUTY:
                data[f"{token}-deputy"] = (
                    ""  # it stands under “Deputy”, and is not said where that is not chosen
                )
            if not presence and data.get(EVERYBODY):
                data[f"{token}-presence"] = Presence.PRESENT
            elif not presence:
                self.add_error(f"{token}-presence", f"Say whether {called} came")
        for place in self._taken(data):
            if not data.get(f"{place}-agency"):
                self.add_error(f"{place}-agency", "Choose the agency they speak for")
        return data

    def _asked(self, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """(token, what to call them) of everybody of whom something has to be said."""
        yield from ((member.token, member.called) for member in self.members)
        yield from ((place, data.get(f"{place}-name") or "this person") for place in self._taken(data))

    def _taken(self, data: dict[str, Any]) -> list[str]:
        """The places for somebody else in which something was typed."""
        parts = ("agency", "name", "seat", "presence", "deputy")
        return [place for place in self.places if any(data.get(f"{place}-{part}") for part in parts)]

    @property
    def marks(self) -> list[Mark]:
        """What was said of everybody."""
        data = self.cleaned_data
        known = [Mark(*self._said(member.token), member=member) for member in self.members]
        return known + [
            Mark(
                *self._said(place),
                agency=data[f"{place}-agency"],
                name=data[f"{place}-name"],
                seat=data[f"{place}-seat"],
            )
            for place in self._taken(data)
        ]

    def _said(self, token: str) -> tuple[Presence, str]:
        presence, deputy = (self.cleaned_data[name] for name in self._names(token))
        return Presence(presence), deputy
