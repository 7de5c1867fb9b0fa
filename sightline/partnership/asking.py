"""What every page with a form does: show it, do what it asks for, and put a refusal where it can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from sightline.foundation.access import Actor
from sightline.govuk.blocks import Block
from sightline.govuk.forms import Form
from sightline.govuk.pages import ConfirmPage, FormPage, Page, render_page
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership, Tenant
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Overtaken, as_it_was
from sightline.partnership.watching import MADE_FROM, both, show_again, typed, watch

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
    of: Partnership | Tenant | None = None,
) -> HttpResponse:
    """Show a page with a form; when it comes back right, ``do`` what it says and go to ``then``.

    ``do`` takes the form's cleaned data. What it refuses is shown at the field, and nothing typed is lost.
    ``of`` is the record whose values the form begins with: where somebody else changed them meanwhile, nothing
    is done, both are shown, and sending the form again replaces them knowingly.
    """
    names = watch(form, of) if of else []
    if request.method == "POST" and form.is_valid():
        try:
            done = _unless_overtaken(form, typed(form, of, names), names, do) if of else do(form.cleaned_data)
        except Overtaken as overtaken:
            show_again(form, overtaken.held, names)
            beside = both(form, overtaken, typed(form, overtaken.held, names), names)
            return render_page(request, replace(page, blocks=(*beside, *page.blocks)), status=409)
        except Refused as problem:
            refuse(form, problem)
        else:
            if said:
                messages.success(request, said)
            return redirect(then if isinstance(then, str) else then(done))
    return render_page(request, page, status=422 if form.is_bound and form.errors else 200)


def _unless_overtaken(
    form: forms.BaseForm,
    would_be: Partnership | Tenant,
    names: list[str],
    do: Callable[[dict[str, Any]], T],
) -> T:
    data = dict(form.cleaned_data)
    with as_it_was(would_be, names, data.pop(MADE_FROM)):
        return do(data)


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
    of: Partnership | Tenant | None = None,
    blocks: tuple[Block, ...] = (),
) -> HttpResponse:
    """A page with one form; ``back`` is where cancelling leads and, without ``then``, where one goes when done.

    ``of`` is the record whose values it begins with; ``blocks`` come before the form.
    """
    page = FormPage(
        title=title,
        lead=lead,
        form=form,
        submit=submit,
        blocks=blocks,
        breadcrumbs=crumbs,
        cancel=Link("Cancel", back),
    )
    return ask(request, form, page, do, then=then or back, said=said, of=of)


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
