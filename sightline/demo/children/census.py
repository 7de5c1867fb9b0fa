"""The children in need census that a council would return about the children of its contacts, April to March."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np

from sightline.demo.children.exports import Delivered
from sightline.demo.children.families import Children
from sightline.demo.dice import dice

Tree = str | list[tuple[str, "Tree"]]
"""The text of an element, or the elements inside it in their order."""

SOURCES = {"Police": "6", "School": "2A", "Health": "3A", "Family": "1A", "Anonymous": "9"}
NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N8"), (52, 9, 3, 8, 16, 7, 5)
FACTORS = ("3B", "3C", "4B", "2B", "1B", "18B", "19B", "10A", "24A"), (18, 14, 16, 9, 8, 9, 12, 6, 5)
ABUSE = ("NEG", "EMO", "PHY", "SAB"), (48, 38, 9, 5)
ORIGINS, SHARES = ("WBRI", "WOTH", "APKN", "AIND", "BAFR", "MWBC", "NOBT"), (62, 9, 9, 5, 7, 5, 3)
WORK_BEGINS = ("Referral", "Strategy discussion")
"""The outcomes of a contact after which the council works with a child."""


def census(path: Path, children: Children, contacts: Delivered, seed: int, *, until: int = 2025) -> int:
    """Write the return of the year to March ``until`` as XML; how many children are in it.

    ``contacts`` are the council's own, so that the two tell of the same referrals.
    """
    start, end = date(until - 1, 4, 1), date(until, 3, 31)
    referrals = _referrals(contacts, start, end)
    with path.open("w", encoding="utf-8") as file:
        file.write("<Message>\n")
        file.writelines(_lines([("Header", _header(until, end))], 1))
        file.write("    <Children>\n")
        for child, held in referrals.items():
            file.writelines(_lines([("Child", _child(children, child, held, end, seed))], 2))
        file.write("    </Children>\n</Message>\n")
    return len(referrals)


def _referrals(contacts: Delivered, start: date, end: date) -> dict[int, list[tuple[date, str, str]]]:
    """By child, its referrals of the year: the day, where each came from and what was decided; one in three months."""
    held: dict[int, list[tuple[date, str, str]]] = {}
    of = contacts.columns
    for child, day, source, outcome in zip(
        contacts.child.tolist(), of["contact_date"], of["contact_source"], of["outcome"], strict=True
    ):
        on = date.fromisoformat(day)
        if outcome in WORK_BEGINS and start <= on <= end:
            earlier = held.setdefault(child, [])
            if not earlier or on - earlier[-1][0] > timedelta(days=90):
                earlier.append((on, source, outcome))
    return held


def _header(until: int, end: date) -> Tree:
    return [
        (
            "CollectionDetails",
            [("Collection", "CIN"), ("Year", str(until)), ("ReferenceDate", end.isoformat())],
        ),
        (
            "Source",
            [
                ("SourceLevel", "L"),
                ("LEA", "999"),
                ("SoftwareCode", "Sightline demonstration"),
                ("Release", "ver 1"),
                ("SerialNo", "001"),
                ("DateTime", f"{until}-06-12T10:30:00"),
            ],
        ),
    ]


def _child(children: Children, child: int, held: list[tuple[date, str, str]], end: date, seed: int) -> Tree:
    chance, place = dice(seed, "census", child), child - 1
    upn = str(children.upn[place])
    chosen = chance.choices(ORIGINS, SHARES)[0]
    disability = "NONE" if chance.random() < 0.88 else chance.choice(("LD", "BEH", "AUT", "HEAR", "MOB"))
    return [
        (
            "ChildIdentifiers",
            [
                ("LAchildID", f"C{child:07}"),
                ("UPN", upn) if upn else ("UPNunknown", "UN1"),
                ("PersonBirthDate", str(np.datetime_as_string(children.born[place], unit="D"))),
                ("Sex", str(children.sex[place])),
            ],
        ),
        (
            "ChildCharacteristics",
            [("Ethnicity", chosen), ("Disabilities", [("Disability", disability)])],
        ),
        *(("CINdetails", tree) for tree in _episodes(chance, held, end)),
    ]


def _episodes(chance: Random, held: list[tuple[date, str, str]], end: date) -> Iterator[Tree]:
    """What the council did, one after the other: while it works with a child, another contact begins nothing anew."""
    free_since: date | None = date.min
    for on, source, outcome in held:
        if free_since is not None and free_since < on:
            nothing = outcome != "Strategy discussion" and chance.random() < 0.08
            closed = None if chance.random() < 0.35 else on + timedelta(days=chance.randint(50, 260))
            closed = on + timedelta(days=2) if nothing else closed
            free_since = closed if closed and closed <= end else None
            yield _referral(
                chance, on, source, outcome, end, free_since, nothing=nothing and bool(free_since)
            )


def _referral(
    chance: Random, on: date, source: str, outcome: str, end: date, closed: date | None, *, nothing: bool
) -> Tree:
    """A referral with what followed it, as far as it had happened by the end of the year."""
    enquiry = outcome == "Strategy discussion"
    conference = _after(on, 9 if chance.random() < 0.81 else 19, 15 if chance.random() < 0.81 else 30, chance)
    held = enquiry and chance.random() < 0.42 and conference <= min(end, closed or end)
    tree: list[tuple[str, Tree]] = [
        ("CINreferralDate", on.isoformat()),
        ("ReferralSource", SOURCES[source]),
        ("PrimaryNeedCode", chance.choices(*NEEDS)[0]),
    ]
    if closed:
        tree += [
            ("CINclosureDate", closed.isoformat()),
            ("ReasonForClosure", "RC7" if nothing else chance.choice(("RC3", "RC5", "RC7", "RC9"))),
        ]
    if held:
        tree.append(("DateOfInitialCPC", conference.isoformat()))
    if not nothing:
        tree.append(("Assessments", _assessment(chance, on, end, closed)))
    if enquiry:
        tree.append(("Section47", _enquiry(chance, on, conference if held else None)))
    tree.append(("ReferralNFA", "true" if nothing else "false"))
    if held and chance.random() < 0.86:
        tree.append(("ChildProtectionPlans", _plan(chance, conference, closed, end)))
    return tree


def _assessment(chance: Random, on: date, end: date, closed: date | None) -> Tree:
    """An assessment, which is authorised before the case is closed."""
    late = chance.random() > 0.857
    finished = _after(on, 46 if late else 12, 80 if late else 45, chance)
    finished = min(finished, closed) if closed else finished
    tree: list[tuple[str, Tree]] = [("AssessmentActualStartDate", on.isoformat())]
    if finished <= end:
        found = dict.fromkeys(chance.choices(*FACTORS, k=chance.randint(1, 3)))
        tree += [
            ("AssessmentAuthorisationDate", finished.isoformat()),
            ("FactorsIdentifiedAtAssessment", [("AssessmentFactors", factor) for factor in found]),
        ]
    return tree


def _enquiry(chance: Random, on: date, conference: date | None) -> Tree:
    tree: list[tuple[str, Tree]] = [("S47ActualStartDate", on.isoformat())]
    if conference:
        target = _after(on, 15, 15, chance)
        return [
            *tree,
            ("InitialCPCtarget", target.isoformat()),
            ("DateOfInitialCPC", conference.isoformat()),
            ("ICPCnotRequired", "false"),
        ]
    return [*tree, ("ICPCnotRequired", "true")]


def _plan(chance: Random, begun: date, closed: date | None, end: date) -> Tree:
    """A child protection plan; it ends before the case does."""
    category = chance.choices(*ABUSE)[0]
    ended = closed - timedelta(days=7) if closed and closed - timedelta(days=7) > begun else None
    reviews = [
        begun + timedelta(days=days) for days in (85, 260) if begun + timedelta(days=days) <= (ended or end)
    ]
    tree: list[tuple[str, Tree]] = [("CPPstartDate", begun.isoformat())]
    if ended:
        tree.append(("CPPendDate", ended.isoformat()))
    tree += [
        ("InitialCategoryOfAbuse", category),
        ("LatestCategoryOfAbuse", category),
        ("NumberOfPreviousCPP", str(chance.choices((0, 1, 2), (76, 18, 6))[0])),
    ]
    if reviews:
        tree.append(("Reviews", [("CPPreviewDate", day.isoformat()) for day in reviews]))
    return tree


def _after(day: date, least: int, most: int, chance: Random) -> date:
    """A working day so many working days later."""
    left = chance.randint(least, max(least, most))
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _lines(tree: list[tuple[str, Tree]], depth: int) -> Iterator[str]:
    """The elements as lines of XML; none of their texts needs escaping."""
    space = "    " * depth
    for name, inner in tree:
        if isinstance(inner, str):
            yield f"{space}<{name}>{inner}</{name}>\n"
        else:
            yield f"{space}<{name}>\n"
            yield from _lines(inner, depth + 1)
            yield f"{space}</{name}>\n"
