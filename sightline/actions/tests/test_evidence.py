"""Evidence of an action: in versions that stay as they are, from those who may, and given out only as it was."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sightline.actions.evidence import queries, services
from sightline.actions.evidence.services import Obtained
from sightline.actions.models import Evidence, EvidenceVersion
from sightline.audit.models import Event
from sightline.files.models import StoredFile
from sightline.foundation.access import Forbidden, Shell
from sightline.imports.services import commit, plan, preview, receive
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.races import PEOPLE, at_once

ONE = "/westmoor/actions/RR01-24-3"
PDF = b"%PDF-1.7 ten of ten cases"


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def made(covered, action):
    return action("RR01/24-3", owner="Jill Wilkins")


def obtained(content: bytes = PDF, name: str = "sample.pdf", **values) -> Obtained:
    file = None if "said" in values else SimpleUploadedFile(name, content)
    return Obtained(
        **{"obtained_on": date(2024, 9, 1), "obtained_by": "Jill Wilkins", "file": file, **values}
    )


@pytest.fixture
def attach(made, shell):
    def make(title: str = "Dip sample", by=shell, **values) -> EvidenceVersion:
        return services.add_evidence(by=by, action=made, title=title, obtained=obtained(**values))

    return make


def shown_of(piece: Any) -> list[EvidenceVersion]:
    return piece.shown  # put there by the query


def typed(content: bytes = PDF, name: str = "sample.pdf", **said):
    """What somebody types and chooses in the form; dates have three parts."""
    days = {"obtained_on": date(2024, 9, 1)} | {k: v for k, v in said.items() if isinstance(v, date)}
    parts = {
        f"{field}_{part}": str(getattr(day, part))
        for field, day in days.items()
        for part in ("day", "month", "year")
    }
    rest = {k: v for k, v in said.items() if not isinstance(v, date)}
    given = {"title": "Dip sample", "obtained_by": "Jill Wilkins", **parts, **rest}
    return {**given, "file": SimpleUploadedFile(name, content)} if content else given


def test_evidence_is_attached_with_the_period_it_covers_and_shown_on_the_page_of_its_action(
    coordinator, made
):
    assert "Nothing is attached yet" in coordinator.get(ONE).text
    response = coordinator.post(
        f"{ONE}/evidence/new",
        typed(
            shows="Ten of ten were briefed",
            covers_from=date(2024, 4, 1),
            covers_until=date(2024, 6, 30),
        ),
    )
    assert response["Location"] == f"{ONE}#evidence"
    version = EvidenceVersion.objects.get()
    assert (version.number, version.sha256) == (1, sha256(PDF).hexdigest())
    assert version.recorded_on == timezone.localdate()
    text = coordinator.get(ONE).text
    for said in (
        "Dip sample",
        "Ten of ten were briefed",
        "sample.pdf",
        "PDF, 25 bytes",
        "1 April 2024 to 30 June 2024",
        "1 September 2024",
        "Jill Wilkins",
    ):
        assert said in text


def test_a_new_version_is_shown_first_and_the_one_before_can_still_be_opened(coordinator, attach):
    first = attach()
    one = f"/westmoor/actions/evidence/{first.evidence_id}"
    later = b"%PDF-1.7 nine of ten cases"
    given = typed(later, "again.pdf", obtained_on=date(2024, 12, 1))
    assert coordinator.post(f"{one}/new-version", given)["Location"] == f"{one}/"
    [shown] = map(shown_of, queries.pieces_of(first.evidence.action))
    assert [version.number for version in shown] == [2, 1]
    page = coordinator.get(ONE).text
    assert page.index("again.pdf") < page.index("Version 1, 1 September 2024")
    assert b"".join(_file(coordinator, first)) == PDF
    assert b"".join(_file(coordinator, shown[0])) == later
    assert sha256(later).hexdigest()[:8] in coordinator.get(f"{one}/").text


def _file(client, version: EvidenceVersion):
    response = client.get(f"/westmoor/actions/evidence/versions/{version.pk}/file")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return response


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://example.org/audit", '<a class="govuk-link" href="https://example.org/audit">'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("Minute 4 of the executive", "Minute 4 of the executive"),
    ],
)
def test_a_link_or_a_text_is_evidence_where_there_is_no_file(coordinator, made, said, shown):
    assert coordinator.post(f"{ONE}/evidence/new", typed(b"", said=said)).status_code == 302
    version = EvidenceVersion.objects.get()
    assert (version.file, version.sha256) == (None, sha256(said.encode()).hexdigest())
    text = coordinator.get(ONE).text
    assert shown in text
    assert 'href="javascript:' not in text
    where = f"/westmoor/actions/evidence/versions/{version.pk}/file"
    assert coordinator.get(where).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"content": b"MZ\x90\0\x03"}, "it is not a PDF inside"),
        ({"name": "sample.exe"}, "Files that end in .exe cannot be kept here"),
        ({"content": b""}, "Choose a file, or give a link or a text where there is none"),
        ({"said": "https://example.org/"}, "Choose a file, or give a link or a text; not both"),
        ({"title": ""}, "Enter title"),
        ({"obtained_by": ""}, "Answer the question: Who obtained it?"),
        ({"obtained_on": date(2199, 1, 1)}, "Date it was obtained must be today or earlier"),
        (
            {"covers_from": date(2024, 5, 1), "covers_until": date(2024, 4, 1)},
            "Last day it covers must be the same as or after the first day it covers",
        ),
    ],
)
def test_what_cannot_be_evidence_is_refused_at_its_field_and_nothing_typed_is_lost(
    coordinator, made, files, wrong, said
):
    response = coordinator.post(f"{ONE}/evidence/new", typed(**{"shows": "Ten of ten were briefed", **wrong}))
    assert response.status_code == 422
    assert said in response.text
    assert "Ten of ten were briefed" in response.text
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_a_second_piece_of_the_same_title_is_refused_and_leaves_no_file(attach, files):
    attach()
    with pytest.raises(
        Refused, match="There is already a piece of evidence with these particulars: Dip sample"
    ):
        attach("dip  SAMPLE", content=b"%PDF-1.7 another")
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_every_step_is_in_the_trail(attach, shell):
    version = attach()
    services.versions.withdraw(by=shell, record=version, reason="It names a child")
    told = list(Event.objects.order_by("id").values_list("verb", "label"))
    assert told == [
        ("added", f"file {version.file_id}"),
        ("added", "evidence of RR01/24-3"),
        ("added", "evidence of RR01/24-3, version 1"),
        ("withdrawn", "evidence of RR01/24-3, version 1"),
    ]


def test_a_version_is_never_changed(attach, shell):
    version = attach()
    with pytest.raises(Refused, match="A version stays as it is"):
        services.versions.correct(by=shell, record=version, values={"obtained_on": date(2024, 10, 1)})


def test_the_title_is_corrected_and_the_versions_stay(coordinator, attach):
    version = attach()
    one = f"/westmoor/actions/evidence/{version.evidence_id}/"
    response = coordinator.post(f"{one}correct", {"title": "Dip sample of ten", "shows": ""})
    assert response["Location"] == one
    text = coordinator.get(one).text
    assert "Dip sample of ten" in text
    assert "sample.pdf" in text


def test_a_withdrawn_version_keeps_its_number_and_opens_for_those_who_keep_actions_alone(
    coordinator, attach, shell, person_with, client_as
):
    first = attach()
    second = services.add_version(by=shell, piece=first.evidence, obtained=obtained(b"%PDF-1.7 2"))
    where = f"/westmoor/actions/evidence/versions/{second.pk}"
    assert coordinator.post(f"{where}/withdraw", {"reason": ""}).status_code == 422
    coordinator.post(f"{where}/withdraw", {"reason": "It is of another area"})
    [shown] = map(shown_of, queries.pieces_of(first.evidence.action))
    assert [version.number for version in shown] == [1]
    third = services.add_version(by=shell, piece=first.evidence, obtained=obtained(b"%PDF-1.7 3"))
    assert third.number == 3
    assert b"".join(_file(coordinator, second)) == b"%PDF-1.7 2"
    other = client_as(person_with("lead-partner"))
    assert other.get(f"{where}/file").status_code == 403
    coordinator.post(f"{where}/restore")
    assert b"".join(_file(other, second)) == b"%PDF-1.7 2"


def test_withdrawn_evidence_leaves_the_page_of_its_action_for_all_but_those_who_keep_it(
    coordinator, attach, person_with, client_as
):
    version = attach()
    one = f"/westmoor/actions/evidence/{version.evidence_id}/"
    coordinator.post(f"{one}withdraw", {"reason": "Of another action"})
    other = client_as(person_with("lead-partner"))
    assert one not in other.get(ONE).text
    assert other.get(one).status_code == 200
    assert other.get(f"/westmoor/actions/evidence/versions/{version.pk}/file").status_code == 403
    assert one in coordinator.get(ONE).text
    assert "Put it back" in coordinator.get(one).text
    response = coordinator.post(f"{one}new-version", typed())
    assert "This evidence was withdrawn. Put it back first." in response.text


def test_whoever_speaks_for_the_lead_agency_attaches_evidence_and_adds_to_it(
    person_with, client_as, made, police
):
    jill = person_with("agency-representative", name="Jill Wilkins", agency=police)
    speaker = client_as(jill)
    assert f"{ONE}/evidence/new" in speaker.get(ONE).text
    assert speaker.post(f"{ONE}/evidence/new", typed()).status_code == 302
    version = EvidenceVersion.objects.get()
    assert StoredFile.objects.get().put_by == jill
    one = f"/westmoor/actions/evidence/{version.evidence_id}/"
    page = speaker.get(one).text
    assert f"{one}new-version" in page
    assert f"{one}withdraw" not in page
    assert speaker.post(f"{one}new-version", typed(b"%PDF-1.7 2")).status_code == 302
    assert speaker.get(f"{one}withdraw").status_code == 403


def test_nobody_attaches_evidence_to_what_another_agency_leads(person_with, client_as, made, agency, attach):
    version = attach()
    one = f"/westmoor/actions/evidence/{version.evidence_id}/"
    for other in (agency("Westmoor Schools"), None):
        person = person_with("agency-representative", agency=other)
        speaker = client_as(person)
        assert f"{ONE}/evidence/new" not in speaker.get(ONE).text
        assert f"{one}new-version" not in speaker.get(one).text
        for address in (f"{ONE}/evidence/new", f"{one}new-version"):
            assert speaker.get(address).status_code == 403
            assert speaker.post(address, typed()).status_code == 403
        with pytest.raises(Forbidden, match="your own agency only"):
            services.add_version(by=person, piece=version.evidence, obtained=obtained())
    assert EvidenceVersion.objects.count() == 1


def test_files_of_another_partnership_do_not_exist(attach, another_partnership, person_with, client_as):
    version = attach()
    stranger = client_as(person_with("coordinator", partnership=another_partnership))
    for slug in ("westmoor", "eastvale"):
        at = f"/{slug}/actions/evidence"
        for page in (f"{at}/{version.evidence_id}/", f"{at}/versions/{version.pk}/file"):
            assert stranger.get(page).status_code == 404
        assert stranger.post(f"{at}/{version.evidence_id}/new-version", typed()).status_code == 404
        assert stranger.post(f"/{slug}/actions/RR01-24-3/evidence/new", typed()).status_code == 404


def test_whoever_may_not_see_actions_gets_no_file(attach, person_with, client_as):
    where = f"/westmoor/actions/evidence/versions/{attach().pk}/file"
    assert client_as(person_with("practitioner")).get(where).status_code == 403


def test_a_file_that_was_tampered_with_is_not_given_out(coordinator, attach, files):
    version = attach()
    (files / version.file.stored_as).write_bytes(b"%PDF-1.7 ten of TEN cases")
    response = coordinator.get(f"/westmoor/actions/evidence/versions/{version.pk}/file")
    assert response.status_code == 410
    assert "no longer what was put there" in response.text
    assert "TEN" not in response.text


def test_nothing_is_attached_to_a_withdrawn_action(attach, made, shell, files):
    made.withdrawn_at = timezone.now()
    made.save()
    with pytest.raises(Refused, match="This action was withdrawn"):
        attach()
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_the_spreadsheet_of_actions_names_what_is_attached_and_comes_back_without_a_change(
    coordinator, made, attach, shell, partnership
):
    attach("Dip sample")
    attach("Minutes", content=b"%PDF-1.7 minutes")
    text = b"".join(coordinator.get("/westmoor/actions/?export=csv")).decode()
    assert "Evidence attached" in text
    assert "Dip sample; Minutes" in text
    file = b"".join(coordinator.get("/westmoor/actions/?export=xlsx"))
    import_ = receive(by=shell, partnership=partnership, name="actions.xlsx", chunks=[file])
    plan(by=shell, import_=import_)
    preview(by=shell, import_=import_)
    commit(by=shell, import_=import_)
    made.refresh_from_db()
    assert made.impact == ""


@pytest.mark.django_db(transaction=True)
def test_those_who_add_a_version_at_once_each_have_the_next_number(attach):
    piece = attach().evidence

    def add(name: str) -> None:
        with_name = obtained(f"%PDF-1.7 by {name}".encode(), obtained_by=name)
        services.add_version(by=Shell(name), piece=piece, obtained=with_name)

    assert at_once(add) == []
    every = queries.versions_of(piece)
    assert [version.number for version in every] == [5, 4, 3, 2, 1]
    assert {version.obtained_by for version in every[:PEOPLE]} == {f"person {n}" for n in range(PEOPLE)}
