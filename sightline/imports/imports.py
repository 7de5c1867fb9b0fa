"""The list of agencies, which every other spreadsheet's names are read against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.imports.cells import as_date, as_headcount, as_text, as_yes_no, day_within, says_nothing
from sightline.imports.layouts import Draft, Field, Layout, Line, Setting, Table, lasting, layouts
from sightline.imports.reading import Value
from sightline.partnership.models import Agency, AgencyKind, Alias, Workforce

KINDS = (
    (AgencyKind.ICB, r"integrated care board|\bicb\b|commission"),
    (AgencyKind.POLICE, r"police|constabulary"),
    (AgencyKind.YOUTH_JUSTICE, r"youth (justice|offending)"),
    (AgencyKind.PROBATION, r"probation"),
    (AgencyKind.TRUST, r"academy|\bmat\b"),
    (AgencyKind.COLLEGE, r"college"),
    (AgencyKind.SCHOOLS, r"school|education|early years|nurser"),
    (AgencyKind.DISTRICTS, r"district|borough|housing"),
    (AgencyKind.VOLUNTARY, r"volunt|vcse|vcs|charit|third sector|faith"),
    (AgencyKind.HEALTH, r"health|nhs|hospital|trust|gp\b|ambulance|public health"),
    (AgencyKind.LOCAL_AUTHORITY, r"local authority|council|\bla\b|social care|children'?s services"),
)
STATUTORY = {AgencyKind.LOCAL_AUTHORITY, AgencyKind.ICB, AgencyKind.POLICE}
SEPARATORS = re.compile(r"[;|\n]")


def as_statutory(value: Value) -> bool | None:
    """Whether a cell says that an agency is a statutory partner, in yes and no or in the words for them."""
    word = fold(as_text(value))
    if word in (
        "statutory",
        "statutory partner",
        "safeguarding partner",
        "sp",
        "statutory safeguarding partner",
        "lead partner",
    ):
        return True
    if word in (
        "non-statutory",
        "non statutory",
        "not statutory",
        "relevant agency",
        "relevant",
        "ra",
        "other",
        "partner",
    ):
        return False
    return as_yes_no(value)


MORE_ALIASES = ("aliases_2", "aliases_3", "aliases_4", "aliases_5")
OTHER_NAMES = (
    "aliases", "alias", "other names", "other name", "aka", "known as", "alternative names", "alternative name",
    "names used",
    "short name", "abbreviation", "acronym", "variant", "also called", "former name", "previous name",
    "trading name", "initials",
)  # fmt: skip
FIELDS = (
    Field("name", "Agency", ("agency name", "name of agency", "organisation", "organisation name",
                             "name of organisation", "partner", "partner agency", "partner name", "official name",
                             "full name", "name"), needed=True, required=True),
    Field("kind", "Kind", ("type", "agency type", "sector", "category", "type of agency", "organisation type",
                    "kind of agency",
                           "type of organisation", "agency kind"), either="about it"),
    Field("statutory", "Statutory partner", ("statutory", "safeguarding partner", "statutory safeguarding partner",
                                             "is statutory", "statutory or relevant"),
          as_statutory, blank=None, either="about it"),
    Field("staff", "Staff who work with children", ("staff", "workforce", "headcount", "number of staff",
                                                    "staff numbers",
                                                    "workforce size", "staff working with children",
                                                    "children's workforce",
                                                    "number of employees", "employees", "fte", "size of workforce",
                                                    "staff count",
                                                    "staff in scope", "eligible staff"),
          as_headcount, blank=None, either="about it"),
    Field("as_at", "As at", ("as of", "date of figure", "workforce date", "at date", "date", "date of count",
                             "staff as at",
                             "counted on"), as_date, blank=None),
    Field("aliases", "Also known as", OTHER_NAMES, spills=True, either="about it"),
    *(Field(name, f"Also known as ({number})", OTHER_NAMES) for number, name in enumerate(MORE_ALIASES, start=2)),
)  # fmt: skip

AGENCIES = Table(Agency, ("name", "kind", "statutory"), page=("partnership:agency", "pk"))
ALIASES = Table(Alias, ("agency", "name"), refers={"agency": Agency}, corrects=False, part=True)
WORKFORCE = Table(
    Workforce, ("agency", "as_at", "staff"), refers={"agency": Agency}, agreed=("staff",), part=True
)


def kind_of(said: str, name: str) -> AgencyKind:
    """The kind that the words point to; the agency's name helps where its kind is not given."""
    for text in (fold(said), fold(name)):
        for kind, pattern in KINDS:
            if text and re.search(pattern, text):
                return kind
    return AgencyKind.OTHER


def names_in(text: str) -> list[str]:
    """The names in a cell, parted by semicolons, bars or lines; by commas only when there is none of these."""
    parts = SEPARATORS.split(text) if SEPARATORS.search(text) else text.split(",")
    return [name for part in parts if (name := part.strip(" \t\"'“”"))]


def aliases_of(line: Line) -> dict[str, str]:
    """Folded -> as it is spelt: the names that a row gives an agency beside its own."""
    own = fold(line.values["name"])
    return {
        fold(alias): alias
        for column in ("aliases", *MORE_ALIASES)
        for alias in names_in(line.values[column])
        if fold(alias) != own and not says_nothing(fold(alias))
    }


def survey(setting: Setting, rows: Iterable[Line]) -> None:
    """Note which agencies of the file use which names: one that several use means none of them."""
    for line in rows:
        key = key_of(setting, line.values["name"])
        for folded in (fold(line.values["name"]), *aliases_of(line)):
            setting.noted.setdefault(folded, set()).add(key)


def key_of(setting: Setting, name: str) -> str:
    """The key of the agency that is known by a name, whatever it was called when it came; else of a new one."""
    known = setting.agencies.same(name)
    return fold(name) if known is None else setting.agencies.key_of[known]


def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """The agency of a row, its workforce, and its other names but for those that mean another agency."""
    said = line.values
    name, known = said["name"], setting.agencies.same(said["name"])
    key = key_of(setting, name)
    kind = kind_of(said["kind"], name)
    if known is not None and fold(setting.agencies.called[known]) != fold(name):
        name = setting.agencies.called[known]  # a list that uses another of its names does not rename it
    yield Draft(
        AGENCIES,
        key,
        (name, str(kind), kind in STATUTORY if said["statutory"] is None else said["statutory"]),
    )
    for folded, spelled in aliases_of(line).items():
        holder = setting.agencies.get(folded)
        if holder is not None and holder != known:
            told = f"is already a name of {setting.agencies.called[holder]}; it was left out"
            setting.remarks.append(("aliases", spelled, told))
        elif setting.noted[folded] != {key}:
            told = "is a name of more than one agency of this file; it was left out"
            setting.remarks.append(("aliases", spelled, told))
        else:
            yield Draft(ALIASES, folded, (key, spelled))
    if said["staff"] is not None:
        as_at = said["as_at"] or _counted_on(setting)
        yield Draft(WORKFORCE, lasting(f"{key}|{as_at}"), (key, as_at, said["staff"]))


def _counted_on(setting: Setting) -> date:
    """The day of a count that has none beside it: in its heading or the title, else the first of the year it came."""
    for text in (setting.headings.get("staff", ""), *setting.title.split("\n")):
        if (day := day_within(text)) is not None:
            return day
    return ReportingYear.of(setting.received_on).start


LIST = layouts.add(
    Layout(
        key="agencies",
        title="Agencies",
        explanation="One agency a row: its kind, whether it is a statutory partner, its staff, what people call it.",
        fields=FIELDS,
        tables=(AGENCIES, ALIASES, WORKFORCE),
        counts=AGENCIES,
        page="partnership:agencies",
        drafts=drafts,
        survey=survey,
    )
)
