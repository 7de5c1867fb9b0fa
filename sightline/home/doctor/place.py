"""The home of the installation: who can read it, and what lies about in it."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sightline.datasets.places import DATASETS
from sightline.files.models import StoredFile
from sightline.foundation.files import ARRIVING, place_of
from sightline.home.doctor.findings import Finding, fine, some, warning, wrong
from sightline.home.safekeeping import staging
from sightline.home.static_files import MARK, fingerprint
from sightline.imports.models import Import, Stage
from sightline.reports.models import PublishedFile
from sightline.reports.queries import kept_at

AN_HOUR = 3600.0
SHORTEST_KEY = 32
KEPT = [stage for stage in Stage if stage.keeps_its_file]


def home() -> Iterator[Finding]:
    """Whether the home can be written to, and by whom it can be read."""
    place: Path = settings.HOME
    if not place.is_dir():
        yield wrong(f"The home {place} does not exist.", "Run “sightline init”, or set SIGHTLINE_HOME.")
        return
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as problem:
        yield wrong(
            f"Nothing can be written to the home {place}: {problem.strerror}.",
            "Give this user the folder, or run Sightline as the user who owns it.",
        )
    if place.stat().st_mode & 0o077:
        yield warning(f"Other users of this machine can look into {place}.", f"chmod 700 {place}")
    else:
        yield fine(f"The home {place} is for its owner alone.")


def secret_key() -> Iterator[Finding]:
    """Whether the signing key is long, and hidden from others."""
    kept = settings.HOME / "secret-key"
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield wrong(
            f"The secret key has fewer than {SHORTEST_KEY} characters and can be guessed.",
            "Set a long random one in SIGHTLINE_SECRET_KEY, or remove the file secret-key and restart.",
        )
    if os.environ.get("SIGHTLINE_SECRET_KEY"):
        yield fine("The secret key comes from SIGHTLINE_SECRET_KEY.")
    elif kept.exists() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield wrong("Others can read the secret key, and so sign in as anybody.", f"chmod 600 {kept}")
    else:
        yield fine("The secret key is readable by its owner alone.")


def static_files() -> Iterator[Finding]:
    """Whether the style sheets, scripts and fonts are there, and are those of this version."""
    mark = settings.STATIC_ROOT / MARK
    if not mark.exists():
        yield warning("Style sheets, scripts and fonts are not in place yet.", "Run “sightline init”.")
    elif mark.read_text() != fingerprint():
        yield warning("Style sheets, scripts and fonts are of another version.", "Run “sightline init”.")
    else:
        yield fine("Style sheets, scripts and fonts are in place.")


def unfinished_restore() -> Iterator[Finding]:
    """What a restore that was killed left behind, and databases that one put aside."""
    if staging.folder().exists():
        yield warning(
            "A restore is going on, or was interrupted.",
            "If none is going on: run “sightline init”, which finishes or undoes it.",
        )
    aside = sorted(path.name for path in settings.HOME.glob("*.damaged-*"))
    if aside:
        yield warning(
            f"A restore put a damaged database aside: {some(aside)}.", "Remove it once you no longer need it."
        )


def leftovers() -> Iterator[Finding]:
    """Files that belong to nothing, as an upload that was killed leaves them."""
    kept = Path(settings.FILES)
    long_ago = time.time() - AN_HOUR
    arriving = [path for path in kept.rglob(f"{ARRIVING}*") if path.stat().st_mtime < long_ago]
    known = set(Import.objects.values_list("stored_as", flat=True))
    known |= set(StoredFile.objects.filter(destroyed_at=None).values_list("stored_as", flat=True))
    known |= {
        str(kept_at(digest).relative_to(kept))
        for digest in PublishedFile.objects.values_list("sha256", flat=True)
    }
    runs = {str(number) for number in Import.objects.values_list("id", flat=True)}
    stray = [
        name for path in _settled(kept, long_ago) if not _belongs(name := _named(kept, path), known, runs)
    ]
    if arriving:
        names = [str(path) for path in arriving]
        yield warning(
            f"{len(arriving):,} uploads were killed half-way: {some(names)}.", "Remove these files."
        )
    if stray:
        yield warning(
            f"{len(stray):,} files belong to nothing, as when work is killed: {some(stray)}.",
            f"Remove them from {kept}.",
        )
    if not arriving and not stray:
        yield fine("No files were left behind by work that was killed.")


def _settled(kept: Path, before: float) -> Iterator[Path]:
    for path in sorted(kept.rglob("*")):
        if path.is_file() and not path.name.startswith(ARRIVING) and path.stat().st_mtime < before:
            yield path


def _named(kept: Path, path: Path) -> str:
    return path.relative_to(kept).as_posix()


def _belongs(name: str, known: set[str], runs: set[str]) -> bool:
    """Whether a file is a kept original, a published file, what one import has to tell, or looked at elsewhere."""
    if name in known:
        return True
    parts = name.split("/")
    if parts[0] == DATASETS:
        return True
    return parts[:2] == ["imports", "outcomes"] and len(parts) > 3 and parts[2] in runs


def missing_files() -> Iterator[Finding]:
    """Files that the records speak of and that are not there."""
    kept = Path(settings.FILES)
    originals = Import.objects.filter(stage__in=KEPT).values_list("stored_as", "file_name")
    gone = [name for stored_as, name in originals if not (kept / stored_as).exists()]
    published = PublishedFile.objects.select_related("publication__report")
    lost = [
        f"{file.publication.report.title} ({file.form})"
        for file in published
        if not kept_at(file.sha256).exists()
    ]
    attached = [
        f"{file.name} ({file.partnership.slug})"
        for file in StoredFile.objects.filter(destroyed_at=None).select_related("partnership")
        if not _is_as_large(place_of(file.stored_as), file.size)
    ]
    if gone:
        yield wrong(
            f"{len(gone):,} imported files are missing: {some(gone)}.",
            "Restore them from a backup into the files folder.",
        )
    if lost:
        yield wrong(
            f"{len(lost):,} published files are missing: {some(lost)}.",
            "Restore a backup: what is public has to be readable as it was published.",
        )
    if attached:
        yield wrong(
            f"{len(attached):,} attached files are missing or cut short: {some(attached)}.",
            "Restore them from a backup into the files folder.",
        )
    if not gone and not lost and not attached:
        yield fine("Every imported, attached and published file is there.")


def _is_as_large(path: Path, size: int) -> bool:
    return path.exists() and path.stat().st_size == size
