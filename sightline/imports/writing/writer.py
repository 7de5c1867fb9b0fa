"""Writing drafts: which records are new, which the file corrects, and which it leaves as they are.

Work goes in batches, so memory does not grow with the file: what a batch needs to know of the records that
are there is asked by their keys, and the keys this file has already spoken of are kept in a temporary table.
A record's ``source_digest`` says what its source last said, so that an unchanged row costs one comparison
and never undoes a correction made by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sightline.audit.services import Entry, kind_of
from sightline.foundation.bulk import insert_rows, reserve_ids
from sightline.imports.layouts import Draft, Layout, Said, Table, Whence
from sightline.imports.likeness import (
    NOTHING_SAID,
    Problem,
    agreed,
    another,
    are_of_the_same,
    clash,
    exactly,
    is_open,
    loosely,
    taken,
)
from sightline.imports.writing.correcting import ChangeRow, correct, differ_by_hand
from sightline.imports.writing.seen import Seen, held_under
from sightline.partnership.models import Record

BATCH = 2000
ANNOUNCED = 100
OF_ITS_OWN = ("id", "partnership", "key", "source_digest", "import_id")
"""The fields that every record has, which no draft names."""

Mentions = dict[str, tuple[tuple[Any, ...], bytes, str]]


@dataclass
class Tally:
    """What an import did, counted in records of the layout's counted table.

    Of those unchanged, ``kept`` differ from what the file says, since somebody corrected or withdrew them by
    hand. ``made`` has the new records of each kind, ``announced`` the names of those that came by the way.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    duplicates: int = 0
    made: dict[str, int] = field(default_factory=dict)
    announced: list[str] = field(default_factory=list)


class Writer:
    """Writes the drafts of one import, a batch at a time, inside the caller's transaction."""

    def __init__(self, layout: Layout, *, whence: Whence, entry: Entry) -> None:
        self.tally, self._seen = Tally(), Seen()
        self._layout, self._whence, self._entry = layout, whence, entry
        self._partnership_id = whence.partnership_id

    def write(self, lines: Sequence[tuple[str, list[Draft]]]) -> dict[str, list[Problem]]:
        """Write the drafts of some lines, each given with its place in the file; answers what is wrong, by place.

        Of a line that is refused, nothing is written.
        """
        refused = self._too_long(lines)
        fresh = self._fresh(lines, refused)
        self._set_apart(fresh, refused)
        ids: dict[type[Record], dict[str, int]] = {}
        changes: list[ChangeRow] = []
        changed: dict[int, set[str]] = {}  # by table, the places whose records were made or corrected
        for table in self._layout.tables:
            known = ids.setdefault(table.model, {})
            changed[id(table)] = self._put(table, fresh[id(table)], ids, known, changes)
        self._entry.add(changes)
        self._count_parts(fresh, changed)
        return refused

    def _count_parts(self, fresh: dict[int, Mentions], changed: dict[int, set[str]]) -> None:
        """A counted record that stayed as it was, but a part of which changed, was corrected after all."""
        parts = [changed[id(table)] for table in self._layout.tables if table.part]
        if any(parts):
            counted = id(self._layout.counted)
            unchanged = {place for _, _, place in fresh[counted].values()} - changed[counted]
            moved = len(unchanged & set().union(*parts))
            self.tally.updated += moved
            self.tally.unchanged -= moved

    def _too_long(self, lines: Sequence[tuple[str, list[Draft]]]) -> dict[str, list[Problem]]:
        """What no column of the database has room for. Looked for column by column, as it hardly ever is there."""
        by_table: dict[int, list[tuple[Any, ...]]] = {id(table): [] for table in self._layout.tables}
        for _, drafts in lines:
            for table, _, values in drafts:
                by_table[id(table)].append(values)
        over = {
            (id(table), place): most
            for table in self._layout.tables
            if (rows := by_table[id(table)])
            for place, most in table.longest
            if max(map(len, [row[place] for row in rows])) > most
        }
        refused: dict[str, list[Problem]] = {}
        if over:
            for where, drafts in lines:
                for table, _, values in drafts:
                    for place, most in table.longest:
                        if (id(table), place) in over and len(values[place]) > most:
                            problem = f"is {len(values[place]):,} characters long, where at most {most:,} can be kept"
                            refused.setdefault(where, []).append(
                                (table.fields[place], values[place][:80] + "…", problem)
                            )
        return refused

    def _fresh(
        self, lines: Sequence[tuple[str, list[Draft]]], refused: dict[str, list[Problem]]
    ) -> dict[int, Mentions]:
        """The drafts to write, by table, without what this file has already said; lines that clash are ``refused``.

        The first mention of a record in a file is the one that counts. A later one that differs is refused
        when it is of the counted table, or in what must be agreed; otherwise (the venue of a session, say)
        it is let pass.
        """
        fresh: dict[int, Mentions] = {id(table): {} for table in self._layout.tables}
        counted = self._layout.counted
        names = {id(table): f"{place}:" for place, table in enumerate(self._layout.tables) if table.corrects}
        earlier = self._seen.find(
            [names[id(d.table)] + d.key for _, drafts in lines for d in drafts if d.table.corrects]
        )
        said: list[tuple[str, bytes, bytes, str]] = []
        closed: list[tuple[str, bytes, bytes, str]] = []
        for place, drafts in lines:
            if place in refused:
                continue
            staged, new, ended, repeated = [], [], [], 0
            for table, key, values in drafts:
                held = fresh[id(table)]
                if not table.corrects:
                    if key not in held:
                        staged.append((held, key, (values, NOTHING_SAID, place)))
                    continue
                name = names[id(table)] + key
                before = earlier.get(name)
                loose = loosely(values) if table is counted else agreed(table, values)
                if before is None:
                    exact = exactly(table, values)
                    staged.append((held, key, (values, exact, place)))
                    new.append((name, exact, loose, place))
                elif before[1] != loose and (turn := _turn_of(table, before[1], loose)) is None:
                    alone = table is counted
                    refused[place] = [clash(table, values, loose, before[1], before[2], alone=alone)]
                    break
                elif table is counted:
                    repeated += 1
                    if before[1] != loose and turn:
                        exact = exactly(table, values)
                        staged.append((held, key, (values, exact, place)))
                        ended.append((name, exact, loose, place))
                elif key not in held:
                    staged.append((held, key, (values, before[0], place)))  # its id is asked for below
            else:
                for held, key, mention in staged:
                    held[key] = mention
                for name, exact, loose, _ in (*new, *ended):
                    earlier[name] = (exact, loose, place)
                said += new
                closed += ended
                self.tally.duplicates += repeated
        self._seen.add(said)
        self._seen.put(closed)
        return fresh

    def _set_apart(self, fresh: dict[int, Mentions], refused: dict[str, list[Problem]]) -> None:
        """Refuse the rows whose key is that of another record: a list that begins at 1 again, say."""
        table = self._layout.counted
        mentions = fresh[id(table)]
        if not table.same or not mentions:
            return
        known = held_under(table.model, self._partnership_id, list(mentions))
        differing = {pk: key for pk, key, digest in known if digest != mentions[key][1]}
        records = table.model._default_manager.filter(pk__in=differing)
        for pk, *held in records.values_list("pk", *table.same) if differing else ():
            key = differing[pk]
            values, _, place = mentions[key]
            if another(table, values, tuple(held)):
                refused[place] = [taken(table, values, tuple(held))]
                del mentions[key]

    def _put(
        self,
        table: Table,
        mentions: Mentions,
        ids: dict[type[Record], dict[str, int]],
        known: dict[str, int],
        changes: list[ChangeRow],
    ) -> set[str]:
        """Create or correct the records of one table, noting the id of each key; answers the places that did."""
        if not mentions:
            return set()
        held = {
            key: (pk, digest)
            for pk, key, digest in held_under(table.model, self._partnership_id, list(mentions))
        }
        known.update((key, pk) for key, (pk, _) in held.items())
        new = [key for key in mentions if key not in held]
        kind, slots = kind_of(table.model), [table.fields.index(name) for name in table.refers]
        targets = [ids[table.refers[name]] for name in table.refers]

        def resolved(values: tuple[Any, ...]) -> list[Any]:
            row = list(values)
            for slot, numbers in zip(slots, targets, strict=True):
                if row[slot] is not None:
                    row[slot] = numbers[row[slot]]
            return row

        def follow(said: list[Said]) -> None:
            self._beside(table, said, changes)

        if new:
            rows = []
            self._tell_of(table.model, len(new))
            self._announce(table, [mentions[key][0] for key in new])
            told_of = [resolved(mentions[key][0]) for key in new]
            derived = self._derived(table, told_of)
            for pk, key, row, more in zip(
                reserve_ids(table.model, len(new)), new, told_of, derived, strict=True
            ):
                _, digest, place = mentions[key]
                rows.append((pk, self._partnership_id, key, digest, self._whence.import_id, *row, *more))
                changes.append((kind, pk, "added", place, None, None))
                known[key] = pk
            insert_rows(table.model, (*OF_ITS_OWN, *table.fields, *table.derived), rows)
        differing = (
            {held[key][0]: key for key in mentions if key in held and held[key][1] != mentions[key][1]}
            if table.corrects
            else {}
        )
        corrected: list[str] = []
        if differing:
            said = {pk: resolved(mentions[key][0]) for pk, key in differing.items()}
            told = {pk: (mentions[key][1], held[key][1], mentions[key][2]) for pk, key in differing.items()}
            corrected = correct(table, said, told, changes, follow)
        if table is self._layout.counted:
            self.tally.created += len(new)
            self.tally.updated += len(corrected)
            self.tally.unchanged += len(mentions) - len(new) - len(corrected)
            same = {held[key][0]: resolved(mentions[key][0]) for key in held if held[key][0] not in differing}
            self.tally.kept += differ_by_hand(table, same)
        return {*corrected, *(mentions[key][2] for key in new)}

    def _derived(self, table: Table, rows: list[list[Any]]) -> Iterator[list[Any]]:
        """For each row of a new record, the values of the fields that are derived from the others."""
        names = [table.model._meta.get_field(name).attname for name in table.fields]  # type: ignore[union-attr]
        more = [table.model._meta.get_field(name).attname for name in table.derived]  # type: ignore[union-attr]
        said = [Said(None, dict(zip(names, row, strict=True))) for row in rows] if more else []
        if said:
            table.follow(self._whence, said)
        yield from ([one.now.get(name) for name in more] for one in said) if said else ([] for _ in rows)

    def _beside(self, table: Table, said: list[Said], changes: list[ChangeRow]) -> None:
        """Write the records that are made beside those which a file corrects."""
        self.make(table.follow(self._whence, said) if said else (), changes)

    def make(self, beside: Iterable[Record], changes: list[ChangeRow]) -> None:
        """Write records that no row drafts."""
        made: dict[type[Record], list[Record]] = {}
        for record in beside:
            made.setdefault(type(record), []).append(record)
        for model, records in made.items():
            self._tell_of(model, len(records))
            own = [field for field in model._meta.concrete_fields if field.name not in OF_ITS_OWN]
            rows = []
            for pk, record in zip(reserve_ids(model, len(records)), records, strict=True):
                values = (getattr(record, field.attname) for field in own)
                rows.append((pk, self._partnership_id, record.key, None, self._whence.import_id, *values))
                changes.append((kind_of(model), pk, "added", "", None, None))
            insert_rows(model, (*OF_ITS_OWN, *(field.name for field in own)), rows)

    def _tell_of(self, model: type[Record], number: int) -> None:
        """Count new records by their kind."""
        kind, made = kind_of(model), self.tally.made
        made[kind] = made.get(kind, 0) + number

    def _announce(self, table: Table, made: list[tuple[Any, ...]]) -> None:
        """Name the new records of a kind that is announced."""
        if table.announced:
            place, told = table.fields.index(table.announced), self.tally.announced
            told += [str(values[place]) for values in made][: ANNOUNCED - len(told)]


def _turn_of(table: Table, before: bytes, now: bytes) -> bool | None:
    """Of two rows of one record, one open and one ended: whether the later is the ended one; None for other rows."""
    if not table.ends or not are_of_the_same(table, before, now):
        return None
    was_open, is_still = is_open(table, before), is_open(table, now)
    return was_open if was_open != is_still else None
