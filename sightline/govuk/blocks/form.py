"""The block that holds a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import BaseForm

from ..forms import Group
from ..values import Link
from .base import Block


@dataclass(frozen=True)
class FormBlock(Block):
    """A form with its button. Fields stand in ``groups``; any that no group names come last."""

    template: ClassVar[str] = "govuk/blocks/form.html"
    form: BaseForm
    submit: str = "Save"
    cancel: Link | None = None
    groups: tuple[Group, ...] = ()
    action: str = ""
    style: str = "primary"

    def forms(self) -> Iterator[BaseForm]:
        yield self.form

    @property
    def submit_params(self) -> dict[str, Any]:
        style = "" if self.style == "primary" else f"govuk-button--{self.style}"
        return {"text": self.submit, "classes": style, "preventDoubleClick": True}
