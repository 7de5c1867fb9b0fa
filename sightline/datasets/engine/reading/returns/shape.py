"""Which element of an XML return is a field, a row or only a wrapper, as its contract has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...contracts.model import Contract, Table
from ..model import Deviations, RawTable


def local_name(tag: object, *, folded: bool = True) -> str:
    """The name of an element without its namespace, in lower case unless it is to be shown."""
    name = str(tag).rpartition("}")[2]
    return name.lower() if folded else name


@dataclass
class Plan:
    """How the elements of one table become its rows.

    ``known`` are its fields by the names of their elements, ``columns`` the same by the tags that were met, so that
    each spelling is thought about once. ``number`` is the column that counts the table's rows, ``value`` the column of
    an element that is itself the value, ``inherited`` pairs columns with those of the parent's row.
    """

    name: str
    place: str
    table: str
    parent: str
    fields: list[str]
    width: int
    known: Mapping[str, int]
    number: int | None = None
    value: int | None = None
    inherited: list[tuple[int, int]] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)


class Shape:
    """The plans of a contract by the names of the elements that are rows.

    A field without a heading is not in the file: it is the parent's field of that name, or else the number of the row.
    """

    def __init__(self, contract: Contract) -> None:
        self.tables = {table.name: table for table in contract.tables}
        self.plans = {
            place.lower(): self._plan(table, place) for table in contract.tables for place in table.places
        }
        self.wrappers = {wrapper.lower(): wrapper for table in contract.tables for wrapper in table.wrapped}

    def plan(self, name: str) -> Plan | None:
        return self.plans.get(name)

    def meet(self, tag: str, plan: Plan) -> int | None:
        """The column of an element in a spelling that was not met before, which is known from then on."""
        at = plan.known.get(local_name(tag))
        if at is not None:
            plan.columns[tag] = at
            plan.headings.setdefault(at, local_name(tag, folded=False))
        return at

    def heading(self, plan: Plan, at: int) -> str:
        """The name that the specification gives the element of a column."""
        return self.tables[plan.table].fields[at].heads[0]

    def unknown(self, plan: Plan, tag: str) -> None:
        shown = local_name(tag, folded=False)[:80]
        if shown not in plan.strangers and len(plan.strangers) < 50:
            plan.strangers.append(shown)

    def found(self, deviations: Mapping[str, Deviations]) -> list[RawTable]:
        """What was found of each table."""
        return [self._found(plan, deviations[plan.table]) for plan in self.plans.values()]

    def _plan(self, table: Table, place: str) -> Plan:
        names = [field.name for field in table.fields]
        known = {head.lower(): at for at, field in enumerate(table.fields) for head in field.heads}
        plan = Plan(place.lower(), place, table.name, table.parent, names, len(names) + 1, known)
        theirs = [field.name for field in self.tables[table.parent].fields] if table.parent else []
        for at, its in enumerate(table.fields):
            if its.name in theirs and not its.heads:
                plan.inherited.append((at, theirs.index(its.name)))
            elif not its.heads:
                plan.number = at
        plan.value = known.get(place.lower())
        return plan

    def _found(self, plan: Plan, deviations: Deviations) -> RawTable:
        """What of a table is in the file. What is nowhere is blank rather than missing: most is optional."""
        table = self.tables[plan.table]
        columns, blank = {}, {}
        for at, its in enumerate(table.fields):
            if not its.heads:
                columns[its.name] = its.title
            elif at in plan.headings:
                columns[its.name] = plan.headings[at]
            else:
                blank[its.name] = its.heads[0]
        return RawTable(
            name=table.name,
            place=plan.place,
            columns=columns,
            blank=blank,
            made=tuple(its.name for its in table.fields if not its.heads),
            unknown=tuple(plan.strangers),
            deviations=tuple(deviations.kept),
            deviated=deviations.counted,
        )
