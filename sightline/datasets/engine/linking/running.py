"""One run of the linkage, from identity folders to children: what the other modules do, in order."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from . import deciding, doubting, earlier, gathering, training, writing
from .clustering import Edge, Groups, resolve
from .deciding import Decided
from .earlier import Earlier
from .engines import Engine, opened
from .gathering import Record
from .model import DEFAULT, Decision, Linked, LinkSettings, NothingToLink, Source
from .rates import rates
from .settings import BORN, FORENAME, Model

Row = tuple[str, str, str, int]
"""(source, file, record id, uid)"""


def link(
    deliveries: Sequence[Source],
    into_folder: Path,
    *,
    settings: LinkSettings = DEFAULT,
    decisions: Sequence[Decision] = (),
    previous: Path | None = None,
    key: bytes,
    engine: str | Engine = "duckdb",
    progress: Callable[[str, float], None] = lambda step, share: None,
) -> Linked:
    """Say which records of these deliveries are of one child, and write clusters, pairs in doubt and the manifest.

    ``deliveries`` from the oldest to the newest: a record that was delivered again counts as it was last. ``previous``
    is the folder of the last linkage: its model is used, its children keep their numbers and keys, and only what is
    new is compared. ``key`` is of 16 bytes or more. The same input gives the same clusters. Raises NothingToLink, and
    OtherKey where ``previous`` was made with another key. The manifest is written last.
    """
    steps = _Steps(progress)
    old = earlier.read(previous, key)
    held = [source for source in deliveries if any((source.folder / "identity").glob("*.parquet"))]
    if not held and not old.rows:
        raise NothingToLink(
            "No delivery holds who its records are about. Receive a delivery first, then link."
        )
    spill = into_folder / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    try:
        db = opened(engine, spill)
        steps.begin("reading and normalising", 0.0)
        about = {record for decision in decisions for record in (decision.left, decision.right)}
        gathering.gather(db, held, settings, about, _settled(old, decisions))
        rows = _rows(db)
        steps.begin("training", 0.15)
        model = old.model or training.train(db, settings)
        steps.begin("comparing", 0.35)
        comparisons = training.score(db, settings, model, "l.fresh OR r.fresh" if old.clusters else "")
        steps.begin("deciding who is who", 0.7)
        decided = deciding.decided(decisions, {(source, record): uid for source, _, record, uid in rows})
        groups = _groups(db, decided)
        conflicts = deciding.honour(groups, decided)
        _join_what_is_known(groups, rows, old)
        edges = _edges(db, settings, model)
        outcome = resolve(groups, edges, threshold=doubting.weight_of(settings.threshold))
        doubted = doubting.doubts(groups, edges, outcome, settings)
        steps.begin("naming and writing", 0.85)
        named, table = writing.clusters(groups, rows, _carried(deliveries, held, old), old, key)
        db.hold("clusters", table)
        first = _first_records(rows, doubted)
        pairs = doubting.table(db, doubted, comparisons, model, first)
        linked = Linked(
            records=table.num_rows,
            **writing.figures(db, settings),
            doubtful=pairs.num_rows,
            rates=rates(db, settings, settings.as_at or datetime.now(UTC).date()),
            merged=named.merged,
            split=named.split,
            conflicts=conflicts,
            seconds=steps.done(),
            steps=steps.seconds,
        )
        writing.write(
            into_folder, table, pairs, linked, model, settings, key,
            deliveries=deliveries, previous=previous, decisions=decisions, unused=decided.unused, engine=db.dialect,
        )  # fmt: skip
        progress("done", 1.0)
        return linked
    finally:
        shutil.rmtree(spill, ignore_errors=True)


@dataclass
class _Steps:
    """Tells what is being done, and keeps how long each step took."""

    progress: Callable[[str, float], None]
    seconds: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)
    current: tuple[str, float] | None = None

    def begin(self, step: str, share: float) -> None:
        self._end()
        self.current = (step, time.monotonic())
        self.progress(step, share)

    def done(self) -> float:
        self._end()
        return round(time.monotonic() - self.began, 2)

    def _end(self) -> None:
        if self.current:
            self.seconds[self.current[0]] = round(time.monotonic() - self.current[1], 2)
            self.current = None


def _settled(old: Earlier, decisions: Sequence[Decision]) -> set[Record]:
    """The records of old clusters, but of none that a decision takes apart: those are compared anew."""
    torn = {
        old.clusters[decision.left]
        for decision in decisions
        if not decision.same
        and decision.left in old.clusters
        and old.clusters[decision.left] == old.clusters.get(decision.right)
    }
    return {record for record, cluster in old.clusters.items() if cluster not in torn}


def _rows(db: Engine) -> list[Row]:
    found = db.arrow("SELECT source, file, record_id, uid FROM records ORDER BY source, record_id, file, uid")
    return list(
        zip(*(found.column(name).to_pylist() for name in ("source", "file", "record_id", "uid")), strict=True)
    )


def _groups(db: Engine, decided: Decided) -> Groups:
    """Every identity by itself, with its valid numbers: two identities hold one number if they have the same code."""

    def codes(column: str, where: str) -> dict[int, int]:
        found = db.arrow(
            f"SELECT uid, min(uid) over (PARTITION BY {column}) AS code"
            f" FROM identities WHERE {where} AND {column} IS NOT NULL"
        )
        return dict(zip(found.column("uid").to_pylist(), found.column("code").to_pylist(), strict=True))

    size = db.arrow("SELECT coalesce(max(uid), 0) + 1 AS size FROM identities").to_pylist()[0]["size"]
    return Groups(
        size=size,
        numbers=[codes("nhs_number", "nhs_holds"), codes("upn", "upn_holds")],
        once=codes("once", "true"),
        apart=decided.apart_by_identity(),
    )


def _join_what_is_known(groups: Groups, rows: Iterable[Row], old: Earlier) -> None:
    """Join the identities under which one record was told, and those of an old cluster that is not torn."""
    seen: dict[Record | int, int] = {}
    for source, _, record, uid in rows:
        for known in ((source, record), old.clusters.get((source, record))):
            if known is None:
                continue
            a, b = groups.root(seen.setdefault(known, uid)), groups.root(uid)
            if a != b and groups.refusal(a, b) is None:
                groups.join(a, b)


def _edges(db: Engine, settings: LinkSettings, model: Model) -> list[Edge]:
    """The scored pairs that matter, best first."""
    lowest = doubting.weight_of(settings.doubtful_from)
    found = db.arrow(
        f"SELECT uid_l, uid_r, match_weight, {_siblings(settings, model)} AS siblings"
        f" FROM pairs WHERE match_weight >= {lowest} ORDER BY match_weight DESC, uid_l, uid_r"
    )
    columns = (found.column(name).to_pylist() for name in ("uid_l", "uid_r", "match_weight", "siblings"))
    return list(map(Edge, *columns))


def _siblings(settings: LinkSettings, model: Model) -> str:
    """A condition over a scored pair: see Edge. A pair is known to stand at a level by the weight of the level."""
    if not settings.twins or not {"forename", "born"} <= set(model["levels"]):
        return "false"
    forename, born = (training.weights(model, comparison) for comparison in (FORENAME, BORN))
    return (
        f"(mw_forename <= {forename[-1] + 1e-9}"
        f" OR (mw_born <= {born[-1] + 1e-9} AND abs(mw_forename - ({forename[0]})) > 1e-9))"
    )


def _carried(deliveries: Sequence[Source], held: Sequence[Source], old: Earlier) -> list[Row]:
    """Rows of the earlier linkage whose identities have been erased since: they stay whose they were."""
    erased = {(source.contract, source.file) for source in deliveries} - {
        (one.contract, one.file) for one in held
    }
    return [row for row in old.rows if (row[0], row[1]) in erased]


def _first_records(rows: Iterable[Row], doubted: Iterable[doubting.Doubt]) -> dict[int, Record]:
    """The smallest record of each identity in doubt."""
    wanted = {uid for doubt in doubted for uid in (doubt.edge.left, doubt.edge.right)}
    first: dict[int, Record] = {}
    for source, _, record, uid in rows:
        if uid in wanted:
            first.setdefault(uid, (source, record))
    return first
