"""Where a delivery lies: a folder of Parquet with a manifest, made beside its place and moved there in one step."""

from .arriving import AlreadyThere, arriving, sweep
from .writing import MANIFEST, write_manifest, write_tables

__all__ = ["MANIFEST", "AlreadyThere", "arriving", "sweep", "write_manifest", "write_tables"]
