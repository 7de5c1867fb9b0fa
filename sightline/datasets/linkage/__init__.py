"""Linkage: which records of several agencies are of one child, and what people say where that is in doubt."""
