"""The versions of a report, and what a later look at one of them found."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Bullets, Buttons, Section, SummaryList, SummaryRow, Text
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Tag, Value, Verdict, moment
from sightline.reports import inline, models
from sightline.reports.addresses import at, public_address


def publications_page(
    report: models.Report,
    versions: Sequence[models.Publication],
    crumbs: tuple[Link, ...],
    *,
    publishes: bool,
) -> Page:
    """The versions of a report, the latest first."""
    lead: Value = "It has not been published yet."
    if versions:
        lead = Link("Read it as everybody does", public_address(report))
    return Page(
        title="Published versions",
        caption=report.title,
        lead=lead,
        breadcrumbs=crumbs,
        blocks=tuple(_version(report, one, publishes=publishes) for one in versions),
    )


def _version(report: models.Report, one: Any, *, publishes: bool) -> Section:
    looks: list[Any] = one.looks
    rows = [
        SummaryRow("Published", f"{spell_out(timezone.localdate(one.published_at))} by {one.publisher}"),
        SummaryRow("Page", Link("Open this version", public_address(report, one.version))),
        SummaryRow("Fingerprint (SHA-256)", " ".join(re.findall(".{8}", one.sha256))),
    ]
    if one.correction:
        rows.append(SummaryRow("Correction", one.correction))
    if one.withdrawn_at:
        day = spell_out(timezone.localdate(one.withdrawn_at))
        rows.append(SummaryRow("Withdrawn", f"On {day} by {one.withdrawer}: {one.withdrawal}"))
    actions = [Action("Check it against the records of today", at("verify", report, one.version), post=True)]
    if publishes and not one.withdrawn_at:
        actions.append(Action("Withdraw", at("withdraw", report, one.version)))
    found: list[Block] = (
        [*_look(looks[0])] if looks else [Text("Nobody has looked at it again yet.", kind="small")]
    )
    return Section(
        f"Version {one.version}",
        (SummaryList(tuple(rows)), *found, Buttons(tuple(actions))),
        id=f"version-{one.version}",
    )


def _look(look: Any) -> Sequence[Block]:
    """What a later look found."""
    outcome = json.loads(look.outcome)
    when = f"Checked again on {moment(look.at)} by {look.looker}"
    blocks: list[Block] = []
    if outcome["damage"]:
        blocks.append(Bullets(tuple(outcome["damage"])))
    if not outcome["changed"]:
        same = f"{when}: all {outcome['checked']} figures and verdicts come out as they were published."
        quiet = outcome["records_changed"]
        more = f" The records behind {len(quiet)} of them changed without moving the figure." if quiet else ""
        return [*blocks, Text(same + more)]
    table = Table(
        caption=f"{when}: {len(outcome['changed'])} of {outcome['checked']} come out differently",
        columns=(
            Column("What was said", wide=True),
            Column("Then"),
            Column("Now"),
            Column(""),
        ),
        rows=tuple(_changed(item) for item in outcome["changed"]),
    )
    return [*blocks, table]


def _changed(item: dict[str, Any]) -> Row:
    then: list[Value] = [item.get("then", item["value_then"])]  # looks of before have only the bare value
    now: list[Value] = [item.get("now", item["value_now"])]
    if item["verdict_then"]:
        then.insert(0, item["verdict_then"])
        now.insert(0, item["verdict_now"])
    words = [inline.gist(item["sentence"]) or item["asks"]]
    if item["because"] != item.get("now"):
        words.append(item["because"])
    mark: Value = Verdict("changed since") if item["changed"] else Tag("Same")
    return Row((Lines(*filter(None, words)), Lines(*map(_plain, then)), Lines(*map(_plain, now)), mark))


def _plain(value: Any) -> Value:
    return f"{value:.4g}" if isinstance(value, float) else value
