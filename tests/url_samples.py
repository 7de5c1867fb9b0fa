"""What stands for a thing in the addresses of ``tests/url_table.py``: for each sort of page, one thing of a world."""

from __future__ import annotations

from typing import Any

from tests.world import World


def nothing(world: World) -> dict[str, Any]:
    """The sample of an address that names no thing."""
    return {}


def core_group(world: World) -> dict[str, Any]:
    """The sample of a clock, which is the same in every partnership."""
    return {"key": "core-group"}


def measure(world: World) -> dict[str, Any]:
    """A measure, which is defined once for all partnerships and answers each with its own figure."""
    return {"key": "actions.outstanding"}


def as_pdf(world: World) -> dict[str, Any]:
    """A form in which a document is taken away, of which each partnership has its own."""
    return {"form": "pdf"}


def slug(world: World) -> dict[str, Any]:
    return {"partnership": world.partnership.slug}


def running_clock(world: World) -> dict[str, Any]:
    return {"number": world.running_clock.pk}


def agency(world: World) -> dict[str, Any]:
    return {"number": world.agency.pk}


def body(world: World) -> dict[str, Any]:
    return {"number": world.body.pk}


def seat(world: World) -> dict[str, Any]:
    return {"number": world.seat.pk}


def import_(world: World) -> dict[str, Any]:
    return {"number": world.import_.pk}


def person(world: World) -> dict[str, Any]:
    return {"number": world.grant.person_id}


def action(world: World) -> dict[str, Any]:
    return {"ref": world.action.reference.replace("/", "-")}


def notice(world: World) -> dict[str, Any]:
    return {"number": world.notice.pk}


def length(world: World) -> dict[str, Any]:
    return {"number": world.length.pk}


def own_day(world: World) -> dict[str, Any]:
    return {"number": world.own_day.pk}


def risk(world: World) -> dict[str, Any]:
    return {"number": world.risk.pk}


def evidence(world: World) -> dict[str, Any]:
    return {"number": world.evidence_version.evidence_id}


def evidence_version(world: World) -> dict[str, Any]:
    return {"number": world.evidence_version.pk}


def challenge(world: World) -> dict[str, Any]:
    return {"number": world.challenge.pk}


def contribution(world: World) -> dict[str, Any]:
    return {"number": world.contribution.pk}


def income(world: World) -> dict[str, Any]:
    return {"number": world.income.pk}


def budget_line(world: World) -> dict[str, Any]:
    return {"number": world.budget_line.pk}


def payment(world: World) -> dict[str, Any]:
    return {"number": world.payment.pk}


def appointment(world: World) -> dict[str, Any]:
    return {"number": world.appointment.pk}


def renewal(world: World) -> dict[str, Any]:
    return {"number": world.renewal.pk}


def arrangement(world: World) -> dict[str, Any]:
    return {"number": world.arrangement.pk}


def meeting(world: World) -> dict[str, Any]:
    return {"number": world.meeting.pk}


def mark(world: World) -> dict[str, Any]:
    return {"number": world.attendance.pk}


def observation(world: World) -> dict[str, Any]:
    return {"number": world.observation.pk}


def pack(world: World) -> dict[str, Any]:
    return {"number": world.pack.pk}


def item(world: World) -> dict[str, Any]:
    return {"number": world.agenda_item.pk}


def outcome(world: World) -> dict[str, Any]:
    return {"number": world.outcome.pk}


def sent_minutes(world: World) -> dict[str, Any]:
    return {"number": world.minutes.meeting_id}


def paper(world: World) -> dict[str, Any]:
    return {"number": world.paper_version.paper_id}


def paper_version(world: World) -> dict[str, Any]:
    return {"number": world.paper_version.pk}


def quorum_rule(world: World) -> dict[str, Any]:
    return {"number": world.quorum_rule.pk}


def course(world: World) -> dict[str, Any]:
    return {"number": world.course.pk}


def session(world: World) -> dict[str, Any]:
    return {"number": world.session.pk}


def booking(world: World) -> dict[str, Any]:
    return {"number": world.booking.pk}


def required_report(world: World) -> dict[str, Any]:
    return {"number": world.required_report.pk}


def due_report(world: World) -> dict[str, Any]:
    return {"number": world.due_report.pk}


def in_a_forum(world: World) -> dict[str, Any]:
    """The sample of an address that names no thing, and is there in a forum alone."""
    world.become_forum()
    return {}


def issue(world: World) -> dict[str, Any]:
    return {"number": world.issue.pk}


def allocation(world: World) -> dict[str, Any]:
    return {"number": world.allocation.pk}


def membership(world: World) -> dict[str, Any]:
    return {"number": world.membership.pk}


def asked(world: World) -> dict[str, Any]:
    return {"number": world.asked().pk}


def report(world: World) -> dict[str, Any]:
    return {"slug": world.report.slug}


def claim(world: World) -> dict[str, Any]:
    return {"slug": world.report.slug, "number": world.claim.pk}


def publication(world: World) -> dict[str, Any]:
    return {"slug": world.report.slug, "version": world.publication.version}


def published(world: World) -> dict[str, Any]:
    return {"partnership": world.partnership.slug, "report": world.report.slug}
