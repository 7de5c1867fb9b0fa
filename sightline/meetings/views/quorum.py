"""The pages of quorum rules."""

from __future__ import annotations

from django.http import HttpResponse

from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.meetings import queries, services
from sightline.meetings.forms import RuleForm
from sightline.meetings.presenters import quorum as presenters
from sightline.partnership.asking import Inside
from sightline.partnership.recording import Recording

rules = Recording(
    keeping=services.quorum_rules,
    form=RuleForm,
    find=queries.quorum_rule,
    names="meetings:quorum-",
    within=lambda where, rule: (Link("Quorum", presenters.listed(where)),),
    called=lambda rule: rule.body.name,
    withdrawing="Meetings that were judged by it are judged by the rule before it; without one, it is not said whether "
    "they were quorate. You can put it back.",
)


def rule_list(request: Inside) -> HttpResponse:
    where = request.partnership
    page = presenters.rules_page(where, list(queries.quorum_rules(where)), add=rules.offer(request))
    return render_page(request, page)


def rule_record(request: Inside, number: int) -> HttpResponse:
    rule = rules.found(request, number)
    page = presenters.rule_page(
        rule,
        rules.told(request, rule),
        queries.rules_of(rule),
        change=rules.offer(request, f"body={rule.body_id}"),
    )
    return render_page(request, page)
