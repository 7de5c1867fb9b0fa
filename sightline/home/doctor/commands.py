"""``sightline doctor``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, answer, say
from sightline.home.doctor import database, deliveries, machine, people, place, service
from sightline.home.doctor.findings import Examination, Finding, Level, wrong
from sightline.home.doctor.keys import key_of_children

MARKS = {Level.FINE: "✓", Level.WARNING: "!", Level.WRONG: "✕"}
EXAMINATIONS = (
    Examination("Software", machine.software),
    Examination("Home", place.home),
    Examination("Secret key", place.secret_key),
    Examination("Key of children", key_of_children, needs_records=True),
    Examination("Room", machine.room),
    Examination("Clock", machine.clock),
    Examination("Clock", machine.history_is_past, needs_records=True),
    Examination("Database", database.reachable),
    Examination("Database", database.version),
    Examination("Database", database.engine),
    Examination("Audit trail", database.trail, needs_records=True),
    Examination("Restore", place.unfinished_restore),
    Examination("Files", place.missing_files, needs_records=True),
    Examination("Files", place.leftovers, needs_records=True),
    Examination("Deliveries", deliveries.whole, needs_records=True),
    Examination("Static files", place.static_files),
    Examination("Documents", machine.documents),
    Examination("Address", service.hosts),
    Examination("Mail", service.mail),
    Examination("Background work", service.work, needs_records=True),
    Examination("Imports", service.imports, needs_records=True),
    Examination("People", people.administrators, needs_records=True),
    Examination("People", people.second_factors, needs_records=True),
    Examination("Demonstration", people.demonstration, needs_records=True),
)
NOT_LOOKED_AT = wrong(
    "The records were not looked at, because the database cannot be read.",
    "Mend the database, then ask again.",
)


def examined() -> Iterator[tuple[str, Finding]]:
    """Everything that was found, by what it is about."""
    can_be_read = _can_be_read()
    for examination in EXAMINATIONS:
        if can_be_read or not examination.needs_records:
            for finding in examination.findings():
                yield examination.about, finding
    if not can_be_read:
        yield "Records", NOT_LOOKED_AT


def _can_be_read() -> bool:
    try:
        return database.readable()
    except Exception:  # the examination of the database says what is wrong
        return False


def doctor(given: Namespace) -> int:
    """Say what is wrong with this installation, and what to do."""
    found = list(examined())
    worst = [finding for _, finding in found if finding.level is Level.WRONG]
    if given.json:
        answer(
            {"ok": not worst, "findings": [{"about": about, **asdict(finding)} for about, finding in found]}
        )
    else:
        for about, finding in found:
            say(f"{MARKS[finding.level]} {about}: {finding.what}")
            if finding.do:
                say(f"    {finding.do}")
        say(_summary(found))
    return DOES_NOT_HOLD if worst else DONE


def _summary(found: list[tuple[str, Finding]]) -> str:
    counted = {level: sum(finding.level is level for _, finding in found) for level in Level}
    if counted[Level.WRONG]:
        return f"{counted[Level.WRONG]} to mend, {counted[Level.WARNING]} to know."
    if counted[Level.WARNING]:
        return f"Nothing is wrong; {counted[Level.WARNING]} to know."
    return "Nothing is wrong."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


DOCTOR = Command("doctor", "say what is wrong with this installation, and what to do", _arguments, doctor)
