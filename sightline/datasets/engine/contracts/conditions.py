"""Whether the SQL of a rule is a condition that only looks, over fields that there are: found out before any file is.

DuckDB binds it against empty tables, so a misspelt field and a day compared with a code are mistakes of the contract
rather than of whoever delivers first.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from .model import Kind, Table
from .words import WORDS, spelled_out

SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.DAY: "DATE",
    Kind.CODE: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.YES_NO: "BOOLEAN",
}
_ALLOWED_UNNAMED = frozenset(WORDS) | {"ascii", "strpos"}
_REFUSED = (
    exp.DML,
    exp.DDL,
    exp.Command,
    exp.Into,
    exp.Rand,
    exp.Placeholder,
    exp.Parameter,
    exp.ReadCSV,
    exp.Values,
    exp.DayOfWeek,  # engines begin the week differently: there is the word “weekday”
)


class WrongCondition(Exception):
    """The text continues “the rule ...”."""


class Conditions:
    """Reads the rules of one contract; ``tables`` are all of its tables, without their rules."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name.lower() for table in tables}
        self._duckdb = duckdb.connect(config={"enable_external_access": False, "threads": 1})
        for table in tables:
            columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.kind]}' for field in table.fields)
            self._duckdb.execute(f'CREATE TABLE "{table.name}" (_row BIGINT, {columns})')

    def close(self) -> None:
        self._duckdb.close()

    def read(self, said: str, table: Table) -> str:
        """The condition in DuckDB's plain SQL. Raises WrongCondition."""
        try:
            parsed = parse_one(f"SELECT 1 WHERE {said}\n", read="duckdb")
        except (SqlglotError, RecursionError) as problem:
            raise WrongCondition(f"is not SQL: {_first_line(problem)}") from problem
        condition = self._condition(parsed)
        self._only_looks(condition)
        try:
            plain = spelled_out(condition)
        except ValueError as problem:
            raise WrongCondition(str(problem)) from problem
        sql = plain.sql("duckdb")
        self._binds(sql, table)
        return sql

    def _condition(self, parsed: exp.Expr) -> exp.Expression:
        where = parsed.args.get("where")
        others = [
            name for name, given in parsed.args.items() if given and name not in ("expressions", "where")
        ]
        if not isinstance(parsed, exp.Select) or where is None or others:
            raise WrongCondition(
                "must be one condition, such as “decided < contacted”, and nothing around it"
            )
        condition = where.this
        assert isinstance(condition, exp.Expression)
        return condition

    def _only_looks(self, condition: exp.Expression) -> None:
        for node in condition.walk():
            if isinstance(node, _REFUSED):
                raise WrongCondition(f"may only look at fields, not use “{node.sql('duckdb')[:60]}”")
            if isinstance(node, exp.Anonymous) and node.name.lower() not in _ALLOWED_UNNAMED:
                raise WrongCondition(f"uses “{node.name}”, which is not a function that every engine has")
            if isinstance(node, exp.Table):
                self._is_ours(node)

    def _is_ours(self, node: exp.Table) -> None:
        plain = isinstance(node.this, exp.Identifier) and not node.db and not node.catalog
        named = {cte.alias.lower() for cte in node.root().find_all(exp.CTE)}
        if not plain or node.name.lower() not in self._tables | named:
            raise WrongCondition(
                f"asks “{node.sql('duckdb')[:60]}”, which is no table here; there are {', '.join(sorted(self._tables))}"
            )

    def _binds(self, sql: str, table: Table) -> None:
        try:
            answer = self._duckdb.sql(f'SELECT ({sql}) AS wrong FROM "{table.name}"')
        except duckdb.Error as problem:
            raise WrongCondition(f"cannot be asked of {table.name}: {_first_line(problem)}") from problem
        if str(answer.types[0]) != "BOOLEAN":
            raise WrongCondition(f"must be true or false, and is {answer.types[0]}")


def _first_line(problem: BaseException) -> str:
    said = str(problem).replace("\x1b[4m", "").replace("\x1b[0m", "").strip().splitlines()
    return said[0].rstrip(".") if said else type(problem).__name__
