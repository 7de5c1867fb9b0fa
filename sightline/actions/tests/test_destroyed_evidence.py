"""The file of a piece of evidence is destroyed for good by those who may, and its page goes on to tell of it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.actions.evidence import services
from sightline.actions.evidence.services import Obtained
from sightline.actions.models import EvidenceVersion
from sightline.files.models import StoredFile

ONE = "/westmoor/actions/RR01-24-3"
PDF = b"%PDF-1.7 ten of ten cases"


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def obtained(name: str = "sample.pdf", **values) -> Obtained:
    file = None if "said" in values else SimpleUploadedFile(name, PDF)
    return Obtained(obtained_on=date(2024, 9, 1), obtained_by="Jill Wilkins", file=file, **values)


@pytest.fixture
def attach(covered, action, shell):
    made = action("RR01/24-3", owner="Jill Wilkins")

    def make(title: str = "Dip sample", **values) -> EvidenceVersion:
        return services.add_evidence(by=shell, action=made, title=title, obtained=obtained(**values))

    return make


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager", name="Ruth Ford"))


def test_a_file_is_destroyed_from_the_page_of_its_evidence_which_goes_on_to_tell_of_it(
    manager, coordinator, attach, files
):
    version = attach(name="Kayleigh Marsh.pdf")
    one = f"/westmoor/actions/evidence/{version.evidence_id}/"
    where = f"/westmoor/actions/evidence/versions/{version.pk}"
    assert f"{where}/destroy" in manager.get(one).text
    assert f"{where}/destroy" not in coordinator.get(one).text
    asked = manager.get(f"{where}/destroy").text
    assert "Kayleigh Marsh.pdf" in asked
    assert "same content" not in asked
    refused = manager.post(f"{where}/destroy", {"reason": ""})
    assert refused.status_code == 422
    assert [path for path in files.rglob("*") if path.is_file()]
    response = manager.post(f"{where}/destroy", {"reason": "It names somebody"}, follow=True)
    assert response.redirect_chain == [(one, 302)]
    for text in (response.text, coordinator.get(one).text):
        assert "destroyed the file of version 1" in text
        assert "It names somebody" in text
        assert "Ruth Ford" in text
        assert sha256(PDF).hexdigest()[:8] in text
        assert "Kayleigh" not in text
    assert not [path for path in files.rglob("*") if path.is_file()]
    for page in ("file", "destroy"):
        gone = manager.get(f"{where}/{page}")
        assert gone.status_code == 410
        assert "This file was destroyed" in gone.text
    again = manager.post(f"{where}/destroy", {"reason": "Once more"})
    assert "This file was destroyed already" in again.text
    assert "Kayleigh" not in manager.get(ONE).text


def test_the_page_says_how_often_the_same_content_is_attached_before_it_goes_from_everywhere(
    manager, attach, shell
):
    first = attach()
    services.add_version(by=shell, piece=first.evidence, obtained=obtained(name="again.pdf"))
    attach("Minutes")
    where = f"/westmoor/actions/evidence/versions/{first.pk}/destroy"
    assert "The same content is attached 3 times here" in manager.get(where).text
    manager.post(where, {"reason": "It names somebody"})
    assert StoredFile.objects.filter(destroyed_at=None).count() == 0
    text = manager.get(ONE).text
    assert "Version 1, 1 September 2024 (destroyed)" in text
    assert "again.pdf" not in text


def test_a_reason_that_may_name_a_child_is_looked_at_twice(manager, attach, files):
    where = f"/westmoor/actions/evidence/versions/{attach().pk}/destroy"
    response = manager.post(where, {"reason": "It names a child, born 3/4/2015"})
    assert response.status_code == 422
    assert "It names no child" in response.text
    assert [path for path in files.rglob("*") if path.is_file()]


def test_who_may_destroy_but_not_see_actions_is_not_told_what_the_file_is_called(
    attach, person_with, client_as, files
):
    where = f"/westmoor/actions/evidence/versions/{attach().pk}/destroy"
    administrator = client_as(person_with("administrator"))
    text = administrator.get(where).text
    assert "Evidence of RR01/24-3, version 1" in text
    assert "sample.pdf" not in text
    assert "Dip sample" not in text
    response = administrator.post(where, {"reason": "It names somebody"}, follow=True)
    assert response.redirect_chain == [("/westmoor/", 302)]
    assert response.status_code == 200
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_nobody_destroys_a_file_of_another_partnership_or_without_the_right(
    attach, another_partnership, person_with, client_as, coordinator, files
):
    where = f"actions/evidence/versions/{attach().pk}/destroy"
    stranger = client_as(person_with("business-manager", partnership=another_partnership))
    for slug in ("westmoor", "eastvale"):
        assert stranger.get(f"/{slug}/{where}").status_code == 404
        assert stranger.post(f"/{slug}/{where}", {"reason": "Out of spite"}).status_code == 404
    assert coordinator.post(f"/westmoor/{where}", {"reason": "Wrong file"}).status_code == 403
    assert [path for path in files.rglob("*") if path.is_file()]


def test_a_link_is_no_file_that_could_be_destroyed(manager, attach):
    version = attach(said="https://example.org/audit")
    assert manager.get(f"/westmoor/actions/evidence/versions/{version.pk}/destroy").status_code == 404
    page = manager.get(f"/westmoor/actions/evidence/{version.evidence_id}/").text
    assert f"versions/{version.pk}/destroy" not in page
