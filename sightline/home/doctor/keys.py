"""The key by which children are known in figures: whether it is there, is the one it was, and is hidden."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from sightline.datasets import child_key
from sightline.datasets.linkage.queries import latest_of_all
from sightline.home.doctor.findings import Finding, fine, wrong

NO_KEY = "Nothing can be linked, and nothing that was decided about pairs of records can be found again."
KEY_BACK = (
    "Put the file back from where it is kept apart, or from a backup made with --with-secret-key. Where it is lost for "
    "good, “sightline data link --new-key” begins anew."
)


def key_of_children() -> Iterator[Finding]:
    """Whether the key by which children are known is the one that they were linked with, and hidden from others."""
    kept, latest = child_key.place(), latest_of_all()
    if kept.exists() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield wrong("Others can read the key of children.", f"chmod 600 {kept}")
        return
    if latest is None:
        yield fine("Nothing was linked yet, so children have no keys.")
        return
    try:
        same = child_key.mark(child_key.read()) == latest.key_mark
    except child_key.KeyMissing as problem:
        yield wrong(f"The key of children is missing. {problem} {NO_KEY}", KEY_BACK)
        return
    if same:
        yield fine("The key of children is the one that they were linked with, and for its owner alone.")
    else:
        yield wrong(f"The file {kept} is not the key that children were linked with. {NO_KEY}", KEY_BACK)
