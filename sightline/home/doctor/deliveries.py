"""What agencies delivered: whether every delivery still has what came with it, and nothing lies about beside them."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.datasets.safekeeping import lost, strays
from sightline.home.doctor.findings import Finding, fine, some, warning, wrong
from sightline.partnership.queries import partnerships


def whole() -> Iterator[Finding]:
    """Deliveries without their folder, and folders without a delivery."""
    everywhere = partnerships()
    gone = [f"{one.audit_label} ({where.slug})" for where in everywhere for one in lost(where)]
    loose = [str(path) for where in everywhere for path in strays(where)]
    if gone:
        yield wrong(
            f"What came with {len(gone):,} deliveries is missing: {some(gone)}.",
            "Restore their folders from a backup into files/datasets, or withdraw them and deliver the files again.",
        )
    if loose:
        yield warning(
            f"{len(loose):,} files and folders of deliveries belong to nothing, as when work is killed: {some(loose)}.",
            "The next delivery of the partnership removes them.",
        )
    if not gone and not loose:
        yield fine("Every delivery has what came with it.")
