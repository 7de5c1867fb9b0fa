"""Forms for records: they know what they were made from, and look twice at text that may name a child."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from sightline.govuk.forms import ModelForm
from sightline.partnership.asking import ReasonForm
from sightline.partnership.child_names import warning
from sightline.partnership.models import Partnership, Record
from sightline.partnership.services.keeping import fingerprint
from sightline.partnership.watching import MADE_FROM

SURE = "names_no_child"
ANOTHER = "+another"
OWN_FIELDS = (MADE_FROM, "reason")


class Watchful(forms.BaseForm):
    """A form that is shown once more, with a box to tick, when a free text looks as if it names a child."""

    free_text: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        found = {name: said for name in self.free_text if (said := warning(str(data.get(name) or "")))}
        if found:
            box = forms.BooleanField(required=False, label="It names no child: save")
            self.fields[SURE] = box
            if not box.widget.value_from_datadict(self.data, self.files, self.add_prefix(SURE)):
                for name, said in found.items():
                    self.add_error(name, said)
        return data


class WithdrawForm(Watchful, ReasonForm):
    """Why a record is withdrawn."""

    free_text = ("reason",)


class RecordForm(Watchful, ModelForm):
    """The fields of a record that are kept by hand; of a new one when no ``record`` is given.

    A choice of another record offers those of the partnership. ``in_use`` names fields whose words repeat
    from record to record, each with words to begin with: those in use are offered, and another can be typed.
    """

    in_use: ClassVar[dict[str, tuple[str, ...]]] = {}
    made_from = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Why is it corrected?", required=False, max_length=500, help_text="It is kept in the history."
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        record: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.partnership, self.record = partnership, record
        super().__init__(data, instance=copy(record) if record else None, initial=initial)
        for name in self.left_out():
            del self.fields[name]
        if record:
            self.initial[MADE_FROM] = fingerprint(record, self.names)
        else:
            self.instance.partnership = partnership
            for name in OWN_FIELDS:
                del self.fields[name]
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.ModelChoiceField):
                self._offer(name, field)
        self.reveals = dict(type(self).reveals)  # type: ignore[misc]
        for name, suggested in self.in_use.items():
            self._offer_words(name, suggested)

    def left_out(self) -> Iterable[str]:
        """The fields that make no sense for this record as it stands."""
        return ()

    @property
    def names(self) -> list[str]:
        """The fields of the record that this form is about."""
        return [name for name in self._meta.fields or () if name in self.fields]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as values of the record's fields."""
        return {name: self.cleaned_data[name] for name in self.names}

    def _offer(self, name: str, field: forms.ModelChoiceField) -> None:
        """Offer the records of this partnership, and the one that is chosen already even if it was withdrawn."""
        records = self._meta.model._meta.get_field(name).related_model._default_manager
        chosen = getattr(self.record, f"{name}_id", None)
        offered = records.of(self.partnership)
        field.queryset = offered | records.ever_of(self.partnership).filter(pk=chosen) if chosen else offered
        field.empty_label = "Choose one" if field.required else "None"

    def _offer_words(self, name: str, suggested: Iterable[str]) -> None:
        """Turn a text field into a choice of the words in use, with a place for another."""
        text = self.fields[name]
        model: type[Record] = self._meta.model
        rows = model._default_manager.of(self.partnership).order_by()
        held = set(rows.values_list(name, flat=True).distinct()) - {""}
        words = [*suggested, *sorted(held - set(suggested))]
        if not words:
            return
        none = [] if text.required else [("", "Not said")]
        self.fields[name] = forms.ChoiceField(
            label=text.label,
            required=text.required,
            help_text=text.help_text,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            choices=[*none, *((word, word[:1].upper() + word[1:]) for word in words), (ANOTHER, "Another")],
            error_messages=text.error_messages,
        )
        other = f"{name}_other"
        self.fields[other] = forms.CharField(
            label="Say which", required=False, max_length=getattr(text, "max_length", None)
        )
        self.reveals[name] = {ANOTHER: (other,)}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.in_use:
            if data.get(name) == ANOTHER:
                data[name] = data.get(f"{name}_other", "")
                if not data[name]:
                    self.add_error(f"{name}_other", "Say which")
        return data
