"""One thing of each kind in a partnership, made when it is asked for, to stand in the addresses of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.actions.evidence.services import Obtained, add_evidence
from sightline.actions.models import AcceptedRisk, Action, EvidenceVersion
from sightline.appointments.models import Appointment, Arrangement, Renewal
from sightline.challenges.models import Challenge
from sightline.clocks import services as clocks
from sightline.clocks.models import OwnDay, OwnLength, RunningClock
from sightline.forum.models import Allocation, Issue, Membership
from sightline.foundation.access import Shell
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
from sightline.imports import services as imports
from sightline.imports.models import Import
from sightline.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Minutes,
    Outcome,
    Paper,
    PaperVersion,
    QuorumRule,
)
from sightline.meetings.services import add_paper
from sightline.notices.models import Notice
from sightline.partnership.models import Agency, Alias, Body, Coverage, Partnership, Record, Seat, Workforce
from sightline.people.models import Person, RoleGrant
from sightline.reports.models import Block, Evidence, Publication, Report
from sightline.reports.services.importing import import_text
from sightline.reports.services.publishing import publish
from sightline.required_reports.models import DueReport, Requirement
from sightline.training.models import Booking, Course, Session

T = TypeVar("T")
R = TypeVar("R", bound=Record)
AGENCIES = b"""Name,Kind,Statutory partner,Staff who work with children,As at
North School,schools,no,40,2024-04-01
South School,schools,no,40,31 April 2024
"""
REPORT = """---
kind: scrutineer
title: Scrutiny
period: 2024-25
---
## Training

::: claim
Practitioners feel heard.
check: actions.outstanding at 2025-03-31 >= 0
reason: I asked them.
judged by: A Scrutineer
evidence: Notes of six visits
:::
"""


class World:
    """What there is in one partnership."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self._made: dict[str, Any] = {}

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    @property
    def agency(self) -> Agency:
        of = self.partnership
        return self._once(
            "agency", lambda: Agency.objects.create(partnership=of, key="police", name="Police")
        )

    @property
    def withdrawn_agency(self) -> Agency:
        values = {"key": "gone", "name": "Gone", "withdrawn_at": "2024-04-01T00:00Z"}
        return self._once("gone", lambda: Agency.objects.create(partnership=self.partnership, **values))

    @property
    def merged_agency(self) -> Agency:
        values = {"key": "old", "name": "Old", "merged_into": self.agency, "merged_on": date(2024, 4, 1)}
        return self._once("merged", lambda: Agency.objects.create(partnership=self.partnership, **values))

    @property
    def alias(self) -> Alias:
        values = {"key": "the police", "name": "The Police", "agency": self.agency}
        return self._once("alias", lambda: Alias.objects.create(partnership=self.partnership, **values))

    @property
    def workforce(self) -> Workforce:
        values = {"key": "police 2024", "agency": self.agency, "staff": 800, "as_at": date(2024, 4, 1)}
        return self._once(
            "workforce", lambda: Workforce.objects.create(partnership=self.partnership, **values)
        )

    @property
    def body(self) -> Body:
        of = self.partnership
        return self._once(
            "body", lambda: Body.objects.create(partnership=of, key="executive", name="Executive")
        )

    @property
    def withdrawn_body(self) -> Body:
        values = {"key": "wound up", "name": "Wound up", "withdrawn_at": "2024-04-01T00:00Z"}
        return self._once("wound up", lambda: Body.objects.create(partnership=self.partnership, **values))

    @property
    def seat(self) -> Seat:
        values = {"key": "police on executive", "body": self.body, "agency": self.agency}
        return self._once("seat", lambda: Seat.objects.create(partnership=self.partnership, **values))

    @property
    def coverage(self) -> Coverage:
        values = {"source": "actions", "start": date(2023, 4, 1), "end": date(2025, 3, 31)}
        return self._once("coverage", lambda: Coverage.objects.create(partnership=self.partnership, **values))

    @property
    def length(self) -> OwnLength:
        values = {"clock": "core-group", "number": 8, "unit": "working days", "since": date(2024, 4, 1)}
        return self._once("length", lambda: self._record(OwnLength, "core-group|2024-04-01", **values))

    @property
    def notice(self) -> Notice:
        values = {"key": "a", "to": self.person, "subject": "Something is due", "text": "Open it here."}
        return self._once("notice", lambda: Notice.objects.create(partnership=self.partnership, **values))

    @property
    def running_clock(self) -> RunningClock:
        values: dict[str, Any] = {"clock": "rapid-review", "label": "Review 7", "day": date(2025, 5, 1)}
        return self._once(
            "running", lambda: clocks.start(by=Shell("root"), partnership=self.partnership, **values)
        )

    @property
    def own_day(self) -> OwnDay:
        values = {"day": date(2025, 5, 8), "name": "Moor Day", "known_on": date(2025, 1, 1)}
        return self._once("day", lambda: self._record(OwnDay, "2025-05-08|2025-01-01", **values))

    @property
    def action(self) -> Action:
        values = {"agency": self.agency, "undertaking": "Brief all staff", "agreed_on": date(2024, 4, 1)}
        return self._once(
            "action", lambda: self._record(Action, "rr01-24-1", reference="RR01/24-1", **values)
        )

    @property
    def risk(self) -> AcceptedRisk:
        days = {"since": date(2024, 6, 1), "until": date(2024, 9, 1)}
        return self._once(
            "risk", lambda: self._record(AcceptedRisk, "rr01-24-1|2024-06-01", action=self.action, **days)
        )

    @property
    def evidence_version(self) -> EvidenceVersion:
        return self._once("evidence version", self._attached)

    def _attached(self) -> EvidenceVersion:
        file = SimpleUploadedFile("sample.pdf", b"%PDF-1.7")
        obtained = Obtained(obtained_on=date(2024, 6, 1), obtained_by="Amina Rose", file=file)
        return add_evidence(by=Shell("tester"), action=self.action, title="Dip sample", obtained=obtained)

    @property
    def challenge(self) -> Challenge:
        values = {"raised_by": self.agency, "raised_with": self.agency, "subject": "Why nobody came"}
        day = date(2024, 4, 1)
        return self._once("challenge", lambda: self._record(Challenge, "a", raised_on=day, **values))

    @property
    def appointment(self) -> Appointment:
        """A rolling one, so that it can be renewed."""
        values = {"seat": self.seat, "person": self.person, "kind": "rolling", "since": date(2024, 4, 1)}
        return self._once("appointment", lambda: self._record(Appointment, "amina", **values))

    @property
    def renewal(self) -> Renewal:
        values = {
            "appointment": self.appointment,
            "since": date(2024, 5, 1),
            "until": date(2024, 5, 31),
            "decided_by": "The lead partners",
        }
        return self._once("renewal", lambda: self._record(Renewal, "amina|2024-05-01", **values))

    @property
    def arrangement(self) -> Arrangement:
        values = {"key": "2024-04-01", "model": "single scrutineer", "since": date(2024, 4, 1)}
        return self._once(
            "arrangement", lambda: Arrangement.objects.create(partnership=self.partnership, **values)
        )

    @property
    def meeting(self) -> Meeting:
        values = {"body": self.body, "held_on": date(2024, 4, 1)}
        return self._once("meeting", lambda: self._record(Meeting, "executive|2024-04-01", **values))

    @property
    def attendance(self) -> Attendance:
        values = {
            "meeting": self.meeting,
            "agency": self.agency,
            "person": self.person,
            "presence": "present",
        }
        return self._once("attendance", lambda: self._record(Attendance, "executive|amina", **values))

    @property
    def agenda_item(self) -> AgendaItem:
        values = {"body": self.body, "title": "The neglect audit"}
        return self._once("item", lambda: self._record(AgendaItem, "item|1", **values))

    @property
    def outcome(self) -> Outcome:
        values = {"meeting": self.meeting, "kind": "decision", "text": "The plan was agreed"}
        return self._once("outcome", lambda: self._record(Outcome, "outcome|1", **values))

    @property
    def minutes(self) -> Minutes:
        values = {"meeting": self.meeting, "state": "sent"}
        return self._once("minutes", lambda: self._record(Minutes, "minutes|1", **values))

    @property
    def paper_version(self) -> PaperVersion:
        return self._once("paper version", self._papered)

    def _papered(self) -> PaperVersion:
        paper = Paper(partnership=self.partnership, meeting=self.meeting, title="The neglect audit")
        file = SimpleUploadedFile("sample.pdf", b"%PDF-1.7")
        return add_paper(by=Shell("tester"), paper=paper, file=file)

    @property
    def quorum_rule(self) -> QuorumRule:
        values = {"body": self.body, "fewest_members": 3}
        return self._once("quorum", lambda: self._record(QuorumRule, "quorum|1", **values))

    @property
    def required_report(self) -> Requirement:
        """One that is in force for years to come, so that its last day can be changed."""
        other = self._once("other body", lambda: self._record(Body, "mash", name="MASH Operational Group"))
        values = {"reporter": other, "to": self.body, "subject": "The front door", "frequency": "yearly"}
        days = {"first_on": date(2024, 4, 1), "until": date(2099, 3, 31)}
        return self._once("required", lambda: self._record(Requirement, "required|1", **values, **days))

    @property
    def due_report(self) -> DueReport:
        values = {"requirement": self.required_report, "due_on": date(2024, 4, 1)}
        return self._once("due report", lambda: self._record(DueReport, "required|1|2024-04-01", **values))

    @property
    def course(self) -> Course:
        return self._once("course", lambda: self._record(Course, "neglect", title="Neglect"))

    @property
    def session(self) -> Session:
        values = {"reference": "EV1", "course": self.course, "held_on": date(2024, 4, 1)}
        return self._once("session", lambda: self._record(Session, "EV1", **values))

    @property
    def booking(self) -> Booking:
        values = {"session": self.session, "person": self.person, "agency": self.agency, "place": "attended"}
        return self._once("booking", lambda: self._record(Booking, "B1", reference="B1", **values))

    @property
    def contribution(self) -> Contribution:
        values = {"agency": self.agency, "year": "2024-25", "agreed": 40_000}
        return self._once("contribution", lambda: self._record(Contribution, "2024-25|police", **values))

    @property
    def income(self) -> Income:
        values = {"year": "2024-25", "source": "grant", "amount": 5_000}
        return self._once("income", lambda: self._record(Income, "2024-25|grant", **values))

    @property
    def budget_line(self) -> BudgetLine:
        values = {"year": "2024-25", "heading": "Training", "amount": 28_000}
        return self._once("budget line", lambda: self._record(BudgetLine, "2024-25|training", **values))

    @property
    def payment(self) -> Spend:
        values = {"line": self.budget_line, "amount": 1_150, "what_for": "Trainer for two courses"}
        return self._once("payment", lambda: self._record(Spend, "2024-25|trainer", **values))

    @property
    def neighbour(self) -> Partnership:
        """Another partnership, with which a forum is shared."""
        slug = f"beside-{self.partnership.slug}"
        return self._once("neighbour", lambda: Partnership.objects.create(slug=slug, name="Beside"))

    def become_forum(self) -> None:
        """Make the partnership itself a forum: some pages are there in no other."""
        self.partnership.kind = "forum"
        self.partnership.save()

    def _membership(self, forum: Partnership, member: Partnership) -> Membership:
        day = date(2024, 4, 1)
        return Membership.objects.create(partnership=forum, member=member, invited_on=day, since=day)

    @property
    def admitted(self) -> Membership:
        """The neighbour's membership of the forum that the partnership is."""
        self.become_forum()
        return self._once("admitted", lambda: self._membership(self.partnership, self.neighbour))

    @property
    def issue(self) -> Issue:
        values = {"title": "Exploitation", "what": "Three areas", "raised_by": self.admitted.member}
        return self._once("issue", lambda: self._record(Issue, "a", raised_on=date(2024, 4, 1), **values))

    @property
    def allocation(self) -> Allocation:
        values = {"issue": self.issue, "member": self.neighbour, "undertaking": "Share the map"}
        day = date(2024, 4, 1)
        return self._once("allocation", lambda: self._record(Allocation, "a", allocated_on=day, **values))

    @property
    def forum(self) -> Partnership:
        """A forum that the partnership belongs to."""
        slug = f"forum-of-{self.partnership.slug}"
        values = {"slug": slug, "name": "Moors Forum", "kind": "forum"}
        return self._once("forum", lambda: Partnership.objects.create(**values))

    @property
    def membership(self) -> Membership:
        return self._once("membership", lambda: self._membership(self.forum, self.partnership))

    def asked(self, *, taken_up: bool = False) -> Allocation:
        """What the partnership is asked to do in the forum it belongs to."""
        day = date(2024, 4, 1)
        values = {"partnership": self.membership.partnership, "key": "a"}
        issue = self._once(
            "theirs",
            lambda: Issue.objects.create(
                **values, title="Exploitation", what="Three areas", raised_by=self.partnership, raised_on=day
            ),
        )
        return self._once(
            "asked",
            lambda: Allocation.objects.create(
                **values,
                issue=issue,
                member=self.partnership,
                undertaking="Share the map",
                allocated_on=day,
                taken_up_on=day if taken_up else None,
            ),
        )

    def _record(self, model: type[R], key: str, **values: Any) -> R:
        made: Any = model.objects.create(partnership=self.partnership, key=key, **values)
        return made

    @property
    def person(self) -> Person:
        values = {"key": "amina@example.org", "name": "Amina Rose", "email": "amina@example.org"}
        return self._once("person", lambda: Person.objects.create(partnership=self.partnership, **values))

    @property
    def grant(self) -> RoleGrant:
        """A role of that person, who would otherwise only have come to training."""
        values = {"person": self.person, "role": "qa-lead", "since": date(2024, 4, 1)}
        return self._once("grant", lambda: RoleGrant.objects.create(partnership=self.partnership, **values))

    @property
    def import_(self) -> Import:
        """A file that waits to be committed."""
        return self._once("import", self._previewed)

    def _previewed(self) -> Import:
        by = Shell("tester")
        import_ = imports.receive(by=by, partnership=self.partnership, name="agencies.csv", chunks=[AGENCIES])
        imports.plan(by=by, import_=import_)
        imports.preview(by=by, import_=import_)
        return import_

    @property
    def report(self) -> Report:
        """A report with one claim, which has a check and a piece of evidence; it is published."""
        return self._once("report", self._reported)

    def _reported(self) -> Report:
        by = Shell("tester")
        report = import_text(by=by, partnership=self.partnership, text=REPORT)
        publish(by=by, report=report)
        return report

    @property
    def claim(self) -> Block:
        claim: Block = self.report.blocks.get(kind="claim")
        return claim

    @property
    def evidence(self) -> Evidence:
        evidence: Evidence = self.claim.evidence.get()
        return evidence

    @property
    def publication(self) -> Publication:
        publication: Publication = self.report.publications.get()
        return publication
