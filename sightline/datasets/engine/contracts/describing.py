"""What each data set has to look like, as a document made from the contracts, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator

from .catalogue import shipped
from .model import Contract, Delivers, Field, Kind, Role, Severity, Table

OPENING = """# Data sets

What agencies deliver, as the contracts in `sightline/datasets/engine/contracts/shipped` have it. This page is
written by `make docs`; the lint fails when it is out of date.

A file is known by its columns, its elements or its sheets, not by its name. Headings and codes may be spelled in many
ways; each contract lists them. A value that its field cannot hold is an error of its cell, without a rule of its own.
Fields marked *who* say who a child is: they are kept apart from what happened, and erased first.

**Standard** is the name of the same item in the Standard Safeguarding Dataset of Data to Insight
([github.com/data-to-insight/ssd-data-model](https://github.com/data-to-insight/ssd-data-model)), as its extracts for
case management systems have it in 2026. Where there is none, that data set has no such item.

A rule whose id ends in a number such as CIN-8630 is written in the spirit of the Department for Education's validation
rule of that number; its Q marks what the Department calls a query, which is a warning here.
"""
_OF_ROLE = {
    Role.FORENAME: "ssd_person.pers_forename",
    Role.SURNAME: "ssd_person.pers_surname",
    Role.BORN: "ssd_person.pers_dob",
    Role.SEX: "ssd_person.pers_sex",
    Role.POSTCODE: "ssd_address.addr_address_postcode",
    Role.NHS_NUMBER: "ssd_person.pers_single_unique_id",
    Role.UPN: "ssd_person.pers_upn",
}
"""Who somebody is has the same name in the standard, whichever agency says it."""
_FORMS = {
    "table": "a csv, a workbook or Parquet",
    "cin-xml": "XML, as it is sent to the Department for Education",
    "annex-a": "a workbook with a sheet for each list",
}
_DELIVERS = {
    Delivers.RECORDS: "Of a record delivered again the latest counts; nothing vanishes because a later file lacks it.",
    Delivers.SNAPSHOT: "A delivery is the whole return and takes the place of an earlier one.",
}


def as_markdown() -> str:
    """The contracts of all data sets as Markdown."""
    return "\n".join([OPENING, *map(_data_set, shipped().values())])


def standard_of(field: Field) -> str:
    """The name of a field in the Standard Safeguarding Dataset, as ``table.item``; empty where there is none."""
    return field.standard or (_OF_ROLE.get(field.role, "") if field.role else "")


def _data_set(contract: Contract) -> str:
    lines = [
        f"## {contract.title}",
        "",
        f"`{contract.key}`, version {contract.version}: {_FORMS[contract.form]}. {_DELIVERS[contract.delivers]}"
        f" Refused when more than {contract.thresholds.refuse_above:.0%} of its rows have an error.",
        "",
    ]
    for table in contract.tables:
        lines += _table(table, alone=len(contract.tables) == 1)
    return "\n".join(lines)


def _table(table: Table, *, alone: bool) -> Iterator[str]:
    if not alone:
        key = f", a row for each {', '.join(table.key)}" if table.key else ""
        yield from (f"### {table.title}", "", f"`{table.name}`{key}.", "")
    yield from ("| field | what it is | holds | standard |", "|---|---|---|---|")
    for field in table.fields:
        name = (
            f"`{field.name}`"
            + (" *who*" if field.role else "")
            + (" (has to be there)" if field.required else "")
        )
        yield f"| {name} | {field.title} | {_holds(field)} | {_code(standard_of(field))} |"
    yield ""
    if table.rules:
        yield from ("| rule | says | is |", "|---|---|---|")
        for rule in table.rules:
            yield f"| {rule.id} | {rule.says} | {'an error' if rule.severity is Severity.ERROR else 'a warning'} |"
        yield ""


def _holds(field: Field) -> str:
    if field.kind is Kind.CODE:
        return "one of " + ", ".join(field.codes)
    return {
        Kind.TEXT: "text",
        Kind.DAY: "a day",
        Kind.INTEGER: "a whole number",
        Kind.NUMBER: "a number",
        Kind.YES_NO: "yes or no",
    }[field.kind]


def _code(name: str) -> str:
    return f"`{name}`" if name else ""
