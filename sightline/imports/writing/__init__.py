"""Writing drafts: which records are new, which the file corrects, and which it leaves as they are."""

from sightline.imports.writing.merger import Merger
from sightline.imports.writing.writer import BATCH, Tally, Writer

__all__ = ["BATCH", "Merger", "Tally", "Writer"]
