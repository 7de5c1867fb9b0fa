"""The tags a template needs: a component, a value, a form's errors and fields, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BaseForm
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from .. import components
from ..forms import Group, error_summary, form_fields
from ..tables import Column, Filter, Filters, Head, On, Pagination, Table
from ..values import Value, moment, shown

register = template.Library()


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


@register.simple_tag
def govuk(name: str, params: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """A design system component: {% govuk "button" params %} or {% govuk "button" text="Save" %}."""
    return components.component(name, {**(params or {}), **more})


@register.simple_tag
def show(value: Value) -> SafeString:
    """A value as it is shown."""
    return shown(value)


@register.simple_tag
def row_cells(cells: Iterable[tuple[Column, Value]], cards: bool = False) -> SafeString:
    """The cells of a row of a table, the first being its head. In Python, because a page may have thousands.

    In ``cards`` each cell says of which column it is, for the style sheet, and that it is a cell, which browsers
    forget of what is no longer laid out as one.
    """
    head, cell_of = (' role="rowheader"', _labelled) if cards else ("", _unlabelled)
    drawn = [
        f'<td class="govuk-table__cell{column.classes}"{cell_of(column)}>{shown(cell)}</td>'
        if number
        else f'<th scope="row" class="govuk-table__header{column.classes}"{head}>{shown(cell)}</th>'
        for number, (column, cell) in enumerate(cells)
    ]
    return SafeString("".join(drawn))


def _labelled(column: Column) -> str:
    return f' role="cell" data-label="{escape(column.title)}"'


def _unlabelled(column: Column) -> str:
    return ""


@register.simple_tag
def options(chosen: Filter) -> SafeString:
    """The choices of a filter, the one that is on being selected."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected" if value == chosen.value else ""), text)
            for value, text in (("", chosen.everything), *chosen.choices)
        ),
    )


register.filter("moment", moment)


@register.simple_tag
def errors(form: BaseForm) -> SafeString:
    """The error summary of a form, for the top of the page."""
    return error_summary(form)


@register.simple_tag
def fields(form: BaseForm, groups: tuple[Group, ...] = ()) -> SafeString:
    """The fields of a form."""
    return form_fields(form, groups)


@register.simple_tag(takes_context=True)
def heads(context: Context, table: Table) -> list[Head]:
    return table.heads(_query(context))


@register.simple_tag(takes_context=True)
def filters_on(context: Context, filters: Filters) -> list[On]:
    return filters.on(_query(context))


@register.simple_tag(takes_context=True)
def filters_kept(context: Context, filters: Filters) -> list[tuple[str, str]]:
    return filters.kept(_query(context))


@register.simple_tag(takes_context=True)
def filters_cleared(context: Context, filters: Filters) -> str:
    return filters.cleared(_query(context))


@register.simple_tag(takes_context=True)
def pages_of(context: Context, pagination: Pagination) -> SafeString:
    return components.component("pagination", pagination.params(_query(context)))


@register.simple_tag(takes_context=True)
def carried(context: Context, href: str) -> str:
    """An address that starts with ?, with what the page's own address says besides."""
    if not href.startswith("?"):
        return href
    query = _query(context).copy()
    query.pop("page", None)
    for key, values in QueryDict(href[1:]).lists():
        query.setlist(key, values)
    return "?" + query.urlencode()
