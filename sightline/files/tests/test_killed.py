"""A process that is killed while it keeps a file leaves at most a file that no record knows, and that is found."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.commands import Installation

KEEP = """
import sys, time
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from sightline.files.models import StoredFile
from sightline.files.services import kept
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
upload = SimpleUploadedFile("audit.pdf", b"%PDF-1.7 " + sys.argv[1].encode())
with kept(by=Shell(), right="actions.edit", partnership=Partnership.objects.get(), upload=upload):
    print("in its place", flush=True)
    time.sleep(float(sys.argv[2]))
print(StoredFile.objects.count())
"""


def keeping(installation: Installation, content: str, pause: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", KEEP, content, str(pause)],
        env=installation.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def lying(installation: Installation) -> list[Path]:
    return [path for path in (installation.home / "files").rglob("*") if path.is_file()]


def test_what_a_killed_process_kept_is_no_record_and_is_named_and_removed(
    ready_installation: Installation,
) -> None:
    ready_installation.run("partnership", "create", "westmoor", "--name", "Westmoor")
    killed = keeping(ready_installation, "killed", 600)
    assert killed.stdout
    assert killed.stdout.readline() == "in its place\n"
    killed.kill()
    killed.communicate()
    [stray] = lying(ready_installation)
    an_hour_ago = time.time() - 2 * 3600
    os.utime(stray, (an_hour_ago, an_hour_ago))
    told = ready_installation.run("doctor").out
    assert "1 files belong to nothing" in told
    assert stray.name in told
    said, _ = keeping(ready_installation, "whole", 0).communicate(timeout=120)
    assert said.split()[-1] == "1", "the first is no record"
    [path] = lying(ready_installation)
    assert path != stray
