"""What every page with a form does: show it, do what it asks for, and put a refusal where it can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from sightline.foundation.access import Actor
from sightline.govuk.forms import Form
from sightline.govuk.pages import ConfirmPage, FormPage, Page, render_page
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


class Inside(HttpRequest):
    """A request that passed the gate of a partnership: who asks, and where."""

    partnership: Partnership
    person: Actor


def ask(
    request: HttpRequest,
    form: forms.BaseForm,
    page: Page,
    do: Callable[[dict[str, Any]], T],
    *,
    then: Callable[[T], str] | str,
    said: str = "",
) -> HttpResponse:
    """Show a page with a form; when it comes back right, ``do`` what it says and go to ``then``.

    ``do`` takes the form's cleaned data. What it refuses is shown at the field, and nothing typed is lost.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data)
        except Refused as problem:
            refuse(form, problem)
        else:
            if said:
                messages.success(request, said)
            return redirect(then if isinstance(then, str) else then(done))
    return render_page(request, page, status=422 if form.is_bound and form.errors else 200)


def ask_form(
    request: HttpRequest,
    form: forms.BaseForm,
    do: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    crumbs: tuple[Link, ...],
    back: str,
    submit: str = "Save",
    lead: str = "",
    then: Callable[[Any], str] | str = "",
    said: str = "",
) -> HttpResponse:
    """A page with one form; ``back`` is where cancelling leads and, without ``then``, where one goes when done."""
    page = FormPage(
        title=title, lead=lead, form=form, submit=submit, breadcrumbs=crumbs, cancel=Link("Cancel", back)
    )
    return ask(request, form, page, do, then=then or back, said=said)


def ask_whether(
    request: HttpRequest,
    form: forms.BaseForm,
    do: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    text: str,
    crumbs: tuple[Link, ...],
    back: str,
    submit: str,
    keep: str = "Keep it",
    style: str = "warning",
    warning: str = "",
    then: str = "",
    said: str = "",
) -> HttpResponse:
    """A question before something that matters; ``keep`` is the link that leaves things as they are."""
    page = ConfirmPage(
        title=title,
        text=text,
        form=form,
        submit=submit,
        style=style,
        warning=warning,
        breadcrumbs=crumbs,
        cancel=Link(keep, back),
    )
    return ask(request, form, page, do, then=then or back, said=said)


def refuse(form: forms.BaseForm, problem: Refused) -> None:
    """Show a refusal beside the field it is about, or above the form."""
    form.add_error(problem.field if problem.field in form.fields else None, str(problem))


def found(thing: T | None) -> T:
    """The thing, or 404 in words when there is none."""
    if thing is None:
        raise Http404("There is nothing at this address.")
    return thing


class RecordChoice(forms.TypedChoiceField):
    """A choice of one record among those given, which the cleaned data then holds; None for none."""

    def __init__(self, records: Iterable[M] = (), *, nothing: str = "Choose one", **options: Any) -> None:
        self.nothing = nothing
        super().__init__(empty_value=None, **options)
        self.offer(records)

    def offer(self, records: Iterable[M]) -> None:
        """Offer these records."""
        held: Sequence[M] = list(records)
        by_key = {str(record.pk): record for record in held}
        self.choices = [("", self.nothing), *((key, str(record)) for key, record in by_key.items())]
        self.coerce = by_key.__getitem__


class ReasonForm(Form):
    """Why something is done."""

    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence. It is kept in the history.",
    )
