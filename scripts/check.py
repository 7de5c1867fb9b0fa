"""Everything that CI runs, in one go: ``make test``.

It goes on after a failure, and says at the end what failed.
Nothing is skipped: without Chromium, PostgreSQL or Spark the run says so and fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scripts import chromium, debian, postgres, spark
from scripts.format import templates

BIN = Path(sys.executable).parent
COVERAGE = ("coverage", "run", "--parallel-mode", "-m")
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")


@dataclass
class Run:
    """What was run, how long each part took, what failed, and how many tests there were."""

    times: list[tuple[str, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def step(self, name: str, do: Callable[[], bool]) -> None:
        print(f"\n── {name}", flush=True)
        began = time.monotonic()
        if not do():
            self.failures.append(name)
        self.times.append((name, time.monotonic() - began))

    def report(self) -> int:
        print("\n── Time")
        for name, seconds in self.times:
            print(f"{seconds:8.1f} s  {name}")
        print(f"{sum(seconds for _, seconds in self.times):8.1f} s  in all")
        if self.failures:
            print("\nFailed: " + ", ".join(self.failures))
        if self.counts:
            failed = sum(self.counts.get(word, 0) for word in ("failed", "error"))
            print(f"\n{self.counts.get('passed', 0)} passed, {failed} failed")
        return 1 if self.failures else 0


def lint(run: Run) -> None:
    """What can be seen without running the product."""
    run.step("lint", lambda: program("ruff", "check", "--output-format", "concise", "."))
    run.step("format", lambda: program("ruff", "format", "--check", "--output-format", "concise", "."))
    run.step("templates", lambda: program("djhtml", "--check", "--tabwidth", "2", *templates()))
    run.step("types", lambda: program("mypy"))
    run.step("floors of the house", lambda: program("lint-imports", "--no-cache", "--no-logo"))
    with tempfile.TemporaryDirectory(prefix="sightline-check-") as home:
        apart = {"SIGHTLINE_HOME": home, "DJANGO_SETTINGS_MODULE": "sightline.settings", "DATABASE_URL": ""}
        guarded = {**apart, "SIGHTLINE_HTTPS": "1", "SIGHTLINE_HOSTS": "sightline.example"}
        deploy = ("check", "--deploy", "--fail-level", "WARNING")
        run.step("settings", lambda: module("django", *deploy, environment=guarded))
        run.step(
            "migrations",
            lambda: module("django", "makemigrations", "--check", "--dry-run", environment=apart),
        )
        run.step("generated documentation", lambda: module("scripts.docs", "--check", environment=apart))


def sqlite(run: Run) -> None:
    """The tests, browser included, on SQLite."""
    if browser_found(run) and spark_found(run):
        run.step("tests on SQLite", lambda: tests(run, {"DATABASE_URL": ""}, covered=True))


def postgresql(run: Run) -> None:
    """The tests, browser included, on PostgreSQL."""
    if not (browser_found(run) and spark_found(run)):
        return
    try:
        with postgres.server() as url:
            # what knows no database was tried at length before
            there = {"DATABASE_URL": url, "HYPOTHESIS_PROFILE": "brief"}
            run.step("tests on PostgreSQL", lambda: tests(run, there, covered=False))
    except postgres.Unavailable as missing:
        print(missing)
        run.failures.append("PostgreSQL")


def browser_found(run: Run) -> bool:
    """Whether there is a Chromium, once one was installed where that can be done."""
    if chromium.find() or (debian.install("chromium") and chromium.find()):
        return True
    print(chromium.MISSING)
    run.failures.append("Chromium")
    return False


def spark_found(run: Run) -> bool:
    """Whether Spark and Java are there, once they were installed where that can be done."""
    missing = spark.missing()
    if missing:
        print(missing)
        run.failures.append("Spark")
    return not missing


def coverage(run: Run) -> None:
    """What the tests did not reach on SQLite. Watching costs a third of the time, so it is done once."""

    def report() -> bool:
        return program("coverage", "combine", "--quiet") and program("coverage", "report")

    run.step("coverage", report)


def tests(run: Run, environment: dict[str, str], *, covered: bool) -> bool:
    """Run pytest on two cores; keep what its closing line counted."""
    command = [sys.executable, "-m", *(COVERAGE if covered else ()), "pytest"]
    command += ["-q", "-n", "2", "--dist", "loadfile", "--durations=15", "-p", "no:cacheprovider"]
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    closing = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        closing = line if line.strip() else closing
    for number, word in COUNTED.findall(closing):
        key = word.removesuffix("s") if word.startswith("error") else word
        run.counts[key] = run.counts.get(key, 0) + int(number)
    status = process.wait()
    if status < 0:
        print(f"pytest was ended by signal {-status}, so not every test was run.")
    return status == 0


def program(name: str, *arguments: str) -> bool:
    """Run one of the tools of the environment; whether it was content."""
    return subprocess.run([BIN / name, *arguments], stdin=subprocess.DEVNULL, check=False).returncode == 0


def module(name: str, *arguments: str, environment: dict[str, str]) -> bool:
    """Run a module under this Python; whether it was content."""
    command = [sys.executable, "-m", name, *arguments]
    return (
        subprocess.run(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )


PARTS = {"lint": [lint], "sqlite": [sqlite], "postgresql": [postgresql]}
ALL = [lint, sqlite, postgresql, coverage]


def main() -> int:
    run = Run()
    for stale in Path().glob(".coverage*"):
        stale.unlink()
    for part in PARTS[sys.argv[1]] if len(sys.argv) > 1 else ALL:
        part(run)
    return run.report()


if __name__ == "__main__":
    sys.exit(main())
