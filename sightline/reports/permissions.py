"""Who may read, write and publish reports."""

from __future__ import annotations

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    BODY_CHAIR,
    BUSINESS_MANAGER,
    COORDINATOR,
    DATA_ANALYST,
    EVERYONE,
    LEADERS,
    OVERSIGHT,
    QA_LEAD,
    SCRUTINEER,
    TRAINING_LEAD,
)
from sightline.reports.writing import ReportKind

WRITERS = frozenset({BUSINESS_MANAGER, COORDINATOR, QA_LEAD, TRAINING_LEAD, DATA_ANALYST, SCRUTINEER})

allow("reports.view", "see which reports are published", EVERYONE)
allow("reports.drafts", "see reports before they are published", WRITERS | LEADERS | OVERSIGHT | {BODY_CHAIR})
allow("reports.write", "begin reports", WRITERS)
allow("reports.write_scrutiny", "write the scrutineer's report", {SCRUTINEER})
allow("reports.write_yearly", "write the yearly report", WRITERS)
allow("reports.publish", "publish a report", {SCRUTINEER, BUSINESS_MANAGER})
allow("reports.publish_scrutiny", "publish the scrutineer's report", {SCRUTINEER})
allow("reports.publish_yearly", "publish the yearly report", {BUSINESS_MANAGER})

TO_WRITE = {
    ReportKind.SCRUTINEER: "reports.write_scrutiny",
    ReportKind.YEARLY: "reports.write_yearly",
}
"""Anybody who writes reports may begin a scrutineer's for them, from a text too; from then on it is theirs alone."""
TO_PUBLISH = {
    ReportKind.SCRUTINEER: "reports.publish_scrutiny",
    ReportKind.YEARLY: "reports.publish_yearly",
}
"""The scrutineer is independent: nobody else writes or publishes in their name."""
