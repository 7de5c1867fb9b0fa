"""Posting a notice: once under a key, with its record or not at all, and legible until its person is erased."""

from __future__ import annotations

import pytest
from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Shell
from sightline.notices import services
from sightline.notices.models import Attachment, Notice, State
from sightline.notices.tests.conftest import post
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_same_key_again_changes_nothing(somebody: Person) -> None:
    first = post(somebody)
    again = post(somebody, subject="Other words")
    assert again.pk == first.pk
    assert again.subject == "Something is due"
    assert Notice.objects.count() == 1


def test_a_notice_goes_with_the_record_it_is_about(somebody: Person) -> None:
    @transaction.atomic
    def post_and_break() -> None:
        post(somebody)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        post_and_break()
    assert not Notice.objects.exists()


def test_a_subject_stays_on_one_line(somebody: Person) -> None:
    assert post(somebody, subject="Due\r\nBcc: all@example.org").subject == "Due Bcc: all@example.org"


def test_a_file_can_be_read_until_its_person_is_erased(somebody: Person, shell: Shell) -> None:
    notice = post(somebody, attachment=Attachment("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR"))
    held = Notice.objects.get(pk=notice.pk)
    assert "VCALENDAR" not in held.file
    assert held.attachment == Attachment("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR")
    audit.erase(by=shell, record=somebody, reason="They asked.")
    assert Notice.objects.get(pk=notice.pk).attachment is None


def test_nobody_of_another_partnership_is_written_to(
    somebody: Person, another_partnership: Partnership, shell: Shell
) -> None:
    with pytest.raises(Refused):
        services.post(
            by=shell, partnership=another_partnership, to=somebody, key="a", subject="Due", text="Here."
        )


def test_a_cancelled_notice_can_be_sent_after_all(somebody: Person, shell: Shell) -> None:
    notice = post(somebody)
    services.cancel(by=shell, notice=notice)
    assert notice.state == State.CANCELLED
    with pytest.raises(Refused):
        services.cancel(by=shell, notice=notice)
    services.send_again(by=shell, notice=notice)
    assert Notice.objects.get().state == State.WAITING
