"""What is said of a file that cannot be given out, and how a kept file is linked to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.forms import BaseForm

from sightline.files.models import StoredFile
from sightline.govuk.blocks import Entry, SummaryList, SummaryRow, Text
from sightline.govuk.pages import ConfirmPage, Page
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.partnership.recording import Told

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


def destroyed_page(file: StoredFile, of: Link) -> Page:
    """Says that a file was destroyed, when, by whom and why."""
    return Page(
        title="This file was destroyed",
        lead="Nobody can open it any more.",
        breadcrumbs=(of,),
        blocks=(
            SummaryList(
                (
                    SummaryRow("Destroyed", file.destroyed_at),
                    SummaryRow("By", file.destroyer),
                    SummaryRow("Because", file.destroyed_why),
                    SummaryRow("Put here", file.put_at),
                    SummaryRow("Fingerprint (SHA-256)", in_groups(file.sha256)),
                )
            ),
        ),
    )


def destroy_page(
    file: StoredFile, form: BaseForm, *, of: str, crumbs: tuple[Link, ...], sees: bool, shared: int
) -> Page:
    """Asks whether a file is to be destroyed. ``shared`` is how many times its content is attached."""
    others = (
        f"The same content is attached {shared} times here. It goes from all of them. " if shared > 1 else ""
    )
    return ConfirmPage(
        title="Destroy this file?",
        caption=of[:1].upper() + of[1:],
        text="What it holds and what it is called are removed for good, also where minutes are agreed. The record "
        "stays and says when the file was destroyed, by whom and why.",
        blocks=(
            SummaryList(
                (
                    *((SummaryRow("File", file.name),) if sees else ()),
                    SummaryRow("Kind and size", file.told),
                    SummaryRow("Put here", file.put_at),
                    SummaryRow("Fingerprint (SHA-256)", in_groups(file.sha256)),
                )
            ),
        ),
        warning=f"{others}This cannot be undone. Backups that were made before still hold it: whoever runs Sightline "
        "has to remove those.",
        form=form,
        submit="Destroy it for good",
        breadcrumbs=crumbs,
        cancel=Link("Keep it", crumbs[-1].href),
    )


def with_destroyings(told: Told, files: Iterable[tuple[str, StoredFile]]) -> Told:
    """What is told of a record, its history with which of its files were destroyed, given with what each was of."""
    entries = [
        Entry(
            when=file.destroyed_at,
            who=file.destroyer,
            what=f"destroyed the file of {of}",
            reason=file.destroyed_why,
        )
        for of, file in files
        if file.destroyed_at
    ]
    history = sorted((*told.history, *entries), key=lambda entry: entry.when, reverse=True)
    return replace(told, history=tuple(history))


def to_destroy(file: StoredFile | None, href: str, of: str) -> Value:
    """Where a file is destroyed; nothing where there is none, or none any more."""
    return "" if file is None or file.destroyed_at else Link("Destroy", href, hidden=f"the file of {of}")


def link_to(file: StoredFile, href: str) -> Value:
    """A kept file in a table: its name as the link, then what it is and how large. Of a destroyed one, that it was."""
    if file.destroyed_at:
        return Lines(Tag("Destroyed"), Link("What became of it", href), Muted(file.told))
    return Lines(Link(file.name, href), Muted(file.told))


def in_groups(sha256: str) -> str:
    """A hash as somebody reads it out: eight letters at a time."""
    return " ".join(sha256[at : at + SHORT] for at in range(0, len(sha256), SHORT))


def short(sha256: str) -> str:
    """The beginning of a hash."""
    return sha256[:SHORT]
