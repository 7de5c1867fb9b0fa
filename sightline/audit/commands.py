"""``sightline audit verify``: whether the trail is what was sealed."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sightline.audit.models import Event
from sightline.audit.queries import Break, breaks, has_link, last_links
from sightline.audit.services import seal_waiting
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, commands, say, tell


def verify(given: Namespace) -> int:
    """Seal what a crash left waiting, then check every event, change and link of every chain."""
    waiting = seal_waiting()
    if waiting:
        events = "1 event was" if waiting == 1 else f"{waiting:,} events were"
        tell(f"{events} not sealed yet, as after a crash; now they are.")
    broken = [*breaks(), *(_since(given.against) if given.against else ())]
    count = Event.objects.count()
    if given.json:
        answer(
            {
                "events": count,
                "sealed_now": waiting,
                "breaks": [asdict(found) for found in broken],
                "last_digests": {seal.partnership_id or "installation": seal.digest for seal in last_links()},
            }
        )
    else:
        for found in broken:
            where = f"partnership {found.partnership_id}" if found.partnership_id else "the installation"
            what = f"Event {found.event_id} of {where}" if found.event_id else where.capitalize()
            say(f"{what}: {found.problem}.")
        events = "1 event" if count == 1 else f"{count:,} events"
        say(
            f"The audit trail does not verify: {len(broken):,} found."
            if broken
            else f"The audit trail holds: {events}."
        )
    return DOES_NOT_HOLD if broken else DONE


def _since(path: str) -> Iterator[Break]:
    """Every chain that no longer has the link at which it ended when the file was written. Misuse for another file."""
    try:
        links = json.loads(Path(path).read_text("utf-8"))["last_digests"]
        then = {None if key == "installation" else int(key): str(digest) for key, digest in links.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Misuse(f"“{path}” is not what “audit verify --json” prints ({problem}).") from None
    for partnership_id, digest in then.items():
        if not has_link(partnership_id, digest):
            yield Break(partnership_id, 0, "the chain no longer has the link at which it ended then")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--against",
        metavar="FILE",
        help="what --json printed earlier and was kept elsewhere: shows whether the end of a chain was cut off or "
        "written anew",
    )


commands.add(Command("audit verify", "check that nothing of the audit trail was altered", _arguments, verify))
