"""What cannot be imported is refused in words at both doors, the shell and the page, and leaves nothing behind."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from sightline.actions.models import Action
from sightline.audit.models import Event
from sightline.imports.models import Import
from sightline.partnership import roles
from sightline.partnership.models import Agency, Coverage

from .making_files import bare_parts, compound, package, with_file_password, xls, xlsx

HEAD = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]
ONE = ["A1", "Brief staff", "Police", "01/05/2024", "", "Open", ""]


def _csv(path: Path, *lines: list[str], encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join(",".join(line) for line in lines).encode(encoding))
    return path


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _truncated(path: Path) -> Path:
    xlsx(path, HEAD, *[ONE] * 500)
    return _written(path, path.read_bytes()[:4000])


def _altered(path: Path) -> Path:
    xlsx(path, HEAD, *[ONE] * 500)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 40] = os.urandom(40)
    return _written(path, bytes(content))


def _bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in bare_parts("").items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/bomb.xml", "w") as part:
            part.write(b"<worksheet>" + b" " * (80 << 20) + b"</worksheet>")
    return path


def _last_corner(path: Path) -> Path:
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return package(path, bare_parts(corner))


def _wide(path: Path) -> Path:
    book = Workbook(write_only=True)
    book.create_sheet("Wide").append([f"Column {n}" for n in range(16_384)])
    book.save(path)
    return path


def _locked(path: Path) -> Path:
    package(path, bare_parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    content = bytearray(path.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, 1)
    return _written(path, bytes(content))


HOSTILE: list[tuple[str, Callable[[Path], Path], str]] = [
    ("locked.xlsx", lambda p: compound(p, "EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    ("locked.xls", lambda p: _written(p, with_file_password(xls([["a"]]))), "protected by a password"),
    ("locked-zip.xlsx", _locked, "protected by a password"),
    ("truncated.xlsx", _truncated, "damaged or was cut short"),
    ("altered.xlsx", _altered, "damaged or was cut short"),
    ("bomb.xlsx", _bomb, "far beyond an ordinary spreadsheet"),
    ("corner.xlsx", _last_corner, "reaches as far as cell XFD1048576"),
    ("no-bytes.csv", lambda p: _written(p, b""), "is empty"),
    ("no-bytes.xlsx", lambda p: _written(p, b""), "is empty"),
    ("blank.csv", lambda p: _written(p, b"\n ,,\n\n"), "is empty"),
    ("headings.csv", lambda p: _csv(p, HEAD), "no row below them on “headings”"),
    ("headings.xlsx", lambda p: xlsx(p, ["Action plan"], HEAD, [""], title="RR"), "no row below them on “RR”"),
    ("junk.csv", lambda p: _written(p, bytes(range(256)) * 40), "bytes that are not text"),
    ("junk.xlsx", lambda p: _written(p, b"\x00\x01\x02\x03" * 999), "not a workbook"),
    ("text.xlsx", lambda p: _csv(p, HEAD, ONE), "plain text, not a workbook"),
    ("book.csv", lambda p: xlsx(p, HEAD, ONE), "a workbook or an archive"),
    ("minutes.docx", lambda p: _written(p, b"x"), "ends in .docx"),
    ("page.xls", lambda p: _written(p, b"<html><table><tr><td>1</table>"), "a web page"),
    ("unclosed.csv", lambda p: _written(p, b'Ref,Action\n1,"' + b"x" * 200_000), "opened and never closed"),
]  # fmt: skip
UNKNOWN: list[tuple[str, Callable[[Path], Path], str]] = [
    (
        "colours.csv",
        lambda p: _csv(p, ["Colour", "Size"], ["red", "4"]),
        "No sheet of this file has the columns",
    ),
    ("wide.xlsx", _wide, "has something in more than 400 cells"),
]


def kept_files() -> list[Path]:
    return [path for path in Path(django_settings.FILES).rglob("*") if path.is_file()]


def assert_nothing_is_left() -> None:
    assert not Import.objects.exists()
    assert kept_files() == []
    for model in (Action, Agency, Coverage):
        assert not model._default_manager.exists()
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == ["received", "removed"]


@pytest.mark.parametrize(
    ("name", "make", "said"), HOSTILE + UNKNOWN, ids=[name for name, *_ in HOSTILE + UNKNOWN]
)
def test_at_the_shell_it_is_refused_in_words_and_leaves_nothing(
    name, make, said, tmp_path, partnership, run_command, django_capture_on_commit_callbacks
):
    path = make(tmp_path / name)
    with django_capture_on_commit_callbacks(execute=True):
        ran = run_command("import", path, "--partnership", "westmoor", "--json")
    assert ran.status == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
    document = ran.json
    assert (document["id"], document["created"], document["error_count"]) == (None, 0, 1)
    assert said in document["errors"][0]["problem"]
    assert_nothing_is_left()


@pytest.mark.parametrize(("name", "make", "said"), HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_in_the_browser_it_is_refused_in_words_and_leaves_nothing(
    name, make, said, tmp_path, partnership, person_with, client_as, django_capture_on_commit_callbacks
):
    client = client_as(person_with(roles.COORDINATOR))
    events = set(Event.objects.values_list("id", flat=True))
    file = SimpleUploadedFile(name, make(tmp_path / name).read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("imports:new", args=["westmoor"]), {"file": file})
    assert response.status_code == 422
    assert said in response.text
    assert not Import.objects.exists()
    assert kept_files() == []
    told = Event.objects.exclude(id__in=events).order_by("id").values_list("kind", "verb")
    verbs = () if name.startswith("no-bytes") else ("received", "failed", "removed")  # the form sees to those
    assert list(told) == [("imports.import", verb) for verb in verbs]


def test_in_the_browser_a_file_of_no_known_kind_waits_for_a_word_and_can_be_removed(
    tmp_path, partnership, person_with, client_as, django_capture_on_commit_callbacks
):
    client = client_as(person_with(roles.COORDINATOR))
    name, make, said = UNKNOWN[0]
    file = SimpleUploadedFile(name, make(tmp_path / name).read_bytes())
    response = client.post(reverse("imports:new", args=["westmoor"]), {"file": file}, follow=True)
    assert said in response.text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:discard", args=["westmoor", Import.objects.get().pk]))
    assert not Import.objects.exists()
    assert kept_files() == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        *(
            ("missing.csv", "There is no file at"),
            (".", "is a folder"),
            ("no\0name.csv", "There is no file at"),
        ),
        ("x" * 300 + ".csv", "There is no file at"),
    ],
)
def test_a_path_without_a_file_is_a_misuse(tmp_path, partnership, run_command, path, said):
    ran = run_command("import", tmp_path / path, "--partnership", "westmoor", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_file_that_may_not_be_read_is_a_misuse(tmp_path, partnership, run_command, monkeypatch):
    path = _csv(tmp_path / "secret.csv", HEAD, ONE)

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    ran = run_command("import", path, "--partnership", "westmoor")
    assert ran.status == 2
    assert "You may not read" in ran.err


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../../../etc/passwd.csv",
            "C:\\fakepath\\log.csv",
            "überblick 😀 – März.csv",
            "a;rm -rf ~.csv",
            "<b>x</b>.csv",
        ),
        *(
            ".csv",
            "  .csv",
            "x" * 400 + ".csv",
            "line\nbreak\r.csv",
            "nul\x00l.csv",
            "half\ud83d.csv",
            "‮vsc.exe‬.csv",
        ),
    ],
)
def test_a_file_of_any_name_is_kept_under_its_hash_and_told_by_a_name_that_can_be_shown(
    tmp_path, agency, partnership, shell, name
):
    from sightline.imports import services

    agency("Police")
    content = "\n".join(",".join(line) for line in (HEAD, ONE)).encode()
    import_ = services.receive(by=shell, partnership=partnership, name=name, chunks=[content])
    services.plan(by=shell, import_=import_)
    assert services.commit(by=shell, import_=import_).created == 1
    import_.refresh_from_db()
    assert import_.file_name.isprintable()
    assert "/" not in import_.file_name
    assert len(import_.file_name) <= 255
    (kept,) = [path for path in kept_files() if path.suffix != ".json"]
    assert kept.name in (f"{import_.sha256}.csv", import_.sha256)


BAD_CELLS = [
    ("Date agreed", "31/02/2024", "was expected to be a date such as 31/03/2025"),
    ("Date agreed", "01/01/1066", "between 1990 and 2100"),
    ("Date agreed", "31/12/1989", "between 1990 and 2100"),
    ("Date agreed", "9" * 25, "was expected to be a date"),
    ("Lead agency", "Nobody & Sons", "is not an agency of this partnership"),
    ("Ref", "R" * 70, "where at most 60 can be kept"),
    ("Ref", "R" * 100_000, "where at most 60 can be kept"),
]


@pytest.mark.parametrize(
    ("column", "value", "said"), BAD_CELLS, ids=[f"{c}-{v[:12]}" for c, v, _ in BAD_CELLS]
)
def test_a_cell_that_cannot_be_right_refuses_its_row_alone(rows, agency, column, value, said):
    agency("Police")
    bad = ["B2", *ONE[1:]]
    bad[HEAD.index(column)] = value
    _, outcome = rows([HEAD, bad, ONE])
    assert (outcome.created, outcome.refused, outcome.error_count) == (1, 1, 1)
    (error,) = outcome.errors
    assert (error["sheet"], error["row"], error["column"]) == ("file", 2, column)
    assert said in error["problem"]
    assert len(error["value"]) <= 200


def test_a_needed_cell_whose_formula_has_no_result_refuses_its_row_alone(book, agency):
    agency("Police")
    _, outcome = book({"RR": [HEAD, ["B2", "Do", "=A1", date(2024, 5, 1), "", "", ""], ONE]})
    assert (outcome.created, outcome.refused) == (1, 1)
    assert outcome.errors[0]["value"] == "a formula with no stored result"


def test_a_very_long_text_is_kept_whole_where_there_is_room(book, agency, partnership):
    agency("Police")
    said = "word " * 6_000
    _, outcome = book({"RR": [HEAD, ["A1", said, *ONE[2:]]]})
    assert (outcome.created, outcome.refused) == (1, 0)
    assert Action.objects.of(partnership).get().undertaking == said.strip()


def test_a_cell_of_a_megabyte_is_refused_in_words(tmp_path, partnership, run_command):
    path = _csv(tmp_path / "long.csv", HEAD, ["A1", "x" * 1_000_000, *ONE[2:]])
    ran = run_command("import", path, "--partnership", "westmoor")
    assert ran.status == 1
    assert "holds a cell of more than 131,072 characters" in ran.err


def test_characters_nobody_sees_are_no_part_of_what_is_kept(tmp_path, bring_in, agency, partnership):
    agency("Police")
    path = _written(tmp_path / "old.xls", xls([HEAD, ["A\0" + "1", "Brief\0 staff", "Po\0lice", *ONE[3:]]]))
    _, outcome = bring_in(path)
    assert outcome.created == 1
    assert Action.objects.of(partnership).get().undertaking == "Brief staff"


def test_half_a_character_in_utf_16_is_shown_as_unreadable_and_harms_nothing(
    tmp_path, bring_in, agency, partnership
):
    agency("Police")
    text = "\n".join(",".join(line) for line in (HEAD, ["A1", "Brief X staff", *ONE[2:]]))
    content = ("\ufeff" + text).encode("utf-16-le").replace("X".encode("utf-16-le"), b"\x3d\xd8")
    _, outcome = bring_in(_written(tmp_path / "half.csv", content))
    assert outcome.created == 1
    assert "Brief" in Action.objects.of(partnership).get().undertaking


def test_what_stands_in_a_cell_is_shown_as_text_and_never_as_a_page(
    tmp_path, rows, agency, person_with, client_as, partnership
):
    agency("Police")
    script = "<script>alert(1)</script>"
    client = client_as(person_with(roles.COORDINATOR))
    lines = [HEAD, [script, *ONE[1:]], ["A2", "x", f"{script} Ltd", *ONE[3:]]]
    content = "\n".join(",".join(line) for line in lines).encode()
    file = SimpleUploadedFile(f"{script}.csv", content)
    page = client.post(reverse("imports:new", args=["westmoor"]), {"file": file}, follow=True).text
    assert script not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Ltd" in page
    number = Import.objects.get().pk
    for name in ("columns", "problems", "discard", "record"):
        assert (
            script not in client.get(reverse(f"imports:{name}", args=["westmoor", number]), follow=True).text
        )


def test_the_workbook_of_refused_rows_holds_text_and_no_formula(tmp_path, rows, agency, partnership):
    from openpyxl import load_workbook

    from sightline.imports import storing

    agency("Police")
    formula = '=HYPERLINK("http://example.org","x")'
    import_, _ = rows([HEAD, ONE, ["A2", "x", formula, *ONE[3:]]])
    book = load_workbook(storing.folder_for(import_.pk) / "rows-not-imported.xlsx")
    cell = book.active["D2"]
    assert (cell.value, cell.data_type) == (formula, "s")
