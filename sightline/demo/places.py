"""The fictional places that demonstration partnerships are of, and the agencies of each.

No council, police force or health body of England has any of these names; they are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    "Harrowdale Fenmarch Thornmere Calderwick Braywater Larkshire Ostermere Quillshire Merrowfold Sallowby "
    "Withenshore Tarnwold Heronsea Kestlemarch Lindenvale Marlowshire Ravensfold Silverbeck Tidesworth "
    "Ullenford Varleigh Wrenfold Yarrowby Amberfell Brockenshire Cloverdene Dunmarsh Eskenvale Foxmere "
    "Gorseby Hazelfen Ironwold Junipershire Kingsmarrow Lowenshire Mistlefold Nightingshire Osiermere "
    "Pebbleshore Rushenwold Stonemarch Teaselbury Umbershire Vinterdene Willowmarch Wyldshire Yewmarch "
    "Zennorfold Ashlarshire Bellwether Copsefold Driftmere Elvershire Fernshore Greywether Hollowmarch"
).split()
QUARTERS = ("", "North ", "South ", "East ", "West ", "Upper ", "Lower ")


@dataclass(frozen=True)
class Agency:
    """An agency as the list of agencies has it; ``places`` is its share of training places, of 100."""

    name: str
    kind: str
    statutory: bool
    staff: int
    aliases: tuple[str, ...]
    places: float


@dataclass(frozen=True)
class Place:
    """An area with its ten agencies, in the order of ``KINDS``."""

    name: str

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def partnership(self) -> str:
        return f"{self.name} Safeguarding Children Partnership"

    @property
    def domain(self) -> str:
        """Where its people have their addresses: a part of example.org, which is nobody's."""
        return f"{self.slug}.example.org"

    @property
    def council(self) -> str:
        return f"{self.name} County Council"

    @property
    def icb(self) -> str:
        return f"NHS {self.name} Integrated Care Board"

    @property
    def police(self) -> str:
        return f"{self.name} Constabulary"

    @property
    def hospitals(self) -> str:
        return f"{self.name} Hospitals NHS Trust"

    @property
    def community_health(self) -> str:
        return f"{self.name} Community Health"

    @property
    def trust(self) -> str:
        return "Lantern Academy Trust"

    @property
    def schools(self) -> str:
        return f"{self.name} Schools"

    @property
    def probation(self) -> str:
        return f"{self.name} Probation"

    @property
    def voluntary(self) -> str:
        return f"{self.name} Voluntary Alliance"

    @property
    def districts(self) -> str:
        return f"{self.name} District Councils"

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Every agency, with its staff in April 2024 and the other names people give it."""
        letter = self.name[0]
        return (
            Agency(
                self.council,
                "local authority",
                True,
                2400,
                (f"{letter}CC", f"{self.name} CC", "Children's Services", "Children's Social Care"),
                22.0,
            ),
            Agency(self.icb, "integrated care board", True, 310, ("ICB", f"{self.name} ICB"), 4.0),
            Agency(self.police, "police", True, 1900, ("Police", f"{self.name} Police"), 11.5),
            Agency(
                self.hospitals,
                "health provider",
                False,
                3600,
                ("Acute Trust", f"{self.name} Hospitals"),
                10.0,
            ),
            Agency(
                self.community_health,
                "health provider",
                False,
                1250,
                ("Community Health", "Public Health Nursing", "PHN"),
                8.0,
            ),
            Agency(self.trust, "academy trust", False, 1400, ("Lantern MAT", "Education (MAT)"), 9.0),
            Agency(self.schools, "schools", False, 6900, ("Schools", "Education", "School / College"), 24.0),
            Agency(self.probation, "probation", False, 190, ("Probation",), 2.5),
            Agency(
                self.voluntary,
                "voluntary sector",
                False,
                2100,
                ("VCSE", "Voluntary sector", f"{letter}VA"),
                6.0,
            ),
            Agency(
                self.districts,
                "district councils",
                False,
                640,
                ("Districts", "District Council (Housing)"),
                3.0,
            ),
        )


def places(count: int) -> list[Place]:
    """The first ``count`` of the fictional places, of which there are nearly four hundred."""
    if count > MOST:
        raise ValueError(f"There are names for {MOST} demonstration partnerships, not for {count:,}.")
    return [Place(quarter + name) for quarter in QUARTERS for name in NAMES][:count]


MOST = len(NAMES) * len(QUARTERS)
