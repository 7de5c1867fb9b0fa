"""Train a model and score pairs with it: the part that is Splink's."""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from .engines import Engine
from .model import LinkSettings
from .settings import SURELY_THE_SAME, TRAINING, Comparison, Model, as_splink, blocks, compared

TOLD_M = 300
TOLD_U = 20_000
"""How many identities, and how many random pairs, the figures weigh with which training begins: what did not happen in
this data can happen, and a handful of records is linked by what is known of others."""
MANY = 30_000
"""From so many identities on, part of the pairs is enough to train with."""
FEWEST_MATCHES = 0.1
"""Matches for each identity that are taken for granted where training finds none."""


def held_columns(engine: Engine, settings: LinkSettings) -> set[str]:
    """The columns in which at least one identity holds something."""
    columns = (
        "forename",
        "surname",
        "born",
        "sex",
        "district",
        "nhs_number",
        "upn",
        "local",
        *settings.extra,
    )
    counts = ", ".join(f"count({column}) AS {column}" for column in columns)
    counted = engine.arrow(f"SELECT {counts} FROM identities").to_pylist()[0]
    return {column for column, count in counted.items() if count}


def train(engine: Engine, settings: LinkSettings) -> Model:
    """A model of these identities: u from random pairs, m by expectation maximisation. The same every time.

    Where the data is too thin for a step, the figures with which it began stand.
    """
    held = held_columns(engine, settings)
    comparisons = compared(settings, held)
    size = engine.arrow("SELECT count(*) AS size FROM identities").to_pylist()[0]["size"]
    least = FEWEST_MATCHES / max(size, 1)
    pairs = settings.training_pairs if size > MANY else None
    sure = [rule for column, rule in SURELY_THE_SAME if not column or column in held]
    steps: list[Callable[[Any], Any]] = [
        partial(_probability, sure=sure),
        lambda training: training.estimate_u_using_random_sampling(
            settings.random_pairs, settings.seed, None, 1
        ),
        *(partial(_expectation_maximisation, rule=rule, pairs=pairs) for rule in TRAINING),
    ]
    found = as_splink(comparisons, engine.dialect, blocks(settings, held))
    with _quietly():
        linker = _linker(engine, found)
        for step in steps:
            try:
                step(linker.training)
            except _too_thin():
                linker = _linker(engine, found)
            else:
                found = linker.misc.save_model_to_json()
                if found["probability_two_random_records_match"] < least:
                    found["probability_two_random_records_match"] = least
                    linker = _linker(engine, found)
        linker.table_management.delete_tables_created_by_splink_from_db()
    probability = found["probability_two_random_records_match"]
    return {
        "probability_two_random_records_match": min(max(probability, least), 0.1),
        "levels": {
            comparison.column: _smoothed(comparison, written["comparison_levels"][1:], size, settings)
            for comparison, written in zip(comparisons, found["comparisons"], strict=True)
        },
    }


def score(engine: Engine, settings: LinkSettings, model: Model, only: str = "") -> list[Comparison]:
    """Make the table ``pairs`` (uid_l, uid_r, match_weight, gamma_* and mw_*) and say what was compared.

    ``only`` is a condition over l and r that narrows every block.
    """
    held = held_columns(engine, settings)
    comparisons = compared(settings, held)
    narrowed = [f"{block} AND ({only})" if only else block for block in blocks(settings, held)]
    with _quietly():
        linker = _linker(engine, as_splink(comparisons, engine.dialect, narrowed, model))
        predicted = linker.inference.predict(threshold_match_weight=-10, warning_mode="never")
        engine.table("pairs", f"SELECT * FROM {predicted.physical_name}")
        linker.table_management.delete_tables_created_by_splink_from_db()
    return comparisons


def weights(model: Model, comparison: Comparison) -> list[float]:
    """The weight of each level of a comparison, in bits."""
    return [math.log2(m / u) for m, u in model["levels"][comparison.column]]


def _linker(engine: Engine, settings: dict[str, Any]) -> Any:
    from splink import Linker

    return Linker(engine.for_splink("identities"), settings, log_level=None, validate_settings=False)


def _smoothed(
    comparison: Comparison, written: Collection[dict[str, Any]], size: int, settings: LinkSettings
) -> list[tuple[float, float]]:
    """(m, u) of each level, each of the two summing to 1: what was found, as if a few more had been as told."""
    pairs = min(settings.random_pairs, size * (size - 1) // 2)
    chances = []
    for level, found in zip(comparison.levels, written, strict=True):
        m, u = found.get("m_probability"), found.get("u_probability")
        m = m if isinstance(m, float) else 0.0
        u = level.u if comparison.identifies else u if isinstance(u, float) else 0.0
        chances.append(
            (
                (m * size + level.m * TOLD_M) / (size + TOLD_M),
                (u * pairs + level.u * TOLD_U) / (pairs + TOLD_U),
            )
        )
    all_m, all_u = (sum(one) for one in zip(*chances, strict=True))
    return [(m / all_m, u / all_u) for m, u in chances]


def _probability(training: Any, *, sure: Sequence[str]) -> None:
    with suppress(ValueError):  # nearly all pairs match, which only a handful of records can do
        training.estimate_probability_two_random_records_match(sure, recall=0.8)


def _expectation_maximisation(training: Any, *, rule: str, pairs: int | None) -> None:
    training.estimate_parameters_using_expectation_maximisation(
        rule, max_pairs=pairs, record_sample_proportion=0.1
    )


def _too_thin() -> tuple[type[Exception], ...]:
    """What Splink raises where a step of training finds no pairs."""
    from splink.internals.exceptions import EMTrainingException, SplinkException

    return EMTrainingException, SplinkException


@contextmanager
def _quietly() -> Iterator[None]:
    """Splink speaks of columns and levels on stderr; what matters of it is in the manifest."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
