"""The scrutineer's report is the scrutineer's: others may begin it for them and read it, no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.reports import queries
from sightline.reports.models import Report
from sightline.reports.services import drafting
from sightline.reports.services.importing import import_text, take_in
from sightline.reports.services.publishing import publish
from sightline.reports.tests.conftest import REPORT
from sightline.reports.writing import BlockKind, BlockText, Marking, ReportKind, cited

HERE = "/westmoor/reports/"
AT = f"{HERE}independent-scrutineers-report-2024-25/"
TEXT = BlockText(BlockKind.TEXT, "All is well.")


def _claim(report: Report) -> Any:
    return next(block for block in queries.blocks(report) if block.kind == "claim")


WRITES: dict[str, Callable[[Any, Report], Any]] = {
    "amend": lambda by, report: drafting.amend(
        by=by, report=report, title="Ours", period=report.period, marking=Marking.OFFICIAL
    ),
    "discard": lambda by, report: drafting.discard(by=by, report=report, reason="No."),
    "add": lambda by, report: drafting.add_blocks(by=by, report=report, blocks=[TEXT], after=None),
    "edit": lambda by, report: drafting.edit_block(
        by=by, block=_claim(report), revision=1, blocks=[BlockText(BlockKind.CLAIM, "All is well.")]
    ),
    "move": lambda by, report: drafting.move_block(by=by, block=_claim(report), up=True),
    "remove": lambda by, report: drafting.remove_block(by=by, block=_claim(report)),
    "put back": lambda by, report: drafting.put_back(by=by, block=_claim(report)),
    "cite": lambda by, report: drafting.cite(by=by, block=_claim(report), evidence=cited("Notes")),
    "import": lambda by, report: import_text(
        by=by, partnership=report.partnership, text=REPORT.replace("Eight", "Eighty")
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_nobody_but_the_scrutineer_changes_a_scrutineers_report(
    report: Report, person_with: Callable[..., Any], write: str
) -> None:
    before = queries.report_text(report)
    for role in ("coordinator", "business-manager", "lead-partner"):
        with pytest.raises(Forbidden):
            WRITES[write](person_with(role), report)
    assert queries.report_text(report) == before
    WRITES[write](person_with("scrutineer"), report)


def test_a_coordinator_begins_one_from_a_text_and_the_scrutineer_goes_on_with_it(
    records: Partnership, person_with: Callable[..., Any]
) -> None:
    coordinator, scrutineer = person_with("coordinator"), person_with("scrutineer")
    report = import_text(by=coordinator, partnership=records, text=REPORT)
    with pytest.raises(Forbidden):
        import_text(by=coordinator, partnership=records, text=REPORT.replace("Eight", "Eighty"))
    drafting.add_blocks(by=scrutineer, report=report, blocks=[TEXT], after=None)
    assert publish(by=scrutineer, report=report).version == 1


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("scrutineer", 200, 200),
        ("commissioner", 200, 403),
        ("coordinator", 200, 403),
        ("agency-representative", 403, 403),
        ("practitioner", 403, 403),
    ],
)
def test_who_may_read_and_who_may_write(
    report: Report,
    person_with: Callable[..., Any],
    client_as: Callable[..., Client],
    role: str,
    reads: int,
    writes: int,
) -> None:
    client = client_as(person_with(role))
    assert client.get(AT).status_code == reads
    assert client.get(f"{AT}add/claim").status_code == writes


def test_who_reads_a_draft_without_writing_it_is_offered_nothing_to_write_with(
    report: Report, person_with: Callable[..., Any], client_as: Callable[..., Client]
) -> None:
    reader, writer = (client_as(person_with(role)) for role in ("coordinator", "scrutineer"))
    for page, offered in (("", "/move"), ("", '/details"'), ("claims", f"blocks/{_claim(report).pk}")):
        address = f"{AT}{page}"
        assert offered in writer.get(address).content.decode()
        assert offered not in reader.get(address).content.decode()


def test_before_publishing_the_scrutineer_sees_what_others_did_block_by_block(
    report: Report, shell: Shell, person_with: Callable[..., Any], client_as: Callable[..., Client]
) -> None:
    scrutineer = person_with("scrutineer", name="Sam Scrutineer")
    client = client_as(scrutineer)
    assert "you have not written in it yourself" in client.get(f"{AT}publish").content.decode()

    claim = _claim(report)
    drafting.add_blocks(by=scrutineer, report=report, blocks=[TEXT], after=None)
    assert "Nothing was changed since you last wrote in it" in client.get(f"{AT}publish").content.decode()

    other = BlockText(BlockKind.CLAIM, "Eight places, no more.", tuple(claim.asks.split("\n")))
    drafting.edit_block(by=shell, block=claim, revision=claim.revision, blocks=[other])
    html = client.get(f"{AT}publish").content.decode()
    changes = html[html.index('id="changes"') :]
    assert "Eight places, no more." in changes
    assert "Changed" in changes
    assert shell.label in changes
    assert "All is well." not in changes

    publish(by=scrutineer, report=report)
    assert "Nothing was changed since version 1" in client.get(f"{AT}publish").content.decode()
    drafting.remove_block(by=scrutineer, block=claim)
    html = client.get(f"{AT}publish").content.decode()
    assert "Taken out" in html[html.index('id="changes"') :]


def test_a_text_of_another_year_or_kind_begins_a_report_of_its_own(report: Report, shell: Shell) -> None:
    publish(by=shell, report=report)
    before = queries.report_text(report)
    next_year = REPORT.replace("period: 2024-25", "period: 2025-26")
    for text in (next_year, REPORT.replace("kind: scrutineer", "kind: yearly")):
        taken = take_in(by=shell, partnership=report.partnership, text=text, name=report.slug)
        assert taken.before is None
        assert taken.report.pk != report.pk
        assert taken.report.slug.startswith(f"{report.slug}-")
    assert queries.report_text(report) == before

    again = take_in(
        by=shell, partnership=report.partnership, text=next_year.replace("r's report", "r’s report")
    )
    assert (again.before, again.now) == (4, 4)
    assert "Brought up to date: it had 4 claims" in again.said


def test_the_year_of_a_published_report_stays(report: Report, shell: Shell) -> None:
    def amend(period: str) -> None:
        drafting.amend(by=shell, report=report, title=report.title, period=period, marking=Marking.OFFICIAL)

    amend("2023-24")
    amend("2024-25")
    publish(by=shell, report=report)
    with pytest.raises(Refused, match="published as that of 2024-25"):
        amend("2025-26")


def test_a_yearly_report_is_written_by_the_team(
    records: Partnership, person_with: Callable[..., Any]
) -> None:
    coordinator = person_with("coordinator")
    report = drafting.create(
        by=coordinator, partnership=records, kind=ReportKind.YEARLY, title="Our year", period="2024-25"
    )
    drafting.add_blocks(by=coordinator, report=report, blocks=[TEXT], after=None)
    assert [block.text for block in queries.blocks(report)] == ["All is well."]


def test_what_is_back_already_is_not_put_back_again_and_what_is_gone_takes_no_evidence(
    report: Report, shell: Shell
) -> None:
    claim = _claim(report)
    evidence = drafting.cite(by=shell, block=claim, evidence=cited("Notes"))
    for _ in range(2):
        drafting.uncite(by=shell, evidence=evidence)
    drafting.remove_block(by=shell, block=claim)
    with pytest.raises(Refused, match="took this block out"):
        drafting.cite(by=shell, block=claim, evidence=cited("Notes"))
    for _ in range(2):
        drafting.put_back(by=shell, block=claim)
    deeds = [deed.event.verb for deed in queries.deeds(report) if deed.block and deed.block.pk == claim.pk]
    assert deeds == ["added", "added", "withdrawn", "withdrawn", "restored"]
