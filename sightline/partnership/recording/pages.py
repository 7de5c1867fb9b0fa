"""The pages of one kind of record: adding, correcting, withdrawing, putting back; the record itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse

from sightline.foundation.access import Actor, page
from sightline.govuk.blocks import Action, Block, Entry
from sightline.govuk.forms import Form, Group
from sightline.govuk.pages import ConfirmPage, FormPage, RecordPage, render_page
from sightline.govuk.values import Link, Tag, moment
from sightline.partnership.asking import Inside, ask, found, refuse
from sightline.partnership.history import DEEDS, timeline
from sightline.partnership.models import Partnership, Record
from sightline.partnership.recording.forms import RecordForm, WithdrawForm
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, Overtaken
from sightline.partnership.watching import both, show_again

R = TypeVar("R", bound=Record)


def _number(record: Any) -> int:
    return int(record.pk)


@dataclass(frozen=True)
class Told:
    """What the page of every record says beside the record itself: what one may do, and what became of it."""

    withdrawn: bool
    lead: str
    actions: tuple[Action, ...]
    history: tuple[Entry, ...]
    breadcrumbs: tuple[Link, ...]

    def page(
        self, *, state: Tag | None = None, lead: str = "", actions: tuple[Action, ...] = (), **told: Any
    ) -> RecordPage:
        """The page of the record; of a withdrawn one it says so, and offers nothing but to put it back."""
        return RecordPage(
            state=Tag("Withdrawn") if self.withdrawn else state,
            lead=self.lead if self.withdrawn else lead,
            actions=self.actions if self.withdrawn else (*actions, *self.actions),
            history=self.history,
            breadcrumbs=self.breadcrumbs,
            **told,
        )


@dataclass(frozen=True, kw_only=True)
class Recording(Generic[R]):
    """The pages on which one kind of record is kept by hand.

    ``names`` begins the names of their addresses, as "training:session-" in "training:session-correct";
    ``place`` is what stands for a record in an address; ``within`` are the links to what a record belongs to;
    ``after`` names the page to go on with when one was added; ``adding`` adds one from who acts and what was
    typed, where more has to be done than to keep the record. Without ``withdraws`` they follow from another record
    and are withdrawn with it.
    """

    keeping: Keeping[R]
    form: type[RecordForm]
    find: Callable[[Partnership, Any], R | None]
    names: str
    within: Callable[[Partnership, R | None], tuple[Link, ...]]
    place: Callable[[R], Any] = _number
    called: Callable[[R], str] = str
    after: Callable[[R], str] = lambda record: "record"
    adding: Callable[[Actor, Any], R] | None = None
    groups: tuple[Group, ...] = ()
    withdraws: bool = True
    withdrawing: str = "It leaves every figure from now on, and stays in the history. You can put it back."

    @property
    def one(self) -> str:
        """What one of them is called."""
        return str(self.keeping.model._meta.verbose_name)

    def at(self, partnership: Partnership, record: R, page: str = "record") -> str:
        """The address of a page of a record."""
        return reverse(f"{self.names}{page}", args=[partnership.slug, self.place(record)])

    def new(self, partnership: Partnership, asked: str = "") -> str:
        """The address where one is added; ``asked`` fills in what is known already, as "course=3"."""
        return reverse(f"{self.names}new", args=[partnership.slug]) + (f"?{asked}" if asked else "")

    def offer(self, request: Inside, asked: str = "") -> str:
        """The address where one is added; "" for who may not."""
        return self.new(request.partnership, asked) if self.may(request) else ""

    def link(self, partnership: Partnership, record: R) -> Link:
        return Link(self.called(record), self.at(partnership, record))

    def found(self, request: Inside, place: Any) -> R:
        """The record at an address, withdrawn or not; 404 when this partnership has none there."""
        return found(self.find(request.partnership, place))

    def may(self, request: Inside) -> bool:
        """Whether whoever asks may keep records of this kind."""
        return request.person.may(self.keeping.right, request.partnership)

    def pages(self, above: str, one: str, *, adds: bool = True) -> list[URLPattern]:
        """The addresses of these pages, where ``one`` is the part that stands for a record."""
        name, right = self.names.partition(":")[2], self.keeping.right
        return [
            *([page(f"{above}new", self.add, name=f"{name}new", needs=right)] if adds else []),
            page(f"{above}{one}correct", self.correct, name=f"{name}correct", needs=right),
            *(
                [
                    page(f"{above}{one}withdraw", self.withdraw, name=f"{name}withdraw", needs=right),
                    page(f"{above}{one}restore", self.restore, name=f"{name}restore", needs=right),
                ]
                if self.withdraws
                else []
            ),
        ]

    def told(self, request: Inside, record: R) -> Told:
        """What the record's page says beside the record."""
        where, history = request.partnership, timeline(record)
        withdrawn = record.withdrawn_at is not None
        actions: tuple[Action, ...] = ()
        if self.may(request) and withdrawn:
            actions = (Action("Put it back", self.at(where, record, "restore"), post=True, style="primary"),)
        elif self.may(request):
            actions = (Action("Correct", self.at(where, record, "correct")),)
            if self.withdraws:
                actions = (*actions, Action("Withdraw", self.at(where, record, "withdraw")))
        lead = _withdrawn(history) if withdrawn else ""
        return Told(withdrawn, lead, actions, history, self.within(where, record))

    def add(self, request: Inside) -> HttpResponse:
        where = request.partnership
        form = self.form(
            request.POST if request.method == "POST" else None, partnership=where, initial=request.GET.dict()
        )
        home = self.within(where, None)
        return ask(
            request,
            form,
            FormPage(
                title=f"Add {self._a}",
                form=form,
                submit=f"Add the {self.one}",
                groups=self.groups,
                breadcrumbs=home,
                cancel=Link("Cancel", home[-1].href),
            ),
            lambda _: self._add(request.person, form),
            then=lambda record: self.at(where, record, self.after(record)),
            said=f"The {self.one} was added.",
        )

    def _add(self, by: Actor, form: RecordForm) -> R:
        return self.adding(by, form) if self.adding else self.keeping.add(by=by, record=form.instance)

    def correct(self, request: Inside, **place: Any) -> HttpResponse:
        record = self.found(request, *place.values())
        return self.change(request, record, self.form, title=f"Correct the {self.one}", groups=self.groups)

    def change(
        self,
        request: Inside,
        record: R,
        form_class: type[RecordForm],
        *,
        title: str,
        groups: tuple[Group, ...] = (),
    ) -> HttpResponse:
        """Change some of a record's values with a form; what somebody else changed meanwhile is shown beside."""
        where = request.partnership
        form = form_class(
            request.POST if request.method == "POST" else None, partnership=where, record=record
        )
        beside: tuple[Block, ...] = ()
        if request.method == "POST" and form.is_valid():
            try:
                self.keeping.correct(
                    by=request.person,
                    record=record,
                    values=form.values,
                    made_from=form.cleaned_data["made_from"],
                    reason=form.cleaned_data.get("reason", ""),
                )
            except Overtaken as overtaken:
                beside = both(form, overtaken, form.instance, form.names)
                show_again(form, overtaken.held, form.names)
            except Refused as problem:
                refuse(form, problem)
            else:
                messages.success(request, f"The {self.one} was saved.")
                return redirect(self.at(where, record))
        page = FormPage(
            title=title,
            caption=self.called(record),
            form=form,
            groups=groups,
            blocks=beside,
            breadcrumbs=(*self.within(where, record), self.link(where, record)),
            cancel=Link("Cancel", self.at(where, record)),
        )
        return render_page(request, page, status=409 if beside else 422 if form.is_bound else 200)

    def withdraw(self, request: Inside, **place: Any) -> HttpResponse:
        return self._confirm(
            request,
            self.found(request, *place.values()),
            WithdrawForm,
            title=f"Withdraw this {self.one}?",
            text=self.withdrawing,
            submit="Withdraw it",
            cancel="Keep it",
            style="warning",
            do=self.keeping.withdraw,
            said=f"The {self.one} was withdrawn.",
        )

    def restore(self, request: Inside, **place: Any) -> HttpResponse:
        return self._confirm(
            request,
            self.found(request, *place.values()),
            Form,
            title=f"Put this {self.one} back?",
            text="It counts in every figure again.",
            submit="Put it back",
            cancel="Leave it withdrawn",
            style="primary",
            do=self.keeping.restore,
            said=f"The {self.one} is back.",
        )

    def _confirm(
        self,
        request: Inside,
        record: R,
        form_class: type[Form],
        *,
        title: str,
        text: str,
        submit: str,
        cancel: str,
        style: str,
        do: Callable[..., None],
        said: str,
    ) -> HttpResponse:
        where = request.partnership
        form = form_class(request.POST if request.method == "POST" else None)
        at = self.at(where, record)
        return ask(
            request,
            form,
            ConfirmPage(
                title=title,
                caption=self.called(record),
                text=text,
                form=form,
                submit=submit,
                style=style,
                breadcrumbs=(*self.within(where, record), self.link(where, record)),
                cancel=Link(cancel, at),
            ),
            lambda data: do(by=request.person, record=record, **data),
            then=at,
            said=said,
        )

    @property
    def _a(self) -> str:
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


def _withdrawn(history: tuple[Entry, ...]) -> str:
    """Who withdrew it when and why, from its history."""
    for entry in history:
        if entry.what == DEEDS["withdrawn"]:
            why = f": “{entry.reason}”" if entry.reason else ""
            return f"{entry.who} withdrew this on {moment(entry.when)}{why}. It counts in no figure."  # type: ignore[arg-type]
    return "This was withdrawn. It counts in no figure."
