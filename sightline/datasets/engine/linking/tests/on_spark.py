"""Link the deliveries of a folder on Spark, in a process of its own: Java starts threads, and warns in its own way."""

from __future__ import annotations

import sys
from pathlib import Path

from sightline.datasets.engine.linking import Source, link

from .folders import EVERY_PAIR, KEY, SAMPLE_FILES


def main() -> None:
    folder = Path(sys.argv[1])
    sources = [Source(contract=name, file=f"{name}.csv", folder=folder / name) for name in SAMPLE_FILES]
    link(sources, folder / "on-spark", settings=EVERY_PAIR, key=KEY, engine="spark")


if __name__ == "__main__":
    main()
