"""``sightline audit verify``: whether the trail is what was sealed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from sightline.audit.models import Event
from sightline.audit.queries import breaks, last_links
from sightline.audit.services import seal_waiting
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, answer, commands, say, tell


def verify(given: Namespace) -> int:
    """Seal what a crash left waiting, then check every event, change and link of every chain."""
    waiting = seal_waiting()
    if waiting:
        events = "1 event was" if waiting == 1 else f"{waiting:,} events were"
        tell(f"{events} not sealed yet, as after a crash; now they are.")
    broken = list(breaks())
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
            say(f"Event {found.event_id} of {where}: {found.problem}.")
        events = "1 event" if count == 1 else f"{count:,} events"
        say(
            f"The audit trail does not verify: {len(broken):,} found."
            if broken
            else f"The audit trail holds: {events}."
        )
    return DOES_NOT_HOLD if broken else DONE


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


commands.add(Command("audit verify", "check that nothing of the audit trail was altered", _arguments, verify))
