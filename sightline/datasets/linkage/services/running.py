"""A run of linkage: begun, carried out by the engine, and taken over whole, or not at all.

What the engine makes lies in a folder whose name begins with ``arriving-`` until it is whole; it takes its place in one
step, before the row says that the run is finished. A run that was killed leaves such a folder, and a row that says it
is running: the next run removes the one and marks the other.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.datasets import child_key, places
from sightline.datasets import queries as deliveries
from sightline.datasets.engine import linking
from sightline.datasets.engine.linking import Linked
from sightline.datasets.linkage import finding, queries
from sightline.datasets.linkage.progress import Progress
from sightline.datasets.linkage.reading import sources_of
from sightline.datasets.linkage.services import binding, carrying, syncing
from sightline.datasets.linkage.services.binding import Cautions
from sightline.datasets.models import Delivery, Engine, Linkage, RunState
from sightline.datasets.permissions import EDIT
from sightline.datasets.services import linked as store
from sightline.foundation.access import Actor, require
from sightline.foundation.alive import alive, is_alive
from sightline.foundation.files import ARRIVING
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, wait_for_turn

NOTHING = (
    "Nothing was delivered yet that could be linked. Deliver a file first: on the page Deliveries, or with “sightline "
    "data deliver FILE”."
)
NO_SPARK = (
    "Spark is not installed here. Install “sightline[spark]”, which needs Java 17, or link with duckdb."
)
GOING_ON = "Linkage {number} is running already. Wait until it has ended."
STOPPED = "It was stopped half-way, as when the machine is switched off. Nothing was changed by it."
BROKE = "It ended with an error that is not of your making ({kind}). Nothing was changed by it."
NOT_TOGETHER = (
    "The records are linked, but could not be put together for the figures ({kind}), which go on counting by the "
    "linkage before. Link again; where that does not help, tell whoever runs Sightline."
)
ANOTHER_KEY = (
    "The file child-key in {home} is not the one that children were linked with before. With it every child would get "
    "another key, and no decision about a pair could be kept. Put the file back from a backup. Where it is lost for "
    "good, “sightline data link --new-key” begins anew."
)
LEFT_STANDING = 2
"""Runs whose files stay whole: the one that counts, and the one before it, which somebody may be reading."""
FIGURES = (
    "records",
    "clusters",
    "in_any",
    "in_two_or_more",
    "in_three_or_more",
    "in_all_four",
    "seconds",
    "doubtful",
)


def link(
    *,
    by: Actor,
    partnership: Partnership,
    engine: str = Engine.DUCKDB,
    new_key: bool = False,
    progress: Callable[[str, float], None] | None = None,
) -> Linkage:
    """Link what was delivered, and wait for it. Raises Refused when there is nothing to link, or it goes wrong."""
    run = begin(by=by, partnership=partnership, engine=engine, new_key=new_key)
    carry_out(by=by, run=run, progress=progress)
    if run.state == RunState.FAILED:
        raise Refused(run.problem)
    return run


def begin(
    *, by: Actor, partnership: Partnership, engine: str = Engine.DUCKDB, new_key: bool = False
) -> Linkage:
    """Begin a run of what is counted now; nobody else begins one meanwhile. Raises Refused."""
    require(by, EDIT, partnership)
    if engine not in Engine.values:
        raise Refused(f"“{engine}” is no engine: there are {' and '.join(Engine.values)}.", field="engine")
    if engine == Engine.SPARK and find_spec("pyspark") is None:
        raise Refused(NO_SPARK, field="engine")
    with transaction.atomic():
        wait_for_turn(partnership)
        _clear(by, partnership)
        read = _to_read(partnership)
        run = Linkage(
            partnership=partnership,
            engine=engine,
            reads=[one.pk for one in read],
            key_mark=child_key.mark(_key(partnership, new_key)),
            by_id=by.person_id,
        )
        run.save()
        audit.note(
            by=by,
            partnership=partnership,
            verb="began to link",
            subject=run,
            detail={"deliveries": run.reads},
        )
    return run


def _to_read(partnership: Partnership) -> list[Delivery]:
    """What is counted, the oldest first. Raises Refused where there is nothing."""
    counted = list(deliveries.counted(partnership))
    if not counted:
        raise Refused(NOTHING)
    return sorted(counted, key=lambda one: (one.delivered_at, one.pk))


def _key(partnership: Partnership, new_key: bool) -> bytes:
    """The key of children. Raises Refused where it is not the one that was used before."""
    latest = queries.latest_of_all()
    try:
        key = child_key.make() if latest is None or new_key else child_key.read()
    except child_key.KeyMissing as problem:
        advice = (
            "Put the file back from a backup. Where it is lost for good, remove what is left of it and run "
        )
        raise Refused(f"{problem} {advice}“sightline data link --new-key”, which begins anew.") from None
    if latest is not None and not new_key and child_key.mark(key) != latest.key_mark:
        raise Refused(ANOTHER_KEY.format(home=child_key.place().parent))
    return key


def _clear(by: Actor, partnership: Partnership) -> None:
    """Mark the runs that were killed, and remove what they left. Raises Refused while one is at work."""
    for run in queries.running(partnership):
        if is_alive(_name(run)) or _waits(run):
            raise Refused(GOING_ON.format(number=run.pk))
        _end(by, run, RunState.FAILED, problem=STOPPED)
    owned = {str(folder) for folder in queries.runs(partnership).values_list("folder", flat=True)}
    place = places.root(partnership.pk) / places.LINKAGES
    for path in place.iterdir() if place.is_dir() else ():
        if path.is_file():
            path.unlink(missing_ok=True)
        elif path.name not in owned:
            shutil.rmtree(path, ignore_errors=True)


def _waits(run: Linkage) -> bool:
    """Whether a worker may still come to it: it was asked for not long ago, and nobody has begun."""
    return not Progress(run).begun and (timezone.now() - run.started_at).total_seconds() < WAITING


WAITING = 600
"""Seconds after which nobody is expected to come to a run any more."""


def _name(run: Linkage) -> str:
    return f"linkage-{run.pk}"


def carry_out(*, by: Actor, run: Linkage, progress: Callable[[str, float], None] | None = None) -> None:
    """Have the engine do a run that was begun, and take over what it found. How it ended is in its state."""
    require(by, EDIT, run.partnership)
    told = Progress(run)

    def tell(what: str, part: float) -> None:
        told.tell(what, part)
        if progress:
            progress(what, part)

    arriving = places.linkage_folder(run).with_name(f"{ARRIVING}{run.folder}")
    with alive(_name(run)):
        try:
            told.begin()
            linked, cautions = _linked(run, arriving, tell)
            _take_over(by, run, arriving, linked, cautions)
            tell("putting together what is counted", 1.0)
            _put_together(by, run)
            _keep_little(run.partnership)
        except (Refused, child_key.KeyMissing, linking.NothingToLink, linking.OtherKey) as problem:
            fail(by=by, run=run, problem=str(problem))
        except Exception as problem:
            # What the engine says may hold a value out of a file, so it is neither shown nor logged.
            fail(by=by, run=run, problem=BROKE.format(kind=type(problem).__name__))
        finally:
            shutil.rmtree(arriving, ignore_errors=True)
            told.end()


def _linked(run: Linkage, arriving: Path, tell: Callable[[str, float], None]) -> tuple[Linked, Cautions]:
    key = child_key.read()
    sources = sources_of(run)
    arriving.mkdir(parents=True, mode=0o700)
    before = going_on_from(run)
    decided = binding.held(run.partnership, sources, key)
    linked = linking.link(
        sources,
        arriving,
        decisions=[one.decision for one in decided],
        previous=places.linkage_folder(before) if before else None,
        key=key,
        engine=run.engine,
        progress=tell,
    )
    return linked, binding.cautions(decided, linked.conflicts, sources, key)


def _put_together(by: Actor, run: Linkage) -> None:
    """Have what was delivered put under the children that were found; the run counts whether that works or not."""
    try:
        store.rebuild(by=by, partnership=run.partnership, linkage=run)
    except Exception as problem:  # what it says may hold a value out of a file
        with transaction.atomic():
            in_turn(run)
            run.problem = NOT_TOGETHER.format(kind=type(problem).__name__)
            run.save(update_fields=["problem"])


def _keep_little(partnership: Partnership) -> None:
    """Remove the files of runs that nobody goes on from, all but the pairs of which people are still asked."""
    for run in queries.finished(partnership)[LEFT_STANDING:]:
        folder = places.linkage_folder(run)
        if queries.undecided(partnership).filter(run=run).exists():
            (folder / finding.CLUSTERS).unlink(missing_ok=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def going_on_from(run: Linkage) -> Linkage | None:
    """The run before, whose children keep their keys; None where it was made with another key, or lies no more."""
    before = queries.latest_linkage(run.partnership)
    if before is None or before.key_mark != run.key_mark or not places.linkage_folder(before).is_dir():
        return None
    return before


def _take_over(by: Actor, run: Linkage, arriving: Path, linked: Linked, cautions: Cautions) -> None:
    figures: dict[str, Any] = {name: getattr(linked, name) for name in FIGURES}
    key = child_key.read()
    found = syncing.found_in(arriving, key)
    before = going_on_from(run)
    carried = (
        carrying.carried(run.partnership, places.linkage_folder(before), arriving, key) if before else set()
    )
    model = syncing.model_of(arriving)
    arriving.rename(places.linkage_folder(run))
    with transaction.atomic():
        in_turn(run)
        if run.state != RunState.RUNNING:
            raise Refused(STOPPED)
        run.figures, run.model = figures, model
        run.rates = json.loads(json.dumps(linked.rates, default=str))
        run.state, run.finished_at = RunState.FINISHED, timezone.now()
        run.save()
        counts = syncing.sync(run, found, cautions, carried)
        audit.note(
            by=by, partnership=run.partnership, verb="linked", subject=run, detail={**figures, **counts}
        )


def fail(*, by: Actor, run: Linkage, problem: str) -> None:
    """Say that a run went wrong, and why."""
    require(by, EDIT, run.partnership)
    with transaction.atomic():
        in_turn(run)
        if run.state == RunState.RUNNING:
            _end(by, run, RunState.FAILED, problem=problem)


def _end(by: Actor, run: Linkage, state: RunState, *, problem: str) -> None:
    run.state, run.problem, run.finished_at = state, problem, timezone.now()
    run.save(update_fields=["state", "problem", "finished_at"])
    audit.note(by=by, partnership=run.partnership, verb="failed to link", subject=run, reason=problem)
