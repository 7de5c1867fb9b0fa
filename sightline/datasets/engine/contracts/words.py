"""Words that rules may use beside SQL's own, each put into plain SQL when a contract is loaded.

They are written with what DuckDB and Spark both have, so a rule reads short and still runs on either. Each is true, or
a number, and NULL where what it asks of is not there.

Sources: NHS number, modulus 11: NHS Data Dictionary. UPN, check letter of weights 2 to 13 modulus 23, letters without
I, O and S: Department for Education, “UPNs: guide for schools and local authorities”.
"""

from __future__ import annotations

from sqlglot import exp, parse_one

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _digit(text: str, place: int) -> str:
    return f"(ascii(substring({text}, {place}, 1)) - 48)"


_NHS = "replace(replace(x, ' ', ''), '-', '')"
_NHS_SUM = " + ".join(f"{11 - place} * {_digit(_NHS, place)}" for place in range(1, 11))
_UPN = "replace(upper(x), ' ', '')"
_UPN_SUM = " + ".join(f"{place} * {_digit(_UPN, place)}" for place in range(2, 13))
_UPN_LAST = f"(strpos('0123456789', substring({_UPN}, 13, 1)) - 1)"
_UPN_LETTER = f"(strpos('{_LETTERS}', substring({_UPN}, 13, 1)) - 1)"
_UPN_END = f"13 * (CASE WHEN {_UPN_LAST} >= 0 THEN {_UPN_LAST} ELSE {_UPN_LETTER} END)"

_WRITTEN = {
    "nhs_number_wrong": (
        ("x",),
        f"NOT regexp_matches({_NHS}, '^[0-9]{{10}}$') OR ({_NHS_SUM}) % 11 <> 0",
    ),
    "upn_wrong": (
        ("x",),
        f"NOT regexp_matches({_UPN}, '^[{_LETTERS}][0-9]{{11}}[0-9{_LETTERS}]$') OR"
        f" substring('{_LETTERS}', ({_UPN_SUM} + {_UPN_END}) % 23 + 1, 1) <> substring({_UPN}, 1, 1)",
    ),
    "postcode_wrong": (
        ("x",),
        "NOT regexp_matches(upper(x), '^ *(GIR *0AA|[A-Z][A-Z]?[0-9][A-Z0-9]? *[0-9][A-Z][A-Z]) *$')",
    ),
    "age": (
        ("born", "day"),
        "year(day) - year(born)"
        " - CASE WHEN month(day) * 100 + day(day) < month(born) * 100 + day(born) THEN 1 ELSE 0 END",
    ),
    "days_between": (("a", "b"), "date_diff('day', a, b)"),
    # Engines number weekdays each in its own way, so this counts from a Monday: 1 is Monday, 7 Sunday.
    "weekday": (("day",), "date_diff('day', DATE '1900-01-01', day) % 7 + 1"),
}
WORDS = {name: (takes, parse_one(sql, read="duckdb")) for name, (takes, sql) in _WRITTEN.items()}


def spelled_out(condition: exp.Expression) -> exp.Expression:
    """The same condition without any word of ours. Raises ValueError when a word is given too much or too little."""

    def replace(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Anonymous) or node.name.lower() not in WORDS:
            return node
        takes, meant = WORDS[node.name.lower()]
        given = node.expressions
        if len(given) != len(takes):
            raise ValueError(f"{node.name} is asked of {len(takes)}, not of {len(given)}")
        asked = dict(zip(takes, (spelled_out(argument) for argument in given), strict=True))
        return exp.paren(meant.transform(lambda part: _put(part, asked)), copy=False)

    return condition.transform(replace)


def _put(part: exp.Expression, asked: dict[str, exp.Expression]) -> exp.Expression:
    return asked[part.name].copy() if isinstance(part, exp.Column) and part.name in asked else part
