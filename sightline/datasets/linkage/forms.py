"""What one says of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.foundation.text import fold
from sightline.govuk.forms import Form
from sightline.partnership.child_names import passages

NAMED = (
    "The reason names a child or gives a number of theirs. Say it without: names are kept nowhere but in what was "
    "delivered, and are erased with it"
)


class OpinionForm(Form):
    """The reason, which may be left out and never names anybody. The verdict comes with the button."""

    reason = forms.CharField(
        label="Why",
        help_text="Without a name, a date of birth or a number of the child's: “twins at one address”.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, said: Iterable[Any] = (), **kwargs: Any) -> None:
        """``said`` is what the two records say, none of which may stand in the reason."""
        super().__init__(*args, **kwargs)
        self.said = {fold(str(value)) for value in said if value is not None}

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        words = set(re.findall(r"[\w-]+", fold(reason)))
        if passages(reason) or words & {one for one in self.said if len(one) > 1}:
            raise forms.ValidationError(NAMED)
        return reason
