"""A file is destroyed for good by those who may, wherever its content is kept, and what is left does not name it."""

from __future__ import annotations

import os
import time

import pytest

from sightline.audit import services as audit
from sightline.audit.models import Change, Event
from sightline.audit.queries import breaks, history
from sightline.audit.services import seal_waiting
from sightline.files import services
from sightline.files.models import StoredFile
from sightline.files.services import clear, destroy
from sightline.files.tests.conftest import PDF, Handed, word
from sightline.foundation import files
from sightline.foundation.access import Forbidden, Shell
from sightline.home.doctor import place
from sightline.home.doctor.findings import Level
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.races import at_once

WHY = "It names a child"
NAME = "Kayleigh Marsh.pdf"


def all_is_well() -> bool:
    """Whether the doctor finds every file that records speak of, and nothing besides."""
    return all(
        found.level is Level.FINE for look in (place.missing_files, place.leftovers) for found in look()
    )


def grown_old(attached) -> None:
    """As it is when the doctor comes an hour later."""
    then = time.time() - 2 * 3600
    for path in attached():
        os.utime(path, (then, then))


def test_nothing_is_left_of_a_destroyed_file_but_what_it_was_and_who_destroyed_it(
    keep, attached, person_with
):
    file = keep(PDF, NAME)
    manager = person_with("business-manager", name="Ruth Ford")
    assert destroy(by=manager, file=file, reason=WHY) == 1
    assert attached() == []
    left = StoredFile.objects.get()
    assert (left.pk, left.size, left.sha256, left.put_at) == (file.pk, len(PDF), file.sha256, file.put_at)
    assert (left.name, left.destroyed_by, left.destroyed_why) == ("", manager, WHY)
    assert left.destroyed_at
    assert all_is_well()


def test_history_tells_that_it_was_destroyed_and_by_whom_without_its_name(keep, person_with):
    file = keep(PDF, NAME)
    assert history(file)[0].after["name"] == NAME
    destroy(by=person_with("business-manager", name="Ruth Ford"), file=file, reason=WHY)
    event = Event.objects.latest("id")
    assert (event.verb, event.label, event.reason) == ("destroyed", f"file {file.pk}", WHY)
    assert event.person_id == StoredFile.objects.get().destroyed_by_id
    assert history(file)[0].after["name"] == "(erased)"
    told = "".join(str(row) for model in (Event, Change) for row in model.objects.values())
    assert "Kayleigh" not in told
    seal_waiting()
    assert not list(breaks())


@pytest.mark.parametrize("role", ["coordinator", "qa-lead", "lead-partner", "scrutineer"])
def test_nobody_destroys_a_file_without_the_right(keep, attached, person_with, role):
    file = keep()
    with pytest.raises(Forbidden, match="destroy a file"):
        destroy(by=person_with(role), file=file, reason=WHY)
    assert len(attached()) == 1
    assert StoredFile.objects.get().name


def test_an_administrator_destroys_a_file_while_elevated_alone(keep, attached, person_with):
    file = keep()
    with pytest.raises(Forbidden):
        destroy(by=person_with("administrator", elevated=False), file=file, reason=WHY)
    assert len(attached()) == 1
    destroy(by=person_with("administrator"), file=file, reason=WHY)
    assert attached() == []


def test_somebody_of_another_partnership_destroys_nothing(keep, attached, person_with, another_partnership):
    file = keep()
    with pytest.raises(Forbidden):
        destroy(by=person_with("business-manager", partnership=another_partnership), file=file, reason=WHY)
    assert len(attached()) == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_asked_for(keep, attached, shell, reason):
    file = keep()
    with pytest.raises(Refused, match="Say why"):
        destroy(by=shell, file=file, reason=reason)
    assert len(attached()) == 1


def test_content_that_is_kept_more_than_once_goes_from_everywhere_and_all_else_stays(keep, attached, shell):
    text = b"one and the same"
    one, other, ending = keep(text, "one.txt"), keep(text, "other.txt"), keep(text, "third.csv")
    stays = keep(word(), "audit.docx")
    assert destroy(by=shell, file=other, reason=WHY) == 3
    assert [path.suffix for path in attached()] == [".docx"]
    gone = StoredFile.objects.filter(destroyed_why=WHY, name="").values_list("pk", flat=True)
    assert set(gone) == {one.pk, other.pk, ending.pk}
    stays.refresh_from_db()
    assert (stays.name, stays.destroyed_at) == ("audit.docx", None)
    assert all_is_well()


def test_the_same_content_of_another_partnership_stays(keep, attached, shell, another_partnership):
    file = keep()
    with services.kept(
        by=shell, right="actions.edit", partnership=another_partnership, upload=Handed("theirs.pdf", PDF)
    ) as theirs:
        pass
    destroy(by=shell, file=file, reason=WHY)
    [path] = attached()
    assert path == files.place_of(theirs.stored_as)
    theirs.refresh_from_db()
    assert theirs.name == "theirs.pdf"


def test_what_was_destroyed_is_not_destroyed_again_even_if_it_was_attached_anew(keep, attached, shell):
    first = keep()
    destroy(by=shell, file=first, reason=WHY)
    anew = keep(PDF, "anew.pdf")
    with pytest.raises(Refused, match="destroyed already"):
        destroy(by=shell, file=first, reason="Again")
    assert len(attached()) == 1
    anew.refresh_from_db()
    assert anew.name == "anew.pdf"
    assert StoredFile.objects.get(pk=first.pk).destroyed_why == WHY
    assert all_is_well()


def test_a_file_whose_bytes_are_missing_can_be_destroyed(keep, attached, shell):
    file = keep()
    [path] = attached()
    path.unlink()
    destroy(by=shell, file=file, reason=WHY)
    assert all_is_well()


def test_a_kill_between_record_and_disk_leaves_a_stray_that_is_named_and_removed(
    keep, attached, shell, monkeypatch, partnership
):
    file = keep()

    class Killed(BaseException):
        pass

    def kill(stored_as: str) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(files, "forget", kill)
        with pytest.raises(Killed):
            destroy(by=shell, file=file, reason=WHY)
    assert StoredFile.objects.get().destroyed_at, "no record says that it is there"
    assert len(attached()) == 1
    grown_old(attached)
    assert any("1 files belong to nothing" in found.what for found in place.leftovers())
    clear(partnership)
    assert attached() == []
    assert all_is_well()


def test_a_disk_that_does_not_let_go_is_told_in_a_sentence(keep, shell, monkeypatch):
    file = keep()

    def held(stored_as: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "forget", held)
    with pytest.raises(Refused, match="what lies on the disk could not be removed"):
        destroy(by=shell, file=file, reason=WHY)
    assert StoredFile.objects.get().destroyed_at


def test_what_fails_before_its_end_destroys_nothing(keep, attached, shell, monkeypatch):
    file = keep()

    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "erase", fail)
    with pytest.raises(RuntimeError):
        destroy(by=shell, file=file, reason=WHY)
    assert len(attached()) == 1
    assert StoredFile.objects.get().name == "audit.pdf"


@pytest.mark.django_db(transaction=True)
def test_those_who_attach_and_destroy_the_same_at_once_leave_a_file_for_every_record_that_says_so(
    keep, attached, shell
):
    first = keep()

    def do(name: str) -> None:
        if name.endswith("0"):
            destroy(by=Shell(name), file=first, reason=WHY)
        else:
            keep(PDF, f"{name}.pdf", Shell(name))

    assert at_once(do) == []
    kept = StoredFile.objects.filter(destroyed_at=None).exists()
    assert len(attached()) == (1 if kept else 0)
    assert all_is_well()
