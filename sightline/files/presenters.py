"""What is said of a file that cannot be given out, and how a kept file is linked to."""

from __future__ import annotations

from sightline.files.models import StoredFile
from sightline.govuk.blocks import SummaryList, SummaryRow, Text
from sightline.govuk.pages import Page
from sightline.govuk.values import Lines, Link, Muted, Value

SHORT = 8
"""How many letters of a hash tell two versions apart on paper."""


def changed_page(file: StoredFile, of: Link) -> Page:
    """Says why a file is not given out, so that nobody takes another one for it."""
    return Page(
        title="This file is not given out",
        lead="What lies in its place is missing, or is no longer what was put there.",
        breadcrumbs=(of,),
        blocks=(
            Text(
                "Nobody can say what it held from what is there now. Ask whoever runs Sightline to bring it back from "
                "a backup: it has to have the fingerprint below."
            ),
            SummaryList(
                (
                    SummaryRow("File", file.name),
                    SummaryRow("Put here", file.put_at),
                    SummaryRow("Fingerprint (SHA-256)", in_groups(file.sha256)),
                )
            ),
        ),
    )


def link_to(file: StoredFile, href: str) -> Value:
    """A kept file in a table: its name as the link, then what it is and how large."""
    return Lines(Link(file.name, href), Muted(file.told))


def in_groups(sha256: str) -> str:
    """A hash as somebody reads it out: eight letters at a time."""
    return " ".join(sha256[at : at + SHORT] for at in range(0, len(sha256), SHORT))


def short(sha256: str) -> str:
    """The beginning of a hash."""
    return sha256[:SHORT]
