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
allow("reports.write", "write reports", WRITERS)
allow("reports.publish", "publish a report", {SCRUTINEER, BUSINESS_MANAGER})
allow("reports.publish_scrutiny", "publish the scrutineer's report", {SCRUTINEER})
allow("reports.publish_yearly", "publish the yearly report", {BUSINESS_MANAGER})

TO_PUBLISH = {
    ReportKind.SCRUTINEER: "reports.publish_scrutiny",
    ReportKind.YEARLY: "reports.publish_yearly",
}
"""The scrutineer is independent: nobody else publishes in their name."""
