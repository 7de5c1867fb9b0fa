"""A delivery that is killed at any moment leaves what was before it; what is kept is whole, and in every backup."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets import places, services
from sightline.datasets.tests.conftest import ADAM, BETH, BY
from sightline.home.doctor.deliveries import whole
from sightline.home.doctor.findings import Level
from sightline.home.safekeeping.backing_up import files

KILLED = """
import os, signal, sys
import django
django.setup()
from pathlib import Path
from sightline.datasets import services
from sightline.datasets.services import settling
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership

def end(*args, **options):
    os.kill(os.getpid(), signal.SIGKILL)

path, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "row":
    settling.cover = end
services.deliver(
    by=Shell(), partnership=Partnership.objects.get(), path=path, name=path.name,
    progress=lambda what, share: end() if what == moment else None,
)
"""


@pytest.fixture
def westmoor(ready_installation: Any) -> Any:
    """An installation with a partnership and an agreement."""
    run = ready_installation.run
    assert run("partnership", "create", "westmoor", "--name", "Westmoor").status == 0
    agree = ("data", "agree", "social-care-contacts", "--partnership", "westmoor")
    assert run(*agree, "--from", "2023-04-01", "--until", "2040-03-31").status == 0
    return ready_installation


def deliver(installation: Any, path: Path) -> Any:
    return installation.run("data", "deliver", path, "--partnership", "westmoor", "--json")


def kill_at(installation: Any, path: Path, moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), moment], env=installation.environment, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def folders(installation: Any) -> list[Path]:
    return [path for path in installation.home.glob("files/datasets/*/deliveries/*") if path.is_dir()]


def test_a_killed_delivery_leaves_the_old_one_and_can_be_repeated(westmoor, contacts):
    old = contacts(BETH, name="old.csv")
    first = deliver(westmoor, old)
    assert (first.status, first.json["created"]) == (0, True)
    new = contacts(BETH, ADAM, name="new.csv")
    for moment in ("Storing", "row"):
        kill_at(westmoor, new, moment)
    assert len(folders(westmoor)) == 2, "the second removed what was arriving, and left its own in its place"
    told = deliver(westmoor, new)
    assert (told.status, told.json["created"], told.json["rows_read"]) == (0, True, 2)
    assert len(folders(westmoor)) == 3, (
        "what was arriving is gone; what was in its place may be in hand for an hour"
    )
    assert westmoor.run("audit", "verify").status == 0


def long_ago(folder: Path) -> None:
    then = time.time() - 2 * 3600
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (then, then))


def test_what_belongs_to_no_delivery_is_removed_by_a_later_one(partnership, agreement, contacts, own_files):
    agreement()
    bring = partial(services.deliver, by=BY, partnership=partnership)
    first = bring(path=contacts(BETH), name="contacts.csv").delivery
    home = places.deliveries(partnership)
    young, stray = home / str(uuid.uuid4()), home / str(uuid.uuid4())
    for folder in (young, stray):
        shutil.copytree(places.delivery_folder(first), folder)
    upload = places.incoming(partnership) / "abc.csv"
    upload.parent.mkdir(parents=True)
    upload.write_text("half")
    for path in (stray, places.delivery_folder(first), upload):
        long_ago(path)
    assert [one.level for one in whole()] == [Level.WARNING]
    second = bring(path=contacts(ADAM), name="contacts.csv").delivery
    assert {path.name for path in home.iterdir()} == {young.name, str(first.folder), str(second.folder)}
    assert not upload.exists()


def test_a_backup_holds_what_was_delivered_and_nothing_that_is_arriving(
    partnership, agreement, contacts, own_files
):
    agreement()
    delivery = services.deliver(by=BY, partnership=partnership, path=contacts(BETH), name="c.csv").delivery
    half = places.deliveries(partnership) / "arriving-abc" / "events" / "contacts.parquet"
    half.parent.mkdir(parents=True)
    half.write_text("half")
    where = f"datasets/{partnership.pk}/deliveries/{delivery.folder}"
    assert [name for name, _ in files()] == [
        f"{where}/events/contacts.parquet",
        f"{where}/findings.parquet",
        f"{where}/identity/contacts.parquet",
        f"{where}/manifest.json",
    ]


def test_the_doctor_tells_of_a_delivery_without_its_folder(partnership, agreement, contacts, own_files):
    agreement()
    delivery = services.deliver(by=BY, partnership=partnership, path=contacts(BETH), name="c.csv").delivery
    assert [one.level for one in whole()] == [Level.FINE]
    shutil.rmtree(places.delivery_folder(delivery))
    (told,) = whole()
    assert (told.level, f"delivery {delivery.pk} (westmoor)" in told.what) == (Level.WRONG, True)
