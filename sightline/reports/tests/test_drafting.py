"""Writing together: nobody's words are lost, and what was done can be read later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sightline.audit.queries import history
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.reports import queries
from sightline.reports.models import Report
from sightline.reports.services import drafting
from sightline.reports.services.drafting import EditedMeanwhile
from sightline.reports.services.importing import export_text, import_text
from sightline.reports.tests.conftest import REPORT
from sightline.reports.text import UnreadableReport
from sightline.reports.writing import BlockKind, BlockText, ReportKind, cited


def _text(words: str) -> BlockText:
    return BlockText(BlockKind.TEXT, words)


def _words(report: Report) -> list[str]:
    return [block.text for block in queries.blocks(report)]


@pytest.fixture
def draft(partnership: Partnership, shell: Shell) -> Report:
    report = drafting.create(
        by=shell, partnership=partnership, kind=ReportKind.YEARLY, title="Yearly report", period="2024-25"
    )
    drafting.add_blocks(
        by=shell, report=report, blocks=[_text("one"), _text("two"), _text("three")], after=None
    )
    return report


def test_a_block_is_put_behind_the_one_it_was_added_at(draft: Report, shell: Shell) -> None:
    first = queries.blocks(draft)[0]
    drafting.add_blocks(by=shell, report=draft, blocks=[_text("a"), _text("b")], after=first)
    assert _words(draft) == ["one", "a", "b", "two", "three"]


def test_blocks_change_places_and_stop_at_the_ends(draft: Report, shell: Shell) -> None:
    one, two, three = queries.blocks(draft)
    drafting.move_block(by=shell, block=three, up=True)
    drafting.move_block(by=shell, block=one, up=True)
    drafting.move_block(by=shell, block=two, up=False)
    assert _words(draft) == ["one", "three", "two"]


def test_a_block_that_was_taken_out_can_be_put_back_where_it_stood(draft: Report, shell: Shell) -> None:
    two = queries.blocks(draft)[1]
    drafting.remove_block(by=shell, block=two)
    assert _words(draft) == ["one", "three"]
    drafting.put_back(by=shell, block=queries.removed_blocks(draft)[0])
    assert _words(draft) == ["one", "two", "three"]


def test_of_two_who_edit_one_block_at_once_neither_overwrites_the_other(draft: Report, shell: Shell) -> None:
    mine = theirs = queries.blocks(draft)[0]
    drafting.edit_block(by=shell, block=theirs, revision=theirs.revision, blocks=[_text("theirs")])
    with pytest.raises(EditedMeanwhile) as told:
        drafting.edit_block(by=shell, block=mine, revision=1, blocks=[_text("mine")])
    assert told.value.block.text == "theirs"
    assert _words(draft)[0] == "theirs"

    drafting.edit_block(by=shell, block=mine, revision=told.value.block.revision, blocks=[_text("both")])
    assert [done.after.get("text") for done in history(mine)] == ["both", "theirs", "one"]


def test_saving_what_is_there_already_changes_nothing(draft: Report, shell: Shell) -> None:
    block = queries.blocks(draft)[0]
    drafting.edit_block(by=shell, block=block, revision=99, blocks=[_text("one")])
    assert queries.blocks(draft)[0].revision == 1


def test_a_block_that_somebody_took_out_cannot_be_edited(draft: Report, shell: Shell) -> None:
    block = queries.blocks(draft)[0]
    drafting.remove_block(by=shell, block=block)
    with pytest.raises(Refused, match="took this block out"):
        drafting.edit_block(by=shell, block=block, revision=1, blocks=[_text("again")])


def test_two_reports_of_one_title_have_two_addresses(draft: Report, shell: Shell) -> None:
    again = drafting.create(
        by=shell,
        partnership=draft.partnership,
        kind=ReportKind.YEARLY,
        title="Yearly report",
        period="2024-25",
    )
    assert (draft.slug, again.slug) == ("yearly-report", "yearly-report-2")


def test_evidence_is_attached_with_the_day_it_was_recorded(draft: Report, shell: Shell) -> None:
    block = queries.blocks(draft)[0]
    evidence = drafting.cite(by=shell, block=block, evidence=cited("Audit | of neglect", covers="2024-25"))
    assert (evidence.title, evidence.covers) == ("Audit / of neglect", "2024-25")
    assert evidence.recorded_on == timezone.localdate()
    drafting.uncite(by=shell, evidence=evidence)
    assert queries.block_text(queries.blocks(draft)[0]).evidence == ()


@pytest.mark.parametrize(("title", "period", "field"), [(" ", "2024-25", "title"), ("x", "2024", "period")])
def test_a_report_needs_a_title_and_a_year(
    partnership: Partnership, shell: Shell, title: str, period: str, field: str
) -> None:
    with pytest.raises(Refused) as told:
        drafting.create(by=shell, partnership=partnership, kind=ReportKind.YEARLY, title=title, period=period)
    assert told.value.field == field


def test_who_may_only_look_cannot_write(draft: Report, person_with: Callable[..., Any]) -> None:
    with pytest.raises(Forbidden):
        drafting.add_blocks(by=person_with("commissioner"), report=draft, blocks=[_text("x")], after=None)


def test_a_report_survives_import_and_export_byte_for_byte(report: Report) -> None:
    assert export_text(report) == REPORT


def test_a_text_that_differs_only_in_blank_lines_comes_back_as_it_was(
    records: Partnership, shell: Shell
) -> None:
    airy = REPORT.replace("## Training\nPartners", "## Training\n\nPartners")
    assert export_text(import_text(by=shell, partnership=records, text=airy)) == airy


def test_importing_again_keeps_what_is_the_same_and_tells_what_changed(report: Report, shell: Shell) -> None:
    before = {block.text: block.pk for block in queries.blocks(report)}
    changed = REPORT.replace("Eight places were", "Some eight places were").replace("## Actions\n\n", "")
    again = import_text(by=shell, partnership=report.partnership, text=changed)

    assert again.pk == report.pk
    after = {block.text: block.pk for block in queries.blocks(report)}
    assert after["Some eight places were taken up."] == before["Eight places were taken up."]
    assert "Actions" not in after
    assert export_text(again) == changed
    edited = next(block for block in queries.blocks(report) if block.text.startswith("Some"))
    assert history(edited)[0].before["text"] == "Eight places were taken up."


def test_importing_the_same_text_again_changes_nothing(report: Report, shell: Shell) -> None:
    before = [(block.pk, block.revision) for block in queries.blocks(report)]
    import_text(by=shell, partnership=report.partnership, text=REPORT)
    assert [(block.pk, block.revision) for block in queries.blocks(report)] == before


def test_a_report_is_found_again_by_the_name_of_its_file(report: Report, shell: Shell) -> None:
    renamed = REPORT.replace("title: Independent scrutineer's report 2024-25", "title: Another title")
    again = import_text(by=shell, partnership=report.partnership, text=renamed, name=report.slug)
    assert (again.pk, again.title, again.slug) == (report.pk, "Another title", report.slug)


def test_a_text_with_an_error_leaves_nothing_behind(report: Report, shell: Shell) -> None:
    before = queries.report_text(report)
    wrong = REPORT.replace("Eight places", "Nine places").replace("= 100%", "= very many")
    with pytest.raises(UnreadableReport, match="Line 26"):
        import_text(by=shell, partnership=report.partnership, text=wrong)
    assert queries.report_text(report) == before


def test_a_draft_is_discarded_and_a_published_report_is_not(draft: Report, shell: Shell) -> None:
    drafting.discard(by=shell, report=draft, reason="Begun twice.")
    assert queries.report(draft.partnership, draft.slug) is None
