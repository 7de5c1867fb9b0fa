"""Laying down what is due, and recording what came of it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sightline.audit.models import Event
from sightline.foundation.access import Forbidden
from sightline.partnership.models import Coverage
from sightline.partnership.refusals import Refused
from sightline.required_reports import queries, services
from sightline.required_reports.models import DueReport, Requirement

D = date


def days(rule: Requirement) -> list[date]:
    return [one.due_on for one in queries.due_under(rule)]


def test_one_rule_is_kept_for_each_body_that_receives_the_report(required, executive, business):
    rule = required(executive, business, until=D(2025, 3, 31))
    required(executive, first_on=D(2025, 4, 30))  # what follows it is not another that receives it
    [other] = queries.alike(rule)
    assert (rule.to, other.to) == (executive, business)
    assert days(rule) == days(other) == [D(2024, 4, 30), D(2024, 7, 30), D(2024, 10, 30), D(2025, 1, 30)]


def test_what_is_laid_down_is_one_event_and_a_history_for_each_report(required):
    rule = required()
    assert Event.objects.filter(verb="laid down when due", record_id=rule.pk).count() == 1
    assert Event.objects.get(verb="laid down when due").changes_count == DueReport.objects.count() == 12


def test_the_first_rule_begins_live_coverage(required, partnership):
    required()
    span = Coverage.objects.get(partnership=partnership, source="required reports")
    assert (span.start, span.end) == (D(2025, 3, 31), None)


def test_a_later_last_day_makes_more_due_and_an_earlier_one_fewer(required, shell):
    rule = required(until=D(2026, 3, 31))
    assert days(rule)[-1] == D(2026, 1, 30)
    rule = services.requirements.correct(by=shell, record=rule, values={"until": D(2026, 4, 30)})
    assert days(rule)[-1] == D(2026, 4, 30)
    rule = services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 4, 30)})
    assert days(rule)[-1] == D(2025, 4, 30)
    rule = services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 7, 30)})
    assert days(rule)[-2:] == [D(2025, 4, 30), D(2025, 7, 30)]  # the same report again, not a second one
    assert queries.due_reports(rule.partnership).count() == 6


def test_what_was_due_before_today_stays_as_it_was(required, shell):
    rule = required(until=D(2026, 3, 31))
    with pytest.raises(Refused, match="before today stays"):
        services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 3, 30)})
    with (
        time_machine.travel("2026-04-01 12:00"),
        pytest.raises(Refused, match="ended on 31 March 2026"),
    ):
        services.requirements.correct(by=shell, record=rule, values={"until": D(2027, 3, 31)})
    rule.refresh_from_db()
    assert rule.until == D(2026, 3, 31)


def test_a_rule_does_not_end_before_a_report_that_came_already(required, told, shell):
    rule = required()
    told(rule, D(2025, 4, 30), received_on=D(2025, 3, 31))
    with pytest.raises(Refused, match="due on 30 April 2025"):
        services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 4, 29)})
    services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 4, 30)})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"until": D(2030, 4, 1)}, "31 March 2030 or earlier"),
        ({"first_on": D(2015, 3, 30)}, "31 March 2015 or later"),
        ({"until": D(2024, 4, 29)}, "same as or after the first due date"),
    ],
)
def test_days_out_of_order_or_out_of_reach_are_refused(required, values, said):
    with pytest.raises(Refused, match=said):
        required(**values)
    assert not DueReport.objects.exists()


def test_a_body_does_not_report_to_itself_and_the_others_are_not_added_either(required, executive, mash):
    with pytest.raises(Refused, match="does not report to itself"):
        required(executive, mash)


def test_the_same_rule_is_kept_once(required):
    required()
    with pytest.raises(Refused, match="already a required report"):
        required(subject="how the front door  WORKS")


def test_a_receipt_is_of_today_or_earlier_and_of_a_report_that_was_needed(required, told):
    rule = required()
    with pytest.raises(Refused, match="today or earlier"):
        told(rule, D(2025, 1, 30), received_on=D(2025, 4, 1))
    told(rule, D(2025, 1, 30), not_needed="The hub was moved that month")
    with pytest.raises(Refused, match="Clear one of the two"):
        told(rule, D(2025, 1, 30), received_on=D(2025, 1, 30))


def test_it_is_considered_by_the_body_that_receives_it_once_it_has_come(
    required, told, meeting, mash, executive
):
    rule, due_on = required(), D(2025, 1, 30)
    with pytest.raises(Refused, match="Choose a meeting of DSP Executive"):
        told(rule, due_on, received_on=D(2025, 1, 30), meeting=meeting(mash, D(2025, 2, 10)))
    early = meeting(executive, D(2025, 1, 29))
    with pytest.raises(Refused, match="before the report was received"):
        told(rule, due_on, received_on=D(2025, 1, 30), meeting=early)
    with pytest.raises(Refused, match="Enter the day"):
        told(rule, due_on, meeting=early)
    report = told(rule, due_on, received_on=D(2025, 1, 30), meeting=meeting(executive, D(2025, 2, 10)))
    assert report.meeting.held_on == D(2025, 2, 10)


def test_nothing_is_recorded_of_a_report_that_is_required_no_longer(required, told, shell):
    rule = required()
    services.requirements.correct(by=shell, record=rule, values={"until": D(2025, 3, 31)})
    with pytest.raises(Refused, match="until 31 March 2025 only"):
        told(rule, D(2025, 4, 30), received_on=D(2025, 3, 31))
    services.requirements.withdraw(by=shell, record=rule, reason="Entered by mistake")
    with pytest.raises(Refused, match="was withdrawn"):
        told(rule, D(2025, 1, 30), received_on=D(2025, 1, 30))


def test_a_withdrawn_rule_takes_what_it_made_due_with_it_and_brings_it_back(required, shell, partnership):
    rule = required(until=D(2025, 3, 31))
    services.requirements.withdraw(by=shell, record=rule, reason="Entered by mistake")
    assert queries.due_reports(partnership).count() == 0
    services.requirements.restore(by=shell, record=rule)
    assert queries.due_reports(partnership).count() == 4


def test_who_may_not_keep_them_lays_nothing_down(person_with, partnership, mash, executive):
    rule = Requirement(
        partnership=partnership,
        reporter=mash,
        subject="Audits",
        frequency="yearly",
        first_on=D(2025, 3, 31),
        until=D(2026, 3, 31),
    )
    with pytest.raises(Forbidden):
        services.require_reports(by=person_with("scrutineer"), requirement=rule, to=[executive])
    assert not Requirement.objects.exists()
