"""Keeping an installation safe: a backup of everything in one file, and bringing it back whole or not at all.

A backup speaks of records, not of a database: one made from SQLite can be restored into PostgreSQL and the other
way round, and one made by an older version is brought up to this one. docs/decisions/ says why.
"""
