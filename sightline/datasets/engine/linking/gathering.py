"""From identity folders to distinct identities: what agencies wrote, normalised, each way of writing it once.

Most records of a child say the same. They are compared once, as one identity, however many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from . import normalising as norm
from .engines import Engine
from .model import LinkSettings, Source

Record = tuple[str, str]
"""The source and the id of a record."""
TYPES = {"born": "DATE"}
ROLES = ("forename", "surname", "born", "sex", "postcode", "nhs_number", "upn", "local")
PASSING = (
    "gathered", "cleaned", "turned", "told", "crowded_nhs_number", "crowded_upn", "same_names", "decided", "settled",
)  # fmt: skip
"""Tables that nobody asks afterwards."""
SWAPPED_IF = 20
"""How many times likelier, by all names of the data, forename and surname must be the other way round to be turned."""


def gather(
    engine: Engine,
    sources: Sequence[Source],
    settings: LinkSettings,
    decided: Collection[Record] = (),
    settled: Collection[Record] = (),
) -> None:
    """Make the tables ``records`` (source, file, record_id, uid) and ``identities`` (by uid).

    The records that people ``decided`` about each stay an identity of their own. An identity is ``fresh`` unless all
    its records are ``settled``, known from an earlier linkage.
    A record that was delivered again counts as it was delivered last. What a source left out is NULL. An identity has
    more than one record where agencies wrote the same; a record with several identities was told in several ways.
    """
    engine.table("gathered", " UNION ALL ".join(_tables(engine, sources, settings)))
    engine.hold("decided", _records(decided))
    engine.hold("settled", _records(settled))
    readings = _readings(settings)
    for column, values in readings.items():
        engine.table(f"as_{column}", _written(column, values))
    engine.table("cleaned", _cleaned(settings))
    engine.table("turned", _turned())
    for number in ("nhs_number", "upn"):
        engine.table(f"crowded_{number}", _crowded(number, settings.crowd))
    engine.hold("same_names", _same_names())
    columns = identity_columns(settings)
    order = ", ".join(f"{column} nulls first" for column in columns)
    engine.table("told", f"SELECT *, dense_rank() over (ORDER BY {order}) AS uid FROM ({_told(settings)}) t")
    engine.table("identities", _identities(columns))
    engine.table(
        "records",
        "SELECT g.source, g.file, g.record_id, t.uid FROM"
        " (SELECT DISTINCT source, file, record_id FROM gathered) g"
        " JOIN (SELECT DISTINCT source, record_id, uid FROM told) t"
        " ON g.source = t.source AND g.record_id = t.record_id",
    )
    for name in (*PASSING, *(f"as_{column}" for column in readings)):
        engine.drop(name)


def identity_columns(settings: LinkSettings) -> tuple[str, ...]:
    """What tells two identities apart, in the order that numbers them."""
    numbers = ("nhs_number", "nhs_holds", "upn", "upn_holds", "local")
    return (
        "surname",
        "forename",
        "born",
        "sex",
        "postcode",
        "district",
        *numbers,
        *settings.extra,
        "once",
        "alone",
    )


def agency(column: str, settings: LinkSettings) -> str:
    """The agency that sends a source: the first of the sources that it sends."""
    cases = " ".join(
        f"WHEN {column} IN ({', '.join(map(_text, sources))}) THEN {_text(sources[0])}"
        for sources in settings.one_agency
    )
    return f"CASE {cases} ELSE {column} END" if cases else column


def _tables(engine: Engine, sources: Sequence[Source], settings: LinkSettings) -> Iterator[str]:
    """A query for each identity table of each delivery, all with the same columns."""
    for place, source in enumerate(sources):
        for table, path in enumerate(sorted((source.folder / "identity").glob("*.parquet"))):
            held = pq.read_schema(path).names
            engine.files(f"identity_{place}_{table}", [path])
            key = next(name for name in held if name != "_row")
            wanted = ", ".join(
                f"CAST({column if column in held else 'NULL'} AS {TYPES.get(column, 'VARCHAR')}) AS {column}"
                for column in (*ROLES, *settings.extra)
            )
            yield (
                f"SELECT {_text(source.contract)} AS source, {_text(source.file)} AS file, {place} AS place,"
                f' CAST("{key}" AS VARCHAR) AS record_id, {wanted}'
                f' FROM identity_{place}_{table} WHERE "{key}" IS NOT NULL'
            )


def _written(column: str, values: Mapping[str, str]) -> str:
    """Each way in which a column was written, once, with what it is read as: names and places repeat."""
    read = ", ".join(f"{expression} AS {name}" for name, expression in values.items())
    distinct = f"SELECT DISTINCT {column} FROM gathered WHERE {column} IS NOT NULL"
    return f"SELECT {column} AS wrote, {read} FROM ({distinct}) w"


def _readings(settings: LinkSettings) -> dict[str, dict[str, str]]:
    """What each text column is read as, by the names of the values."""
    return {
        "forename": {"forename": norm.name("forename")},
        "surname": {"surname": norm.name("surname")},
        "postcode": {"postcode": norm.postcode("postcode"), "district": norm.district("postcode")},
        "nhs_number": {"nhs_number": norm.nhs_number("nhs_number")},
        "upn": {"upn": norm.upn("upn")},
        **{column: {column: norm.line(column)} for column in settings.extra},
    }


def _cleaned(settings: LinkSettings) -> str:
    """The last delivery of each record, each value in one way of writing. A local number is its agency's alone."""
    readings = _readings(settings)
    values = ", ".join(f"as_{column}.{value}" for column, read in readings.items() for value in read)
    joined = " ".join(f"LEFT JOIN as_{column} ON g.{column} = as_{column}.wrote" for column in readings)
    once = ", ".join(_text(source) for source in settings.each_child_once) or "''"
    return f"""
        SELECT g.source, g.record_id, {values}, g.born, {norm.sex("g.sex")} AS sex,
            {agency("g.source", settings)} || '|' || nullif(trim(g.local), '') AS local,
            CASE WHEN g.source IN ({once}) THEN g.source END AS once,
            CASE WHEN g.source IN ({once}) OR d.known_id IS NOT NULL THEN g.source || '|' || g.record_id END AS alone,
            b.known_id IS NULL AS fresh
        FROM (
            SELECT *, rank() over (PARTITION BY source, record_id ORDER BY place DESC) AS again FROM gathered
        ) g {joined}
        LEFT JOIN decided d ON g.source = d.known_source AND g.record_id = d.known_id
        LEFT JOIN settled b ON g.source = b.known_source AND g.record_id = b.known_id
        WHERE again = 1"""


def _turned() -> str:
    """Forename and surname put the right way round where the names of all others leave little doubt."""
    return f"""
        WITH used AS (
            SELECT name, sum(first) AS first, sum(last) AS last FROM (
                SELECT forename AS name, 1 AS first, 0 AS last FROM cleaned
                UNION ALL SELECT surname AS name, 0 AS first, 1 AS last FROM cleaned
            ) n GROUP BY name
        ), judged AS (
            SELECT c.*, (f.last + 0.5) * (s.first + 0.5) > {SWAPPED_IF} * (f.first + 0.5) * (s.last + 0.5) AS swapped
            FROM cleaned c LEFT JOIN used f ON c.forename = f.name LEFT JOIN used s ON c.surname = s.name
        )
        SELECT * EXCLUDE (forename, surname, swapped),
            CASE WHEN swapped THEN surname ELSE forename END AS forename,
            CASE WHEN swapped THEN forename ELSE surname END AS surname
        FROM judged"""


def _crowded(number: str, crowd: int) -> str:
    """Numbers that children of more than so many forenames and birth years hold: placeholders, shared or invented."""
    return f"""
        SELECT {number} FROM turned WHERE {number} IS NOT NULL GROUP BY {number}
        HAVING count(DISTINCT forename) > {crowd} AND count(DISTINCT year(born)) > {crowd}"""


def _told(settings: LinkSettings) -> str:
    extra = "".join(f", {column}" for column in settings.extra)
    return f"""
        SELECT source, record_id, forename, surname, born, sex, postcode, district{extra}, local, once, alone, fresh,
            t.nhs_number AS nhs_number, {norm.nhs_number_holds("t.nhs_number")} AS nhs_holds,
            t.upn AS upn, {norm.upn_holds("t.upn")} AS upn_holds
        FROM (
            SELECT * EXCLUDE (nhs_number, upn), CASE WHEN n.crowded_nhs IS NULL THEN x.nhs_number END AS nhs_number,
                CASE WHEN u.crowded_upn IS NULL THEN x.upn END AS upn
            FROM turned x
            LEFT JOIN (SELECT nhs_number AS crowded_nhs FROM crowded_nhs_number) n ON x.nhs_number = n.crowded_nhs
            LEFT JOIN (SELECT upn AS crowded_upn FROM crowded_upn) u ON x.upn = u.crowded_upn
        ) t"""


def _identities(columns: Sequence[str]) -> str:
    """One row for each uid, with what is worked out from its values so that it is not worked out for each pair."""
    kept = ", ".join(f"any_value({column}) AS {column}" for column in columns)
    return f"""
        WITH one AS (SELECT uid, bool_or(fresh) AS fresh, {kept} FROM told GROUP BY uid),
        parted AS (
            SELECT *, {norm.first_part("forename")} AS given, {norm.first_part("surname")} AS surname_first,
                {norm.last_part("surname")} AS surname_last, {norm.sound("surname")} AS surname_sound,
                CASE WHEN day(born) <= 12 AND day(born) <> month(born)
                    THEN make_date(year(born), day(born), month(born)) END AS born_turned,
                year(born) AS born_year, substr(surname, 1, 1) AS surname_initial,
                day(born) = 1 AND month(born) = 1 AS born_new_year
            FROM one
        )
        SELECT p.*, coalesce(n.name, p.given) AS called, {norm.sound("p.given")} AS given_sound,
            substr(p.forename, 1, 1) AS initial
        FROM parted p LEFT JOIN same_names n ON p.given = n.spelling"""


def _same_names() -> pa.Table:
    names = norm.same_names()
    return pa.table({"spelling": list(names), "name": list(names.values())})


def _records(records: Collection[Record]) -> pa.Table:
    ordered = sorted(set(records))
    text = pa.string()
    return pa.table(
        {
            "known_source": pa.array([source for source, _ in ordered], text),
            "known_id": pa.array([record for _, record in ordered], text),
        }
    )


def _text(value: str) -> str:
    quoted = value.replace("'", "''")
    return f"'{quoted}'"
