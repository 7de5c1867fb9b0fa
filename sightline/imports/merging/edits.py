"""What an app says of a list of its own that is edited elsewhere, and what a row of it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sightline.foundation.access import Actor
from sightline.imports.layouts import Draft, Table, Whence
from sightline.partnership.models import Record


class Edit(NamedTuple):
    """What a row says that was exported, edited elsewhere and brought back.

    ``version`` is what it says of itself, ``key`` that of the record its reference names, ``values`` what it says
    by field, ``beside`` what else. ``new`` drafts the record that it is if it is none of those that are here.
    """

    version: str
    key: str
    values: Mapping[str, Any]
    beside: Mapping[str, Any]
    new: Callable[[Actor], Draft]


@dataclass
class Proposal:
    """What would change in a record by a row that was edited elsewhere: ``changes`` by field.

    ``told`` is what the row said besides its values when it was exported, ``beside`` what it says besides now. What
    cannot be taken goes from ``changes`` to ``refused``, as (what it says, why). What follows from them in no column of
    the list goes to ``derived``, by attribute; records to be made go to ``further``.
    """

    record: Any
    changes: dict[str, Any]
    beside: Mapping[str, Any]
    told: str | None
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    derived: dict[str, Any] = field(default_factory=dict)
    further: list[Record] = field(default_factory=list)


@dataclass(frozen=True)
class Edits:
    """How what was edited elsewhere goes back into the records of ``table``, whose fields are those of an Edit.

    ``titles`` has what the columns are called, by field; no cell of a ``required`` one may be emptied. ``key`` is
    that of a record by the reference it has now; ``related`` is read with each record, and so are the
    records ``beside`` it, which are many. ``settle`` goes over
    proposals before they are checked, all of them at once; ``check`` raises the partnership's Refused for what
    somebody may not make of a record, given as it is held and as it would be.
    """

    table: Table
    titles: Mapping[str, str]
    required: frozenset[str]
    key: Callable[[Any], str]
    related: tuple[str, ...]
    settle: Callable[[Actor, Whence, Sequence[Proposal]], None]
    check: Callable[[Actor, Any, Any], None]
    beside: tuple[str, ...] = ()
