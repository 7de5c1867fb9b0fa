"""The forms of agreements and deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import Textarea
from django.http import QueryDict

from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
from sightline.govuk.forms import Group
from sightline.partnership.models import Partnership
from sightline.partnership.recording import RecordForm

EVERY = "*"
FEW = {"rows": 3}
BASES = (
    "Public task: UK GDPR article 6(1)(e)",
    "Legal obligation: UK GDPR article 6(1)(c)",
)
AGREEMENT_GROUPS = (
    Group("What is shared", ("agency", "fields")),
    Group("Why", ("purpose", "lawful_basis", "parties")),
    Group("When", ("starts", "ends", "frequency", "first_due")),
    Group("How long names are kept", ("retention_months",)),
    Group("Whom to ask", ("contact_name", "contact_email", "note")),
)


class AgreementForm(RecordForm):
    """An agreement as it is kept; its data set is chosen before, because its fields follow from it."""

    free_text = ("note",)
    in_use = {"lawful_basis": BASES}

    class Meta:
        model = Agreement
        fields = (
            "contract",
            "agency",
            "fields",
            "purpose",
            "lawful_basis",
            "parties",
            "starts",
            "ends",
            "frequency",
            "first_due",
            "retention_months",
            "contact_name",
            "contact_email",
            "note",
        )
        widgets = {
            "contract": forms.HiddenInput,
            "purpose": Textarea(attrs=FEW),
            "lawful_basis": forms.TextInput,
            "parties": Textarea(attrs=FEW),
            "note": Textarea(attrs=FEW),
            "frequency": forms.RadioSelect,
        }
        help_texts = {
            "agency": "Whose data it is, as the agreement names it.",
            "purpose": "What the data may be used for, in the words of the agreement.",
            "parties": "Everybody who signed, if more than the partnership and this agency.",
            "ends": "After it nothing can be delivered until a new agreement is recorded.",
            "first_due": "When it comes regularly: later ones are due on the same day of the month.",
            "retention_months": "Counted from each delivery. Then names, dates of birth and identifiers are erased; "
            "what happened stays, under a key that nobody can turn back into a child.",
            "contact_name": "Who answers for this data at the agency.",
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        partnership: Partnership,
        record: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, partnership=partnership, record=record, initial=initial)
        asked = record.contract if record else (data or initial or {}).get("contract", "")
        contract = contracts.shipped().get(asked)
        known = fields_of(contract) if contract else {}
        chosen = set(record.fields) if record else set()
        self.fields["fields"] = forms.MultipleChoiceField(
            label="Fields that may be delivered",
            choices=[(EVERY, "All fields of the data set"), *known.items()],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            help_text="A file with any other field is refused before it is kept.",
            error_messages={"required": "Choose the fields that may be delivered"},
        )
        if record:
            self.initial["fields"] = [EVERY] if chosen >= set(known) else list(record.fields)
        for name in ("agency", "purpose", "lawful_basis"):
            if name in self.fields:
                self.fields[name].required = True
        self._known = list(known)

    def left_out(self) -> Iterable[str]:
        return ("contract",) if self.record else ()

    def clean_fields_allowed(self) -> list[str]:
        """The fields that were chosen, each by its name, in the order of the contract."""
        chosen = self.cleaned_data.get("fields") or []
        return list(self._known) if EVERY in chosen else [name for name in self._known if name in chosen]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "fields" in data:
            data["fields"] = self.clean_fields_allowed()
        return data
