"""A delivery: its verdict, what each rule found, what changed since the last one, and the report for its sender."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sightline.datasets.catalogue import title_of
from sightline.datasets.models import Delivery
from sightline.datasets.presenters.addresses import (
    agreement_at,
    called,
    delivery_at,
    delivery_called,
    list_of_deliveries,
)
from sightline.datasets.presenters.listing import speaks_of
from sightline.datasets.presenters.verdicts import column_title, plural, rules_found, state_tag, verdict
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Bullets, Entry, Section, SummaryList, SummaryRow, Text
from sightline.govuk.pages import Page, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted, Tag, Value, moment

SHOWN = 100
SEVERITIES = {"error": Tag("Error", "red"), "warning": Tag("Warning", "yellow")}
COUNTS_ONLY = (
    "Which rows these are, and what stands in them, is for whoever may see records about single children."
)


def record_page(
    delivery: Delivery,
    *,
    findings: Sequence[dict[str, Any]] | None,
    kept_until: date,
    replaces: Sequence[Delivery],
    history: tuple[Entry, ...],
    may_edit: bool,
) -> RecordPage:
    """One delivery; ``findings`` are the first of them with their values, None for who may not see them."""
    return RecordPage(
        title=delivery_called(delivery),
        caption="Delivery",
        state=state_tag(delivery),
        lead=verdict(delivery),
        breadcrumbs=(list_of_deliveries(delivery.partnership),),
        actions=_actions(delivery, may_see=findings is not None, may_edit=may_edit),
        summary=_summary(delivery, kept_until, replaces, may_edit=may_edit),
        sections=(
            *_since(delivery),
            *_tables(delivery),
            *_rules(delivery, may_see=findings is not None),
            *(_findings(delivery, findings, SHOWN) if findings else ()),
        ),
        history=history,
    )


def _actions(delivery: Delivery, *, may_see: bool, may_edit: bool) -> tuple[Action, ...]:
    report = (
        (Action("Report for the sender", delivery_at(delivery, "report"), style="primary"),)
        if may_see and rules_found(delivery)
        else ()
    )
    if not may_edit:
        return report
    if delivery.counts:
        return (*report, Action("Withdraw", delivery_at(delivery, "withdraw")))
    if delivery.state == "withdrawn":
        return (*report, Action("Put it back", delivery_at(delivery, "restore"), style="primary"))
    if delivery.state == "refused":
        return (
            *report,
            Action("Take in the corrected file", f"{list_of_deliveries(delivery.partnership).href}new"),
        )
    return report


def _summary(
    delivery: Delivery, kept_until: date, replaces: Sequence[Delivery], *, may_edit: bool
) -> tuple[SummaryRow, ...]:
    agreement = delivery.agreement
    change = (
        Link("Change", delivery_at(delivery, "covers"))
        if may_edit and (delivery.counts or delivery.covers_from)
        else None
    )
    who = delivery.delivered_by
    rows = [
        SummaryRow("Data set", title_of(delivery.contract)),
        SummaryRow("Who sent it", agreement.agency.name if agreement.agency else Muted("not said")),
        SummaryRow(
            "Under the agreement", Link(called(agreement), agreement_at(agreement, delivery.partnership))
        ),
        SummaryRow("File", delivery.name),
        SummaryRow("Came", f"{moment(delivery.delivered_at)}, {who.name if who else 'from a shell'}"),
        SummaryRow("Rows", delivery.rows),
        SummaryRow("Speaks of", speaks_of(delivery)),
        SummaryRow("Complete for", _covers(delivery), change),
        SummaryRow("Names, dates of birth, identifiers", _identities(delivery, kept_until)),
        SummaryRow("Checked by", f"Version {delivery.contract_version} of what was agreed"),
    ]
    if delivery.replaced_by:
        by = delivery.replaced_by
        rows.append(SummaryRow("Replaced by", Link(delivery_called(by), delivery_at(by))))
    rows += [
        SummaryRow("Took the place of", Link(delivery_called(one), delivery_at(one))) for one in replaces
    ]
    return tuple(rows)


def _covers(delivery: Delivery) -> Value:
    span = delivery.coverage
    if span is not None:
        return (
            f"{spell_out(span.start)} to {spell_out(span.end)}"
            if span.end
            else f"from {spell_out(span.start)}"
        )
    if delivery.covers_from and delivery.covers_until and not delivery.counts:
        return Muted(
            f"{spell_out(delivery.covers_from)} to {spell_out(delivery.covers_until)}, while it counted"
        )
    return Muted("no days")


def _identities(delivery: Delivery, kept_until: date) -> Value:
    if delivery.identities_erased_at:
        return f"Erased on {spell_out(delivery.identities_erased_at.date())}"
    if not delivery.rows:
        return Muted("none kept")
    return f"Kept until {spell_out(kept_until)}"


def _since(delivery: Delivery) -> tuple[Section, ...]:
    said = delivery.report.get("since", [])
    return (
        (Section("What changed since the last delivery", (Bullets(tuple(said)),), id="since"),)
        if said
        else ()
    )


def _tables(delivery: Delivery) -> tuple[Section, ...]:
    tables = delivery.report.get("tables", [])
    if len(tables) < 2:
        return ()
    table = Table(
        caption="Rows by table",
        caption_hidden=True,
        columns=(Column("Table"), Column("Rows", numeric=True)),
        rows=tuple((one["title"], one["rows"]) for one in tables),
    )
    return (Section("What is in it", (table,), id="tables"),)


def _rules(delivery: Delivery, *, may_see: bool) -> tuple[Section, ...]:
    found = rules_found(delivery)
    if not found:
        return ()
    note = () if may_see else (Text(COUNTS_ONLY, "small"),)
    return (Section("What was found", (_rules_table(delivery), *note), id="rules"),)


def _rules_table(delivery: Delivery) -> Table:
    return Table(
        caption="What each rule found",
        caption_hidden=True,
        columns=(
            Column("What is wrong", wide=True),
            Column("Column"),
            Column("Severity"),
            Column("Found", numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    one["says"],
                    column_title(delivery, one["table"], one["column"]),
                    SEVERITIES.get(one["severity"], one["severity"]),
                    one["found"],
                )
            )
            for one in rules_found(delivery)
        ),
        cards=True,
    )


def _findings(delivery: Delivery, findings: Sequence[dict[str, Any]], most: int) -> tuple[Section, ...]:
    several = len({one["table"] for one in findings}) > 1
    table = Table(
        caption="What is wrong, by row",
        caption_hidden=True,
        columns=(
            *((Column("Sheet"),) if several else ()),
            Column("Row", numeric=True),
            Column("Column"),
            Column("What it says"),
            Column("What is wrong", wide=True),
            Column("Severity"),
        ),
        rows=tuple(
            Row(
                (
                    *((one["place"],) if several else ()),
                    one["row"],
                    one["column"] or column_title(delivery, one["table"], one["field"]),
                    _value(delivery, one["value"]),
                    one["says"],
                    SEVERITIES.get(one["severity"], one["severity"]),
                )
            )
            for one in findings[:most]
        ),
        cards=True,
    )
    total = delivery.error_count + delivery.warning_count
    more = (
        (Text(f"The first {min(most, len(findings))} of {plural(total, 'finding')}; the workbook has all."),)
        if total > min(most, len(findings))
        else ()
    )
    return (Section("Row by row", (*more, table), id="findings"),)


def _value(delivery: Delivery, value: Any) -> Value:
    if value not in (None, ""):
        return str(value)
    return Muted("erased") if delivery.identities_erased_at else Muted("(blank)")


def report_page(delivery: Delivery, findings: Sequence[dict[str, Any]]) -> Page:
    """What the sender needs to mend a file: for whoever may see records about single children."""
    agency = delivery.agreement.agency
    return Page(
        title="Report on your delivery",
        caption=f"{title_of(delivery.contract)}{f', {agency}' if agency else ''}",
        state=state_tag(delivery),
        lead=verdict(delivery),
        breadcrumbs=(
            list_of_deliveries(delivery.partnership),
            Link(delivery_called(delivery), delivery_at(delivery)),
        ),
        exports=(Link("Excel", delivery_at(delivery, "workbook")),),
        blocks=(
            Text(
                "It names rows and what stands in them. Send it the way the data came, never by ordinary email; the "
                "sender corrects the rows and sends the whole file again."
            ),
            SummaryList(
                (
                    SummaryRow("File", delivery.name),
                    SummaryRow("Came", delivery.delivered_at.date()),
                    SummaryRow("Rows", delivery.rows),
                    SummaryRow("Rows with an error", delivery.report.get("rows_with_errors", 0)),
                    SummaryRow("Errors", delivery.error_count),
                    SummaryRow("Warnings", delivery.warning_count),
                )
            ),
            Section("What was found", (_rules_table(delivery),), id="rules"),
            *_findings(delivery, findings, len(findings)),
        ),
    )
