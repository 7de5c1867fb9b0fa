"""What an author is asked: about a report, its words, and what a claim or a figure asks of the records."""
