"""Linking the records of agencies, against plain Splink with untuned settings on the same data in the same run."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from bench.timing import Result

KEY = b"a key for the bench, of no other use"
REPOSITORY = Path(__file__).parents[1]
TWO_GIGABYTES = 2_000.0


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="sightline-linkage-") as home:
        yield from _samples(Path(home) / "samples")
        yield from _febrl(Path(home) / "febrl")
        yield from _scale(Path(home) / "60000", 60_000)
        yield from _scale(Path(home) / "250000", 250_000)


def _samples(folder: Path) -> Iterator[Result]:
    from sightline.datasets.engine.linking.tests.folders import SAMPLES, samples

    samples(folder)
    file = SAMPLES / "linkage-truth.csv"
    truth = f"SELECT replace(file, '.csv', '') AS source, record_id, child FROM read_csv('{file}')"
    plain, ours = _both(folder)
    yield Result("wrong pairs, samples", 1 - _f1(plain, truth), 1 - _f1(ours, truth), 0.5, "")


def _febrl(folder: Path) -> Iterator[Result]:
    from bench import febrl

    febrl.make(folder)
    _, ours = _both(folder, plain=False)
    truth = "SELECT source, record_id, split_part(record_id, '-', 2) AS child FROM found"
    yield Result("wrong pairs, febrl4 without soc_sec_id", febrl.REFERENCE, 1 - _f1(ours, truth), 1, "")


def _scale(folder: Path, children: int) -> Iterator[Result]:
    from bench.identities import make

    make(folder, children, seed=4)
    plain, ours = _both(folder)
    what = f"{children:,} children, {_count(ours):,} records"
    truth = f"SELECT * FROM read_parquet('{folder / 'truth.parquet'}')"
    yield Result(f"linking {what}", _told(plain)["seconds"], _told(ours)["seconds"], 1)
    yield Result(f"memory, {what}, to 2 GB", TWO_GIGABYTES, _told(ours)["peak"], 1, "MB")
    yield Result(f"wrong pairs, {what}", 1 - _f1(plain, truth), 1 - _f1(ours, truth), 0.5, "")


def _both(folder: Path, plain: bool = True) -> tuple[Path, Path]:
    """The folders that plain Splink and ours left, each in a process of its own."""
    for how in ("plain", "ours") if plain else ("ours",):
        script = f"from bench.linkage import in_child; in_child({how!r}, {str(folder)!r})"
        subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=REPOSITORY, check=True)
    return folder / "plain", folder / "ours"


def in_child(how: str, folder: str) -> None:
    """Link what lies in a folder, and leave the clusters, the seconds and the peak beside it."""
    from sightline.datasets.engine.linking import DEFAULT, Source, link

    home = Path(folder)
    sources = [
        Source(contract=path.parent.name, file=f"{path.parent.name}.csv", folder=path.parent)
        for path in sorted(home.glob("*/identity"))
    ]
    settings = DEFAULT
    if (home / "settings.json").exists():
        told = json.loads((home / "settings.json").read_text())
        settings = replace(
            DEFAULT,
            **{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()},
        )
    began = time.perf_counter()
    if how == "plain":
        plain(sources, home / how)
    else:
        link(sources, home / how, settings=settings, key=KEY)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (home / how / "told.json").write_text(json.dumps({"seconds": seconds, "peak": peak}))


def plain(sources: Sequence[object], into: Path, threshold: float = 0.8) -> None:
    """Splink as its introduction shows it: what a partnership would have without us.

    Jaro-Winkler at .9 and .7 on the names, a comparison of dates of birth, all else exact; blocks on birth, names,
    postcode and numbers; u from 2,000,000 random pairs, expectation maximisation on birth and on names; connected
    components at a probability of .8.
    """
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    into.mkdir(parents=True)
    held = ", ".join(f"'{source.folder / 'identity' / 'records.parquet'}'" for source in sources)  # type: ignore[attr-defined]
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(
        "CREATE TABLE records AS SELECT *, source || record_id AS unique_id FROM ("
        "SELECT split_part(filename, '/', -3) AS source, record_id, forename, surname, born AS dob, sex, postcode,"
        f" nhs_number, upn FROM read_parquet([{held}], filename = true, union_by_name = true))"
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("forename", [0.9, 0.7]).configure(
                term_frequency_adjustments=True
            ),
            compare.JaroWinklerAtThresholds("surname", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            compare.DateOfBirthComparison("dob", input_is_string=False),
            compare.ExactMatch("sex"),
            compare.ExactMatch("postcode").configure(term_frequency_adjustments=True),
            compare.ExactMatch("nhs_number"),
            compare.ExactMatch("upn"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("dob"),
            block_on("forename", "surname"),
            block_on("postcode"),
            block_on("nhs_number"),
            block_on("upn"),
            block_on("surname", "year(dob)"),
        ],
    )
    linker = Linker(DuckDBAPI(connection).register("records"), settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("forename", "surname"))
    pairs = linker.inference.predict(threshold_match_probability=threshold)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold
    )
    connection.execute(
        f"COPY (SELECT source, record_id, cluster_id AS cluster FROM {found.physical_name})"
        f" TO '{into / 'clusters.parquet'}' (FORMAT parquet)"
    )


def _f1(folder: Path, truth: str) -> float:
    """Pairwise F1 of the clusters in a folder: twice the pairs that are right, over those found and those true."""
    pairs = "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM judged GROUP BY {})"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE found AS SELECT source, record_id, cluster"
            f" FROM read_parquet('{folder / 'clusters.parquet'}')"
        )
        connection.execute(
            f"CREATE TABLE judged AS SELECT * FROM found JOIN ({truth}) USING (source, record_id)"
        )
        right, found, true = (
            float(connection.execute(pairs.format(by)).fetchall()[0][0])
            for by in ("child, cluster", "cluster", "child")
        )
    return 2 * right / (found + true)


def _count(folder: Path) -> int:
    with duckdb.connect() as connection:
        return int(
            connection.execute(f"SELECT count(*) FROM '{folder / 'clusters.parquet'}'").fetchall()[0][0]
        )


def _told(folder: Path) -> dict[str, float]:
    told: dict[str, float] = json.loads((folder / "told.json").read_text())
    return told
