"""Where the pages of required reports are, and what the reports are called in links to them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.govuk.values import Tag
from sightline.partnership.models import Body, Partnership
from sightline.required_reports.due import State
from sightline.required_reports.models import DueReport, Requirement

TAGS = {
    State.DUE: Tag("Due", "blue"),
    State.LATE: Tag("Late", "red"),
    State.RECEIVED: Tag("Received", "green"),
    State.RECEIVED_LATE: Tag("Received late", "yellow"),
    State.NOT_NEEDED: Tag("Not needed", "grey"),
}


def listed(partnership: Partnership, **asked: str) -> str:
    """The address of the list of what is due, narrowed as ``asked``."""
    address = reverse("required_reports:list", args=[partnership.slug])
    return f"{address}?{urlencode(asked)}" if asked else address


def rules(partnership: Partnership) -> str:
    """The address of the list of rules."""
    return reverse("required_reports:rules", args=[partnership.slug])


def at(report: DueReport, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of a report that is due."""
    return reverse(f"required_reports:{page}", args=[partnership.slug, report.pk])


def rule_at(requirement: Requirement, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of a rule."""
    return reverse(f"required_reports:rule-{page}", args=[partnership.slug, requirement.pk])


def called(report: DueReport) -> str:
    """What a report that is due is called: what is reported, and the day."""
    return f"{report.requirement.subject}, due {spell_out(report.due_on)}"


def rule_called(requirement: Requirement) -> str:
    """What a rule is called: what is reported, and to whom."""
    return f"{requirement.subject}, to {requirement.to.name}"


def of_body(body: Body) -> str:
    """The address of what a body has to report."""
    return listed(body.partnership, body=str(body.pk), year="all")
