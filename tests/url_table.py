"""Who gets in where: every address of the site by name, written by hand from what each role is for.

A new page needs a line here; ``tests/test_pages.py`` fails until it has one, and tries every line with every role.
The roles are written out rather than taken from the permissions, so that a permission changed by mistake shows.

    "actions:action": only(MEMBERS, lambda w: {"ref": w.action.key})

``w`` is the partnership's World (``tests/world/``), in which one thing of each kind can be asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.url_data import DATA
from tests.url_samples import (
    action,
    agency,
    allocation,
    appointment,
    arrangement,
    as_pdf,
    asked,
    body,
    booking,
    budget_line,
    challenge,
    claim,
    contribution,
    core_group,
    course,
    due_report,
    evidence,
    evidence_version,
    import_,
    in_a_forum,
    income,
    issue,
    item,
    length,
    mark,
    measure,
    meeting,
    membership,
    nothing,
    notice,
    observation,
    outcome,
    own_day,
    pack,
    paper,
    paper_version,
    payment,
    person,
    publication,
    published,
    quorum_rule,
    renewal,
    report,
    required_report,
    risk,
    running_clock,
    seat,
    sent_minutes,
    session,
    slug,
)
from tests.world import World

LEADERS = {"lead-partner", "delegated-partner"}
TEAM = {"business-manager", "coordinator", "qa-lead", "training-lead", "data-analyst"}
OVERSIGHT = {"scrutineer", "commissioner"}
MEMBERS = LEADERS | TEAM | OVERSIGHT | {"body-chair", "agency-representative", "forum-member"}
EVERYBODY = MEMBERS | {"practitioner", "administrator"}
KEEPERS = {"business-manager", "coordinator"}
ACTION_KEEPERS = KEEPERS | {"qa-lead"}
OBSERVERS = {"business-manager", "data-analyst", "qa-lead"}
DESTROYERS = {"business-manager", "administrator"}
DATE_MOVERS = ACTION_KEEPERS | {"delegated-partner"}
TRAINING_KEEPERS = KEEPERS | {"training-lead"}
CORRECTING = ("correct", "withdraw", "restore")  # what can be done to any record that is kept by hand
SCRUTINEER = {"scrutineer"}  # who alone writes and publishes the report of the sample
WRITERS = TEAM | SCRUTINEER
READERS_OF_DRAFTS = WRITERS | LEADERS | OVERSIGHT | {"body-chair"}
DRAFT_PAGES = ("editor", "text", "claims", "preview", "published", "publications")
CLAIM_PAGES = ("edit", "move", "remove", "put_back", "add_check", "add_evidence")

PAYERS = TEAM | LEADERS | OVERSIGHT  # who pays, who runs it, and who holds them to account
MONEY = {"contribution": contribution, "income": income, "line": budget_line, "payment": payment}

Sample = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """``roles``: who gets in. ``public``: everybody does, signed in or not. ``account``: whoever has signed in does.

    ``answers`` is what a public page says to a plain look at its sample.
    """

    roles: frozenset[str]
    sample: Sample
    public: bool = False
    account: bool = False
    answers: int = 200


def only(roles: Iterable[str], sample: Sample = nothing) -> Row:
    """A page of a partnership, for these roles."""
    return Row(frozenset(roles), sample)


def public(sample: Sample = nothing, *, answers: int = 200) -> Row:
    """A page for everybody. Its sample must name the partnership where the address has one."""
    return Row(frozenset(EVERYBODY), sample, public=True, answers=answers)


def signed_in(sample: Sample = nothing) -> Row:
    """A page above all partnerships, for whoever has an account."""
    return Row(frozenset(EVERYBODY), sample, account=True)


TABLE: dict[str, Row] = {
    # the site, and one's own account
    "start": public(answers=302),  # to signing in, or home
    "about": public(),
    "accessibility": public(),
    "privacy": public(),
    "partnerships": signed_in(),
    "new_partnership": signed_in(),
    "your_account": signed_in(),
    "invitation": public(lambda w: {"token": "a-link-that-nobody-was-sent"}, answers=404),
    "openid_connect_login": public(lambda w: {"provider_id": "council"}, answers=404),
    "calendar_feed": signed_in(),
    "new_calendar_feed": signed_in(),
    "no_calendar_feed": signed_in(),
    "calendar": public(lambda w: {"token": "an-address-that-nobody-has"}, answers=404),
    "no_email_page": public(answers=404),
    "no_confirmation_page": public(answers=404),
    "no_confirmation": public(lambda w: {"key": "abc"}, answers=404),
    "no_code_page": public(answers=404),
    # the demonstration, which is not there beside a real partnership
    "demo:people": public(answers=404),
    "demo:sign_in": public(answers=405),
    # people and access
    "people:people": only(MEMBERS | {"administrator"}),
    "people:person": only(MEMBERS | {"administrator"}, person),
    "people:invite": only(KEEPERS | {"administrator"}),
    "people:invite_again": only(KEEPERS | {"administrator"}, person),
    "people:grant_role": only(KEEPERS | {"administrator"}, person),
    "people:end_role": only(
        KEEPERS | {"administrator"}, lambda w: {"number": w.grant.person_id, "grant": w.grant.pk}
    ),
    "people:deactivate": only(KEEPERS | {"administrator"}, person),
    "people:correct_person": only(KEEPERS | {"administrator"}, person),
    "people:withdraw_person": only(KEEPERS | {"administrator"}, person),
    "people:restore_person": only(KEEPERS | {"administrator"}, person),
    "people:erase_person": only({"administrator"}, person),
    "people:reset_second_step": only({"administrator"}, person),
    "people:elevate": only({"administrator"}),
    "people:end_elevation": only({"administrator"}),
    # home
    "home:home": only(EVERYBODY),
    "home:search": only(EVERYBODY),
    "measures:list": only(MEMBERS),
    "measures:measure": only(MEMBERS, measure),
    # the partnership
    "partnership:agencies": only(MEMBERS | {"administrator"}),
    "partnership:agency": only(MEMBERS | {"administrator"}, agency),
    "partnership:add_agency": only(KEEPERS),
    "partnership:correct_agency": only(KEEPERS, agency),
    "partnership:rename_agency": only(KEEPERS, agency),
    "partnership:merge_agency": only(KEEPERS, agency),
    "partnership:undo_merger": only(KEEPERS, lambda w: {"number": w.merged_agency.pk}),
    "partnership:withdraw_agency": only(KEEPERS, agency),
    "partnership:restore_agency": only(KEEPERS, lambda w: {"number": w.withdrawn_agency.pk}),
    "partnership:add_alias": only(KEEPERS, agency),
    "partnership:withdraw_alias": only(KEEPERS, lambda w: {"number": w.alias.pk}),
    "partnership:add_workforce": only(KEEPERS, agency),
    "partnership:correct_workforce": only(KEEPERS, lambda w: {"number": w.workforce.pk}),
    "partnership:withdraw_workforce": only(KEEPERS, lambda w: {"number": w.workforce.pk}),
    "partnership:bodies": only(MEMBERS | {"administrator"}),
    "partnership:body": only(MEMBERS | {"administrator"}, body),
    "partnership:add_body": only(KEEPERS),
    "partnership:correct_body": only(KEEPERS, body),
    "partnership:withdraw_body": only(KEEPERS, body),
    "partnership:restore_body": only(KEEPERS, lambda w: {"number": w.withdrawn_body.pk}),
    "partnership:add_seat": only(KEEPERS, body),
    "partnership:seat-record": only(MEMBERS | {"administrator"}, seat),
    "partnership:end_seat": only(KEEPERS, seat),
    **{f"partnership:seat-{page}": only(KEEPERS, seat) for page in CORRECTING},
    "partnership:coverage": only(MEMBERS | {"administrator"}),
    "partnership:adjust_coverage": only(KEEPERS, lambda w: {"number": w.coverage.pk}),
    "partnership:settings": only({"business-manager", "administrator"}),
    "partnership:brand": public(slug),
    # appointments and arrangements
    "appointments:list": only(MEMBERS),
    "appointments:record": only(MEMBERS, appointment),
    "appointments:new": only(KEEPERS),
    **{f"appointments:{page}": only(KEEPERS, appointment) for page in ("end", "renew", *CORRECTING)},
    "appointments:renewal-record": only(MEMBERS, renewal),
    **{f"appointments:renewal-{page}": only(KEEPERS, renewal) for page in CORRECTING},
    "appointments:arrangements": only(MEMBERS),
    "appointments:arrangement-record": only(MEMBERS, arrangement),
    "appointments:arrangement-new": only(KEEPERS),
    **{f"appointments:arrangement-{page}": only(KEEPERS, arrangement) for page in CORRECTING},
    "appointments:map": only(MEMBERS),
    "appointments:members": only(MEMBERS, body),
    # clocks
    "clocks:list": only(MEMBERS),
    "clocks:record": only(MEMBERS, core_group),
    "clocks:calendar": only(MEMBERS),
    "clocks:hours": only(MEMBERS),
    "clocks:running": only(MEMBERS),
    "clocks:start": only(KEEPERS),
    "clocks:ledger": only(MEMBERS, running_clock),
    **{f"clocks:{step}": only(KEEPERS, running_clock) for step in ("pause", "resume", "extend", "stop")},
    "clocks:length-record": only(MEMBERS, length),
    "clocks:length-new": only(KEEPERS),
    **{f"clocks:length-{page}": only(KEEPERS, length) for page in CORRECTING},
    "clocks:day-record": only(MEMBERS, own_day),
    "clocks:day-new": only(KEEPERS),
    **{f"clocks:day-{page}": only(KEEPERS, own_day) for page in CORRECTING},
    # notices
    "notices:list": only(TEAM),
    "notices:record": only(TEAM, notice),
    "notices:send-again": only(KEEPERS, notice),
    "notices:cancel": only(KEEPERS, notice),
    "notices:lengths": only(KEEPERS),
    "notices:mine": only(EVERYBODY),
    "notices:digest": only(EVERYBODY),
    # actions
    "actions:list": only(MEMBERS),
    **{f"actions:{page}": only(MEMBERS) for page in ("board", "plan", "progress")},
    "actions:plan-file": only(MEMBERS, as_pdf),
    "actions:record": only(MEMBERS, action),
    "actions:new": only(ACTION_KEEPERS),
    **{
        f"actions:{page}": only(ACTION_KEEPERS, action)
        for page in ("agree", "decline", "begin", "complete", "assure", "reopen", *CORRECTING)
    },
    "actions:update": only(set(), action),  # only who speaks for its lead agency, as nobody of the table does
    "actions:move": only(DATE_MOVERS, action),
    "actions:evidence-new": only(ACTION_KEEPERS, action),
    "actions:evidence-record": only(MEMBERS, evidence),
    "actions:evidence-version-new": only(ACTION_KEEPERS, evidence),
    **{f"actions:evidence-{page}": only(ACTION_KEEPERS, evidence) for page in CORRECTING},
    "actions:version-file": only(MEMBERS, evidence_version),
    **{f"actions:version-{page}": only(ACTION_KEEPERS, evidence_version) for page in ("withdraw", "restore")},
    "actions:version-destroy": only(DESTROYERS, evidence_version),
    "actions:risk-new": only(DATE_MOVERS),
    "actions:risk-record": only(MEMBERS, risk),
    **{f"actions:risk-{page}": only(DATE_MOVERS, risk) for page in CORRECTING},
    # challenges
    "challenges:list": only(MEMBERS),
    "challenges:record": only(MEMBERS, challenge),
    "challenges:new": only(KEEPERS),
    **{f"challenges:{page}": only(KEEPERS, challenge) for page in ("close", "escalate", *CORRECTING)},
    "challenges:between": only(MEMBERS),
    # meetings
    "meetings:list": only(MEMBERS),
    "meetings:matrix": only(MEMBERS),
    "meetings:record": only(MEMBERS, meeting),
    "meetings:mark-record": only(MEMBERS, mark),
    "meetings:new": only(KEEPERS),
    **{f"meetings:{page}": only(KEEPERS, meeting) for page in ("attendance", *CORRECTING)},
    **{f"meetings:mark-{page}": only(KEEPERS, mark) for page in CORRECTING},
    "meetings:move": only(KEEPERS, lambda w: {"number": w.meeting.pk, "step": "in-progress"}),
    **{f"meetings:{page}": only(KEEPERS, meeting) for page in ("run", "write", "invite")},
    "meetings:calendar-file": only(MEMBERS, meeting),
    "meetings:outcome-record": only(MEMBERS, outcome),
    **{f"meetings:outcome-{page}": only(KEEPERS, outcome) for page in CORRECTING},
    "meetings:minutes": only(MEMBERS, sent_minutes),
    "meetings:minutes-file": only(MEMBERS, lambda w: {**sent_minutes(w), "form": "docx"}),
    **{f"meetings:minutes-{page}": only(KEEPERS, meeting) for page in ("write", "send", "agree", "note")},
    "meetings:paper-new": only(KEEPERS, meeting),
    "meetings:item-paper-new": only(KEEPERS, item),
    "meetings:paper-record": only(MEMBERS, paper),
    **{f"meetings:paper-{page}": only(KEEPERS, paper) for page in ("version-new", *CORRECTING)},
    "meetings:paper-version-file": only(MEMBERS, paper_version),
    **{f"meetings:paper-version-{page}": only(KEEPERS, paper_version) for page in ("withdraw", "restore")},
    "meetings:paper-version-destroy": only(DESTROYERS, paper_version),
    "meetings:quorum": only(MEMBERS),
    "meetings:quorum-record": only(MEMBERS, quorum_rule),
    "meetings:quorum-new": only(KEEPERS),
    **{f"meetings:quorum-{page}": only(KEEPERS, quorum_rule) for page in CORRECTING},
    "meetings:backlog": only(MEMBERS),
    "meetings:item-record": only(MEMBERS, item),
    "meetings:item-new": only(KEEPERS),
    **{
        f"meetings:item-{page}": only(KEEPERS, item)
        for page in ("park", "bring-back", "carry-over", "order", "decide", *CORRECTING)
    },
    # training
    "training:overview": only(MEMBERS | {"practitioner"}),
    "training:courses": only(MEMBERS | {"practitioner"}),
    "training:sessions": only(MEMBERS | {"practitioner"}),
    "training:bookings": only(TEAM | {"scrutineer"}),
    "training:course-record": only(MEMBERS | {"practitioner"}, course),
    "training:session-record": only(MEMBERS | {"practitioner"}, session),
    "training:booking-record": only(TEAM | {"scrutineer"}, booking),
    **{f"training:{thing}-new": only(TRAINING_KEEPERS) for thing in ("course", "session", "booking")},
    **{f"training:course-{page}": only(TRAINING_KEEPERS, course) for page in CORRECTING},
    **{f"training:session-{page}": only(TRAINING_KEEPERS, session) for page in CORRECTING},
    **{f"training:booking-{page}": only(TRAINING_KEEPERS, booking) for page in CORRECTING},
    # what the partnership costs, and who pays for it
    **{f"funding:{page}": only(PAYERS) for page in ("year", "contributions", "budget", "spend")},
    **{f"funding:{name}-record": only(PAYERS, sample) for name, sample in MONEY.items()},
    **{f"funding:{name}-new": only(KEEPERS) for name in MONEY},
    **{
        f"funding:{name}-{page}": only(KEEPERS, sample)
        for name, sample in MONEY.items()
        for page in CORRECTING
    },
    # what the agencies' data says of children
    "indicators:list": only(MEMBERS),
    "indicators:indicator": only(MEMBERS, measure),
    "indicators:packs": only(MEMBERS),
    "indicators:pack-new": only(OBSERVERS),
    "indicators:pack": only(MEMBERS, pack),
    "indicators:pack-file": only(MEMBERS, lambda w: {**pack(w), "form": "xlsx"}),
    "indicators:observe": only(OBSERVERS, measure),
    "indicators:observations": only(MEMBERS),
    "indicators:observation-record": only(MEMBERS, observation),
    **{f"indicators:observation-{page}": only(OBSERVERS, observation) for page in ("recommend", *CORRECTING)},
    # agencies' data
    **{name: only(roles, sample) for name, (roles, sample) in DATA.items()},
    # forums across boundaries, and what a partnership answers them
    "forum:home": only(MEMBERS),
    "forum:new": only(KEEPERS | {"forum-member"}, in_a_forum),
    "forum:record": only(MEMBERS, issue),
    **{
        f"forum:{page}": only(KEEPERS, issue)
        for page in ("assess", "decide", "areas", "allocate", *CORRECTING)
    },
    "forum:allocation-record": only(MEMBERS, allocation),
    **{f"forum:allocation-{page}": only(KEEPERS, allocation) for page in CORRECTING},
    "forum:found": only(LEADERS | {"business-manager"}),
    "forum:members": only(MEMBERS, in_a_forum),
    "forum:invite": only(KEEPERS, in_a_forum),
    "forum:end": only(KEEPERS, lambda w: {"number": w.admitted.pk}),
    "forum:accept": only(LEADERS | {"business-manager"}, membership),
    "forum:leave": only(LEADERS | {"business-manager"}, membership),
    "forum:asked": only(MEMBERS, asked),
    **{f"forum:{page}": only(KEEPERS, asked) for page in ("take_up", "decline")},
    "forum:done": only(KEEPERS, lambda w: {"number": w.asked(taken_up=True).pk}),
    # what bodies report to one another
    "required_reports:list": only(MEMBERS),
    "required_reports:record": only(MEMBERS, due_report),
    **{
        f"required_reports:{page}": only(KEEPERS, due_report) for page in ("receive", "not-needed", "correct")
    },
    "required_reports:rules": only(MEMBERS),
    "required_reports:rule-record": only(MEMBERS, required_report),
    "required_reports:rule-new": only(KEEPERS),
    **{f"required_reports:rule-{page}": only(KEEPERS, required_report) for page in ("end", *CORRECTING)},
    # reports
    "reports:reports": only(EVERYBODY),
    "reports:new": only(WRITERS),
    "reports:import": only(WRITERS),
    "reports:add": only(SCRUTINEER, lambda w: {"slug": w.report.slug, "kind": "text"}),
    **{f"reports:{page}": only(READERS_OF_DRAFTS, report) for page in DRAFT_PAGES},
    **{f"reports:{page}": only(SCRUTINEER, report) for page in ("head", "discard")},
    **{f"reports:{page}": only(SCRUTINEER, claim) for page in CLAIM_PAGES},
    "reports:edit_check": only(SCRUTINEER, lambda w: {**claim(w), "place": 1}),
    "reports:remove_evidence": only(SCRUTINEER, lambda w: {**claim(w), "evidence": w.evidence.pk}),
    "reports:verify": only(READERS_OF_DRAFTS, publication),
    "reports:publish": only(SCRUTINEER, report),
    "reports:withdraw": only(SCRUTINEER, publication),
    "published_reports": public(lambda w: {"partnership": w.report.partnership.slug}),
    "published": public(published),
    "published_version": public(lambda w: {**published(w), "version": 1}),
    "published_file": public(lambda w: {**published(w), "version": 1, "form": "json"}),
    # imports
    "imports:list": only(TEAM | OVERSIGHT),
    "imports:new": only(TEAM),
    "imports:record": only(TEAM | OVERSIGHT, import_),
    "imports:kind": only(TEAM, import_),
    "imports:columns": only(TEAM, import_),
    "imports:problems": only(TEAM, import_),
    "imports:commit": only(TEAM, import_),
    "imports:again": only(TEAM, import_),
    "imports:discard": only(TEAM, import_),
    "imports:undo": only(TEAM, import_),
    "imports:refused": only(TEAM, import_),
    "imports:original": only(TEAM, import_),
}
