"""How linkage works, in plain words, and with which settings and weights a run was made."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from sightline.datasets.engine.linking.settings import COMPARISONS
from sightline.datasets.linkage.wording import compared, weighed
from sightline.datasets.models import Linkage
from sightline.govuk.blocks import Block, Bullets, Details, SummaryList, SummaryRow, Text
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Value

WORKS = (
    "Names, dates of birth, postcodes and numbers are first written in one way: without capitals and hyphens, with "
    "short forms and other spellings of a first name known, and numbers checked by their last digit.",
    "Pairs of records that have something in common are compared, part by part. Each part speaks for one child or "
    "against it, by how often two records of one child agree on it and how often two of different children do. The "
    "records themselves teach it how often that is.",
    "What the parts say is added up. Above a threshold two records are taken to be of one child; twins, and brothers "
    "and sisters at one address, are kept apart.",
    "Pairs that are narrowly above or below are put before people, who look at both records. What they decide is kept "
    "to in every run from then on.",
    "Each child gets a key that says nothing about them: it is made with a secret that lies outside the database. "
    "Figures know the key alone.",
)
LIMITS = (
    "Some records of one child are not found, and a few of two children are taken for one. Where a group's records are "
    "linked less often, figures about it are too low: look at the shares above before you compare groups."
)
SETTINGS = {
    "threshold": "Linked from a probability of",
    "doubtful_from": "In doubt from",
    "doubtful_to": "In doubt up to",
    "crowd": "A number is taken for a placeholder when more children hold it than",
    "seed": "Seed",
    "random_pairs": "Pairs drawn at random to learn from",
}


def how() -> Block:
    """How linkage works, for whoever reads its figures."""
    return Details("How linkage works", (Bullets(WORKS, numbered=True), Text(LIMITS)))


def model_section(run: Linkage, before: Linkage | None) -> Block:
    """The settings, and what each outcome of each comparison weighs."""
    settings: Mapping[str, Any] = run.model.get("settings") or {}
    rows = tuple(
        SummaryRow(title, _setting(settings[name])) for name, title in SETTINGS.items() if name in settings
    )
    levels = tuple(Row(cells) for cells in _levels(run.model, before.model if before else {}))
    blocks: list[Block] = [SummaryList(rows)] if rows else []
    if levels:
        columns = [Column("Compared"), Column("How it turns out"), Column("Weight", numeric=True)]
        if before:
            columns.append(Column("The run before", numeric=True))
        blocks.append(
            Table(caption="Weights, in bits", caption_hidden=True, columns=tuple(columns), rows=levels)
        )
    return Details("Settings and weights of this run", tuple(blocks) or (Text("This run kept none."),))


def _setting(value: Any) -> Value:
    return value if isinstance(value, int) else str(value)


def _levels(model: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    then = dict(_weights(before))
    for (name, says), weight in _weights(model):
        cells: tuple[Value, ...] = (compared(name), says, weighed(weight))
        yield (*cells, weighed(then[name, says]) if (name, says) in then else "") if before else cells


def _weights(model: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], float]]:
    """(comparison, outcome) and its weight in bits, as training found them."""
    trained = (model.get("model") or {}).get("levels") or {}
    for comparison in COMPARISONS:
        for level, (m, u) in zip(comparison.levels, trained.get(comparison.column, ()), strict=False):
            yield (comparison.name, level.says), math.log2(m / u)
