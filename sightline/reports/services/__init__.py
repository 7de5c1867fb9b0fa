"""Everything that writes a report: drafting, publishing, and looking again at what was published."""
