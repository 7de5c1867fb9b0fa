"""A file is kept as it came, once and whole, or it is refused in a sentence and nothing of it stays."""

from __future__ import annotations

import hashlib
import os
import time

import pytest
from django.db import transaction

from sightline.actions.permissions import EDIT
from sightline.audit.models import Event
from sightline.files.kinds import in_words
from sightline.files.models import StoredFile
from sightline.files.services import kept
from sightline.files.tests.conftest import PDF, Handed, word, workbook
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.races import at_once

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
OPEN_TEXT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text" + b"\0" * 20
PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("audit.pdf", PDF),
        ("AUDIT.PDF", b"\xef\xbb\xbf" + PDF),
        ("audit.docx", word()),
        ("audit.xlsx", workbook()),
        ("audit.odt", OPEN_TEXT),
        ("audit.csv", "Fälle,Jahr\r\n10,2024\r\n".encode("cp1252")),
        ("audit.txt", "Ten cases".encode("utf-16")),
        ("audit.png", PNG),
        ("audit.jpg", JPEG),
        ("audit.jpeg", JPEG),
    ],
)
def test_the_kinds_that_people_hand_in_are_kept_byte_for_byte(keep, attached, name, content):
    file = keep(content, name)
    [path] = attached()
    assert path.read_bytes() == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.name, file.size) == (name, len(content))
    assert str(path).endswith(file.stored_as)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "audit.exe",
            b"MZ\x90\0",
            "Files that end in .exe cannot be kept here. Choose one of these kinds: PDF",
        ),
        ("audit.pdf.exe", PDF, "Files that end in .exe"),
        ("audit.svg", b"<svg onload='alert(1)'/>", "Files that end in .svg"),
        ("audit.html", b"<script>alert(1)</script>", "Save it as pdf"),
        ("audit.doc", PROTECTED, "Save it as docx"),
        ("audit.docm", word(), "Save it as docx"),
        ("audit", PDF, "have no ending in their name"),
        (".pdf", PDF, "have no ending in their name"),
        ("audit.pdf", b"MZ\x90\0", "ends in .pdf, but it is not a PDF inside"),
        ("audit.docx", workbook(), "it is not a Word document inside"),
        ("audit.docx", b"PK\x03\x04" + b"\0" * 100, "it is not a Word document inside"),
        ("audit.docx", PROTECTED, "protected by a password"),
        ("audit.odt", workbook(), "not an OpenDocument text"),
        ("audit.txt", b"MZ\x90\0\x03", "it is not a text file inside"),
        ("audit.csv", PDF + bytes(range(256)), "it is not a csv file inside"),
        ("audit.png", JPEG, "it is not a PNG picture inside"),
        ("audit.jpg", b"", "The file is empty"),
        ("audit.pdf", PDF + b"x" * 2000, "larger than 1 kB"),
    ],
)
def test_what_is_hostile_or_of_no_use_is_refused_in_a_sentence_and_leaves_nothing(
    keep, attached, settings, name, content, said
):
    if "larger" in said:
        settings.ATTACHMENT_LIMIT = 1000
    with pytest.raises(Refused, match=said) as refused:
        keep(content, name)
    assert refused.value.field == "file"
    assert attached() == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("C:\\Users\\jill\\audit.pdf", "audit.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("audit\r\nSet-Cookie: a.pdf", "audit  Set-Cookie: a.pdf"),
        ("audit\u202efdp.pdf", "audit fdp.pdf"),
        ("a" * 500 + ".pdf", "a" * 200 + ".pdf"),
    ],
)
def test_a_name_that_could_mislead_is_cleaned(keep, given, kept_as):
    assert keep(PDF, given).name == kept_as


def test_the_same_content_is_kept_once_under_each_name(keep, attached, partnership):
    one, other = keep(PDF, "audit.pdf"), keep(PDF, "the same.pdf")
    assert one.stored_as == other.stored_as
    assert len(attached()) == 1
    assert StoredFile.objects.of(partnership).count() == 2


def test_who_put_it_there_is_kept_and_told_without_its_name(keep, person_with):
    jill = person_with("coordinator", name="Jill Wilkins")
    file = keep(by=jill)
    assert file.put_by == jill
    event = Event.objects.latest("id")
    assert (event.verb, event.label, event.person_id) == ("added", f"file {file.pk}", jill.pk)


@pytest.mark.parametrize(
    ("size", "said"),
    [(812, "812 bytes"), (34_499, "34 kB"), (2_149_000, "2.1 MB"), (50_000_000, "50 MB")],
)
def test_sizes_are_said_as_people_say_them(size, said):
    assert in_words(size) == said


def test_nobody_keeps_a_file_without_the_right(keep, attached, person_with):
    with pytest.raises(Forbidden):
        keep(by=person_with("practitioner"))
    assert attached() == []


def test_what_fails_before_its_end_leaves_no_file_and_no_record(keep, attached, partnership, shell):
    def refer(content: bytes) -> None:
        upload = Handed("audit.pdf", content)
        with kept(by=shell, right=EDIT, partnership=partnership, upload=upload):
            raise Refused("The action was withdrawn.")

    with pytest.raises(Refused, match="withdrawn"):
        refer(PDF)
    assert attached() == []
    assert not StoredFile.objects.exists()
    keep(PDF)
    with pytest.raises(Refused):
        refer(PDF)
    assert len(attached()) == 1, "it is kept for somebody else"


def test_a_disk_that_is_full_is_told_in_a_sentence(keep, attached, monkeypatch):
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="could not be kept: No space left on device"):
        keep()
    assert attached() == []


def test_what_a_killed_process_left_is_removed_by_the_next_file_that_is_kept(keep, attached):
    keep()
    [path] = attached()
    beside = path.with_name("arriving-abc"), path.with_name("0" * 64 + ".pdf"), path.with_name("young.pdf")
    for stray in beside:
        stray.write_bytes(b"half of a file")
    for old in (path, *beside[:2]):
        then = time.time() - 2 * 3600
        os.utime(old, (then, then))
    keep(word(), "audit.docx")
    assert {one.suffix for one in attached()} == {".pdf", ".docx"}
    assert set(attached()) >= {path, beside[2]}
    assert not {beside[0], beside[1]} & set(attached())


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_only_where_its_transaction_is_the_outermost(keep, attached):
    with pytest.raises(RuntimeError), transaction.atomic():
        keep()
    assert attached() == []


@pytest.mark.django_db(transaction=True)
def test_the_same_file_handed_in_at_once_is_there_whatever_becomes_of_the_others(keep, attached, partnership):
    def hand_in(name: str) -> None:
        upload = Handed("audit.pdf", PDF)
        with kept(by=Shell(name), right=EDIT, partnership=partnership, upload=upload):
            if not name.endswith("0"):
                raise Refused("Somebody else was first.")

    problems = at_once(hand_in)
    assert {str(problem) for problem in problems} == {"Somebody else was first."}
    assert len(attached()) == StoredFile.objects.count() == 1
