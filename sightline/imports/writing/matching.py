"""Which record a row is of that was exported and edited elsewhere: by what it says of itself, else by its reference.

People copy rows to make others of them, give a record another reference, sort, and paste rows together from two
files; what cannot be told apart is refused by its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sightline.audit.queries import Happening, changes_after
from sightline.audit.services import kind_of
from sightline.foundation.access import Actor
from sightline.imports.interpreting import CannotImport
from sightline.imports.layouts import Draft, Refused
from sightline.imports.likeness import Problem
from sightline.imports.merging.edits import Edit, Edits
from sightline.imports.merging.versions import ELSEWHERE, Version, read
from sightline.imports.writing.seen import held_under
from sightline.partnership.models import Partnership

MOVED = (
    "is the reference of another record than the row was exported with. Rows and their hidden last column have "
    "come apart: export the list again"
)
GONE = "was taken out of Sightline since it was exported. To add it again, empty the cell of its row in the last column"
TWICE = "stands in the file twice, and the rows do not say the same"

Drafted = list[tuple[str, list[Draft]]]
Problems = dict[str, list[Problem]]
"""What is wrong with rows, by their place in the file."""


class Match(NamedTuple):
    """A row with its record, what it says of itself, and what was done to the record since it was exported."""

    place: str
    edit: Edit
    record: Any
    version: Version | None
    since: Sequence[Happening]


class Matcher:
    """Finds the records of the rows of one file, a batch at a time."""

    def __init__(self, edits: Edits, *, by: Actor, partnership: Partnership) -> None:
        self.duplicates, self._by = 0, by
        self._edits, self._model, self._partnership = edits, edits.table.model, partnership
        self._said: dict[int, Mapping[str, Any]] = {}  # of each record, what its first row says
        self.present: set[int] = set()  # records that some row is of, taken or not
        self._renamed: set[str] = set()  # keys of references that rows gave to their records

    def match(self, lines: Sequence[tuple[str, Edit]], refused: Problems) -> tuple[list[Match], Drafted]:
        """The rows with the records they are of; and as drafts those that are of none."""
        versions = {place: self._version(edit) for place, edit in lines}
        floors: dict[int, int] = {}
        for said in filter(None, versions.values()):
            floors[said.record] = min(said.event, floors.get(said.record, said.event))
        self.present.update(floors)
        keys = self._held_under([edit.key for _, edit in lines])
        records = self._records({*floors, *keys.values()})
        since = changes_after(kind_of(self._model), {pk: n for pk, n in floors.items() if pk in records})
        own = {v.record for place, edit in lines if (v := versions[place]) and self._is_own(v, edit, records)}
        matched: list[tuple[str, Edit, Any, Version | None]] = []
        new: list[tuple[str, Edit]] = []
        for place, edit in lines:
            version, named = versions[place], keys.get(edit.key)
            if version is None:
                if named is None:
                    new.append((place, edit))
                else:
                    matched.append((place, edit, records[named], None))
            elif version.record not in records:
                refused[place] = [("reference", str(edit.values["reference"]), GONE)]
            elif self._is_own(version, edit, records):
                matched.append((place, edit, records[version.record], version))
            elif named is not None or edit.key in self._renamed:
                refused[place] = [("reference", str(edit.values["reference"]), MOVED)]
            elif version.record in own or version.record in self._said:
                new.append((place, edit))  # a row that was copied to make another of it
            else:
                self._renamed.add(edit.key)
                matched.append((place, edit, records[version.record], version))
        drafted = self._drafted(new, refused)
        known = self._held_under([draft.key for _, _, draft in drafted])
        others = self._records(set(known.values()))
        matched += [
            (place, edit, others[known[draft.key]], None)
            for place, edit, draft in drafted
            if draft.key in known
        ]
        matches = [
            Match(place, edit, record, version, since.get(record.pk, ()) if version else ())
            for place, edit, record, version in matched
            if self._is_first(place, edit, record, refused)
        ]
        return matches, [(place, [draft]) for place, _, draft in drafted if draft.key not in known]

    def _held_under(self, keys: list[str]) -> dict[str, int]:
        return {key: pk for pk, key, _ in held_under(self._model, self._partnership.pk, keys)} if keys else {}

    def _records(self, numbers: set[int]) -> dict[int, Any]:
        every = self._model._default_manager.ever_of(self._partnership)
        with_others = every.select_related(*self._edits.related).prefetch_related(*self._edits.beside)
        return {one.pk: one for one in with_others.filter(pk__in=numbers)}

    def _is_own(self, version: Version, edit: Edit, records: Mapping[int, Any]) -> bool:
        """Whether a row still has the reference of its record."""
        record = records.get(version.record)
        return record is not None and edit.key in (record.key, self._edits.key(record))

    def _is_first(self, place: str, edit: Edit, record: Any, refused: Problems) -> bool:
        """Whether a row is the first of its record; one that says the same again counts for nothing."""
        self.present.add(record.pk)
        said = self._said.setdefault(record.pk, edit.values)
        if said is edit.values:
            return True
        if dict(said) == dict(edit.values):
            self.duplicates += 1
        else:
            refused[place] = [("reference", str(edit.values["reference"]), TWICE)]
        return False

    def _drafted(self, new: Sequence[tuple[str, Edit]], refused: Problems) -> list[tuple[str, Edit, Draft]]:
        """The rows that are of no record by their reference, as other imports draft them."""
        drafted = []
        for place, edit in new:
            try:
                drafted.append((place, edit, edit.new(self._by)))
            except Refused as wrong:
                refused[place] = list(wrong.problems)
        return drafted

    def _version(self, edit: Edit) -> Version | None:
        """What a row says of itself. Raises CannotImport when it is another partnership's."""
        version = read(edit.version) if edit.version else None
        if version is not None and version.slug != self._partnership.slug:
            raise CannotImport(ELSEWHERE.format(named=version.slug))
        return version
