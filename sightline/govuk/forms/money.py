"""An amount of money as people type it: 1234.5, 1,234.50 or £1,234.50, kept to the penny."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

PENNY = Decimal("0.01")


class MoneyField(forms.DecimalField):
    """Pounds and pence; with a minus before it where the form lets an amount be below nought."""

    widget = forms.TextInput(
        attrs={"prefix": "£", "class": "govuk-input--width-10", "inputmode": "decimal", "spellcheck": "false"}
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 11, "decimal_places": 2, **options})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # Django takes it for a whole number
        typed = re.sub(r"[£,\s]", "", value).replace("−", "-") if isinstance(value, str) else value
        return super().to_python(typed)

    def clean(self, value: Any) -> Decimal | None:
        amount = super().clean(value)
        return None if amount is None else amount.quantize(PENNY)
