"""Papers before a meeting: in versions, for those who may see them, and as they were once minutes are agreed."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.files.models import StoredFile
from sightline.files.services import destroy
from sightline.foundation.access import Shell
from sightline.meetings import queries, services
from sightline.meetings.models import AgendaItem, Minutes, Paper, PaperVersion
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.races import at_once
from sightline.people.models import RoleGrant

LIST = "/westmoor/meetings/"
PDF = b"%PDF-1.7 neglect audit"


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def over(meeting):
    """A closed meeting with one item."""
    one = meeting(date(2024, 5, 3))
    AgendaItem.objects.create(
        partnership=one.partnership, key="i", body=one.body, meeting=one, title="Neglect audit", position=1
    )
    return one


def upload(content: bytes = PDF, name: str = "audit.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def put(over, shell):
    """``put("Cover note", seen_by="team")`` puts a paper before the meeting, or with an ``item``."""

    def make(
        title: str = "Cover note", content: bytes = PDF, name: str = "audit.pdf", **values
    ) -> PaperVersion:
        of = {} if "item" in values else {"meeting": over}
        paper = Paper(partnership=over.partnership, title=title, **of, **values)
        return services.add_paper(by=shell, paper=paper, file=upload(content, name))

    return make


def file_of(version: PaperVersion) -> str:
    return f"{LIST}papers/versions/{version.pk}/file"


def page_of(version: PaperVersion) -> str:
    return f"{LIST}papers/{version.paper_id}/"


def lock(client, over, meeting) -> None:
    services.write_minutes(by=Shell("tester"), meeting=over, item=None, text="All was discussed.")
    services.send_minutes(by=Shell("tester"), meeting=over)
    services.agree_minutes(by=Shell("tester"), meeting=over, at=meeting(date(2024, 6, 12)))


def test_a_paper_is_put_before_a_meeting_and_listed_with_its_item_version_and_fingerprint(coordinator, over):
    item = over.agenda.get()
    assert f"{LIST}{over.pk}/papers/new" in coordinator.get(f"{LIST}{over.pk}").text
    given = {"title": "The audit", "item": str(item.pk), "seen_by": "everybody", "file": upload()}
    response = coordinator.post(f"{LIST}{over.pk}/papers/new", given)
    assert response["Location"] == f"{LIST}{over.pk}#papers"
    version = PaperVersion.objects.get()
    assert (version.paper.item, version.paper.meeting, version.number) == (item, None, 1)
    for page in (f"{LIST}{over.pk}", f"{LIST}items/{item.pk}"):
        text = coordinator.get(page).text
        assert "The audit" in text
        assert "Version 1" in text
        assert sha256(PDF).hexdigest()[:8] in text
        assert file_of(version) in text
    assert b"".join(coordinator.get(file_of(version))) == PDF


def test_a_further_version_is_the_one_that_is_listed_and_the_first_can_still_be_opened(
    coordinator, put, over
):
    first = put()
    given = {"file": upload(b"%PDF-1.7 corrected"), "changed": "Figures of March"}
    assert coordinator.post(f"{page_of(first)}new-version", given)["Location"] == page_of(first)
    [paper] = queries.papers_of(over, {"everybody"})
    assert [version.number for version in queries.paper_versions(paper)] == [2, 1]
    text = coordinator.get(f"{LIST}{over.pk}").text
    assert "Version 2" in text
    assert "Version 1" not in text
    assert "Figures of March" in coordinator.get(page_of(first)).text
    assert b"".join(coordinator.get(file_of(first))) == PDF


def test_a_paper_goes_with_its_item_to_the_backlog_and_to_another_meeting(coordinator, planned, shell, put):
    soon = planned(7)
    item = services.add_item(
        by=shell,
        item=AgendaItem(partnership=soon.partnership, body=soon.body, meeting=soon, title="Neglect audit"),
    )
    version = put("The audit", item=item)
    services.park(by=shell, item=item)
    assert "The audit" not in coordinator.get(f"{LIST}{soon.pk}").text
    assert "The audit" in coordinator.get(f"{LIST}items/{item.pk}").text
    assert "Parked in the backlog" in coordinator.get(page_of(version)).text
    later = planned(40)
    item.refresh_from_db()
    services.bring_back(by=shell, item=item, meeting=later)
    assert "The audit" in coordinator.get(f"{LIST}{later.pk}").text
    given = {"title": "Cover note", "seen_by": "everybody", "file": upload(b"%PDF-1.7 2")}
    coordinator.post(f"{LIST}items/{item.pk}/papers/new", given)
    assert "Cover note" in coordinator.get(f"{LIST}{later.pk}").text


@pytest.mark.parametrize(
    ("seen_by", "who"),
    [
        ("everybody", {"team", "keeper", "seated", "former", "chair", "other"}),
        ("members", {"team", "keeper", "seated", "former", "chair"}),
        ("team", {"team", "keeper"}),
    ],
)
def test_a_paper_is_seen_by_those_it_is_for_and_by_nobody_else(
    put, over, person_with, client_as, seated, seen_by, who
):
    version = put("Cover note", seen_by=seen_by)
    persons = {
        "team": person_with("data-analyst"),
        "keeper": person_with("business-manager"),
        "seated": person_with("agency-representative", email="ann@example.org"),
        "former": person_with("lead-partner", email="ben@example.org"),
        "late": person_with("lead-partner", email="cat@example.org"),
        "chair": person_with("body-chair"),
        "other": person_with("delegated-partner"),
    }
    seated("Ann Bell", email="ann@example.org")
    seated("Ben Cole", email="ben@example.org", until=date(2024, 12, 31))
    seated("Cat Dean", email="cat@example.org", until=date(2024, 5, 2))
    RoleGrant.objects.filter(person=persons["chair"]).update(body=over.body)
    who = who | ({"late"} if seen_by == "everybody" else set())
    for name, person in persons.items():
        client = client_as(person)
        sees = name in who
        assert ("Cover note" in client.get(f"{LIST}{over.pk}").text) == sees, name
        assert client.get(page_of(version)).status_code == (200 if sees else 403), name
        answer = client.get(file_of(version))
        assert answer.status_code == (200 if sees else 403), name
        assert (PDF in (answer.getvalue() if answer.streaming else answer.content)) == sees, name
    assert client_as(person_with("practitioner")).get(file_of(version)).status_code == 403


def test_a_paper_for_fewer_is_not_told_of_by_a_refusal(put, person_with, client_as):
    version = put("Allegation", seen_by="team")
    text = client_as(person_with("lead-partner")).get(page_of(version)).text
    assert "Allegation" not in text


def test_papers_of_another_partnership_do_not_exist(put, another_partnership, person_with, client_as, over):
    version = put()
    stranger = client_as(person_with("coordinator", partnership=another_partnership))
    for slug in ("westmoor", "eastvale"):
        for page in (page_of(version), file_of(version), f"{LIST}{over.pk}/papers/new"):
            assert stranger.get(page.replace("westmoor", slug)).status_code == 404
        new = f"{page_of(version)}new-version".replace("westmoor", slug)
        assert stranger.post(new, {"file": upload()}).status_code == 404
    assert PaperVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"file": upload(b"MZ\x90\0\x03")}, "it is not a PDF inside"),
        ({"file": upload(name="audit.exe")}, "Files that end in .exe cannot be kept here"),
        ({"file": ""}, "Choose a file for file"),
        ({"title": ""}, "Enter title"),
        ({"seen_by": "nobody"}, "Choose one of the answers for who may see it"),
    ],
)
def test_what_cannot_be_a_paper_is_refused_and_leaves_nothing(coordinator, over, files, wrong, said):
    given = {"title": "The audit of May", "seen_by": "everybody", "file": upload(), **wrong}
    response = coordinator.post(f"{LIST}{over.pk}/papers/new", given)
    assert response.status_code == 422
    assert said in response.text
    assert wrong.get("title") == "" or "The audit of May" in response.text
    assert not StoredFile.objects.exists()
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_a_paper_that_was_tampered_with_is_not_given_out(coordinator, put, files):
    version = put()
    (files / version.file.stored_as).write_bytes(b"%PDF-1.7 neglect AUDIT")
    response = coordinator.get(file_of(version))
    assert response.status_code == 410
    assert "no longer what was put there" in response.text


def test_minutes_list_the_papers_and_keep_what_they_were_once_agreed(coordinator, over, meeting, put, shell):
    first = put("Cover note")
    put("Rota", b"%PDF-1.7 rota", seen_by="members", item=over.agenda.get())
    put("Allegation", b"%PDF-1.7 secret", seen_by="team")
    services.add_paper_version(by=shell, paper=first.paper, file=upload(b"%PDF-1.7 second"))
    lock(coordinator, over, meeting)
    text = coordinator.get(f"{LIST}{over.pk}/minutes").text
    assert "Rota (members only)" in text
    assert sha256(b"%PDF-1.7 second").hexdigest()[:8] in text
    assert "Allegation" not in text
    document = docx.Document(io.BytesIO(coordinator.get(f"{LIST}{over.pk}/minutes.docx").content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Cover note", "The whole meeting", "2", sha256(b"%PDF-1.7 second").hexdigest()[:8]] in rows
    assert ["Rota (members only)", "Neglect audit", "1", sha256(b"%PDF-1.7 rota").hexdigest()[:8]] in rows


def test_minutes_without_papers_say_nothing_of_them(coordinator, over, meeting):
    lock(coordinator, over, meeting)
    assert "Papers" not in coordinator.get(f"{LIST}{over.pk}/minutes").text


def test_once_the_minutes_are_agreed_no_paper_changes(coordinator, over, meeting, put, shell, files):
    version = put()
    gone = put("Gone", b"%PDF-1.7 gone")
    services.papers.withdraw(by=shell, record=gone.paper, reason="Of another meeting")
    lock(coordinator, over, meeting)
    before = sorted(files.rglob("*"))
    paper = version.paper
    for change in (
        lambda: put("Too late", b"%PDF-1.7 late"),
        lambda: put("Too late", b"%PDF-1.7 late", item=over.agenda.get()),
        lambda: services.add_paper_version(by=shell, paper=paper, file=upload(b"%PDF-1.7 2")),
        lambda: services.papers.correct(by=shell, record=paper, values={"title": "Another"}),
        lambda: services.papers.withdraw(by=shell, record=paper, reason="Wrong"),
        lambda: services.papers.restore(by=shell, record=gone.paper),
        lambda: services.paper_versions.withdraw(by=shell, record=version, reason="Wrong"),
    ):
        with pytest.raises(Refused, match="its papers stay as they were"):
            change()
    assert sorted(files.rglob("*")) == before
    assert f"{LIST}{over.pk}/papers/new" not in coordinator.get(f"{LIST}{over.pk}").text
    assert "new-version" not in coordinator.get(page_of(version)).text
    response = coordinator.post(f"{page_of(version)}new-version", {"file": upload()})
    assert "its papers stay as they were" in response.text


def test_a_file_is_destroyed_though_the_minutes_are_agreed_and_the_minutes_say_so_beside_its_title(
    person_with, client_as, coordinator, over, meeting, put, files
):
    version = put("Cover note", name="Kayleigh Marsh.pdf")
    put("Rota", b"%PDF-1.7 rota", seen_by="members", item=over.agenda.get())
    lock(coordinator, over, meeting)
    kept = Minutes.objects.get().agreed
    where = f"{LIST}papers/versions/{version.pk}/destroy"
    manager = client_as(person_with("business-manager", name="Ruth Ford"))
    assert where in manager.get(page_of(version)).text
    assert where not in coordinator.get(page_of(version)).text
    response = manager.post(where, {"reason": "It names somebody"}, follow=True)
    assert response.redirect_chain == [(page_of(version), 302)]
    assert "destroyed the file of version 1" in response.text
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1
    for page in (page_of(version), f"{LIST}{over.pk}"):
        text = coordinator.get(page).text
        assert "Destroyed" in text
        assert "Kayleigh" not in text
    gone = coordinator.get(file_of(version))
    assert gone.status_code == 410
    assert "It names somebody" in gone.text
    assert Minutes.objects.get().agreed == kept, "what was agreed stays as it was"
    text = coordinator.get(f"{LIST}{over.pk}/minutes").text
    assert "Cover note (destroyed)" in text
    assert "Rota (members only) (destroyed)" not in text
    document = docx.Document(io.BytesIO(coordinator.get(f"{LIST}{over.pk}/minutes.docx").content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"Cover note (destroyed)", "Rota (members only)"} <= cells


def test_minutes_that_are_not_agreed_yet_tell_of_a_destroyed_paper_once(
    coordinator, over, meeting, put, shell
):
    destroy(by=shell, file=put().file, reason="It names somebody")
    lock(coordinator, over, meeting)
    assert coordinator.get(f"{LIST}{over.pk}/minutes").text.count("(destroyed)") == 1


def test_who_may_destroy_but_not_see_a_paper_is_not_told_what_it_is_called(put, person_with, client_as):
    version = put("Allegation", seen_by="team")
    text = client_as(person_with("administrator")).get(f"{LIST}papers/versions/{version.pk}/destroy").text
    assert f"Paper {version.paper_id}, version 1" in text
    assert "Allegation" not in text
    assert "audit.pdf" not in text


def test_nobody_destroys_a_paper_of_another_partnership_or_without_the_right(
    put, another_partnership, person_with, client_as, coordinator, files
):
    where = f"meetings/papers/versions/{put().pk}/destroy"
    stranger = client_as(person_with("business-manager", partnership=another_partnership))
    for slug in ("westmoor", "eastvale"):
        assert stranger.post(f"/{slug}/{where}", {"reason": "Out of spite"}).status_code == 404
    assert coordinator.post(f"/westmoor/{where}", {"reason": "Wrong file"}).status_code == 403
    assert [path for path in files.rglob("*") if path.is_file()]


def test_a_version_is_never_changed(put, shell):
    with pytest.raises(Refused, match="A version stays as it is"):
        services.paper_versions.correct(by=shell, record=put(), values={"changed": "All of it"})


def test_a_withdrawn_version_gives_way_to_the_one_before_and_opens_for_keepers_alone(
    coordinator, put, over, shell, person_with, client_as
):
    first = put()
    second = services.add_paper_version(by=shell, paper=first.paper, file=upload(b"%PDF-1.7 2"))
    where = f"{LIST}papers/versions/{second.pk}"
    coordinator.post(f"{where}/withdraw", {"reason": "It is of another area"})
    member = client_as(person_with("lead-partner"))
    assert "Version 1" in member.get(f"{LIST}{over.pk}").text
    assert member.get(file_of(second)).status_code == 403
    assert "Version 2" not in member.get(page_of(first)).text
    assert b"".join(coordinator.get(file_of(second))) == b"%PDF-1.7 2"
    third = services.add_paper_version(by=shell, paper=first.paper, file=upload(b"%PDF-1.7 3"))
    assert third.number == 3
    coordinator.post(f"{where}/restore")
    assert b"".join(member.get(file_of(second))) == b"%PDF-1.7 2"


def test_a_withdrawn_paper_is_shown_to_those_alone_who_keep_meetings(
    coordinator, put, over, person_with, client_as
):
    version = put()
    coordinator.post(f"{page_of(version)}withdraw", {"reason": "Of another meeting"})
    assert "Cover note" in coordinator.get(f"{LIST}{over.pk}").text
    assert "Cover note" not in client_as(person_with("lead-partner")).get(f"{LIST}{over.pk}").text
    response = coordinator.post(f"{page_of(version)}new-version", {"file": upload()})
    assert "This paper was withdrawn. Put it back first." in response.text


def test_who_may_see_a_paper_is_corrected_with_its_history(coordinator, put, person_with, client_as):
    version = put()
    response = coordinator.post(f"{page_of(version)}correct", {"title": "Cover note", "seen_by": "team"})
    assert response["Location"] == page_of(version)
    assert client_as(person_with("lead-partner")).get(file_of(version)).status_code == 403
    assert "corrected this" in coordinator.get(page_of(version)).text


@pytest.mark.django_db(transaction=True)
def test_those_who_add_a_version_at_once_each_have_the_next_number(put):
    paper = put().paper

    def add(name: str) -> None:
        content = f"%PDF-1.7 by {name}".encode()
        services.add_paper_version(by=Shell(name), paper=paper, file=upload(content))

    assert at_once(add) == []
    assert [version.number for version in queries.paper_versions(paper)] == [5, 4, 3, 2, 1]
