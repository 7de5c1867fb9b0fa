"""The forms of agreements and deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms import Textarea
from django.http import QueryDict

from sightline.datasets.catalogue import fields_of, titles
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
from sightline.govuk.forms import DateField, Form, Group
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
            label=f"Fields of “{contract.title}” that may be delivered" if contract else "Fields",
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
        self.fields["agency"].empty_label = "Choose one"  # type: ignore[attr-defined]  # a choice of records
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


class UploadForm(Form):
    """A file that an agency sent."""

    file = forms.FileField(
        label="The file",
        help_text="csv, xlsx, Parquet or XML, as it came. Nothing of it counts until it has passed its checks.",
    )
    contract = forms.ChoiceField(
        label="What is in it?",
        required=False,
        help_text="Leave it to be recognised, unless it was recognised wrongly.",
    )
    agreement = forms.ChoiceField(
        label="Under which agreement did it come?",
        required=False,
        help_text="Needed only where several agencies send the same data set.",
    )

    def __init__(self, *args: Any, agreements: Iterable[Agreement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(one.pk): one for one in agreements}
        self.fields["contract"].choices = [("", "Recognise it"), *titles().items()]  # type: ignore[attr-defined]
        names = titles()
        self.fields["agreement"].choices = [  # type: ignore[attr-defined]
            ("", "The one that is in force"),
            *(
                (pk, f"{names.get(one.contract, one.contract)}, {one.agency or 'no agency named'}")
                for pk, one in self.held.items()
            ),
        ]
        if len(self.held) < 2:
            del self.fields["agreement"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                "The file is larger than 512 MB. Deliver it from a shell: sightline data deliver FILE."
            )
        return file

    @property
    def agreed(self) -> Agreement | None:
        """The agreement that was chosen; None to find it."""
        return self.held.get(self.cleaned_data.get("agreement", ""))


class SpanForm(Form):
    """The days for which a delivery is complete."""

    start = DateField(label="Complete from")
    end = DateField(
        label="Complete until",
        help_text="The last day for which nothing is missing from this delivery. Inside the span no rows is a true 0; "
        "outside it figures are “not recorded”.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", "Complete until must be the same as or after complete from")
        return data
