"""The field with which a file is attached to a record, the same in every form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from sightline.files.kinds import ALLOWED, KINDS, in_words


class AttachedFile(forms.FileField):
    """A file to attach. What it may be is checked by the service that keeps it."""

    widget = forms.FileInput

    def __init__(self, *, label: str = "File", help_text: str = "", **options: Any) -> None:
        allowed = f"{ALLOWED}, at most {in_words(settings.ATTACHMENT_LIMIT)}."
        super().__init__(label=label, help_text=f"{help_text} {allowed}".strip(), **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(f".{ending}" for ending in KINDS)}
