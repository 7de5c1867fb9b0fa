"""What several pages of importing show: the steps, where a page is, and the figures of an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from sightline.audit.services import kind_of
from sightline.foundation.numbers import thousands
from sightline.govuk.blocks import Details, Section, Step, SummaryList, SummaryRow, Text
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Lines, Link, Muted, sentence_list
from sightline.imports.layouts import layouts
from sightline.imports.models import Import, Stage
from sightline.partnership.models import Partnership

SHOWN = 100
WENT_IN = ("created", "updated", "unchanged", "duplicates")
STEPS = ("File", "Columns", "Problems", "Done")


def at(import_: Import, name: str) -> str:
    """The address of one page of an import."""
    return reverse(f"imports:{name}", args=[import_.partnership.slug, import_.pk])


def list_of(partnership: Partnership) -> Link:
    """The way to all imports."""
    return Link("Imports", reverse("imports:list", args=[partnership.slug]))


def steps(import_: Import | None, current: int) -> tuple[Step, ...]:
    """The steps, with a way back to those that are done."""
    back = {2: "columns"} if import_ and import_.stage == Stage.PREVIEW else {}
    return tuple(
        Step(title, at(import_, back[number]) if import_ and number in back and number < current else "")
        for number, title in enumerate(STEPS, start=1)
    )


def kind_named(import_: Import) -> str:
    """What an import is of, in words."""
    return layouts[import_.layout].title if import_.layout in layouts else "Not recognised"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its word: 1 row, 2,000 rows."""
    return f"{thousands(count)} {one if count == 1 else many or one + 's'}"


def counts(import_: Import, *, future: bool) -> SummaryList:
    """The figures of an outcome, without those that are nought; what is added, by the kind of record."""
    said = import_.outcome
    kept, merged = said.get("kept", 0), said.get("merged") is not None
    rows = (
        ("Rows read", said["rows_read"]),
        *_made(import_, future=future),
        ("Will be corrected" if future else "Corrected", said["updated"]),
        (
            "Rows that change nothing" if merged else "Already here, as the file says",
            said["unchanged"] - kept,
        ),
        ("Already here, corrected or withdrawn by hand and kept so", kept),
        ("Pasted twice in the file, or open and then closed", said["duplicates"]),
        ("Rows that cannot go in" if future else "Rows that did not go in", said["refused"]),
        ("Left out as headings or totals", said.get("skipped_count", 0)),
    )
    return SummaryList(tuple(SummaryRow(key, value) for key, value in rows if value))


def _made(import_: Import, *, future: bool) -> Iterator[tuple[str, int]]:
    """(what will be, or was, added; how many), for each kind of record."""
    said, word = import_.outcome, "to be added" if future else "added"
    if "made" not in said:  # of an import of before they were counted by kind
        yield word.capitalize(), said["created"]
        return
    for table in layouts[import_.layout].tables:
        for model in (table.model, *table.makes):
            called = model._meta.verbose_name_plural
            yield f"{str(called).capitalize()} {word}", said["made"].get(kind_of(model), 0)


def announced(import_: Import) -> str:
    """A sentence on what is made by the way and ought to be looked at before: bodies not known until now."""
    names = import_.outcome.get("announced", [])
    if not names:
        return ""
    kind = next(table.model for table in layouts[import_.layout].tables if table.announced)._meta
    noun = plural(len(names), f"new {kind.verbose_name}", f"new {kind.verbose_name_plural}")
    return f"It brings {noun}: {sentence_list(f'“{name}”' for name in names)}."


def changes_nothing(import_: Import) -> bool:
    """Whether everything that can go in is here already."""
    said = import_.outcome
    return not (said["created"] or said["updated"])


def refused(import_: Import, *, future: bool) -> tuple[Section, ...]:
    """What cannot go in, row by row, with the cell as it stands; nothing when all of it can."""
    said = import_.outcome
    if not said["error_count"]:
        return ()
    errors = said["errors"][:SHOWN]
    more = f" The first {SHOWN} are shown; all are in the workbook." if said["error_count"] > SHOWN else ""
    one, rest = said["refused"] == 1, any(said[name] for name in WENT_IN)
    others = f"; everything else {'goes' if future else 'went'} in" if rest else ""
    verb = "cannot" if future else "did not"
    them = "it" if one else "them"
    were = {
        (True, True): "It is",
        (True, False): "It was",
        (False, True): "They are",
        (False, False): "They were",
    }
    return (
        Section(
            f"{plural(said['refused'], 'row')} {verb} go in",
            (
                Text(
                    f"{were[one, future]} left out{others}. Correct {them} in the spreadsheet and import it again "
                    f"whenever you like.{more}"
                ),
                Table(
                    caption="What is wrong, by row",
                    caption_hidden=True,
                    columns=(
                        Column("Where"),
                        Column("What it says"),
                        Column("What is wrong", wide=True),
                    ),
                    rows=tuple(
                        (_place(e), e["value"] or Muted("(blank)"), e["problem"] + ".") for e in errors
                    ),
                ),
                Text(Link(f"Download the rows that {verb} go in", at(import_, "refused"))),
            ),
            id="refused",
        ),
    )


def doubtful(import_: Import, *, future: bool) -> tuple[Section, ...]:
    """What was left out of rows that go in, or read otherwise than it stands; nothing when there is no doubt."""
    said = import_.outcome
    count = said.get("warning_count", 0)
    if not count:
        return ()
    told = said["warnings"][:SHOWN]
    more = f" The first {SHOWN} are shown." if count > len(told) else ""
    return (
        Section(
            f"{plural(count, 'cell')} to look at",
            (
                Text(f"Their rows {'go' if future else 'went'} in; only these cells are in doubt.{more}"),
                Table(
                    caption="What is in doubt, by row",
                    caption_hidden=True,
                    columns=(Column("Where"), Column("What it says"), Column("What is in doubt", wide=True)),
                    rows=tuple((_place(e), e["value"] or Muted("(blank)"), e["problem"] + ".") for e in told),
                ),
            ),
            id="doubtful",
        ),
    )


def left_out(import_: Import) -> tuple[Details, ...]:
    """The rows that were taken for no records, so that anybody can see that none was dropped."""
    told = import_.outcome.get("skipped", [])
    if not told:
        return ()
    count = import_.outcome["skipped_count"]
    more = (Text(f"The first {len(told[:SHOWN])} are shown."),) if count > SHOWN else ()
    return (
        Details(
            f"Left out as headings, totals or notes: {_where(told, count)}",
            (
                Table(
                    caption="What was left out",
                    caption_hidden=True,
                    columns=(Column("Where"), Column("What it says"), Column("Why", wide=True)),
                    rows=tuple(
                        (_place(e), e["value"] or Muted("(blank)"), e["reason"] + ".") for e in told[:SHOWN]
                    ),
                ),
                *more,
            ),
        ),
    )


def _place(told: dict[str, Any]) -> Lines:
    """Where on the file something stands: the row and the sheet, then the column."""
    row = f"Row {told['row']}, " if told["row"] else ""
    return Lines(f"{row}{told['sheet']}", told.get("column", ""))


def _where(told: list[dict[str, Any]], count: int) -> str:
    rows = [str(e["row"]) for e in told if e["row"]]
    several = len({e["sheet"] for e in told}) > 1
    if several or not rows or count > 6:
        return plural(count, "place")
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(rows)}"
