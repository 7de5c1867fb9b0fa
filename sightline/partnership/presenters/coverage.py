"""The page that says which periods each source is complete for."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.foundation.access import Actor
from sightline.govuk.blocks import Empty
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.permissions import EDIT_COVERAGE


def source_name(source: str) -> str:
    """A source as people call it."""
    words = source.replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def coverage_page(by: Actor, partnership: Partnership, spans: Sequence[Coverage]) -> ListPage:
    """Every span of every source, and where it comes from."""
    may = by.may(EDIT_COVERAGE, partnership)

    def row(span: Coverage) -> Row:
        until: Value = span.end or Muted("kept up to date")
        came = f"Import {span.import_id}" if span.import_id else "Records kept here"
        change = Link(
            "Change",
            reverse("partnership:adjust_coverage", args=[partnership.slug, span.pk]),
            hidden=f"what is covered of {source_name(span.source)}",
        )
        return Row((source_name(span.source), span.start, until, came, *((change,) if may else ())))

    return ListPage(
        title="Coverage",
        lead="Inside these periods, nothing recorded means that nothing happened. Outside them, figures are "
        "shown as not recorded.",
        table=Table(
            caption="Periods that are complete",
            caption_hidden=True,
            columns=(
                Column("Records"),
                Column("Complete from"),
                Column("To"),
                Column("Because of"),
                *((Column("Change", numeric=True),) if may else ()),
            ),
            rows=tuple(row(span) for span in spans),
            empty=Empty(
                "Nothing is covered yet. An import covers whole reporting years, from that of its earliest date to "
                "that of its latest; records added by hand cover from the day of the first.",
                example="a training export for 2024-25 covers 1 April 2024 to 31 March 2025.",
            ),
        ),
    )
