"""Writing what was edited elsewhere: each row is merged into its record, and a row that is of none is added.

It stands where the writer of other imports does, in batches: what a batch needs of its records, of their history
and of the reference of others is asked for all of its rows at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.audit.queries import Happening
from sightline.audit.sealing import seal_all
from sightline.audit.services import Entry, kind_of
from sightline.foundation.access import Actor
from sightline.imports.layouts import Layout, Whence
from sightline.imports.merging.edits import Edit, Edits, Proposal
from sightline.imports.merging.neatness import differing, held, neat, shown
from sightline.imports.merging.report import KEEP, TAKE, Report, Told, conflict_id
from sightline.imports.merging.rewinding import last_changed, rewound
from sightline.imports.merging.threeway import Fate, fates, taken
from sightline.imports.merging.versions import About
from sightline.imports.writing.correcting import ChangeRow, give, plain
from sightline.imports.writing.matching import Match, Matcher, Problems
from sightline.imports.writing.writer import Tally, Writer
from sightline.partnership.models import Partnership, Record
from sightline.partnership.refusals import Refused as NotAllowed
from sightline.partnership.services.keeping import lately

WITHDRAWN = "was withdrawn in Sightline since it was exported. Put it back there first"

Lines = Sequence[tuple[str, list[Any]]]
"""(place in the file, the one Edit of its row)."""


@dataclass
class _Row:
    """One row on its way: its record, what the sheet says, and what each cell comes to."""

    place: str
    edit: Edit
    record: Any
    here: dict[str, Any]
    since: Sequence[Happening]
    fates: dict[str, Fate]
    proposal: Proposal


class Merger:
    """Merges the rows of one file, a batch at a time, inside the caller's transaction."""

    def __init__(
        self,
        layout: Layout,
        *,
        by: Actor,
        partnership: Partnership,
        whence: Whence,
        entry: Entry,
        called: Mapping[int, str],
        choices: Mapping[str, str],
    ) -> None:
        assert layout.edits is not None
        self.tally, self.report = Tally(), Report()
        self.lately: date | None = None
        self._edits: Edits = layout.edits
        self._model = layout.edits.table.model
        self._by, self._whence, self._entry = by, whence, entry
        self._called, self._choices = called, choices
        self._added = Writer(layout, whence=whence, entry=entry)
        self._matcher = Matcher(layout.edits, by=by, partnership=partnership)

    def write(self, lines: Lines) -> Problems:
        """Merge some rows, each given with its place in the file; answers what is wrong, by place."""
        refused: Problems = {}
        matches, new = self._matcher.match([(place, edit) for place, (edit,) in lines], refused)
        rows = [self._row(match) for match in matches]
        self._edits.settle(self._by, self._whence, [row.proposal for row in rows])
        self._take([row for row in rows if self._is_right(row, refused)])
        refused.update(self._added.write(new) if new else {})
        return refused

    def _row(self, match: Match) -> _Row:
        """What a row would change in its record, were nothing in the way."""
        edit, record, version = match.edit, match.record, match.version
        here = held(record, self._edits.table.fields)
        said = {name: neat(value) for name, value in edit.values.items()}
        was = rewound(self._model, here, match.since) if version else None
        proven = was if version and was is not None and version.proves(was) else None
        self.report.unproven += proven is None
        each = fates(proven, here, said)
        chosen = {
            name
            for name, one in each.items()
            if one is Fate.CONFLICT
            and self._choices.get(conflict_id(record.pk, name, here[name], said[name])) == TAKE
        }
        changes = {name: said[name] for name in taken(each, chosen)}
        told = version.told if version and proven is not None else None
        proposal = Proposal(record, changes, edit.beside, told)
        return _Row(match.place, edit, record, here, match.since, each, proposal)

    # What is taken of it

    def _is_right(self, row: _Row, refused: Problems) -> bool:
        """Whether a row can go in; its problems are ``refused``. Cells that cannot are told, and the rest goes in."""
        changes = row.proposal.changes
        problems = [
            (name, "", f"is blank; “{self._edits.titles[name]}” is needed")
            for name in self._edits.required & changes.keys()
            if changes[name] == ""
        ]
        problems += [
            (
                name,
                changes[name][:80] + "…",
                f"is {len(changes[name]):,} characters long, where at most {most:,} fit",
            )
            for place, most in self._edits.table.longest
            if (name := self._edits.table.fields[place]) in changes and len(changes[name]) > most
        ]
        if changes and row.record.withdrawn_at:
            problems = [("reference", row.record.audit_label, WITHDRAWN)]
        if changes and not problems:
            try:
                self._edits.check(self._by, row.record, self._would_be(row))
            except NotAllowed as problem:
                name = problem.field or "reference"
                said = self._shown(row.record, name, neat(row.edit.values.get(name, "")))
                problems = [(name, said, str(problem).rstrip("."))]
        if problems:
            refused[row.place] = problems
        return not problems

    def _would_be(self, row: _Row) -> Any:
        would_be = copy(row.record)
        for name, value in self._values(row).items():
            setattr(would_be, name, value)
        return would_be

    def _values(self, row: _Row) -> dict[str, Any]:
        """What changes, by attribute, as the database holds it."""
        values = {}
        for name, value in row.proposal.changes.items():
            field: Any = self._model._meta.get_field(name)
            values[field.attname] = None if value == "" and field.null else value
        return {**values, **row.proposal.derived}

    def _take(self, rows: Sequence[_Row]) -> None:
        """Write what changes, and tell of every cell."""
        model: type[Record] = self._model
        kind = kind_of(model)
        personal: frozenset[str] = getattr(model, "personal", frozenset())
        values: dict[int, Mapping[str, Any]] = {}
        places: list[str] = []
        told: list[tuple[int, Mapping[str, Any]]] = []
        for row in rows:
            self._tell(row)
            now = self._values(row)
            if not now and not row.proposal.further:
                self.tally.unchanged += 1
                continue
            self.tally.updated += 1
            digest = row.record.source_digest
            then: dict[str, Any] = {name: getattr(row.record, name) for name in now}
            then["source_digest"] = bytes(digest).hex() if digest else None
            values[row.record.pk] = now
            places.append(row.place)
            told += [(row.record.pk, plain(then)), (row.record.pk, plain(now))]
            self.lately = min(filter(None, (lately(now), self.lately)), default=None)
        sealed = seal_all(kind, told, personal)
        changes: list[ChangeRow] = [
            (kind, pk, "corrected", place, before, after)
            for pk, place, before, after in zip(values, places, sealed[::2], sealed[1::2], strict=True)
        ]
        give(model, {pk: now for pk, now in values.items() if now})
        self._added.make([one for row in rows for one in row.proposal.further], changes)
        self._entry.add(changes)

    def finish(self, about: About | None, unread: int) -> None:
        """Close the tally and the report, with what the file says ``about`` itself; ``unread`` rows never came here."""
        if about is not None:
            self.report.exported, self.report.shows = about.exported, about.shows
            if about.rows is not None:
                self.report.missing = max(about.rows - len(self._matcher.present) - unread, 0)
        added = self._added.tally
        self.tally.created += added.created
        self.tally.unchanged += added.unchanged
        self.tally.updated += added.updated
        self.tally.duplicates += added.duplicates + self._matcher.duplicates
        for kind, count in added.made.items():
            self.tally.made[kind] = self.tally.made.get(kind, 0) + count

    # What is told of it

    def _tell(self, row: _Row) -> None:
        for name, each in row.fates.items():
            if each is Fate.NEWER:
                self.report.newer += 1
            elif each is Fate.CONFLICT:
                said = neat(row.edit.values[name])
                number = conflict_id(row.record.pk, name, row.here[name], said)
                choice = self._choices.get(number, "")
                told = self._told(row, name, id=number, choice=choice if choice in (TAKE, KEEP) else "")
                self.report.clash(told)
        for name, value in row.proposal.changes.items():
            self.report.differ(self._told(row, name, said=self._shown(row.record, name, value)))
        for name, (said, why) in row.proposal.refused.items():
            self.report.refuse(self._told(row, name, said=said, why=why))

    def _told(self, row: _Row, name: str, *, said: str | None = None, **more: str) -> Told:
        model, record = self._model, row.record
        told = self._shown(record, name, neat(row.edit.values[name])) if said is None else said
        here, told = differing(self._shown(record, name, row.here.get(name, "")), told)
        changed = last_changed(model, name, row.since) if name in row.here else None
        if changed:
            more = {**more, "who": changed.who, "at": changed.at.isoformat()}
        return Told(
            label=str(record),
            place=str(getattr(record, self._edits.table.page[1])),
            title=self._edits.titles[name],
            here=here,
            said=told,
            **more,
        )

    def _shown(self, record: Any, name: str, value: Any) -> str:
        if name in self._edits.table.fields and record._meta.get_field(name).is_relation and value != "":
            return self._called.get(value) or str(getattr(record, name))
        return shown(value)
