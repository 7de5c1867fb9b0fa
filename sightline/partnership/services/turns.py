"""Taking turns: what is looked at before it is changed must still be so when it is."""

from __future__ import annotations

from sightline.partnership.models import Partnership


def wait_for_turn(partnership: Partnership) -> None:
    """Let nobody else check and change the names, mergers or coverage of a partnership until the transaction ends.

    SQLite gives a transaction the whole database; PostgreSQL is asked for the partnership's own row, which
    records that merely belong to it do not wait for.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
