"""The demonstration as a newcomer meets it: made by one command, whole, and worth looking at."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from sightline.actions.models import Evidence, EvidenceVersion
from sightline.audit.models import Event
from sightline.audit.queries import breaks
from sightline.audit.services import seal_waiting
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse
from sightline.claims.verdicts import VerdictKind
from sightline.datasets.models import Agreement, Delivery, Linkage, Pack, Recommendation
from sightline.demo.making import make
from sightline.demo.places import Place
from sightline.files.models import StoredFile
from sightline.foundation.files import place_of
from sightline.imports.models import Import, Stage
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.meetings.models import Meeting, Minutes, Paper
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.roles import roles
from sightline.people.models import Account, RoleGrant
from sightline.reports import queries as reports
from sightline.reports.checking import Findings, look
from sightline.reports.models import Report
from tests.commands import Installation, Ran

DRAFT, PUBLISHED = "independent-scrutineers-report-2024-25", "independent-scrutineers-report-2023-24"
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture
def home_for_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def found_in(report: Report) -> Findings:
    return look(reports.report_text(report).blocks, RecordedFigures(report.partnership))


def test_one_command_makes_all_of_it_and_again_changes_nothing(
    db: None, home_for_files: None, run_command: Callable[..., Ran]
) -> None:
    made = run_command("demo", "--scale", "1")
    assert made.status == 0, made.err
    assert "/demonstration/" in made.err
    partnership = Partnership.objects.get()
    assert partnership.demonstration
    assert set(RoleGrant.objects.of(partnership).values_list("role", flat=True)) == {
        role.key for role in roles if role.by_hand
    }
    accounts = Account.objects.all()
    assert len(accounts) == len([role for role in roles if role.by_hand])
    assert not any(account.has_usable_password() for account in accounts)
    assert {one.stage for one in Import.objects.all()} == {Stage.COMMITTED}
    years = set(
        Coverage.objects.filter(source__in=("training", "meetings", "challenges")).values_list("start", "end")
    )
    assert {(str(start), str(end)) for start, end in years} == {
        ("2023-04-01", "2024-03-31"),
        ("2024-04-01", "2025-03-31"),
        ("2023-04-01", "2025-03-31"),
    }
    _the_draft_stops_at_one_claim(partnership, run_command)
    _last_years_report_is_published_and_stands(partnership, run_command)
    _the_executive_met_for_a_year_and_is_invited_again(partnership)
    _files_are_attached(partnership)
    _what_the_agencies_share_leads_to_a_recommendation(partnership)
    seal_waiting()
    assert not list(breaks())

    before = counts()
    again = run_command("demo", "--scale", "1", "--seed", "7")
    assert again.status == 0
    assert "there already" in again.err
    assert counts() == before


def counts() -> list[int]:
    return [model.objects.count() for model in (Import, RoleGrant, Partnership, StoredFile, Event)]


def _what_the_agencies_share_leads_to_a_recommendation(partnership: Partnership) -> None:
    """Two years of four agencies' files, one of which came broken first; pairs in doubt; what the analyst saw in it."""
    came = Counter((one.contract, one.state) for one in Delivery.objects.of(partnership))
    assert came.pop(("police-notifications", "refused")) == 1
    assert sum(came.values()) == 9
    assert all(one.counts for one in Delivery.objects.of(partnership).exclude(state="refused"))
    assert Agreement.objects.of(partnership).values("agency").distinct().count() == 4
    run = Linkage.objects.of(partnership).get()
    assert run.figures["doubtful"] > 20
    recommendation = Recommendation.objects.of(partnership).get()
    said = recommendation.observation.said
    assert "7 months in a row above the average since September 2024" in said
    assert recommendation.action.agreed_on is None
    pack = Pack.objects.of(partnership).get()
    assert pack.meeting == recommendation.item.meeting
    assert len(pack.content["indicators"]) == 8


def _files_are_attached(partnership: Partnership) -> None:
    """Evidence with two versions, a link, and papers of a meeting that was held and of the one to come."""
    pieces = Evidence.objects.of(partnership).order_by("id")
    assert sorted(one.versions.count() for one in pieces) == [1, 1, 2]
    assert EvidenceVersion.objects.of(partnership).exclude(said="").count() == 1
    assert len({one.action_id for one in pieces}) == 2
    states = [paper.of.state for paper in Paper.objects.of(partnership) if paper.of]
    assert sorted(states) == ["closed", "closed", "open"]
    files = StoredFile.objects.of(partnership)
    assert files.count() == 7
    assert all(place_of(one.stored_as).stat().st_size == one.size for one in files)


def test_what_was_killed_before_every_file_was_attached_is_made_whole_by_asking_again(
    db: None, home_for_files: None, run_command: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("sightline.demo.attaching.add_version", _killed)
        with pytest.raises(_Killed):
            run_command("demo", "--scale", "1")
    assert StoredFile.objects.count() == 1
    assert run_command("demo", "--scale", "1").status == 0
    _files_are_attached(Partnership.objects.get())


class _Killed(BaseException):
    """As when a process ends in the middle of its work."""


def _killed(**_: object) -> None:
    raise _Killed


def _the_draft_stops_at_one_claim(partnership: Partnership, run_command: Callable[..., Ran]) -> None:
    """At least twelve checked claims of different kinds, of which one does not hold and so stops publication."""
    report = reports.report(partnership, DRAFT)
    assert report
    findings = found_in(report)
    checked = [claim for claim in findings.claims if claim.checks]
    verdicts = [claim.verdict for claim in findings.claims]
    assert len(checked) >= 12
    assert verdicts.count(VerdictKind.DOES_NOT_HOLD) == 1
    assert verdicts.count(VerdictKind.NOT_RECORDED) == 1
    assert verdicts.count(VerdictKind.JUDGEMENT) == 1
    assert len(findings.stops) == 1
    assert not findings.warnings
    tests = {type(parse(one.asks).test).__name__ for claim in checked for one in claim.checks}
    assert tests >= {"Compare", "Between", "Falls", "Rises", "IsImproving", "IsConsistent", "IsNot"}
    assert run_command("report", "publish", DRAFT, "--partnership", partnership.slug).status == 1


def _last_years_report_is_published_and_stands(
    partnership: Partnership, run_command: Callable[..., Ran]
) -> None:
    verified = run_command("report", "verify", PUBLISHED, "--partnership", partnership.slug, "--json")
    assert verified.status == 0
    assert verified.json["intact"]
    assert verified.json["changed"] == []


def _the_executive_met_for_a_year_and_is_invited_again(partnership: Partnership) -> None:
    """Agenda, outcomes and minutes of each, agreed but for the latest; an invitation to whoever has an address."""
    *year, upcoming = (
        Meeting.objects.of(partnership).filter(body__name="DSP Executive").order_by("held_on")[8:]
    )
    assert len(year) == 8
    assert all(one.state == "closed" and one.agenda.count() >= 2 and one.outcomes.exists() for one in year)
    assert [one.minutes.state for one in year] == ["agreed"] * 7 + ["sent"]
    assert upcoming.held_on > timezone.localdate()
    invited = {one.person.account for one in upcoming.invitations.select_related("person__account")}
    assert len(invited) == 3
    assert None not in invited
    quorate = evaluate(
        "meetings.quorate_rate",
        Scope(partnership=partnership, period=YEAR),
    )
    assert quorate.numerator
    assert quorate.denominator == 8 + 6, "the executive and the business group have a rule"


def test_three_partnerships_share_a_forum_and_see_nothing_else_of_one_another(
    db: None, home_for_files: None, run_command: Callable[..., Ran]
) -> None:
    assert run_command("demo").status == 0
    *three, forum = Partnership.objects.order_by("id")
    assert [one.kind for one in three] == ["partnership"] * 3
    assert forum.is_forum
    for place, raised, actioned in ((forum, 3, 2), (three[0], 3, 2), (three[2], 2, 1)):
        for key, number in (("forum.issues_raised", raised), ("forum.issues_actioned", actioned)):
            asked = run_command("measure", key, "--partnership", place.slug, "--in", "2024-25", "--json")
            assert asked.json["value"] == number, (place.slug, key)
    came = run_command(
        "measure",
        "reports_between_bodies.on_time_rate",
        "--partnership",
        three[1].slug,
        "--in",
        "2024-25",
        "--json",
    )
    assert (came.json["numerator"], came.json["denominator"]) == (13, 15), "one was late, one never came"
    model = run_command(
        "check", 'partnership.model at 2025-03-31 is "single scrutineer"', "--partnership", three[0].slug
    )
    assert model.status == 0, model.err
    assert run_command("demo").status == 0
    assert Partnership.objects.count() == 4
    agreed = Minutes.objects.of(forum).order_by("meeting__held_on").values_list("state", flat=True)
    assert list(agreed) == ["agreed", "agreed", "sent"]
    attended = evaluate(
        "meetings.attendance_rate",
        Scope(partnership=forum, period=YEAR),
    )
    assert (attended.numerator, attended.denominator) == (8, 9), "of three meetings, one member missed one"


@pytest.mark.parametrize("seed", [8])
def test_with_another_seed_the_story_is_the_same(db: None, home_for_files: None, seed: int) -> None:
    partnership = make(Place("Fenmarch"), seed)
    report = reports.report(partnership, DRAFT)
    assert report
    assert len(found_in(report).stops) == 1


def test_fictional_records_do_not_go_beside_real_ones(
    partnership: Partnership, run_command: Callable[..., Ran]
) -> None:
    refused = run_command("demo")
    assert refused.status == 2
    assert "Westmoor" in refused.err
    assert Partnership.objects.get() == partnership


@pytest.mark.parametrize("scale", ["0", "-1", "x", "100000", "1.5"])
def test_a_number_that_cannot_be_is_refused(db: None, scale: str, run_command: Callable[..., Ran]) -> None:
    assert run_command("demo", "--scale", scale).status == 2
    assert not Partnership.objects.exists()


def partnerships_in(installation: Installation) -> int:
    question = "SELECT count(*) FROM partnership_partnership"
    if installation.database_url:
        with psycopg.connect(installation.database_url) as connection:
            row = connection.execute(question).fetchone()
    else:
        with sqlite3.connect(installation.home / "sightline.sqlite3") as connection:
            row = connection.execute(question).fetchone()
    return int(row[0]) if row else 0


def test_a_demonstration_that_was_killed_is_made_whole_by_asking_again(installation: Installation) -> None:
    assert installation.run("init").status == 0
    making = installation.start("demo")
    deadline = time.monotonic() + 60
    kept = installation.home / "files" / "imports"
    while time.monotonic() < deadline and not (kept.exists() and any(kept.rglob("*.xlsx"))):
        time.sleep(0.05)
    os.kill(making.pid, signal.SIGKILL)
    making.wait()
    assert partnerships_in(installation) == 0, "it is made in one transaction"
    assert installation.run("demo").status == 0
    assert partnerships_in(installation) == 4, "three, and the forum they share"
    assert installation.run("audit", "verify").status == 0
    assert installation.run("report", "verify", PUBLISHED, "--partnership", "harrowdale").status == 0
