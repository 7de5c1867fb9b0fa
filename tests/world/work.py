"""What a partnership keeps of its year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.actions.evidence.services import Obtained, add_evidence
from sightline.actions.models import AcceptedRisk, Action, EvidenceVersion
from sightline.appointments.models import Appointment, Arrangement, Renewal
from sightline.challenges.models import Challenge
from sightline.clocks import services as clocks
from sightline.clocks.models import OwnDay, OwnLength, RunningClock
from sightline.foundation.access import Shell
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
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
from sightline.partnership.models import Body
from sightline.required_reports.models import DueReport, Requirement
from sightline.training.models import Booking, Course, Session
from tests.world.ground import Ground


class Work(Ground):
    """One record of each kind."""

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
