"""The kinds of page, as data. A view gathers records, a presenter makes one of these, `render_page` draws it.

A list:

    return render_page(request, ListPage(
        title="Actions",
        lead="23 outstanding, 17 of them overdue",
        filters=(Filter("status", "Status", (("open", "Open"), ("overdue", "Overdue")), value="overdue"),
                 Filter("q", "Search", value="")),
        table=Table(caption="Actions", columns=(...), rows=(...), empty=Empty("..."),
                    bulk=Bulk((("chase", "Send a reminder"),))),
        actions=(Action("Add an action", "/westmoor/actions/new"),),
        exports=(Link("Excel", "?export=xlsx"),),        # keeps the filters that are on
        pagination=part(request, queryset).pagination,
    ))

A record:

    RecordPage(
        title="Update the pathway", caption="RR01-24-3", state=Tag("Overdue", "red"),
        breadcrumbs=(Link("Actions", "/westmoor/actions/"),),
        actions=(Action("Mark as complete", "/.../complete", post=True, style="primary"),),
        summary=(SummaryRow("Owner", "Priya Shah", Link("Change", "/.../owner")),),
        sections=(Section("Evidence", (Table(...),)),),
        history=(Entry(when, "Priya Shah", "completed the action", (Change("Status", "Open", "Complete"),)),),
    )

A form; errors at the top and at the fields, nothing typed is lost:

    form = ActionForm(request.POST or None)
    if form.is_valid(): ...; return redirect(...)
    return render_page(request, FormPage(
        title="Add an action", form=form, submit="Add the action",
        cancel=Link("Cancel", "/westmoor/actions/"), groups=(Group("Dates", ("agreed", "due")),),
    ))

A question before something that matters; a journey in steps; anything else:

    ConfirmPage(title="Withdraw RR01-24-3?", text="It leaves every figure from today.", submit="Withdraw it",
                cancel=Link("Keep it", "..."), form=ReasonForm())
    StepsPage(title="Import a file", steps=(Step("File", "/file"), Step("Columns"), Step("Done")), current=2,
              blocks=(Table(...), FormBlock(form, submit="Continue")))
    Page(title="Home", blocks=(Columns((TaskList(...),), (Text(...),)), StatRow(...)))
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .blocks import (
    Action,
    Block,
    Entry,
    FormBlock,
    Section,
    Step,
    Steps,
    SummaryList,
    SummaryRow,
    Text,
    Timeline,
    WarningText,
)
from .forms import Group
from .tables import Filter, Filters, Pagination, Table
from .values import Link, Tag, Value, Verdict


@dataclass(frozen=True, kw_only=True)
class Page:
    """Any page: a title and blocks. ``caption`` stands over the title, ``state`` and ``lead`` below it."""

    template: ClassVar[str] = "govuk/page.html"
    title: str
    caption: str = ""
    lead: Value = ""
    state: Tag | Verdict | None = None
    breadcrumbs: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    exports: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    title_hidden: bool = False  # a Panel says the title in its own way
    published: bool = False  # for the public: on paper a link shows its address

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks under the title."""
        return self.blocks

    @property
    def forms(self) -> list[BaseForm]:
        return [form for block in self.body for form in block.forms()]

    @property
    def wrong(self) -> bool:
        """Whether something on the page has to be mended, which the browser's title then says first."""
        return any(form.errors for form in self.forms if form.is_bound)


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """One sentence that says the state, filters, a table, what can be done with it. ``blocks`` come below."""

    table: Table
    filters: tuple[Filter, ...] = ()
    pagination: Pagination | None = None
    above: tuple[Block, ...] = ()
    read_across: bool = (
        False  # a matrix, which has to be scrolled on a phone: elsewhere its rows are cards there
    )

    @property
    def body(self) -> tuple[Block, ...]:
        filters = (Filters(self.filters),) if self.filters else ()
        table = self.table if self.read_across else replace(self.table, cards=True)
        pagination = (self.pagination,) if self.pagination else ()
        return (*self.above, *filters, table, *pagination, *self.blocks)


@dataclass(frozen=True, kw_only=True)
class RecordPage(Page):
    """What a record is, what one can do now, what belongs to it and what became of it."""

    summary: tuple[SummaryRow, ...] = ()
    sections: tuple[Section, ...] = ()
    history: tuple[Entry, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        summary = (SummaryList(self.summary),) if self.summary else ()
        history = (Section("History", (Timeline(self.history),), id="history"),) if self.history else ()
        return (*summary, *self.blocks, *self.sections, *history)


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """One form. ``warning`` says what will follow; ``blocks`` come before the form."""

    form: BaseForm
    submit: str = "Save"
    cancel: Link | None = None
    groups: tuple[Group, ...] = ()
    warning: str = ""

    @property
    def body(self) -> tuple[Block, ...]:
        warning = (WarningText(self.warning),) if self.warning else ()
        form = FormBlock(self.form, self.submit, self.cancel, self.groups)
        return (*self.blocks, *warning, form)


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Page):
    """A question before something that matters, answered by one button that posts or by going back."""

    text: str
    submit: str
    cancel: Link
    form: BaseForm = field(default_factory=Form)
    warning: str = ""
    style: str = "warning"

    @property
    def body(self) -> tuple[Block, ...]:
        warning = (WarningText(self.warning),) if self.warning else ()
        form = FormBlock(self.form, self.submit, self.cancel, style=self.style)
        return (Text(self.text), *warning, *self.blocks, form)


@dataclass(frozen=True, kw_only=True)
class StepsPage(Page):
    """One step of a journey, counted from 1; the list of steps shows what is done and what is to come."""

    steps: tuple[Step, ...]
    current: int

    @property
    def body(self) -> tuple[Block, ...]:
        return (Steps(self.steps, self.current), *self.blocks)


def render_page(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    """The page inside the layout."""
    return render(request, page.template, {"page": page}, status=status)
