"""What a sheet may not do to an action any more than a page: the rules of dates, of states and of assurance."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sightline.actions import services
from sightline.actions.models import Action, DateMove
from sightline.imports import services as imports
from sightline.partnership.queries import live


def test_an_emptied_cell_clears_and_a_needed_one_is_refused_by_its_row(covered, action, export, bring):
    clear, needed = action("X-1", owner="Ann Ash"), action("X-2", owner="Ann Ash")
    book = export().put("X-1", Lead_officer=None).put("X-2", Source=None, Lead_officer="Bo Birch")
    _, outcome = bring(book)
    clear.refresh_from_db()
    needed.refresh_from_db()
    assert (clear.owner, needed.owner) == ("", "Ann Ash")
    assert [(error["column"], error["problem"]) for error in outcome.errors] == [
        ("Source", "is blank; “Source” is needed")
    ]


def test_a_target_date_moves_with_who_allowed_it_and_why(covered, action, export, bring, keeper):
    held = action("X-1", due_on=date(2024, 8, 1))
    book = export().put(
        "X-1",
        Target_date=date(2024, 12, 1),
        Date_move_allowed_by="The executive",
        Why_the_date_moves="The audit comes later",
    )
    import_, outcome = bring(book)
    held.refresh_from_db()
    [move] = DateMove.objects.filter(action=held)
    assert (held.due_on, move.was_due_on, move.due_on) == (
        date(2024, 12, 1),
        date(2024, 8, 1),
        date(2024, 12, 1),
    )
    assert (move.authority, move.why) == ("The executive", "The audit comes later")
    assert outcome.updated == 1
    imports.undo(by=keeper, import_=import_)
    held.refresh_from_db()
    assert held.due_on == date(2024, 8, 1)
    assert not DateMove.objects.filter(action=held).exists()


def test_a_target_date_without_a_reason_stays_and_the_rest_of_its_row_goes_in(covered, action, export, bring):
    held = action("X-1", due_on=date(2024, 8, 1))
    book = export().put("X-1", Target_date=date(2024, 12, 1), Progress_update="Nearly there")
    _, outcome = bring(book.put("X-1", Date_move_allowed_by="The executive"))
    held.refresh_from_db()
    assert (held.due_on, held.progress) == (date(2024, 8, 1), "Nearly there")
    [refused] = outcome.merged["refused"]
    assert refused["title"] == "Target date"
    assert refused["why"].endswith("Fill in “Why the date moves”.")


def test_a_target_date_is_not_taken_away_and_a_first_one_needs_nobody(covered, action, export, bring):
    moved, first = action("X-1", due_on=date(2024, 8, 1)), action("X-2", due_on=None)
    _, outcome = bring(export().put("X-1", Target_date=None).put("X-2", Target_date=date(2024, 9, 1)))
    moved.refresh_from_db()
    first.refresh_from_db()
    assert (moved.due_on, first.due_on) == (date(2024, 8, 1), date(2024, 9, 1))
    assert outcome.merged["refused"][0]["why"].startswith("A target date is moved, not taken away.")


def test_an_owner_does_not_assure_their_own_work_in_a_sheet_either(covered, action, export, bring):
    held = action("X-1", owner="Ann Ash", completed_on=date(2024, 7, 1))
    book = export().put(
        "X-1", Whether_it_worked="Assured", Looked_at_on=date(2024, 9, 1), Looked_at_by="Ann Ash"
    )
    _, outcome = bring(book)
    held.refresh_from_db()
    assert held.effect == ""
    assert outcome.errors[0]["problem"] == (
        "Name somebody other than the owner: nobody assures their own work"
    )
    bring(book.put("X-1", Looked_at_by="Dee Dunn, scrutineer"))
    held.refresh_from_db()
    assert (held.effect, held.checked_on) == ("assured", date(2024, 9, 1))


def test_a_state_that_is_changed_by_itself_is_told_to_follow_from_the_dates(covered, action, export, bring):
    action("X-1")
    held = action("X-2")
    book = export().put("X-1", State="Complete", Progress_update="All done")
    _, outcome = bring(book.put("X-2", State="Complete", Date_completed=date(2024, 9, 1)))
    assert [(one["label"], one["title"]) for one in outcome.merged["refused"]] == [("X-1", "State")]
    held.refresh_from_db()
    assert held.completed_on == date(2024, 9, 1)
    assert Action.objects.get(reference="X-1").progress == "All done"


def test_a_withdrawn_action_stays_withdrawn(covered, action, export, bring, keeper):
    held, other = action("X-1"), action("X-2")
    book = export().put("X-1", Progress_update="Nearly there")
    services.actions.withdraw(by=keeper, record=held, reason="Entered twice")
    services.actions.withdraw(by=keeper, record=other, reason="Entered twice")
    _, outcome = bring(book)
    assert [(error["value"], error["problem"]) for error in outcome.errors] == [
        ("X-1", "was withdrawn in Sightline since it was exported. Put it back there first")
    ]


def test_what_was_done_lately_is_kept_live_from_then_on_until_it_is_undone(
    covered, action, export, bring, keeper, partnership
):
    action("X-1")
    today = timezone.localdate()
    import_, _ = bring(export().put("X-1", Date_completed=today))
    begun = live(partnership, "actions")
    assert begun is not None
    assert begun.start == today
    imports.undo(by=keeper, import_=import_)
    assert live(partnership, "actions") is None


def test_only_who_moves_dates_moves_them_by_sheet(covered, action, export, bring, person_with):
    held = action("X-1", due_on=date(2024, 8, 1))
    book = export().put(
        "X-1", Target_date=date(2024, 12, 1), Date_move_allowed_by="Me", Why_the_date_moves="So"
    )
    _, outcome = bring(book, by=person_with("data-analyst"))
    held.refresh_from_db()
    assert held.due_on == date(2024, 8, 1)
    assert outcome.merged["refused"][0]["why"] == "You may not move target dates. Ask a coordinator."


def test_a_proposed_action_is_agreed_by_its_date_and_its_target_is_just_corrected(
    covered, action, export, bring
):
    held = action("P-1", agreed_on=None, proposed_on=date(2024, 5, 1), due_on=date(2024, 8, 1))
    bring(export(state="proposed").put("P-1", Target_date=date(2024, 9, 1)))
    held.refresh_from_db()
    assert (held.due_on, DateMove.objects.filter(action=held).count()) == (date(2024, 9, 1), 0)
    bring(export(state="proposed").put("P-1", Date_agreed=date(2024, 6, 1)))
    held.refresh_from_db()
    assert (held.agreed_on, held.proposed_on) == (date(2024, 6, 1), date(2024, 5, 1))


def test_a_proposal_that_is_not_taken_up_needs_its_reason(covered, action, export, bring):
    held = action("P-1", agreed_on=None, proposed_on=date(2024, 5, 1), due_on=None)
    book = export(state="proposed").put("P-1", Not_taken_up_on=date(2024, 6, 1))
    _, outcome = bring(book)
    assert outcome.errors[0]["column"] == "Why it is not taken up"
    bring(book.put("P-1", Why_it_is_not_taken_up="Done elsewhere"))
    held.refresh_from_db()
    assert (held.declined_on, held.declined_why) == (date(2024, 6, 1), "Done elsewhere")


def test_an_action_that_is_neither_agreed_nor_proposed_is_refused(covered, action, export, bring):
    held = action("X-1", due_on=None)
    _, outcome = bring(export().put("X-1", Date_agreed=None))
    held.refresh_from_db()
    assert held.agreed_on == date(2024, 5, 1)
    assert outcome.errors[0]["column"] == "Date agreed"


def test_another_owner_is_known_as_a_person_where_one_alone_is_called_so(
    covered, action, export, bring, keeper, person_with, police
):
    held = action("X-1", owner="Ann Ash")
    bo = person_with("agency-representative", name="Bo Birch", agency=police)
    import_, _ = bring(export().put("X-1", Lead_officer="Bo Birch"))
    held.refresh_from_db()
    assert (held.owner, held.owner_person_id) == ("Bo Birch", bo.pk)
    imports.undo(by=keeper, import_=import_)
    held.refresh_from_db()
    assert (held.owner, held.owner_person_id) == ("Ann Ash", None)


def test_whoever_brings_the_sheet_in_does_not_assure_their_own_work(covered, action, export, bring, keeper):
    held = action("X-1", owner=keeper.name, completed_on=date(2024, 7, 1))
    book = export().put(
        "X-1", Whether_it_worked="Assured", Looked_at_on=date(2024, 9, 1), Looked_at_by="Dee Dunn"
    )
    _, outcome = bring(book)
    held.refresh_from_db()
    assert held.effect == ""
    assert outcome.errors[0]["problem"].startswith("This action is yours.")


def test_an_emptied_date_of_completion_reopens_the_action_and_keeps_what_was_seen(
    covered, action, export, bring, keeper
):
    held = action(
        "X-1",
        completed_on=date(2024, 7, 1),
        effect="assured",
        checked_on=date(2024, 8, 1),
        checked_by="Dee Dunn",
    )
    import_, outcome = bring(export().put("X-1", Date_completed=None))
    held.refresh_from_db()
    [reopened] = held.reopenings.all()
    assert (held.completed_on, held.effect, held.checked_by) == (None, "", "")
    assert (reopened.completed_on, reopened.effect) == (date(2024, 7, 1), "assured")
    assert outcome.merged["difference_count"] == 4  # what was seen of it goes as well, and is told
    imports.undo(by=keeper, import_=import_)
    held.refresh_from_db()
    assert (held.completed_on, held.effect, held.checked_by) == (date(2024, 7, 1), "assured", "Dee Dunn")
    assert not held.reopenings.exists()


def test_a_reopened_action_is_not_complete_before_it_was_reopened(covered, action, export, bring):
    held = action("X-1", completed_on=date(2024, 7, 1))
    bring(export().put("X-1", Date_completed=None))
    _, outcome = bring(export().put("X-1", Date_completed=date(2024, 7, 1)))
    held.refresh_from_db()
    assert held.completed_on is None
    assert outcome.errors[0]["problem"].startswith("It was reopened on")
