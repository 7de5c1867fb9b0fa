"""From agencies' files to tables that can be counted: paths in, tables out.

Nothing here knows of Django, of a database of people or of a partnership. DuckDB does the work on one machine; what
is written as SQL and as linkage settings runs in Spark, too, where a region outgrows one.
"""
