"""A children in need census read into tables, checked by its rules and stored, against visiting its elements."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from bench.timing import Result, best_of
from sightline.datasets.engine.checking import check
from sightline.datasets.engine.contracts import find

CHILDREN, MANY = 10_000, 100_000
LIMIT_MB = 1_000
VISITED, TABULATED, FASTER = 0.1, 27.0, 20
"""Seconds that visiting 9,960 children, and a public validator's tabulating them, took on the reference machine."""
YEAR = date(2024, 4, 1)
FACTORS = ("1A", "1B", "2B", "3A", "3B", "4A", "4B", "7A", "11A", "13A", "15A", "16A", "17A", "18C")


def run() -> Iterator[Result]:
    path = Path(os.environ["SIGHTLINE_HOME"]) / "census.xml"
    make(path, CHILDREN)
    floor = best_of(3, lambda: _visit(path))
    yield Result(
        f"census of {CHILDREN:,} children tabulated, checked, stored",
        floor,
        best_of(3, lambda: _check(path)),
        TABULATED / FASTER / VISITED,
    )
    yield Result(f"... of {MANY:,} children, its memory of {LIMIT_MB:,} MB", LIMIT_MB, _peak(MANY), 1, "MB")


def make(path: Path, children: int, seed: int = 1) -> None:
    """Write a census of so many made-up children, three in ten with an enquiry and a plan, a few breaking a rule."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "<?xml version='1.0' encoding='utf-8'?>\n<Message>\n<Header>\n<CollectionDetails>\n"
            "<Collection>CIN</Collection>\n<Year>2025</Year>\n<ReferenceDate>2025-03-31</ReferenceDate>\n"
            "</CollectionDetails>\n<Source>\n<SourceLevel>L</SourceLevel>\n<LEA>999</LEA>\n</Source>\n</Header>\n"
            "<Children>\n"
        )
        for number in range(children):
            file.write(_child(chance, number))
        file.write("</Children>\n</Message>\n")


def _child(chance: random.Random, number: int) -> str:
    referred = YEAR + timedelta(days=chance.randrange(250))
    born = referred - timedelta(days=chance.randrange(-40, 6_200))
    groups = [_assessment(chance, referred)]
    if chance.random() < 0.3:
        groups.append(_protection(chance, referred))
    else:
        groups.append(_group("CINPlanDates", CINPlanStartDate=referred + timedelta(days=45)))
    closing = {}
    if chance.random() < 0.4:
        closing = {"CINclosureDate": date(2025, 3, chance.randint(1, 31)), "ReasonForClosure": "RC7"}
    identifiers = _group(
        "ChildIdentifiers",
        LAchildID=f"C{number:07}",
        UPNunknown=f"UN{chance.randint(1, 5)}",
        PersonBirthDate=born,
        Sex=chance.choice("MF"),
    )
    disability = chance.choice(("NONE", "NONE", "NONE", "LD", "AUT"))
    characteristics = (
        "<ChildCharacteristics>\n<Ethnicity>WBRI</Ethnicity>\n<Disabilities>\n"
        f"<Disability>{disability}</Disability>\n</Disabilities>\n</ChildCharacteristics>\n"
    )
    details = _group(
        "CINdetails",
        "".join(groups),
        CINreferralDate=referred,
        ReferralSource=chance.choice(("1A", "2A", "3A", "5A", "6", "8")),
        PrimaryNeedCode=chance.choice(("N1", "N1", "N2", "N4", "N5")),
        ReferralNFA=chance.choice(("false", "0")),
        **closing,
    )
    return f"<Child>\n{identifiers}{characteristics}{details}</Child>\n"


def _assessment(chance: random.Random, referred: date) -> str:
    factors = "".join(
        f"<AssessmentFactors>{code}</AssessmentFactors>\n"
        for code in chance.sample(FACTORS, chance.randint(1, 4))
    )
    return _group(
        "Assessments",
        f"<FactorsIdentifiedAtAssessment>\n{factors}</FactorsIdentifiedAtAssessment>\n",
        AssessmentActualStartDate=referred + timedelta(days=1),
        AssessmentAuthorisationDate=referred + timedelta(days=chance.randint(5, 80)),
    )


def _protection(chance: random.Random, referred: date) -> str:
    enquired = referred + timedelta(days=chance.randrange(10))
    conference = enquired + timedelta(days=chance.randint(10, 25))
    enquiry = _group(
        "Section47",
        S47ActualStartDate=enquired,
        InitialCPCtarget=enquired + timedelta(days=21),
        DateOfInitialCPC=conference,
        ICPCnotRequired="false",
    )
    review = f"<Reviews>\n<CPPreviewDate>{conference + timedelta(days=80)}</CPPreviewDate>\n</Reviews>\n"
    plan = _group(
        "ChildProtectionPlans",
        review,
        CPPstartDate=conference,
        InitialCategoryOfAbuse=chance.choice(("NEG", "PHY", "EMO", "SAB")),
        LatestCategoryOfAbuse="NEG",
        NumberOfPreviousCPP=chance.randrange(3),
    )
    return enquiry + plan


def _group(name: str, inside: str = "", **values: object) -> str:
    elements = "".join(f"<{element}>{value}</{element}>\n" for element, value in values.items())
    return f"<{name}>\n{elements}{inside}</{name}>\n"


def _visit(path: Path) -> int:
    """The least that reading the file takes: each of its elements, once."""
    return sum(1 for _ in etree.iterparse(str(path), events=("end",)))


def _check(path: Path) -> None:
    folder = path.with_name("delivery")
    shutil.rmtree(folder, ignore_errors=True)
    check(path, path.name, find("cin-census"), None, folder)


def _peak(children: int) -> float:
    """The most memory, in MB, that a process of its own needs to check a census of so many children."""
    told = subprocess.run(
        [sys.executable, "-c", f"from bench.census import in_child; in_child({children})"],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(told.stdout.split()[-1])


def in_child(children: int) -> None:
    """Check a made-up census, and print this process's peak."""
    path = Path(os.environ["SIGHTLINE_HOME"]) / f"census-{children}.xml"
    make(path, children)
    _check(path)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    path.unlink()
