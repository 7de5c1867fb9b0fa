"""What Splink compares, written as data: the same comparisons, levels and blocks for DuckDB and for Spark.

``m`` is how often two records of one child stand at a level, ``u`` how often two of different children do. The
figures here are where training begins and what stands in for a level that the data does not show.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .model import LinkSettings

FUNCTIONS = {
    "duckdb": {"alike": "jaro_winkler_similarity", "slips": "damerau_levenshtein"},
    "spark": {"alike": "jaro_winkler", "slips": "damerau_levenshtein"},
}
ANYTHING_ELSE = "ELSE"
Model = dict[str, Any]
"""What training found: the chance that two records at random match, and (m, u) of each level by column."""


@dataclass(frozen=True)
class Level:
    """How near two values are: a condition over both, the words for it, and m and u to begin with."""

    says: str
    when: str
    m: float
    u: float
    rarer_says_more: str = ""
    """The column whose rare values count for more where they agree."""


@dataclass(frozen=True)
class Comparison:
    """A part of an identity, what must be there on both sides to compare it, and its levels from the nearest on."""

    name: str
    column: str
    silent: str
    levels: tuple[Level, ...]
    identifies: bool = False
    """Two children never share it but by mistake: u is told, not taken from random pairs, among which are matches."""


FORENAME = Comparison(
    "forename",
    "forename",
    "forename_l IS NULL OR forename_r IS NULL",
    (
        Level("the same", "forename_l = forename_r", 0.9, 0.005, "forename"),
        Level("a diminutive, other spelling or first of several", "called_l = called_r", 0.02, 0.002),
        Level("swapped with the surname", "forename_l = surname_r OR surname_l = forename_r", 0.01, 0.0005),
        Level("a slip", "{alike}(given_l, given_r) >= 0.9", 0.04, 0.003),
        Level("similar", "{alike}(given_l, given_r) >= 0.82 OR given_sound_l = given_sound_r", 0.02, 0.005),
        Level("different", ANYTHING_ELSE, 0.005, 0.98),
    ),
)
BORN = Comparison(
    "born",
    "born",
    "born_l IS NULL OR born_r IS NULL",
    (
        Level("the same day", "born_l = born_r", 0.93, 0.0002),
        Level("day and month swapped", "born_l = born_turned_r", 0.015, 0.0002),
        Level(
            "1 January of the same year",
            "born_year_l = born_year_r AND (born_new_year_l OR born_new_year_r)",
            0.02,
            0.0005,
        ),
        Level(
            "one of day, month and year differs",
            "(born_year_l = born_year_r AND month(born_l) = month(born_r))"
            " OR (born_year_l = born_year_r AND day(born_l) = day(born_r))"
            " OR (abs(born_year_l - born_year_r) <= 1"
            " AND month(born_l) = month(born_r) AND day(born_l) = day(born_r))",
            0.02,
            0.01,
        ),
        Level("different", ANYTHING_ELSE, 0.005, 0.98),
    ),
)

COMPARISONS = (
    FORENAME,
    Comparison(
        "surname",
        "surname",
        "surname_l IS NULL OR surname_r IS NULL",
        (
            Level("the same", "surname_l = surname_r", 0.88, 0.005, "surname"),
            Level(
                "one of two surnames",
                "surname_first_l = surname_first_r OR surname_last_l = surname_last_r"
                " OR surname_first_l = surname_last_r OR surname_last_l = surname_first_r",
                0.03,
                0.001,
            ),
            Level(
                "swapped with the forename", "surname_l = forename_r OR forename_l = surname_r", 0.01, 0.0005
            ),
            Level("a slip", "{alike}(surname_l, surname_r) >= 0.9", 0.03, 0.003),
            Level(
                "similar",
                "{alike}(surname_l, surname_r) >= 0.82 OR surname_sound_l = surname_sound_r",
                0.01,
                0.005,
            ),
            Level("different", ANYTHING_ELSE, 0.04, 0.98),
        ),
    ),
    BORN,
    Comparison(
        "sex",
        "sex",
        "sex_l IS NULL OR sex_r IS NULL",
        (Level("the same", "sex_l = sex_r", 0.99, 0.5), Level("different", ANYTHING_ELSE, 0.01, 0.5)),
    ),
    Comparison(
        "postcode",
        "district",
        "district_l IS NULL OR district_r IS NULL",
        (
            Level("the same", "postcode_l = postcode_r", 0.85, 0.0005, "postcode"),
            Level("one character differs", "{slips}(postcode_l, postcode_r) <= 1", 0.02, 0.001),
            Level("the same district", "district_l = district_r", 0.03, 0.03),
            Level("different", ANYTHING_ELSE, 0.1, 0.97),
        ),
    ),
    *(
        Comparison(
            name,
            column,
            f"{column}_l IS NULL OR {column}_r IS NULL OR ({column}_l <> {column}_r"
            f" AND NOT ({holds}_l AND {holds}_r) AND {{slips}}({column}_l, {column}_r) > 1)",
            (
                Level("the same, its check holds", f"{column}_l = {column}_r AND {holds}_l", 0.97, 1e-6),
                Level("the same, its check fails", f"{column}_l = {column}_r", 0.005, 1e-4),
                Level("one slip, its check fails", f"NOT ({holds}_l AND {holds}_r)", 0.005, 1e-5),
                Level("different", ANYTHING_ELSE, 0.002, 0.999),
            ),
            identifies=True,
        )
        for name, column, holds in (("NHS number", "nhs_number", "nhs_holds"), ("UPN", "upn", "upn_holds"))
    ),
    Comparison(
        "sender's own number",
        "local",
        "local_l IS NULL OR local_r IS NULL OR split_part(local_l, '|', 1) <> split_part(local_r, '|', 1)",
        (Level("the same", "local_l = local_r", 0.95, 1e-5), Level("different", ANYTHING_ELSE, 0.05, 0.999)),
        identifies=True,
    ),
)

BLOCKS: tuple[tuple[str, str], ...] = (
    ("nhs_number", "l.nhs_number = r.nhs_number"),
    ("upn", "l.upn = r.upn"),
    ("local", "l.local = r.local"),
    ("", "l.born = r.born AND l.initial = r.initial"),
    ("", "l.born = r.born AND l.surname_initial = r.surname_initial"),
    ("", "l.born = r.born AND l.postcode = r.postcode"),
    ("", "l.born = r.born AND l.initial = r.surname_initial AND l.surname_initial = r.initial"),
    ("", "l.postcode = r.postcode AND l.initial = r.initial"),
    ("", "l.postcode = r.postcode AND l.surname = r.surname"),
    ("", "l.postcode = r.postcode AND l.initial = r.surname_initial AND l.surname_initial = r.initial"),
    ("", "l.forename = r.forename AND l.surname = r.surname AND l.born_year = r.born_year"),
    ("", "l.forename = r.forename AND l.surname = r.surname AND l.district = r.district"),
    ("", "l.born = r.born_turned AND l.initial = r.initial AND l.surname_initial = r.surname_initial"),
)
"""Pairs are compared if they share one of these; the first word names a column that some record must have."""

TRAINING = ("l.born = r.born", "l.forename = r.forename AND l.surname = r.surname")
SURELY_THE_SAME = (
    ("nhs_number", "l.nhs_number = r.nhs_number AND l.nhs_holds AND r.nhs_holds"),
    ("upn", "l.upn = r.upn AND l.upn_holds AND r.upn_holds"),
    ("", "l.forename = r.forename AND l.surname = r.surname AND l.born = r.born"),
)


def extra_comparison(column: str) -> Comparison:
    """Lines of an address and the like: the same, nearly the same, or different."""
    return Comparison(
        column,
        column,
        f"{column}_l IS NULL OR {column}_r IS NULL",
        (
            Level("the same", f"{column}_l = {column}_r", 0.85, 0.005, column),
            Level("similar", f"{{alike}}({column}_l, {column}_r) >= 0.85", 0.08, 0.01),
            Level("different", ANYTHING_ELSE, 0.07, 0.98),
        ),
    )


def compared(settings: LinkSettings, held: Collection[str]) -> list[Comparison]:
    """The comparisons for which at least one record holds something."""
    every = (*COMPARISONS, *(extra_comparison(column) for column in settings.extra))
    return [comparison for comparison in every if comparison.column in held]


def blocks(settings: LinkSettings, held: Collection[str]) -> list[str]:
    """The blocks whose columns hold something; an extra column makes blocks with a name, the birth or another one."""
    found = [block for column, block in BLOCKS if not column or column in held]
    for column in settings.extra:
        found += [
            f"l.{column} = r.{column} AND l.{other} = r.{other}" for other in ("surname", "forename", "born")
        ]
    for one, other in combinations(settings.extra, 2):
        found.append(f"l.{one} = r.{one} AND l.{other} = r.{other}")
    return found


def as_splink(
    comparisons: Collection[Comparison], dialect: str, blocks: Collection[str], model: Model | None = None
) -> dict[str, Any]:
    """The settings as Splink reads them, with the m and u of a model where there is one."""
    probability = model["probability_two_random_records_match"] if model else 0.0001
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "uid",
        "comparisons": [_comparison(comparison, FUNCTIONS[dialect], model) for comparison in comparisons],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": block, "sql_dialect": dialect} for block in blocks
        ],
        "probability_two_random_records_match": probability,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "max_iterations": 15,
        "em_convergence": 0.001,
    }


def _comparison(comparison: Comparison, functions: Mapping[str, str], model: Model | None) -> dict[str, Any]:
    """A comparison as Splink reads it: its first level is silence, which says neither yes nor no."""
    silent = {
        "sql_condition": comparison.silent.format_map(functions),
        "label_for_charts": "not told",
        "is_null_level": True,
    }
    known = model["levels"].get(comparison.column) if model else None
    chances = known or [(level.m, level.u) for level in comparison.levels]
    return {
        "output_column_name": comparison.column,
        "comparison_description": comparison.name,
        "comparison_levels": [
            silent,
            *(
                {
                    "sql_condition": level.when.format_map(functions),
                    "label_for_charts": level.says,
                    "m_probability": m,
                    "u_probability": u,
                    "fix_u_probability": comparison.identifies,
                    **({"tf_adjustment_column": level.rarer_says_more} if level.rarer_says_more else {}),
                }
                for level, (m, u) in zip(comparison.levels, chances, strict=True)
            ),
        ],
    }
