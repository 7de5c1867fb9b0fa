"""What the pages of linkage show."""
