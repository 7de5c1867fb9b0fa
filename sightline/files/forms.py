"""The field with which a file is attached to a record, the same in every form; and why a file is destroyed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from sightline.files.kinds import ALLOWED, KINDS, in_words
from sightline.partnership.asking import ReasonForm
from sightline.partnership.recording import Watchful


class AttachedFile(forms.FileField):
    """A file to attach. What it may be is checked by the service that keeps it."""

    widget = forms.FileInput

    def __init__(self, *, label: str = "File", help_text: str = "", **options: Any) -> None:
        allowed = f"{ALLOWED}, at most {in_words(settings.ATTACHMENT_LIMIT)}."
        super().__init__(label=label, help_text=f"{help_text} {allowed}".strip(), **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(f".{ending}" for ending in KINDS)}


class DestroyForm(Watchful, ReasonForm):
    """Why a file is destroyed."""

    free_text = ("reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "reason"
        ].help_text = "A sentence. Everybody who could open the file will read it: name no child."
